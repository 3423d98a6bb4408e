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

// The complaint about a file of this one line, without the path.
std::string complaint(const std::string& line) {
  const test::Folder folder;
  const std::string path = folder.write("d.jsonl", line + "\n");
  const Result<Dataset> read = read_dataset(path);
  if (read) return "";
  REQUIRE(read.error().code == ErrorCode::bad_data);
  REQUIRE(read.error().message.starts_with(path));
  return read.error().message.substr(path.size());
}

std::string line_1(const std::string& what) {
  return ":1: " + what + ". Mend or remove the line, or pass --skip-bad to go on without it.";
}

}  // namespace

TEST_CASE("rows keep their order; models and data sets are sorted by name; what is missing stays missing") {
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

TEST_CASE("each kind of bad line has its sentence, with file, line and hint") {
  REQUIRE(complaint("{\"query\":") == line_1("the line is not valid JSON (column 10)"));
  REQUIRE(complaint("[]") == line_1("the line is not a JSON object"));
  REQUIRE(complaint(R"({"records":{}})") == line_1("\"query\" is missing or not a text"));
  REQUIRE(complaint(R"({"query":7,"records":{}})") == line_1("\"query\" is missing or not a text"));
  REQUIRE(complaint(R"({"query":"  ","records":{}})") == line_1("\"query\" is empty"));
  REQUIRE(complaint(R"({"query":"q"})") == line_1("\"records\" is missing"));
  REQUIRE(complaint(R"({"query":"q","records":[]})") == line_1("\"records\" is not an object of scores by model"));
  REQUIRE(complaint(R"({"query":"q","records":{"":1}})") == line_1("\"records\" has a model without a name"));
  REQUIRE(complaint(R"({"query":"q","records":{"a":"1"}})") == line_1("the score of \"a\" is not a number"));
  REQUIRE(complaint(R"({"query":"q","records":{"a":true}})") == line_1("the score of \"a\" is not a number"));
  REQUIRE(complaint(R"({"query":"q","records":{"a":1.5}})") ==
          line_1("the score of \"a\" is 1.5, but scores run from 0 to 1"));
  REQUIRE(complaint(R"({"query":"q","records":{"a":-1}})") ==
          line_1("the score of \"a\" is -1, but scores run from 0 to 1"));
  REQUIRE(complaint(R"({"query":"q","records":{"a":NaN}})") == line_1("the line is not valid JSON (column 29)"));
  REQUIRE(complaint(R"({"query":"q","records":{"a":1e999}})") ==
          line_1("the line holds a number that no computer can hold"));
  REQUIRE(complaint(R"({"query":"q","records":{"a":1},"usages":{"a":{"cost":-1}}})") ==
          line_1("the cost of \"a\" is -1, but must be a number from 0 up"));
  REQUIRE(complaint(R"({"query":"q","records":{"a":1},"usages":{"a":{"cost":NaN}}})") ==
          line_1("the line is not valid JSON (column 54)"));
  REQUIRE(complaint(R"({"query":"q","records":{"a":1},"usages":{"a":{"prompt_tokens":"x"}}})") ==
          line_1("the prompt_tokens of \"a\" is \"x\", but must be a number from 0 up"));
  REQUIRE(complaint(R"({"query":"q","records":{"a":1},"usages":[]})") ==
          line_1("\"usages\" is not an object by model"));
  REQUIRE(complaint(R"({"query":"q","records":{"a":1},"usages":{"a":1}})") ==
          line_1("the usage of \"a\" is not an object"));
  REQUIRE(complaint(R"({"query":"q","records":{"a":1},"dataset":1})") == line_1("\"dataset\" is not a text"));
  REQUIRE(complaint(R"({"query":"q","query":"r","records":{"a":1}})") ==
          line_1("the line gives the key \"query\" twice"));
  REQUIRE(complaint(R"({"query":"q","records":{"a":1,"a":0}})") == line_1("the line gives the key \"a\" twice"));
  REQUIRE(complaint("{\"a\":" + std::string(100000, '[')) == line_1("the line nests too deep"));
  REQUIRE(complaint("{\"query\":\"\xff\",\"records\":{\"a\":1}}") == line_1("the line is not valid JSON (column 11)"));
}

TEST_CASE("a file without a row is refused") {
  const std::string hint = ": holds no row. Give a JSONL file with a query and records on each line.";
  REQUIRE(complaint("") == hint);
  REQUIRE(complaint("  \n\n") == hint);
}

TEST_CASE("with skip-bad the bad lines are left out and told of") {
  const test::Folder folder;
  const std::string path = folder.write("d.jsonl", "junk\n" + kGood + "\n{}\n");
  const Dataset data = *read_dataset(path, {.skip_bad = true, .prices = {}});
  REQUIRE(data.queries == std::vector<std::string>{"q1"});
  REQUIRE(data.skipped == std::vector<std::string>{path + ":1: the line is not valid JSON (column 1)",
                                                   path + ":3: \"query\" is missing or not a text"});
}

TEST_CASE("prompts alone will do where no records are needed") {
  const test::Folder folder;
  const Dataset data =
      *read_dataset(folder.write("d.jsonl", R"({"query":"q"})"), {.needs_records = false, .prices = {}});
  REQUIRE(data.queries == std::vector<std::string>{"q"});
}

TEST_CASE("a gzip file reads as what it holds; cut off or damaged it is refused") {
  const test::Folder folder;
  std::string text;
  for (int i = 0; i < 2000; ++i) text += R"({"query":"q)" + std::to_string(i) + R"(","records":{"a":1}})" + "\n";
  const std::string packed = gzip(text);
  REQUIRE(read_dataset(folder.write("d.jsonl.gz", packed))->rows() == 2000);
  for (const std::size_t size : {packed.size() / 2, packed.size() - 1, packed.size() - 8, std::size_t{12}}) {
    const std::string path = folder.write("cut.jsonl.gz", packed.substr(0, size));
    REQUIRE(read_dataset(path).error().message == path + ": the gzip file is cut off. Download or make it again.");
  }
  std::string damaged = packed;
  damaged[packed.size() / 2] = static_cast<char>(damaged[packed.size() / 2] ^ 0x55);
  REQUIRE_FALSE(read_dataset(folder.write("bad.jsonl.gz", damaged)).ok());
}

TEST_CASE("a file that is not there is named") {
  REQUIRE(read_dataset("/no/such.jsonl").error() ==
          Error{ErrorCode::io, "/no/such.jsonl: No such file or directory. Check the path."});
}

TEST_CASE("prices give the cost where usages do not, from recorded tokens or else estimated ones") {
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

TEST_CASE("a bad price list is refused with a sentence") {
  const test::Folder folder;
  const auto complaint_about = [&](const std::string& text) {
    const std::string path = folder.write("p.json", text);
    return read_prices(path).error().message.substr(path.size());
  };
  REQUIRE(complaint_about("{") == ": is not valid JSON (column 2). Mend the price list.");
  REQUIRE(complaint_about("[]") ==
          ": is not a JSON object. Give {\"model\": {\"input_price\": 0.2, \"output_price\": 0.2}, ...}.");
  REQUIRE(
      complaint_about(R"({"a":{"input_price":1}})") ==
      ": \"a\" needs an input_price and an output_price in USD per million tokens, from 0 up. Mend the price list.");
  REQUIRE(
      complaint_about(R"({"a":{"input_price":-1,"output_price":1}})") ==
      ": \"a\" needs an input_price and an output_price in USD per million tokens, from 0 up. Mend the price list.");
  REQUIRE(complaint_about(R"({"a":{"input_price":1,"output_price":1},"a":{}})") ==
          ": gives the key \"a\" twice. Mend the price list.");
  REQUIRE(complaint_about(R"({"a":{"input_price":1,"output_price":1,"context_length":"x"}})") ==
          ": \"a\" has a context_length that is no number of tokens. Mend the price list.");
}

TEST_CASE("selected models come in the order asked for; an unknown one is named with those there are") {
  const test::Folder folder;
  const Dataset data = *read_dataset(folder.write("d.jsonl", kGood));
  const Dataset selected = *select_models(data, {"b", "a"});
  REQUIRE(selected.models == std::vector<std::string>{"b", "a"});
  REQUIRE(selected.score == std::vector<float>{1.0f, 0.5f});
  REQUIRE(select_models(data, {"z"}).error().message == "no row has an answer of the model \"z\". There are a, b.");
}

TEST_CASE("the hash of the rows tells of prompts and data sets, not of scores") {
  const test::Folder folder;
  const auto hash = [&](const std::string& line) { return rows_sha256(*read_dataset(folder.write("d.jsonl", line))); };
  const std::string base = hash(R"({"query":"q","records":{"a":1}})");
  REQUIRE(base == hash(R"({"query":"q","records":{"a":0,"b":1}})"));
  REQUIRE(base != hash(R"({"query":"r","records":{"a":1}})"));
  REQUIRE(base != hash(R"({"query":"q","records":{"a":1},"dataset":"d"})"));
}
