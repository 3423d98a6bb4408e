// The tokenizer with the shipped vocabulary.
#pragma once

#include "alpharoute/safetensors.h"
#include "alpharoute/tokenizer.h"
#include "support.h"

namespace alpharoute::test {

inline const Tokenizer& shipped_tokenizer() {
  static const Tokenizer tokenizer = [] {
    const std::string bytes = read(std::string(ALPHAROUTE_ASSETS_DIR) + "/static-en-1.safetensors");
    const Safetensors file = *Safetensors::parse(bytes_of(bytes));
    const Tensor& vocabulary = file.tensors().find("vocabulary")->second;
    return *Tokenizer::create({reinterpret_cast<const char*>(vocabulary.bytes.data()), vocabulary.bytes.size()});
  }();
  return tokenizer;
}

}  // namespace alpharoute::test
