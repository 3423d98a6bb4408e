// Generates TypeScript from the core's lists of request options, scoring modes and error codes.
#pragma once

#include <string>

namespace alpharoute::glue {

// Returns the text of wasm/src/generated.ts. A test compares it with the file.
std::string generated_typescript();

}  // namespace alpharoute::glue
