// OpenAI's /embeddings, as a client of it writes and reads.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace alpharoute::embed {

using Vectors = std::vector<std::vector<float>>;

// The body of a request for the vectors of `texts`. Bytes that are not UTF-8 are replaced.
std::string embeddings_request(std::string_view model, std::span<const std::string> texts);

// One vector for each of `count` texts, in their order: of one size, at unit length. Empty if `body` is not exactly
// that. `body` keeps padding (provider/json_parser.h).
Vectors read_vectors(const std::string& body, std::size_t count);

}  // namespace alpharoute::embed
