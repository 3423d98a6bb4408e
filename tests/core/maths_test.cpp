// Dot products, distances, the exponential, half precision, SHA-256.
#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "alpharoute/dot.h"
#include "alpharoute/exponential.h"
#include "alpharoute/half.h"
#include "alpharoute/sha256.h"
#include "support.h"

using namespace alpharoute;

namespace {

// The definition in dot.h, written directly.
float lane_sum(const std::vector<float>& terms) {
  float lanes[16] = {};
  for (std::size_t i = 0; i < terms.size(); ++i) lanes[i % 16] += terms[i];
  for (std::size_t width = 8; width > 0; width /= 2) {
    for (std::size_t lane = 0; lane < width; ++lane) lanes[lane] += lanes[lane + width];
  }
  return lanes[0];
}

std::uint32_t bits(float value) { return std::bit_cast<std::uint32_t>(value); }

}  // namespace

TEST_CASE("dot products and distances add in 16 lanes, bit for bit, at every length") {
  std::mt19937 random(1);
  std::normal_distribution<float> normal;
  for (std::size_t d = 1; d <= 130; ++d) {
    std::vector<float> query(d), rows(7 * d);
    for (float& value : query) value = normal(random);
    for (float& value : rows) value = normal(random);
    std::vector<float> products(7), distances(7);
    dots(rows, query, products);
    squared_distances(rows, query, distances);
    for (std::size_t r = 0; r < 7; ++r) {
      std::vector<float> product_terms, distance_terms;
      for (std::size_t j = 0; j < d; ++j) {
        const volatile float product = rows[r * d + j] * query[j];  // volatile: rounded before the addition
        const volatile float difference = rows[r * d + j] - query[j];
        const volatile float square = difference * difference;
        product_terms.push_back(float{product});
        distance_terms.push_back(float{square});
      }
      REQUIRE(bits(products[r]) == bits(lane_sum(product_terms)));
      REQUIRE(bits(distances[r]) == bits(lane_sum(distance_terms)));
      REQUIRE(bits(dot(std::span(rows).subspan(r * d, d), query)) == bits(products[r]));
    }
  }
}

TEST_CASE("the distance of a vector to itself is exactly zero") {
  std::mt19937 random(2);
  const std::vector<float> row = test::random_unit_rows(random, 1, 77);
  float distance = 1.0f;
  squared_distances(row, row, std::span(&distance, 1));
  REQUIRE(distance == 0.0f);
}

TEST_CASE("the exponential is within 2 ulp of the library's from -700 to 700") {
  double worst = 0.0;
  for (double x = -700.0; x <= 700.0; x += 0.0137) {
    worst = std::max(worst, std::abs(exponential(x) / std::exp(x) - 1.0) / std::numeric_limits<double>::epsilon());
  }
  REQUIRE(worst <= 2.0);
  REQUIRE(exponential(0.0) == 1.0);
}

TEST_CASE("the exponential of very small, very large and undefined numbers is 0, infinity and NaN") {
  REQUIRE(exponential(-1e9) == 0.0);
  REQUIRE(std::isinf(exponential(1e9)));
  REQUIRE(std::isnan(exponential(std::nan(""))));
}

TEST_CASE("every half-precision number round-trips through float") {
  for (std::uint32_t half = 0; half < 65536; ++half) {
    const float value = half_to_float(static_cast<std::uint16_t>(half));
    if (std::isnan(value)) continue;
    REQUIRE(float_to_half(value) == half);
  }
}

TEST_CASE("floats round to the nearest half, ties to even, overflow to infinity") {
  REQUIRE(half_to_float(float_to_half(1.0f / 3.0f)) == 0.333251953125f);
  REQUIRE(half_to_float(float_to_half(2049.0f)) == 2048.0f);
  REQUIRE(half_to_float(float_to_half(2051.0f)) == 2052.0f);
  REQUIRE(half_to_float(float_to_half(65519.0f)) == 65504.0f);
  REQUIRE(std::isinf(half_to_float(float_to_half(65520.0f))));
  REQUIRE(half_to_float(float_to_half(0x1p-25f)) == 0.0f);
  REQUIRE(half_to_float(float_to_half(0x1.8p-25f)) == 0x1p-24f);
  REQUIRE(std::isnan(half_to_float(float_to_half(std::nanf("")))));
}

TEST_CASE("SHA-256 matches the published digests") {
  REQUIRE(sha256_hex(test::bytes_of("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  REQUIRE(sha256_hex(test::bytes_of("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  REQUIRE(sha256_hex(test::bytes_of(std::string(1000000, 'a'))) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("SHA-256 does not depend on the chunk sizes") {
  const std::string text(300, 'x');
  for (std::size_t first = 0; first <= 130; ++first) {
    Sha256 digest;
    digest.update(test::bytes_of(text).first(first));
    digest.update(test::bytes_of(text).subspan(first));
    REQUIRE(digest.hex() == sha256_hex(test::bytes_of(text)));
  }
}
