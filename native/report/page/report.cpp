#include "report/page/report.h"

#include <functional>
#include <vector>

#include "report/facts/facts.h"
#include "report/facts/text.h"
#include "report/figures/figures.h"
#include "report/page/claims.h"
#include "report/page/sections.h"
#include "report/page/style.h"

namespace alpharoute::report {
namespace {

std::string inline_svg(const Figure& figure, bool narrow) {
  Canvas canvas(
      {narrow ? kNarrowWidth : kWideWidth, narrow ? figure.narrow_height : figure.wide_height, narrow, Theme::page});
  figure.draw(canvas);
  const std::string css_class = narrow ? "narrow" : "wide";
  return canvas.inlined(figure.id + "-" + css_class, css_class, figure.title, figure.description);
}

// Collects the sections in order, and numbers figures and tables.
class Page {
 public:
  // `content` is HTML; a section without content is omitted.
  void section(const std::string& id, const std::string& title, const std::string& content) {
    if (content.empty()) return;
    body_ += "<section id=\"" + id + "\">\n<h2>" + escape(title) + "</h2>\n" + content + "</section>\n";
    links_ += "<li><a href=\"#" + id + "\">" + escape(title) + "</a></li>\n";
  }

  std::string figure(const std::optional<Figure>& figure) {
    if (!figure) return "";
    const std::string number = std::to_string(++figures_);
    return "<figure id=\"figure-" + figure->id + "\">\n<div class=\"figure-head\">\n" + inline_svg(*figure, false) +
           inline_svg(*figure, true) + "<figcaption><strong>Figure " + number + ". " + escape(figure->title) +
           ".</strong> " + escape(figure->takeaway) + "</figcaption>\n</div>\n<details>\n<summary>Data of figure " +
           number + "</summary>\n" + rendered(figure->data) + "</details>\n</figure>\n";
  }

  std::string table(const Table& table, const std::string& takeaway, const std::string& extra_class = "") {
    if (table.is_empty()) return "";
    const std::string classes = extra_class + (is_wide(table) ? " wide-table" : "");
    return "<figure>\n<figcaption><strong>Table " + std::to_string(++tables_) + ". " + escape(table.caption) +
           ".</strong> " + escape(takeaway) + "</figcaption>\n" + render(table, classes) + "</figure>\n";
  }

  std::string text(const Facts& facts) const {
    return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
           "<title>" +
           escape(headline(facts)) + "</title>\n<style>" + style_sheet() + "</style>\n</head>\n<body>\n" +
           "<header>\n<p class=\"kicker\">Alpharoute evaluation</p>\n<h1>" + escape(headline(facts)) +
           "</h1>\n<p class=\"scope\">" + escape(scope_of(facts)) + "</p>\n" + claim_tiles(facts) +
           "<nav aria-label=\"Sections\"><ul>\n" + links_ + "</ul></nav>\n</header>\n<main>\n" + body_ +
           "</main>\n<footer><p>Made by alpharoute evaluate. This file is self-contained: it loads nothing and runs "
           "no script.</p></footer>\n</body>\n</html>\n";
  }

 private:
  static bool is_wide(const Table& table) { return table.columns.size() > 9; }

  static std::string rendered(const std::vector<Table>& tables) {
    std::string out;
    for (const Table& table : tables) out += render(table, is_wide(table) ? "wide-table" : "");
    return out;
  }

  std::string body_, links_;
  int figures_ = 0, tables_ = 0;
};

std::vector<Figure> all_figures(const Facts& facts) {
  std::vector<Figure> figures;
  for (const auto& make :
       {trade_off_figure, alpha_figure, shares_figure, errors_figure, reliability_figure, robustness_figure}) {
    if (std::optional<Figure> figure = make(facts)) figures.push_back(std::move(*figure));
  }
  return figures;
}

}  // namespace

std::string render_report(const Facts& facts) {
  Page page;
  page.section("trade-off", "Accuracy and cost", page.figure(trade_off_figure(facts)));
  std::string by_alpha = page.figure(alpha_figure(facts));
  by_alpha += page.figure(shares_figure(facts));
  by_alpha += page.figure(errors_figure(facts));
  page.section("alpha", "Effect of α", by_alpha);
  page.section("data-sets", "Results by data set",
               page.table(results_table(facts), "Bold: the best of each column, oracles excluded."));
  page.section("left-out", "Data sets left out of the fit",
               page.table(hold_out_table(facts),
                          "Shows the accuracy to expect on a new domain. Bold: the router is more accurate than the "
                          "single model that was best on the other data sets."));
  page.section("calibration", "Expected accuracy", page.figure(reliability_figure(facts)));
  page.section("clusters", "Clusters",
               page.table(cluster_table(facts),
                          "The most accurate model in each cluster of training queries, and the cheapest one within 5 "
                          "points of it.",
                          "tall"));
  std::string metrics = page.table(metrics_table(facts), "Definitions from the papers that compare routers.");
  metrics += page.table(seeds_table(facts), "Bold: differences whose interval excludes zero.");
  metrics += page.figure(robustness_figure(facts));
  page.section("metrics", "Metrics", metrics);
  page.section("method", "Method", method_list(facts));
  return page.text(facts);
}

std::map<std::string, std::string> render_plots(const Facts& facts) {
  std::map<std::string, std::string> files;
  for (const Figure& figure : all_figures(facts)) {
    Canvas canvas({kWideWidth, figure.wide_height, false, Theme::paper});
    figure.draw(canvas);
    files[figure.id + ".svg"] = canvas.standalone(figure.title, figure.description);
  }
  return files;
}

}  // namespace alpharoute::report
