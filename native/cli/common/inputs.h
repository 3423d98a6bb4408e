// Input files and options that several commands have: embedders, routers, data sets and embeddings.
#pragma once

#include <string>

#include "alpharoute/router.h"
#include "data/dataset.h"
#include "embed/embeddings.h"
#include "embed/source/embedding_source.h"

namespace CLI {
class App;
}

namespace alpharoute::cli {

using embed::EmbeddingSource;

// Adds the flags that set every member of `source`.
void add_embedding_options(CLI::App& command, EmbeddingSource& source);

// Adds those that set the server's members.
void add_embedding_server_options(CLI::App& command, EmbeddingSource& source);

// Adds --skip-bad.
void add_skip_bad_option(CLI::App& command, data::ReadOptions& read);

// Reads the embedder at `path`, or returns the built-in one if it is empty. These functions throw Failure.
Embedder load_embedder(const std::string& path);

// Reads the router at `path`, without an embedder.
Router load_router(const std::string& path);

// Reads the router at `path`, with the embedder of load_embedder(embedder_path).
Router load_text_router(const std::string& path, const std::string& embedder_path);

// Embeds the queries of `dataset` and shows the progress.
embed::Embeddings load_embeddings(const EmbeddingSource& source, const data::Dataset& dataset);

// Reads a data set. Prints the number of skipped lines, and the reason of the first, to standard error.
data::Dataset load_dataset(const std::string& path, const data::ReadOptions& options);

// Writes the number of skipped lines, if any, and the reason for the first to standard error.
void report_skipped(const data::Dataset& dataset);

}  // namespace alpharoute::cli
