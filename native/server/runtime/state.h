// Everything that a configuration makes: a reload makes another, and requests under way keep the one they began with.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "alpharoute/router.h"
#include "resilience/circuit.h"
#include "server/config/config.h"
#include "server/runtime/published.h"

namespace alpharoute::server {

// Files that are part of the program. Static storage.
struct Builtin {
  std::span<const std::byte> embedder;
  std::span<const std::byte> router;
  std::string web;  // folder of the page that comes with the program; empty: none does
};

// Immutable, but for the circuits and the compressed forms of files, which guard themselves.
struct State {
  explicit State(Router r) : router(std::move(r)) {}

  Config config;
  Router router;
  std::vector<provider::Model> models;             // that can be called, the artifact's first
  std::vector<std::size_t> model_of_row;           // by row of the artifact's models; kNotServed if none
  std::vector<std::string> served_rows;            // ids of the artifact's models that can be called
  std::optional<provider::Model> embedding_model;  // that makes prompts' vectors; nothing if the embedder is a file
  Plan default_plan;
  std::vector<std::shared_ptr<provider::Circuit>> circuits;  // by provider
  std::shared_ptr<PublishedFile> artifact_file;
  std::shared_ptr<PublishedFile> embedder_file;                            // null if the embedder is a server
  std::map<std::string, std::shared_ptr<PublishedFile>, std::less<>> web;  // by path: "/index.html"

  static constexpr std::size_t kNotServed = static_cast<std::size_t>(-1);
  const provider::Model* find_model(std::string_view id) const;
};

// Error with one sentence if a file is missing or does not fit. `previous`, if any, hands over its circuits.
Result<std::shared_ptr<State>> make_state(Config config, const Builtin& builtin, const State* previous);

}  // namespace alpharoute::server
