// SHA-256, the identity of artifacts and embedders.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace alpharoute {

// Computes the digest of bytes in pieces. Source: FIPS 180-4, sections 5 and 6.2.
class Sha256 {
 public:
  void update(std::span<const std::byte> bytes);

  // Returns 64 lower-case hexadecimal digits. Call it once, last.
  std::string hex();

 private:
  void compress(const std::byte* block);

  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<std::byte, 64> pending_{};  // incomplete block: the first `length_ % 64` bytes
  std::uint64_t length_ = 0;             // number of bytes so far
};

// Returns the digest of `bytes`.
std::string sha256_hex(std::span<const std::byte> bytes);

}  // namespace alpharoute
