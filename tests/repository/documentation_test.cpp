// Runs every command and example of the documents and of --help.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/command.h"
#include "data/dataset.h"
#include "data/prices.h"
#include "support.h"

using namespace alpharoute;
using test::Folder;
using test::run;

namespace {

std::string document(const std::string& name) { return test::read(std::string(ALPHAROUTE_SOURCE_DIR) + "/" + name); }

// Returns the lines of a document's code blocks of one language.
std::vector<std::string> code_lines(const std::string& text, const std::string& language) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  bool is_inside = false;
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("```")) {
      is_inside = line == "```" + language;
    } else if (is_inside) {
      lines.push_back(line);
    }
  }
  return lines;
}

// Returns the examples of a help text: indented lines that start with the program's name.
std::vector<std::string> examples(const std::string& help) {
  std::vector<std::string> lines;
  std::istringstream stream(help);
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("  alpharoute ")) lines.push_back(line.substr(2));
  }
  return lines;
}

// Writes the files that the examples name.
void fill(const Folder& folder) {
  std::string lines;
  for (int i = 0; i < 120; ++i) {
    lines += nlohmann::json({{"query", "Question " + std::to_string(i) + " about numbers, rivers and verbs?"},
                             {"records", {{"small", i % 2}, {"big", 1}}}})
                 .dump() +
             "\n";
  }
  for (const char* name : {"results.jsonl.gz", "prompts.jsonl.gz"}) folder.write(name, lines);
  folder.write("new.jsonl", R"({"query":"Which river is longest?","records":{"newcomer":1}})"
                            "\n");
  folder.write("prompts.txt", "Why is the sky blue?\n2 + 2?\n");
  folder.write("prices.json",
               R"({"small":{"input_price":0.1,"output_price":0.1},"big":{"input_price":1,"output_price":2},)"
               R"("newcomer":{"input_price":0.2,"output_price":0.2}})");
}

void require_works(const Folder& folder, const std::string& line) {
  const std::string program = "alpharoute ";
  REQUIRE(line.starts_with(program));
  const test::Outcome outcome = run(folder, line.substr(program.size()));
  INFO(line << "\n" << outcome.errors);
  REQUIRE(outcome.exit_code == 0);
  REQUIRE_FALSE(outcome.output.empty());
}

}  // namespace

TEST_CASE("every command of the README works, in order") {
  const Folder folder;
  fill(folder);
  std::size_t count = 0;
  for (const std::string& line : code_lines(document("README.md"), "sh")) {
    if (!line.starts_with("alpharoute ")) continue;
    require_works(folder, line);
    ++count;
  }
  REQUIRE(count >= 4);
}

TEST_CASE("the program prints the decision that the README shows") {
  const std::vector<std::string> lines = code_lines(document("README.md"), "text");
  REQUIRE(lines.size() > 10);
  const std::string prompt_sign = "$ alpharoute ";
  REQUIRE(lines[0].starts_with(prompt_sign));
  std::string arguments = lines[0].substr(prompt_sign.size());
  arguments.replace(arguments.find("assets/"), 7, ALPHAROUTE_ASSETS_DIR "/");
  const test::Outcome outcome = run(Folder(), arguments);
  REQUIRE(outcome.exit_code == 0);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    INFO(lines[i] << "\nis not in\n" << outcome.output);
    CHECK((lines[i] == "  ..." || outcome.output.find(lines[i] + "\n") != std::string::npos));
  }
}

TEST_CASE("every command of docs/evaluation.md works") {
  const Folder folder;
  fill(folder);
  require_works(folder, "alpharoute fit results.jsonl.gz --out router.safetensors --prices prices.json --k 9");
  const std::vector<std::string> lines = code_lines(document("docs/evaluation.md"), "sh");
  REQUIRE(lines.size() >= 5);
  for (const std::string& line : lines) require_works(folder, line);
}

TEST_CASE("every example of --help works") {
  const Folder folder;
  fill(folder);
  std::vector<std::string> lines = examples(run(folder, "--help").output);
  for (const char* command : {"embed", "fit", "evaluate", "tune", "route", "add-model", "inspect", "key"}) {
    for (const std::string& line : examples(run(folder, std::string(command) + " --help").output))
      lines.push_back(line);
  }
  REQUIRE(lines.size() >= 9);
  for (const std::string& line : lines) require_works(folder, line);
}

TEST_CASE("the program reads the examples in docs/formats.md") {
  const std::vector<std::string> lines = code_lines(document("docs/formats.md"), "json");
  REQUIRE(lines.size() == 2);
  const Folder folder;
  const data::Dataset dataset = *data::read_dataset(folder.write("d.jsonl", lines[0]));
  REQUIRE(dataset.models == std::vector<std::string>{"big", "small"});
  REQUIRE(dataset.cost[1] == 0.0001f);
  const data::Prices prices = *data::read_prices(folder.write("p.json", lines[1]));
  REQUIRE(prices.at("big").context_length == 128000u);
}
