// SHA-256, the identity of artifacts and embedders.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace alpharoute {

// Digests bytes that arrive in pieces. Source: FIPS 180-4, sections 5 and 6.2.
class Sha256 {
 public:
  void update(std::span<const std::byte> bytes);

  // 64 lower-case hexadecimal digits. Ends the digest: call it once, last.
  std::string hex();

 private:
  void compress(const std::byte* block);

  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<std::byte, 64> pending_{};  // the first `length_ % 64` bytes wait for a full block
  std::uint64_t length_ = 0;             // bytes so far
};

// Digest of `bytes` in one call.
std::string sha256_hex(std::span<const std::byte> bytes);

}  // namespace alpharoute
