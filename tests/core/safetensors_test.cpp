#include <catch2/catch.hpp>
#include <cstring>

#include "alpharoute/safetensors.h"
#include "support.h"

using namespace alpharoute;

namespace {

std::string file_of(std::string_view header, std::string_view data) {
  std::string file(8, '\0');
  const std::uint64_t length = header.size();
  std::memcpy(file.data(), &length, 8);
  return file.append(header).append(data);
}

std::string complaint(const std::string& file) {
  const Result<Safetensors> parsed = Safetensors::parse(test::bytes_of(file));
  return parsed ? "" : parsed.error().message;
}

std::string broken(const std::string& what) {
  return "not a valid safetensors file: " + what + ". Download or create it again.";
}

}  // namespace

TEST_CASE("writing and reading keeps every value, and writing is deterministic") {
  const std::vector<float> floats = {1.5f, -2.0f, 0.25f, 7.0f};
  const std::vector<std::uint32_t> numbers = {1, 2, 3};
  const std::map<std::string, Tensor, std::less<>> tensors = {{"a", {"F32", {2, 2}, std::as_bytes(std::span(floats))}},
                                                              {"b", {"U32", {3}, std::as_bytes(std::span(numbers))}}};
  const std::string file = write_safetensors(tensors, {{"key", "va\"lue\n"}});
  REQUIRE(file == write_safetensors(tensors, {{"key", "va\"lue\n"}}));
  const Safetensors parsed = *Safetensors::parse(test::bytes_of(file));
  const std::uint64_t square[] = {2, 2}, three[] = {3}, any[] = {0, 0};
  REQUIRE(*parsed.floats("a", square) == floats);
  REQUIRE(*parsed.floats("a", any) == floats);
  REQUIRE(*parsed.unsigned_integers("b", three) == numbers);
  REQUIRE(*parsed.text("key") == "va\"lue\n");
}

TEST_CASE("half-precision tensors read as floats") {
  const std::string file =
      file_of(R"({"h":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}})", std::string("\x00\x3c\x00\xc0", 4));
  const Safetensors parsed = *Safetensors::parse(test::bytes_of(file));
  const std::uint64_t two[] = {2};
  REQUIRE(*parsed.floats("h", two) == std::vector<float>{1.0f, -2.0f});
}

TEST_CASE("a file truncated at any byte is rejected") {
  const std::string file = file_of(R"({"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}})", "abcd");
  REQUIRE(complaint(file).empty());
  for (std::size_t size = 0; size < file.size(); ++size) REQUIRE_FALSE(complaint(file.substr(0, size)).empty());
}

TEST_CASE("each kind of damage has its error message") {
  REQUIRE(complaint("abc") == broken("it has only 3 bytes"));
  REQUIRE(complaint(file_of("{}", "").substr(0, 9)) == broken("its header is truncated"));
  REQUIRE(complaint(file_of(std::string(kMaxHeaderBytes + 1, ' '), "")) ==
          broken("its header is longer than 1048576 bytes"));
  REQUIRE(complaint(file_of("[1]", "")) == broken("its header is not a JSON object"));
  REQUIRE(complaint(file_of("{\"a\":", "")) == broken("its header is not a JSON object"));
  REQUIRE(complaint(file_of(R"({"__metadata__":{"a":"1","a":"2"}})", "")) ==
          broken("its header repeats the key \"a\""));
  REQUIRE(complaint(file_of(R"({"__metadata__":{"a":1}})", "")) == broken("its metadata \"a\" is not a string"));
  REQUIRE(complaint(file_of(R"({"__metadata__":[]})", "")) == broken("its metadata is not an object"));
  REQUIRE(complaint(file_of(R"({"a":{"dtype":"F32","shape":[1]}})", "")) ==
          broken("the header's entry for tensor \"a\" lacks a dtype, shape or data_offsets"));
  REQUIRE(complaint(file_of(R"({"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})", "abcd")) ==
          broken("the header's entry for tensor \"a\" lacks a dtype, shape or data_offsets"));
  REQUIRE(complaint(file_of(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", "abcd")) ==
          broken("tensor \"a\" extends past the end of the file"));
  REQUIRE(complaint(file_of(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}})", "abcd")) ==
          broken("tensor \"a\" does not have the size of its dtype and shape"));
  REQUIRE(complaint(file_of(R"({"a":{"dtype":"F99","shape":[1],"data_offsets":[0,4]}})", "abcd")) ==
          broken("tensor \"a\" does not have the size of its dtype and shape"));
  REQUIRE(complaint(file_of(R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}})", "abcd")) ==
          broken("its tensors overlap or leave gaps"));
  REQUIRE(
      complaint(file_of(
          R"({"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}})",
          "abcd")) == broken("its tensors overlap or leave gaps"));
}

TEST_CASE("a shape with a product above 64 bits is rejected") {
  REQUIRE(complaint(file_of(R"({"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}})", "")) ==
          broken("tensor \"a\" does not have the size of its dtype and shape"));
}

TEST_CASE("a header with endless nesting is rejected") {
  REQUIRE(complaint(file_of("{\"a\":" + std::string(100000, '['), "")) == broken("its header is nested too deeply"));
}

TEST_CASE("the error for a missing entry names it") {
  const std::string file = file_of(R"({"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}})", "abcd");
  const Safetensors parsed = *Safetensors::parse(test::bytes_of(file));
  const std::uint64_t four[] = {4}, two[] = {0, 2};
  REQUIRE(parsed.text("format").error().message == "the file's metadata has no \"format\"");
  REQUIRE(parsed.tensor("b", "U8", four).error().message == "the file has no tensor \"b\"");
  REQUIRE(parsed.floats("a", four).error().message == "tensor \"a\" is U8 [4], but must be F32 [4]");
  REQUIRE(parsed.tensor("a", "U8", two).error().message == "tensor \"a\" is U8 [4], but must be U8 [any, 2]");
}
