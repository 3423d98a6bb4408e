#include "cli/view/decision.h"

#include <algorithm>
#include <cmath>

#include "cli/view/terminal.h"

namespace alpharoute::cli {
namespace {

constexpr std::size_t kDialWidth = 60;

const std::string& name(const Artifact& artifact, std::uint32_t model) { return artifact.models[model].name; }

std::string headline(const Decision& decision, const Artifact& artifact) {
  std::string text = bold("→ " + name(artifact, decision.model)) + "   at α " + fixed(decision.alpha, 2);
  if (decision.runner_up) {
    text += ", " + fixed(decision.margin, 3) + " ahead of " + name(artifact, *decision.runner_up);
  }
  return text + "\n";
}

std::string models_text(const Decision& decision, const Artifact& artifact) {
  std::vector<ModelScore> models = decision.models;
  std::stable_sort(models.begin(), models.end(), [](const ModelScore& a, const ModelScore& b) {
    return !std::isnan(a.score) && (std::isnan(b.score) || a.score > b.score);
  });
  Table table({"model", "score", "expected accuracy", "cost per 1,000"});
  for (const ModelScore& entry : models) {
    const Expectation& expected = entry.expectation;
    table.add({name(artifact, entry.model), fixed(entry.score, 3),
               percent(expected.accuracy) + " ± " + fixed(100.0 * expected.standard_error, 1) + " " +
                   bar(expected.accuracy, 10),
               usd(expected.cost_usd * 1000.0)},
              entry.model == decision.model);
  }
  return table.text();
}

std::string clusters_text(const Decision& decision, const Artifact& artifact) {
  Table table({"nearest past prompts", "prompts", "distance", "weight"});
  for (const NearCluster& cluster : decision.clusters) {
    table.add({artifact.cluster_labels[cluster.id], std::to_string(artifact.cluster_size[cluster.id]),
               fixed(static_cast<double>(cluster.distance), 3), percent(cluster.weight)});
  }
  return table.text();
}

}  // namespace

std::string spectrum_text(const Decision& decision, const Artifact& artifact) {
  const std::vector<Segment>& spectrum = decision.spectrum;
  std::string dial, legend;
  for (std::size_t i = 0; i < spectrum.size(); ++i) {
    const std::string letter(1, static_cast<char>('A' + i % 26));
    const double to = i + 1 < spectrum.size() ? spectrum[i + 1].from : 1.0;
    const auto begin = static_cast<std::size_t>(spectrum[i].from * kDialWidth);
    const auto end = std::max(static_cast<std::size_t>(to * kDialWidth), begin + 1);
    const bool is_current = decision.alpha >= spectrum[i].from && (decision.alpha < to || i + 1 == spectrum.size());
    dial.resize(std::min(begin, dial.size()));
    dial.append(begin - dial.size(), ' ');
    dial.append(end - begin, letter.front());
    const std::string line =
        "    " + letter + "  from " + fixed(spectrum[i].from, 3) + "  " + name(artifact, spectrum[i].model);
    legend += (is_current ? highlight(line) : line) + "\n";
  }
  const auto place = std::min(static_cast<std::size_t>(decision.alpha * kDialWidth), kDialWidth - 1);
  return dim("  the choice by α, cheapest to best") + "\n    0 " + dial + " 1\n      " + std::string(place, ' ') +
         "↑ α " + fixed(decision.alpha, 2) + "\n" + legend;
}

std::string decision_text(const Decision& decision, const Artifact& artifact) {
  std::string text = headline(decision, artifact);
  if (decision.novelty >= kNovel) text += "  far from the training prompts: these estimates are less reliable\n";
  return text + "\n" + models_text(decision, artifact) + "\n" + clusters_text(decision, artifact) + "\n" +
         spectrum_text(decision, artifact);
}

}  // namespace alpharoute::cli
