#include "alpharoute/status.h"

#include <iterator>

namespace alpharoute {
namespace {

constexpr ErrorCodeInfo kErrorCodes[] = {
    {"invalid_argument", "Pass a value in the documented range."},
    {"bad_format", "Download the file again, or write it again with the version of alpharoute that reads it."},
    {"bad_embedding",
     "Pass an embedding of unit length with the artifact's dimensions, made by the artifact's embedder."},
    {"bad_data", "Fix the data and fit again."},
    {"wrong_embedder", "Pass the embedder that the artifact names, or fit again with this one."},
    {"no_text", "Pass a prompt with at least one word."},
    {"no_model", "Allow more models, or relax the limits."},
    {"io", "Check the path and the permissions."},
};

static_assert(std::size(kErrorCodes) == static_cast<std::size_t>(ErrorCode::io) + 1, "one row for each code");

}  // namespace

std::span<const ErrorCodeInfo> error_codes() { return kErrorCodes; }

std::string_view code_name(ErrorCode code) { return kErrorCodes[static_cast<std::size_t>(code)].name; }

}  // namespace alpharoute
