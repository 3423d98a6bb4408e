#include "cli/common/inputs.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>

#include "alpharoute/sha256.h"
#include "cli/common/builtin.h"
#include "cli/common/command.h"
#include "cli/view/terminal.h"
#include "base/files.h"
#include "embed/source/remote_embedder.h"

namespace alpharoute::cli {

void add_embedding_options(CLI::App& command, EmbeddingSource& source) {
  CLI::Option* embedder =
      command.add_option("--embedder", source.embedder, "Embedder file (default: the built-in one)");
  command.add_option("--embeddings", source.embeddings, "Vectors made beforehand, one row for each line of the data")
      ->excludes(embedder);
  command.add_option("--threads", source.threads, "Threads to use (default: all; never changes the result)");
  add_embedding_server_options(command, source);
}

void add_embedding_server_options(CLI::App& command, EmbeddingSource& source) {
  CLI::Option* url = command.add_option("--embedding-url", source.url,
                                        "Embed by an OpenAI-compatible server, such as https://openrouter.ai/api/v1");
  CLI::Option* model = command.add_option("--embedding-model", source.model, "Its name of the embedding model");
  url->needs(model);
  model->needs(url);
  command.add_option("--embedding-key-env", source.key_variable, "Environment variable that holds its key")->needs(url);
  command
      .add_option("--embedding-cache", source.cache, "File that keeps what it made (default: in ~/.cache/alpharoute)")
      ->needs(url);
}

namespace {

std::string environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? std::string() : std::string(value);
}

std::string default_cache(const EmbeddingSource& source) {
  std::string folder = environment("XDG_CACHE_HOME");
  if (folder.empty()) folder = environment("HOME") + "/.cache";
  const std::string maker = source.url + "\n" + source.model;
  return folder + "/alpharoute/" + sha256_hex(base::as_bytes(maker)).substr(0, 16) + ".vectors";
}

embed::Embeddings embed_by_server(const EmbeddingSource& source, const std::vector<std::string>& texts) {
  embed::RemoteEmbedder remote;
  remote.base_url = source.url;
  remote.model = source.model;
  remote.cache = source.cache.empty() ? default_cache(source) : source.cache;
  if (!source.key_variable.empty()) {
    remote.key = environment(source.key_variable);
    if (remote.key.empty()) {
      throw Failure{{ErrorCode::invalid_argument, "--embedding-key-env names the environment variable " +
                                                  source.key_variable + ", which is not set."}};
    }
  }
  Progress progress("embedding");
  return take(embed::embed_remotely(remote, texts, std::ref(progress)));
}

}  // namespace

Embedder load_embedder(const std::string& path) {
  if (path.empty()) return take(Embedder::from_bytes(builtin_embedder()));
  const std::string bytes = take(base::read_file(path));
  return unwrap_from(path, Embedder::from_bytes(base::as_bytes(bytes)));
}

Router load_router(const std::string& path) {
  const std::string bytes = take(base::read_file(path));
  return unwrap_from(path, Router::from_bytes(base::as_bytes(bytes)));
}

Router load_text_router(const std::string& path, const std::string& embedder_path) {
  const std::string bytes = take(base::read_file(path));
  Artifact artifact = unwrap_from(path, read_artifact(base::as_bytes(bytes)));
  Embedder embedder = load_embedder(embedder_path);
  if (embedder_path.empty() && artifact.embedder.id != embedder.info().id) {
    throw Failure{{ErrorCode::wrong_embedder, path + ": was fitted with the embedder " + artifact.embedder.id +
                                                  ", which is not built in. Pass its file with --embedder."}};
  }
  return unwrap_from(path, Router::create(std::move(artifact), std::move(embedder)));
}

embed::Embeddings load_embeddings(const EmbeddingSource& source, const data::Dataset& dataset) {
  if (!source.embeddings.empty()) return take(embed::read_embeddings(source.embeddings));
  if (!source.url.empty()) return embed_by_server(source, dataset.queries);
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
