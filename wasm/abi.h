// The router behind a flat C interface: what the WebAssembly module exports, and nothing but it.
//
// A caller writes bytes to the place that `alpharoute_input` names, calls, and reads the place that `alpharoute_output`
// names. Both places move when memory grows: take a new view of memory after every call.
//
// Every call that can fail gives 0 for success, or else 1 and leaves "<code>\n<sentence>" in UTF-8 as its output.
// Routers are named by numbers that are never used twice; a number that names none is an error, and so is any length
// that the call does not expect. Nothing is shared between threads: one module, one thread.
//
// Numbers are little-endian. A decision is a list of 64-bit floats (docs/formats.md, "Decision in memory"):
//   model, alpha, scoring (0 posterior, 1 paper, 2 refcode), runner-up or -1, margin, novelty, is novel,
//   number of models m, of clusters p, of segments s,
//   m times: model, score, expected accuracy, expected cost in USD, standard error     (NaN: not eligible, unknown)
//   p times: cluster, distance, weight
//   s times: from, model
#pragma once

#include <cstddef>
#include <cstdint>

#ifdef __wasm__
#define ALPHAROUTE_EXPORT(name) __attribute__((export_name(#name)))
#else
#define ALPHAROUTE_EXPORT(name)
#endif

extern "C" {

// Raised when a caller written for an older one would misread.
ALPHAROUTE_EXPORT(alpharoute_abi) std::uint32_t alpharoute_abi();

// Room for `size` bytes of input, aligned for any number; what was there is lost. Null above 1 GiB, or if memory has no
// such room.
ALPHAROUTE_EXPORT(alpharoute_input) std::byte* alpharoute_input(std::uint32_t size);

// Gives back what the room for input takes.
ALPHAROUTE_EXPORT(alpharoute_trim) void alpharoute_trim();

ALPHAROUTE_EXPORT(alpharoute_output) const std::byte* alpharoute_output();
ALPHAROUTE_EXPORT(alpharoute_output_size) std::uint32_t alpharoute_output_size();

// Input: the artifact's `artifact_size` bytes, then the embedder's `embedder_size` (0: none, decisions take embeddings
// alone). Output: the router's number, a 64-bit float. Copies what it needs.
ALPHAROUTE_EXPORT(alpharoute_load)
std::uint32_t alpharoute_load(std::uint32_t artifact_size, std::uint32_t embedder_size);

// Input: `models` 64-bit floats, a factor for the costs of each model in the description's order. Output: the number of
// a new router with prices so changed, as Router::reprice of alpharoute/router.h has it; it outlives the other.
ALPHAROUTE_EXPORT(alpharoute_reprice)
std::uint32_t alpharoute_reprice(std::uint32_t router, std::uint32_t models);

// Frees it. An error if there is none.
ALPHAROUTE_EXPORT(alpharoute_unload) std::uint32_t alpharoute_unload(std::uint32_t router);

// Output: JSON, describe() of alpharoute/interchange.h.
ALPHAROUTE_EXPORT(alpharoute_describe) std::uint32_t alpharoute_describe(std::uint32_t router);

// Input: `size` bytes of JSON, parse_request() of alpharoute/interchange.h. Holds for the router's decisions from here
// on, until the next one; until the first, the artifact's defaults hold. Output: alpha, scoring, nearest_clusters as 64-bit
// floats.
ALPHAROUTE_EXPORT(alpharoute_plan) std::uint32_t alpharoute_plan(std::uint32_t router, std::uint32_t size);

// Input: `size` bytes of UTF-8. Output: a decision.
ALPHAROUTE_EXPORT(alpharoute_decide_text)
std::uint32_t alpharoute_decide_text(std::uint32_t router, std::uint32_t size);

// Input: `count` 32-bit floats. Output: a decision.
ALPHAROUTE_EXPORT(alpharoute_decide_embedding)
std::uint32_t alpharoute_decide_embedding(std::uint32_t router, std::uint32_t count);

// Input: `size` bytes of UTF-8. Output: the unit-length embedding, 32-bit floats.
ALPHAROUTE_EXPORT(alpharoute_embed) std::uint32_t alpharoute_embed(std::uint32_t router, std::uint32_t size);

// Input: `alphas` 64-bit floats, each from 0 to 1, then the embedding's `dimensions` 32-bit floats. Output: the model
// that is chosen at each alpha, or -1 where none is eligible, 64-bit floats.
ALPHAROUTE_EXPORT(alpharoute_sweep)
std::uint32_t alpharoute_sweep(std::uint32_t router, std::uint32_t alphas, std::uint32_t dimensions);

// Input: `size` bytes of JSON, options with a budget. Output: alpha, expected accuracy and cost of 1,000 queries in USD
// where the budget is kept best, 64-bit floats.
ALPHAROUTE_EXPORT(alpharoute_solve) std::uint32_t alpharoute_solve(std::uint32_t router, std::uint32_t size);

}  // extern "C"
