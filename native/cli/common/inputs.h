// What several commands read: embedders, routers, data sets and the embeddings of their rows.
#pragma once

#include <optional>
#include <string>

#include "alpharoute/router.h"
#include "data/dataset.h"
#include "embed/embeddings.h"

namespace CLI {
class App;
}

namespace alpharoute::cli {

// Where the vectors of prompts come from: a file of embeddings, a server, an embedder's file, or else the built-in one.
struct EmbeddingSource {
  std::string embedder;
  std::string embeddings;
  unsigned threads = 0;
  // Or a server: its address, its name of the model, the environment variable of its key, and a file for what it made.
  std::string url, model, key_variable, cache;
};

void add_embedding_options(CLI::App& command, EmbeddingSource& source);

// Those of them that name a server.
void add_embedding_server_options(CLI::App& command, EmbeddingSource& source);

// The embedder of `path`, or the built-in one if it is empty.
Embedder load_embedder(const std::string& path);

// The router in `path`, to decide from embeddings.
Router load_router(const std::string& path);

// The router in `path`, to decide from text by the embedder of `embedder_path`, or the built-in one if that is empty.
Router load_text_router(const std::string& path, const std::string& embedder_path);

embed::Embeddings load_embeddings(const EmbeddingSource& source, const data::Dataset& dataset);

// Every scoring mode as it is spelt, for options that take one.
std::vector<std::string> scoring_names();

// Reads a data set and says on standard error how many lines were skipped and why the first was.
data::Dataset load_dataset(const std::string& path, const data::ReadOptions& options);

}  // namespace alpharoute::cli
