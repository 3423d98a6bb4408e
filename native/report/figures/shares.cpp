// Figure: share of the queries of each model by alpha, as stacked areas.
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "report/draw/axes.h"
#include "report/facts/text.h"
#include "report/figures/curves.h"
#include "report/figures/figures.h"

namespace alpharoute::report {
namespace {

// Adjacent bands differ in lightness and in hue.
constexpr std::array kColours = {Colour::area_sky,  Colour::area_amber,     Colour::area_teal, Colour::area_yellow,
                                 Colour::area_blue, Colour::area_vermilion, Colour::area_pink};

struct Band {
  std::string name, full_name;
  Colour colour;
  std::vector<double> shares;  // by alpha
};

double share(const CurvePoint& point, std::size_t model) {
  const double value = point.outcome.shares[model];
  return std::isfinite(value) ? std::max(value, 0.0) : 0.0;
}

std::vector<double> shares_of(const Facts& facts, std::size_t model) {
  std::vector<double> out;
  for (const CurvePoint& point : facts.router.points) out.push_back(share(point, model));
  return out;
}

double total(const Facts& facts, std::size_t model) {
  const std::vector<double> shares = shares_of(facts, model);
  return std::accumulate(shares.begin(), shares.end(), 0.0);
}

// Models that are chosen at any alpha, by falling total share.
std::vector<std::size_t> chosen_models(const Facts& facts) {
  std::vector<std::size_t> models;
  for (std::size_t i = 0; i < facts.models.size(); ++i) {
    if (total(facts, i) > 0.0) models.push_back(i);
  }
  std::stable_sort(models.begin(), models.end(),
                   [&](std::size_t a, std::size_t b) { return total(facts, a) > total(facts, b); });
  return models;
}

// One band for each of the seven models with the largest shares, by rising cost, then one band for all others.
std::vector<Band> bands_of(const Facts& facts) {
  std::vector<std::size_t> models = chosen_models(facts);
  std::vector<std::size_t> rest;
  if (models.size() > kColours.size()) {
    rest.assign(models.begin() + kColours.size(), models.end());
    models.resize(kColours.size());
  }
  std::stable_sort(models.begin(), models.end(),
                   [&](std::size_t a, std::size_t b) { return facts.singles[a].cost < facts.singles[b].cost; });
  std::vector<Band> bands;
  for (const std::size_t model : models) {
    bands.push_back({facts.short_models[model], facts.models[model], kColours[bands.size()], shares_of(facts, model)});
  }
  if (rest.empty()) return bands;
  const std::string name = count(static_cast<double>(rest.size())) + (rest.size() == 1 ? " other" : " others");
  Band others{name, name, Colour::grey, std::vector<double>(facts.router.points.size())};
  for (const std::size_t model : rest) {
    const std::vector<double> shares = shares_of(facts, model);
    for (std::size_t i = 0; i < shares.size(); ++i) others.shares[i] += shares[i];
  }
  bands.push_back(std::move(others));
  return bands;
}

using Edge = std::vector<Point>;  // by rising x

// The lower edge of the first band, then the upper edge of each band.
std::vector<Edge> edges_of(const Facts& facts, const std::vector<Band>& bands, const Axes& axes) {
  std::vector<double> height(facts.router.points.size());
  std::vector<Edge> edges(bands.size() + 1);
  for (std::size_t i = 0; i <= bands.size(); ++i) {
    for (std::size_t a = 0; a < height.size(); ++a) {
      if (i > 0) height[a] += bands[i - 1].shares[a];
      edges[i].push_back({axes.x(facts.router.points[a].alpha), axes.y(std::min(height[a], 1.0))});
    }
  }
  return edges;
}

double height_at(const Edge& edge, double x) {
  for (std::size_t i = 1; i < edge.size(); ++i) {
    if (x > edge[i].x) continue;
    const double span = edge[i].x - edge[i - 1].x;
    const double share = span > 0.0 ? (x - edge[i - 1].x) / span : 0.0;
    return edge[i - 1].y + share * (edge[i].y - edge[i - 1].y);
  }
  return edge.back().y;
}

// Centre of the highest position in a band for text of this width; empty if the band is lower than `needed` everywhere.
std::optional<Point> label_position(const Edge& lower, const Edge& upper, double width, double needed) {
  std::optional<Point> best;
  for (double x = lower.front().x + width / 2.0; x + width / 2.0 <= lower.back().x; x += 4.0) {
    double top = -1e9, bottom = 1e9;
    for (int i = -4; i <= 4; ++i) {
      top = std::max(top, height_at(upper, x + width * i / 8.0));
      bottom = std::min(bottom, height_at(lower, x + width * i / 8.0));
    }
    if (bottom - top <= needed) continue;
    needed = bottom - top;
    best = Point{x, (top + bottom) / 2.0};
  }
  return best;
}

// Key above the plot, for bands without space for their name.
void draw_key(Canvas& canvas, const std::vector<const Band*>& bands, const Axes& axes) {
  const double size = canvas.font_size();
  double x = axes.x.from - kAxisLeft + 4.0, y = size;
  for (const Band* band : bands) {
    const std::string name = clipped(band->name, 30);
    const double width = size + 6.0 + text_width(name, size) + 14.0;
    if (x + width > canvas.frame().width && x > axes.x.from) {
      x = axes.x.from - kAxisLeft + 4.0;
      y += 1.6 * size;
    }
    canvas.area({{x, y - 0.8 * size}, {x + size, y - 0.8 * size}, {x + size, y + 0.2 * size}, {x, y + 0.2 * size}},
                band->colour, band->full_name);
    canvas.text({x + size + 6.0, y}, name);
    x += width;
  }
}

std::string tooltip(const Band& band) {
  const double most = *std::max_element(band.shares.begin(), band.shares.end());
  return band.full_name + ", up to " + percent(most);
}

// Height of a key with all names.
double key_height(const Canvas& canvas, const std::vector<Band>& bands) {
  return canvas.frame().narrow ? 16.0 * static_cast<double>((bands.size() + 1) / 2) : 16.0 * (bands.size() > 4 ? 2 : 1);
}

void draw(Canvas& canvas, const Facts& facts) {
  const std::vector<Band> bands = bands_of(facts);
  const Frame& frame = canvas.frame();
  const double first = facts.router.points.front().alpha, last = facts.router.points.back().alpha;
  const double left = kAxisLeft + 4.0, right = frame.width - 12.0;
  Axes axes{linear_scale(first, last, left, right, frame.narrow ? 4 : 10),
            linear_scale(0.0, 1.0, frame.height - kAxisBottom, key_height(canvas, bands) + kAxisTop + 6.0, 4),
            [](double alpha) { return trimmed(alpha, 2); },
            round_percent,
            kAlphaTitle,
            "share of the queries"};
  draw_axes(canvas, axes);
  const std::vector<Edge> edges = edges_of(facts, bands, axes);
  std::vector<const Band*> unnamed;
  for (std::size_t i = 0; i < bands.size(); ++i) {
    Edge around = edges[i];
    around.insert(around.end(), edges[i + 1].rbegin(), edges[i + 1].rend());
    canvas.area(around, bands[i].colour, tooltip(bands[i]));
  }
  for (std::size_t i = 0; i < bands.size(); ++i) {
    const std::string name = clipped(bands[i].name, frame.narrow ? 22 : 32);
    const double size = canvas.font_size();
    const std::optional<Point> position =
        label_position(edges[i], edges[i + 1], text_width(name, size) + 10.0, 1.5 * size);
    if (position) {
      canvas.text_on({position->x, position->y + 0.35 * size}, name, bands[i].colour);
    } else {
      unnamed.push_back(&bands[i]);
    }
  }
  draw_key(canvas, unnamed, axes);
}

Table data_of(const Facts& facts) {
  Table table{"Share of the queries routed to each model, by α", {"α"}};
  const std::vector<std::size_t> models = chosen_models(facts);
  for (const std::size_t model : models) table.columns.push_back(facts.short_models[model]);
  for (const CurvePoint& point : facts.router.points) {
    std::vector<std::string> cells = {bare_alpha(point.alpha)};
    for (const std::size_t model : models) cells.push_back(percent(point.outcome.shares[model]));
    table.add(std::move(cells));
  }
  return table;
}

std::string takeaway(const Facts& facts) {
  const std::size_t chosen = chosen_models(facts).size();
  const double never = static_cast<double>(facts.models.size() - chosen);
  return "From the cheapest model at the bottom to the most expensive at the top. " +
         count(static_cast<double>(chosen)) + " of the " + count(static_cast<double>(facts.models.size())) +
         " models are chosen at some α" + (never > 0.0 ? "; the others never." : ".");
}

}  // namespace

std::optional<Figure> shares_figure(const Facts& facts) {
  if (facts.router.points.size() < 2 || chosen_models(facts).empty()) return std::nullopt;
  return Figure{"shares",
                "Share of queries by model",
                takeaway(facts),
                "Stacked areas by α, one per model. The table below has every share.",
                460.0,
                460.0,
                [&facts](Canvas& canvas) { draw(canvas, facts); },
                {data_of(facts)}};
}

}  // namespace alpharoute::report
