// alpharoute embed: the queries of a data set to vectors.
#include <CLI/CLI.hpp>
#include <cstdio>

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
  take(embed::write_embeddings(options.out, embeddings));
  std::printf("%s: %zu embeddings of %u dimensions by %s\n", options.out.c_str(), embeddings.rows(),
              embeddings.made_by.dimensions, embeddings.made_by.id.c_str());
}

}  // namespace

void add_embed(CLI::App& app) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("embed", "Turn the queries of a data set into vectors");
  command->add_option("data", options->data, "Data set, JSONL or .gz; only the queries are read")->required();
  command->add_option("--out", options->out, "Where to write the vectors (safetensors)")->required();
  command->add_option("--embedder", options->source.embedder, "Embedder file (default: the built-in one)");
  command->add_option("--threads", options->source.threads, "Threads to use (default: all)");
  add_embedding_server_options(*command, options->source);
  command->add_flag("--skip-bad", options->read.skip_bad, "Leave bad lines out instead of stopping");
  command->footer("Example:\n  alpharoute embed prompts.jsonl.gz --out prompts.safetensors");
  command->callback([options] { run(*options); });
}

}  // namespace alpharoute::cli
