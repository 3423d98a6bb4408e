#include "cli/common/inputs.h"

#include <CLI/CLI.hpp>
#include <cstdio>

#include "alpharoute/artifact_file.h"
#include "base/files.h"
#include "cli/common/builtin.h"
#include "cli/common/command.h"
#include "cli/view/terminal.h"

namespace alpharoute::cli {

void add_embedding_options(CLI::App& command, EmbeddingSource& source) {
  CLI::Option* embedder = command.add_option("--embedder", source.embedder, "Embedder file (default: built in)");
  command.add_option("--embeddings", source.embeddings, "File with one embedding for each line of the data")
      ->excludes(embedder);
  command.add_option("--threads", source.threads, "Number of threads (default: all); does not change the result");
  add_embedding_server_options(command, source);
}

void add_embedding_server_options(CLI::App& command, EmbeddingSource& source) {
  CLI::Option* url =
      command.add_option("--embedding-url", source.url,
                         "Base URL of an OpenAI-compatible embedding server, e.g. https://openrouter.ai/api/v1");
  CLI::Option* model =
      command.add_option("--embedding-model", source.model, "The server's name of the embedding model");
  url->needs(model);
  model->needs(url);
  command.add_option("--embedding-key-env", source.key_variable, "Environment variable with the server's API key")
      ->needs(url);
  command
      .add_option("--embedding-cache", source.cache,
                  "Cache file for the server's embeddings (default: in ~/.cache/alpharoute)")
      ->needs(url);
}

void add_skip_bad_option(CLI::App& command, data::ReadOptions& read) {
  command.add_flag("--skip-bad", read.skip_bad, "Skip bad lines instead of stopping");
}

Embedder load_embedder(const std::string& path) { return unwrap(embed::load_embedder(path, builtin_embedder())); }

Router load_router(const std::string& path) {
  const std::string bytes = unwrap(base::read_file(path));
  return unwrap_from(path, Router::from_bytes(base::as_bytes(bytes)));
}

Router load_text_router(const std::string& path, const std::string& embedder_path) {
  const std::string bytes = unwrap(base::read_file(path));
  Artifact artifact = unwrap_from(path, read_artifact(base::as_bytes(bytes)));
  Embedder embedder = load_embedder(embedder_path);
  if (embedder_path.empty() && artifact.embedder.id != embedder.info().id) {
    throw Failure{{ErrorCode::wrong_embedder, path + ": fitted with the embedder " + artifact.embedder.id +
                                                  ", which is not built in. Pass its file with --embedder."}};
  }
  return unwrap_from(path, Router::create(std::move(artifact), std::move(embedder)));
}

embed::Embeddings load_embeddings(const EmbeddingSource& source, const data::Dataset& dataset) {
  Progress progress("embedding");
  return unwrap(embed::load_embeddings(source, dataset.queries, builtin_embedder(), std::ref(progress)));
}

data::Dataset load_dataset(const std::string& path, const data::ReadOptions& options) {
  data::Dataset dataset = unwrap(data::read_dataset(path, options));
  report_skipped(dataset);
  return dataset;
}

void report_skipped(const data::Dataset& dataset) {
  if (dataset.skipped.empty()) return;
  std::fprintf(stderr, "skipped %zu bad line%s; the first: %s\n", dataset.skipped.size(),
               dataset.skipped.size() == 1 ? "" : "s", dataset.skipped.front().c_str());
}

}  // namespace alpharoute::cli
