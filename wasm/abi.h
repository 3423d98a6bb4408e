// The exports of the WebAssembly module: the router behind a flat C interface.
//
// A caller writes its input to the address from `alpharoute_input`, calls a function, and reads its output at
// `alpharoute_output`. Both addresses change when memory grows: make new views of the memory after every call.
//
// A call that can fail returns 0 for success; otherwise 1, with "<code>\n<message>" in UTF-8 as its output. Routers
// have numbers, which are not reused; an unknown number or a wrong length is an error. One module is confined to one
// thread.
//
// Numbers are little-endian. A decision is a list of 64-bit floats (docs/formats.md, "Decision in memory"):
//   model, alpha, scoring (its number in alpharoute/scoring.h), runner-up or -1, margin, novelty, is novel,
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

// Returns the version of the interface, which changes with every incompatible change.
ALPHAROUTE_EXPORT(alpharoute_abi) std::uint32_t alpharoute_abi();

// Returns a buffer for `size` bytes of input, aligned for any number; discards the previous input. Null above 1 GiB, or
// without memory.
ALPHAROUTE_EXPORT(alpharoute_input) std::byte* alpharoute_input(std::uint32_t size);

// Frees the input buffer.
ALPHAROUTE_EXPORT(alpharoute_trim) void alpharoute_trim();

ALPHAROUTE_EXPORT(alpharoute_output) const std::byte* alpharoute_output();
ALPHAROUTE_EXPORT(alpharoute_output_size) std::uint32_t alpharoute_output_size();

// Input: `artifact_size` bytes of the artifact, then `embedder_size` bytes of the embedder (0: none; decisions need
// embeddings). Output: the router's number, a 64-bit float. Copies what it needs.
ALPHAROUTE_EXPORT(alpharoute_load)
std::uint32_t alpharoute_load(std::uint32_t artifact_size, std::uint32_t embedder_size);

// Input: `models` 64-bit floats, the price factor of each model in the description's order. Output: the number of a new
// router with these prices (Router::reprice of alpharoute/router.h), independent of the other.
ALPHAROUTE_EXPORT(alpharoute_reprice)
std::uint32_t alpharoute_reprice(std::uint32_t router, std::uint32_t models);

// Frees the router.
ALPHAROUTE_EXPORT(alpharoute_unload) std::uint32_t alpharoute_unload(std::uint32_t router);

// Output: JSON, describe() of alpharoute/describe.h.
ALPHAROUTE_EXPORT(alpharoute_describe) std::uint32_t alpharoute_describe(std::uint32_t router);

// Input: `size` bytes of JSON, parse_request() of alpharoute/options.h. Applies to the router's decisions until the
// next plan; before the first, the artifact's defaults apply. Output: alpha, scoring, nearest_clusters as 64-bit
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
// that is chosen at each alpha, or -1 if none is eligible, as 64-bit floats.
ALPHAROUTE_EXPORT(alpharoute_sweep)
std::uint32_t alpharoute_sweep(std::uint32_t router, std::uint32_t alphas, std::uint32_t dimensions);

// Input: `size` bytes of JSON, a request with a budget. Output: the alpha that best meets the budget, and the expected
// accuracy and USD per 1,000 queries there, as 64-bit floats.
ALPHAROUTE_EXPORT(alpharoute_solve) std::uint32_t alpharoute_solve(std::uint32_t router, std::uint32_t size);

}  // extern "C"
