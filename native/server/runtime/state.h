// Everything that the gateway derives from a configuration. A reload creates another state; requests in
// progress keep the one they started with.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "alpharoute/router.h"
#include "resilience/circuits.h"
#include "server/config/config.h"
#include "server/runtime/published.h"
#include "server/runtime/web_folder.h"

namespace alpharoute::server {

// Files that are part of the program. Static storage.
struct Builtin {
  std::span<const std::byte> embedder;
  std::span<const std::byte> router;
  std::string web;  // folder of the program's web app; empty: none
};

// Immutable, except for the circuits and the compressed forms of files, which are thread-safe.
struct State {
  explicit State(Router r) : router(std::move(r)) {}

  Config config;
  Router router;
  std::vector<provider::Model> models;             // all that can be called, the artifact's first
  std::vector<std::size_t> model_of_row;           // index in `models` by row of the artifact; kNotServed: not callable
  std::vector<std::string> served_rows;            // ids of the artifact's models that can be called
  std::optional<provider::Model> embedding_model;  // embeds prompts; nothing if the embedder is a file
  Plan default_plan;                               // for requests without options
  resilience::Circuits circuits;
  std::shared_ptr<PublishedFile> artifact_file;
  std::shared_ptr<PublishedFile> embedder_file;  // null if the embedder is a server
  WebFiles web;

  static constexpr std::size_t kNotServed = static_cast<std::size_t>(-1);

  // The model that clients call `id`, or null.
  const provider::Model* find_model(std::string_view id) const;
};

// Error::io or Error::invalid_argument if a file is missing or does not fit. Takes over the circuits of `previous`,
// which may be null.
Result<std::shared_ptr<State>> make_state(Config config, const Builtin& builtin, const State* previous);

}  // namespace alpharoute::server
