// alpharoute add-model: adds a model with a few labelled answers to a fitted router.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "alpharoute/artifact_file.h"
#include "base/files.h"
#include "cli/commands/commands.h"
#include "cli/common/command.h"
#include "cli/common/inputs.h"
#include "fit/add_model.h"

namespace alpharoute::cli {
namespace {

struct Options {
  std::string router, data, model, prices, out;
  EmbeddingSource source;
  data::ReadOptions read;
};

ModelInfo model_info(const Options& options) {
  ModelInfo info;
  info.id = info.name = options.model;
  if (!options.read.prices) return info;
  const auto found = options.read.prices->find(options.model);
  return found == options.read.prices->end() ? info : found->second;
}

void run(Options options) {
  const std::string bytes = unwrap(base::read_file(options.router));
  const Artifact artifact = unwrap_from(options.router, read_artifact(base::as_bytes(bytes)));
  if (!options.prices.empty()) options.read.prices = unwrap(data::read_prices(options.prices));
  const data::Dataset dataset = load_dataset(options.data, options.read);
  const embed::Embeddings embeddings = load_embeddings(options.source, dataset);
  const Artifact extended =
      unwrap_from(options.data, fit::add_model(artifact, dataset, embeddings, model_info(options)));
  const std::string out = options.out.empty() ? options.router : options.out;
  unwrap(base::write_file(out, write_artifact(extended)));
  std::uint32_t labels = 0;
  for (std::uint32_t j = 0; j < extended.profiles.clusters; ++j) {
    labels += extended.profiles.count[extended.profiles.cell(extended.profiles.models - 1, j)];
  }
  std::printf("%s: added %s from %u labelled answers; %zu models\n", out.c_str(), options.model.c_str(), labels,
              extended.models.size());
}

}  // namespace

void add_add_model(CLI::App& app) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("add-model", "Add a model with a few labelled answers to a router");
  command->add_option("router", options->router, "Router made by alpharoute fit")->required();
  command->add_option("data", options->data, "Labelled answers of the new model, JSONL or .gz; 20 to 200 are enough")
      ->required();
  command->add_option("--model", options->model, "The model's name in the data")->required();
  command->add_option("--prices", options->prices, "Price list for answers without a recorded cost");
  command->add_option("--answer-tokens", options->read.answer_tokens, "Tokens assumed for an answer of unknown length")
      ->capture_default_str();
  command->add_option("--out", options->out, "Path of the extended router (default: overwrites the old one)");
  add_embedding_options(*command, options->source);
  add_skip_bad_option(*command, options->read);
  command->footer(
      "Example:\n  alpharoute add-model router.safetensors new.jsonl --model newcomer --prices prices.json --out "
      "extended.safetensors");
  command->callback([options] { run(*options); });
}

}  // namespace alpharoute::cli
