// alpharoute add-model: a new model, with few labelled answers, into a fitted router.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "cli/common/command.h"
#include "cli/common/inputs.h"
#include "base/files.h"
#include "fit/add_model.h"

namespace alpharoute::cli {
namespace {

struct Options {
  std::string router, data, model, prices, out;
  EmbeddingSource source;
  data::ReadOptions read;
};

ModelInfo describe(const Options& options) {
  ModelInfo info;
  info.id = info.name = options.model;
  if (!options.read.prices) return info;
  const auto found = options.read.prices->find(options.model);
  return found == options.read.prices->end() ? info : found->second;
}

void run(Options options) {
  const std::string bytes = take(base::read_file(options.router));
  const Artifact artifact = unwrap_from(options.router, read_artifact(base::as_bytes(bytes)));
  if (!options.prices.empty()) options.read.prices = take(data::read_prices(options.prices));
  const data::Dataset dataset = load_dataset(options.data, options.read);
  const embed::Embeddings embeddings = load_embeddings(options.source, dataset);
  const Artifact extended = unwrap_from(options.data, fit::add_model(artifact, dataset, embeddings, describe(options)));
  const std::string out = options.out.empty() ? options.router : options.out;
  take(base::write_file(out, write_artifact(extended)));
  std::uint32_t labels = 0;
  for (std::uint32_t j = 0; j < extended.profiles.clusters; ++j) {
    labels += extended.profiles.count[extended.profiles.cell(extended.profiles.models - 1, j)];
  }
  std::printf("%s: %s added from %u labelled answers, %zu models now\n", out.c_str(), options.model.c_str(), labels,
              extended.models.size());
}

}  // namespace

void add_add_model(CLI::App& app) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("add-model", "Add a model with a few labelled answers to a router");
  command->add_option("router", options->router, "Router made by alpharoute fit")->required();
  command->add_option("data", options->data, "Labelled answers of the new model, JSONL or .gz; 20 to 200 will do")
      ->required();
  command->add_option("--model", options->model, "Its name in the data")->required();
  command->add_option("--prices", options->prices, "Price list, for answers without a recorded cost");
  command
      ->add_option("--answer-tokens", options->read.answer_tokens,
                   "Tokens of an answer of unknown length, to estimate its cost")
      ->capture_default_str();
  command->add_option("--out", options->out, "Where to write the extended router (default: in place of the old one)");
  add_embedding_options(*command, options->source);
  command->add_flag("--skip-bad", options->read.skip_bad, "Leave bad lines out instead of stopping");
  command->footer(
      "Example:\n  alpharoute add-model router.safetensors new.jsonl --model newcomer --prices prices.json --out "
      "extended.safetensors");
  command->callback([options] { run(*options); });
}

}  // namespace alpharoute::cli
