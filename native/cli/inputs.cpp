#include "cli/inputs.h"

#include <CLI/CLI.hpp>
#include <cstdio>

#include "cli/builtin.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "data/files.h"

namespace alpharoute::cli {

void add_embedding_options(CLI::App& command, EmbeddingSource& source) {
  CLI::Option* embedder =
      command.add_option("--embedder", source.embedder, "Embedder file (default: the built-in one)");
  command.add_option("--embeddings", source.embeddings, "Vectors made beforehand, one row for each line of the data")
      ->excludes(embedder);
  command.add_option("--threads", source.threads, "Threads to use (default: all; never changes the result)");
}

Embedder load_embedder(const std::string& path) {
  if (path.empty()) return take(Embedder::from_bytes(builtin_embedder()));
  const std::string bytes = take(data::read_file(path));
  return take_from(path, Embedder::from_bytes(data::as_bytes(bytes)));
}

Router load_router(const std::string& path) {
  const std::string bytes = take(data::read_file(path));
  return take_from(path, Router::from_bytes(data::as_bytes(bytes)));
}

Router load_text_router(const std::string& path, const std::string& embedder_path) {
  const std::string bytes = take(data::read_file(path));
  Artifact artifact = take_from(path, read_artifact(data::as_bytes(bytes)));
  Embedder embedder = load_embedder(embedder_path);
  if (embedder_path.empty() && artifact.embedder.id != embedder.info().id) {
    throw Failure{{ErrorCode::wrong_embedder, path + ": was fitted with the embedder " + artifact.embedder.id +
                                                  ", which is not built in. Pass its file with --embedder."}};
  }
  return take_from(path, Router::create(std::move(artifact), std::move(embedder)));
}

embed::Embeddings load_embeddings(const EmbeddingSource& source, const data::Dataset& dataset) {
  if (!source.embeddings.empty()) return take(embed::read_embeddings(source.embeddings));
  const Embedder embedder = load_embedder(source.embedder);
  Progress progress("embedding");
  return take(embed::embed_texts(embedder, dataset.queries, source.threads, std::ref(progress)));
}

std::vector<std::string> scoring_names() {
  std::vector<std::string> names;
  for (const Scoring scoring : kScorings) names.emplace_back(scoring_name(scoring));
  return names;
}

data::Dataset load_dataset(const std::string& path, const data::ReadOptions& options) {
  data::Dataset dataset = take(data::read_dataset(path, options));
  if (!dataset.skipped.empty()) {
    std::fprintf(stderr, "skipped %zu bad line%s; the first: %s\n", dataset.skipped.size(),
                 dataset.skipped.size() == 1 ? "" : "s", dataset.skipped.front().c_str());
  }
  return dataset;
}

}  // namespace alpharoute::cli
