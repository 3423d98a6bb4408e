// A small labelled data set for experiments.
#pragma once

#include <random>

#include "data/dataset.h"
#include "data/split.h"
#include "embed/embeddings.h"
#include "experiment/repeats.h"
#include "support.h"

namespace alpharoute::test {

inline constexpr std::size_t kSampleRows = 120;

// Three data sets and three models. Each model is best at one data set; more expensive models are better at the others.
// Embeddings point towards the axis of their data set.
struct Sample {
  data::Dataset dataset;
  embed::Embeddings embeddings;

  explicit Sample(std::uint32_t seed = 1) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> uniform(0.0f, 1.0f);
    dataset.models = {"m0", "m1", "m2"};
    dataset.groups = {"chess", "cooking", "space"};
    embeddings.made_by = {"test", 4, ""};
    embeddings.values = random_unit_rows(random, kSampleRows, 4);
    for (std::size_t row = 0; row < kSampleRows; ++row) {
      const auto group = static_cast<std::uint32_t>(row % 3);
      dataset.queries.push_back("a question about " + dataset.groups[group]);
      dataset.group.push_back(group);
      embeddings.values[row * 4 + group] += 1.0f;
      normalise(row);
      for (std::uint32_t model = 0; model < 3; ++model) {
        dataset.score.push_back(model == group || uniform(random) < 0.2f * static_cast<float>(model + 1) ? 1.0f : 0.0f);
        dataset.cost.push_back(0.001f * static_cast<float>(model + 1));
      }
    }
  }

  // Replaces the scores and the embedding of a row.
  void change(std::size_t row) {
    for (std::size_t model = 0; model < 3; ++model) {
      float& score = dataset.score[dataset.cell(row, model)];
      score = 1.0f - score;
    }
    for (std::size_t i = 0; i < 4; ++i) embeddings.values[row * 4 + i] = i == 3 ? 1.0f : 0.0f;
  }

 private:
  void normalise(std::size_t row) {
    float squares = 0.0f;
    for (std::size_t i = 0; i < 4; ++i) squares += embeddings.values[row * 4 + i] * embeddings.values[row * 4 + i];
    for (std::size_t i = 0; i < 4; ++i) embeddings.values[row * 4 + i] /= std::sqrt(squares);
  }
};

inline experiment::RefitSettings sample_settings(std::uint32_t clusters = 3) {
  experiment::RefitSettings settings;
  settings.fit.clusters = clusters;
  settings.fit.threads = 1;
  settings.defaults.nearest_clusters = 2;
  return settings;
}

inline experiment::Repetition sample_repetition(Sample& sample, std::uint32_t clusters = 3) {
  return {
      sample.dataset,  sample.embeddings, sample_settings(clusters), {.scoring = Scoring::paper, .nearest_clusters = 2},
      {0.0, 0.5, 1.0}, std::nullopt};
}

// Records reported progress.
struct ProgressLog {
  std::vector<double> shares;
  experiment::Progress callback() {
    return [this](double share) { shares.push_back(share); };
  }
};

inline void ignore_progress(double) {}

}  // namespace alpharoute::test
