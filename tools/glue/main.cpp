// Prints wasm/src/generated.ts: glue > wasm/src/generated.ts
#include <cstdio>

#include "glue.h"

int main() { std::fputs(alpharoute::glue::generated_typescript().c_str(), stdout); }
