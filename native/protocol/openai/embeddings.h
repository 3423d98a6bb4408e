// Calls to a provider's /embeddings: writes the request and reads the vectors.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace alpharoute::protocol {

using Vectors = std::vector<std::vector<float>>;

// Writes the request for the vectors of `texts`. Bytes that are not UTF-8 are replaced.
std::string embeddings_request(std::string_view model, std::span<const std::string> texts);

// Returns one vector per text in the order of the texts, all with the same dimensions and unit length. Returns no
// vectors if `body` is not such a response for `count` texts. `body` must be padded (protocol/json/json_parser.h).
Vectors read_vectors(const std::string& body, std::size_t count);

}  // namespace alpharoute::protocol
