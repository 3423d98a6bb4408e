// alpharoute embed: embeds the prompts of a data set.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "cli/commands/commands.h"
#include "cli/common/command.h"
#include "cli/common/inputs.h"

namespace alpharoute::cli {
namespace {

struct Options {
  std::string data, out;
  EmbeddingSource source;
  data::ReadOptions read{.needs_records = false};
};

void run(const Options& options) {
  const data::Dataset dataset = load_dataset(options.data, options.read);
  const embed::Embeddings embeddings = load_embeddings(options.source, dataset);
  unwrap(embed::write_embeddings(options.out, embeddings));
  std::printf("%s: %zu embeddings of %u dimensions by %s\n", options.out.c_str(), embeddings.rows(),
              embeddings.made_by.dimensions, embeddings.made_by.id.c_str());
}

}  // namespace

void add_embed(CLI::App& app) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("embed", "Embed the prompts of a data set");
  command->add_option("data", options->data, "Data set, JSONL or .gz; only the prompts are read")->required();
  command->add_option("--out", options->out, "Path of the embeddings (safetensors)")->required();
  command->add_option("--embedder", options->source.embedder, "Embedder file (default: built in)");
  command->add_option("--threads", options->source.threads, "Number of threads (default: all)");
  add_embedding_server_options(*command, options->source);
  add_skip_bad_option(*command, options->read);
  command->footer("Example:\n  alpharoute embed prompts.jsonl.gz --out prompts.safetensors");
  command->callback([options] { run(*options); });
}

}  // namespace alpharoute::cli
