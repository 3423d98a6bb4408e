#include "fit/profile.h"

#include <cmath>
#include <limits>

namespace alpharoute::fit {
namespace {

struct Mean {
  double sum = 0.0;
  std::uint32_t count = 0;

  void add(float value) {
    if (std::isnan(value)) return;
    sum += static_cast<double>(value);
    ++count;
  }

  float value() const { return count > 0 ? static_cast<float>(sum / count) : std::numeric_limits<float>::quiet_NaN(); }
};

}  // namespace

Profiles profile(const data::Dataset& dataset, const std::vector<std::size_t>& rows,
                 const std::vector<std::uint32_t>& labels, std::uint32_t clusters) {
  Profiles profiles;
  profiles.models = static_cast<std::uint32_t>(dataset.models.size());
  profiles.clusters = clusters;
  std::vector<Mean> accuracy(std::size_t{profiles.models} * clusters), cost(accuracy.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::uint32_t model = 0; model < profiles.models; ++model) {
      const std::size_t place = dataset.cell(rows[i], model);
      if (std::isnan(dataset.score[place])) continue;
      accuracy[profiles.cell(model, labels[i])].add(dataset.score[place]);
      cost[profiles.cell(model, labels[i])].add(dataset.cost[place]);
    }
  }
  for (std::size_t cell = 0; cell < accuracy.size(); ++cell) {
    profiles.accuracy.push_back(accuracy[cell].value());
    profiles.cost.push_back(cost[cell].value());
    profiles.count.push_back(accuracy[cell].count);
  }
  return profiles;
}

}  // namespace alpharoute::fit
