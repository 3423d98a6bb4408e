#include "cli/view/robustness.h"

#include "cli/view/terminal.h"

namespace alpharoute::cli {
namespace {

void add(Table& table, const char* name, const std::vector<experiment::Variation>& variations) {
  for (const experiment::Variation& variation : variations) {
    table.add({name + std::to_string(variation.value), percent(variation.metrics.aiq), percent(variation.accuracy),
               percent(variation.metrics.cost_save)});
  }
}

}  // namespace

std::string robustness_table(const experiment::Robustness& robustness) {
  Table table({"varied", "AIQ", "accuracy, highest α", "cost saved, equal"});
  add(table, "clusters ", robustness.clusters);
  add(table, "nearest clusters ", robustness.nearest_clusters);
  return table.text();
}

}  // namespace alpharoute::cli
