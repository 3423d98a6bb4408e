#include "data/dataset.h"

#include <zlib.h>

#include <catch2/catch.hpp>
#include <cmath>

#include "folder.h"
#include "support.h"

using namespace alpharoute;
using namespace alpharoute::data;

namespace {

const std::string kGood = R"({"query":"q1","records":{"b":1,"a":0.5},"usages":{"a":{"cost":0.25}},"dataset":"math"})";

std::string gzip(const std::string& text) {
  std::string out(compressBound(text.size()) + 64, '\0');
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

// Returns the error message for a file with this one line, without the path.
std::string message_for(const std::string& line) {
  const test::Folder folder;
  const std::string path = folder.write("d.jsonl", line + "\n");
  const Result<Dataset> read = read_dataset(path);
  if (read) return "";
  REQUIRE(read.error().code == ErrorCode::bad_data);
  REQUIRE(read.error().message.starts_with(path));
  return read.error().message.substr(path.size());
}

std::string line_1(const std::string& what) {
  return ":1: " + what + ". Fix or remove the line, or pass --skip-bad to skip it.";
}

}  // namespace

TEST_CASE("rows keep their order, models and data sets are sorted by name, missing values are NaN") {
  const test::Folder folder;
  const Dataset data = *read_dataset(
      folder.write("d.jsonl", kGood + "\n\n" + R"({"query":"q2","records":{"c":0},"dataset":"code"})" + "\n" +
                                  R"({"query":"q3","records":{"a":1},"usages":{"a":{"cost":null}},"index":7})"));
  REQUIRE(data.queries == std::vector<std::string>{"q1", "q2", "q3"});
  REQUIRE(data.models == std::vector<std::string>{"a", "b", "c"});
  REQUIRE(data.groups == std::vector<std::string>{"code", "default", "math"});
  REQUIRE(data.group == std::vector<std::uint32_t>{2, 0, 1});
  REQUIRE(data.score[data.cell(0, 0)] == 0.5f);
  REQUIRE(data.score[data.cell(0, 1)] == 1.0f);
  REQUIRE(std::isnan(data.score[data.cell(0, 2)]));
  REQUIRE(data.score[data.cell(1, 2)] == 0.0f);
  REQUIRE(data.cost[data.cell(0, 0)] == 0.25f);
  REQUIRE(std::isnan(data.cost[data.cell(0, 1)]));
  REQUIRE(std::isnan(data.cost[data.cell(2, 0)]));
  REQUIRE(data.costs.recorded == 1);
  REQUIRE(data.costs.unknown == 3);
  REQUIRE(data.costs.name() == "mixed");
}

TEST_CASE("each kind of invalid line has an error with file, line, reason and fix") {
  REQUIRE(message_for("{\"query\":") == line_1("the line is not valid JSON (column 10)"));
  REQUIRE(message_for("[]") == line_1("the line is not a JSON object"));
  REQUIRE(message_for(R"({"records":{}})") == line_1("\"query\" is missing or not a string"));
  REQUIRE(message_for(R"({"query":7,"records":{}})") == line_1("\"query\" is missing or not a string"));
  REQUIRE(message_for(R"({"query":"  ","records":{}})") == line_1("\"query\" is empty"));
  REQUIRE(message_for(R"({"query":"q"})") == line_1("\"records\" is missing"));
  REQUIRE(message_for(R"({"query":"q","records":[]})") == line_1("\"records\" is not an object of scores by model"));
  REQUIRE(message_for(R"({"query":"q","records":{"":1}})") == line_1("\"records\" contains an empty model name"));
  REQUIRE(message_for(R"({"query":"q","records":{"a":"1"}})") == line_1("the score of \"a\" is not a number"));
  REQUIRE(message_for(R"({"query":"q","records":{"a":true}})") == line_1("the score of \"a\" is not a number"));
  REQUIRE(message_for(R"({"query":"q","records":{"a":1.5}})") ==
          line_1("the score of \"a\" is 1.5, but must be from 0 to 1"));
  REQUIRE(message_for(R"({"query":"q","records":{"a":-1}})") ==
          line_1("the score of \"a\" is -1, but must be from 0 to 1"));
  REQUIRE(message_for(R"({"query":"q","records":{"a":NaN}})") == line_1("the line is not valid JSON (column 29)"));
  REQUIRE(message_for(R"({"query":"q","records":{"a":1e999}})") ==
          line_1("the line contains a number that is out of range"));
  REQUIRE(message_for(R"({"query":"q","records":{"a":1},"usages":{"a":{"cost":-1}}})") ==
          line_1("the cost of \"a\" is -1, but must be a number, 0 or greater"));
  REQUIRE(message_for(R"({"query":"q","records":{"a":1},"usages":{"a":{"cost":NaN}}})") ==
          line_1("the line is not valid JSON (column 54)"));
  REQUIRE(message_for(R"({"query":"q","records":{"a":1},"usages":{"a":{"prompt_tokens":"x"}}})") ==
          line_1("the prompt_tokens of \"a\" is \"x\", but must be a number, 0 or greater"));
  REQUIRE(message_for(R"({"query":"q","records":{"a":1},"usages":[]})") ==
          line_1("\"usages\" is not an object of usages by model"));
  REQUIRE(message_for(R"({"query":"q","records":{"a":1},"usages":{"a":1}})") ==
          line_1("the usage of \"a\" is not an object"));
  REQUIRE(message_for(R"({"query":"q","records":{"a":1},"dataset":1})") == line_1("\"dataset\" is not a string"));
  REQUIRE(message_for(R"({"query":"q","query":"r","records":{"a":1}})") ==
          line_1("the line repeats the key \"query\""));
  REQUIRE(message_for(R"({"query":"q","records":{"a":1,"a":0}})") == line_1("the line repeats the key \"a\""));
  REQUIRE(message_for("{\"a\":" + std::string(100000, '[')) == line_1("the line is nested too deeply"));
  REQUIRE(message_for("{\"query\":\"\xff\",\"records\":{\"a\":1}}") ==
          line_1("the line is not valid JSON (column 11)"));
}

TEST_CASE("a file without rows is rejected") {
  const std::string hint = ": contains no rows. Pass a JSONL file with a query and records on each line.";
  REQUIRE(message_for("") == hint);
  REQUIRE(message_for("  \n\n") == hint);
}

TEST_CASE("with skip_bad, invalid lines are skipped and reported") {
  const test::Folder folder;
  const std::string path = folder.write("d.jsonl", "junk\n" + kGood + "\n{}\n");
  const Dataset data = *read_dataset(path, {.skip_bad = true, .prices = {}});
  REQUIRE(data.queries == std::vector<std::string>{"q1"});
  REQUIRE(data.skipped == std::vector<std::string>{path + ":1: the line is not valid JSON (column 1)",
                                                   path + ":3: \"query\" is missing or not a string"});
}

TEST_CASE("lines without records are valid if no records are needed") {
  const test::Folder folder;
  const Dataset data =
      *read_dataset(folder.write("d.jsonl", R"({"query":"q"})"), {.needs_records = false, .prices = {}});
  REQUIRE(data.queries == std::vector<std::string>{"q"});
}

TEST_CASE("a gzip file is decompressed, and a truncated or damaged one is rejected") {
  const test::Folder folder;
  std::string text;
  for (int i = 0; i < 2000; ++i) text += R"({"query":"q)" + std::to_string(i) + R"(","records":{"a":1}})" + "\n";
  const std::string packed = gzip(text);
  REQUIRE(read_dataset(folder.write("d.jsonl.gz", packed))->rows() == 2000);
  for (const std::size_t size : {packed.size() / 2, packed.size() - 1, packed.size() - 8, std::size_t{12}}) {
    const std::string path = folder.write("cut.jsonl.gz", packed.substr(0, size));
    REQUIRE(read_dataset(path).error().message == path + ": the gzip file is truncated. Download or create it again.");
  }
  std::string damaged = packed;
  damaged[packed.size() / 2] = static_cast<char>(damaged[packed.size() / 2] ^ 0x55);
  REQUIRE_FALSE(read_dataset(folder.write("bad.jsonl.gz", damaged)).ok());
}

TEST_CASE("the error for a missing data file has its path") {
  REQUIRE(read_dataset("/no/such.jsonl").error() ==
          Error{ErrorCode::io, "/no/such.jsonl: No such file or directory. Check the path."});
}

TEST_CASE("prices give the costs that usages lack, from recorded or estimated tokens") {
  const test::Folder folder;
  const std::string prices = folder.write("p.json", R"({"a":{"input_price":2,"output_price":10}})");
  const std::string path = folder.write(
      "d.jsonl", std::string(R"({"query":"12345678","records":{"a":1,"b":1}})") + "\n" +
                     R"({"query":"q","records":{"a":1},"usages":{"a":{"prompt_tokens":100,"completion_tokens":50}}})" +
                     "\n" + R"({"query":"q","records":{"a":1},"usages":{"a":{"cost":0.5}}})");
  const Dataset data = *read_dataset(path, {.prices = *read_prices(prices), .answer_tokens = 200});
  REQUIRE(data.cost[data.cell(0, 0)] == Approx((2 * 2 + 200 * 10) / 1e6));  // 8 characters are 2 tokens
  REQUIRE(std::isnan(data.cost[data.cell(0, 1)]));                          // not in the list
  REQUIRE(data.cost[data.cell(1, 0)] == Approx((100 * 2 + 50 * 10) / 1e6));
  REQUIRE(data.cost[data.cell(2, 0)] == 0.5f);
  REQUIRE(data.costs.estimated == 2);
  REQUIRE(data.costs.recorded == 1);
  REQUIRE(data.costs.unknown == 1);
}

TEST_CASE("an invalid price list is rejected with a clear error message") {
  const test::Folder folder;
  const auto price_message = [&](const std::string& text) {
    const std::string path = folder.write("p.json", text);
    return read_prices(path).error().message.substr(path.size());
  };
  REQUIRE(price_message("{") == ": is not valid JSON (column 2). Fix the price list.");
  REQUIRE(price_message("[]") ==
          ": is not a JSON object. Write {\"model\": {\"input_price\": 0.2, \"output_price\": 0.2}, ...}.");
  REQUIRE(
      price_message(R"({"a":{"input_price":1}})") ==
      ": \"a\" needs an input_price and an output_price in USD per million tokens, 0 or greater. Fix the price list.");
  REQUIRE(
      price_message(R"({"a":{"input_price":-1,"output_price":1}})") ==
      ": \"a\" needs an input_price and an output_price in USD per million tokens, 0 or greater. Fix the price list.");
  REQUIRE(price_message(R"({"a":{"input_price":1,"output_price":1},"a":{}})") ==
          ": repeats the key \"a\". Fix the price list.");
  REQUIRE(price_message(R"({"a":{"input_price":1,"output_price":1,"context_length":"x"}})") ==
          ": \"a\" has a context_length that is not a number of tokens. Fix the price list.");
}

TEST_CASE("selected models have the requested order, and the error for an unknown one lists the models") {
  const test::Folder folder;
  const Dataset data = *read_dataset(folder.write("d.jsonl", kGood));
  const Dataset selected = *select_models(data, {"b", "a"});
  REQUIRE(selected.models == std::vector<std::string>{"b", "a"});
  REQUIRE(selected.score == std::vector<float>{1.0f, 0.5f});
  REQUIRE(select_models(data, {"z"}).error().message ==
          "no row has an answer from the model \"z\". The models are a, b.");
}

TEST_CASE("the hash of the rows depends on prompts and data sets, not on scores") {
  const test::Folder folder;
  const auto hash = [&](const std::string& line) { return rows_sha256(*read_dataset(folder.write("d.jsonl", line))); };
  const std::string base = hash(R"({"query":"q","records":{"a":1}})");
  REQUIRE(base == hash(R"({"query":"q","records":{"a":0,"b":1}})"));
  REQUIRE(base != hash(R"({"query":"r","records":{"a":1}})"));
  REQUIRE(base != hash(R"({"query":"q","records":{"a":1},"dataset":"d"})"));
}
