// Tests the program from outside: output, files and errors.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "support.h"

using namespace alpharoute;
using namespace alpharoute::test;
using nlohmann::json;

namespace {

// Forty answered questions of two subjects.
std::string results() {
  std::string lines;
  for (int i = 0; i < 40; ++i) {
    const bool is_chess = i % 2 == 0;
    lines += json({{"query", (is_chess ? "Which chess opening suits game " : "How do I cook pasta for guest ") +
                                 std::to_string(i) + "?"},
                   {"records", {{"big", 1.0}, {"small", is_chess ? 1.0 : 0.0}}},
                   {"usages", {{"big", {{"cost", 0.01}}}, {"small", {{"cost", 0.001}}}}},
                   {"dataset", is_chess ? "chess" : "cooking"}})
                 .dump() +
             "\n";
  }
  return lines;
}

// A folder with results and a router that was fitted on them.
struct Fitted {
  Folder folder;
  Outcome fitted;

  Fitted() {
    folder.write("results.jsonl", results());
    fitted = run(folder, "fit results.jsonl --out r.safetensors --k 2");
    REQUIRE(fitted.errors == "");
    REQUIRE(fitted.exit_code == 0);
  }
};

}  // namespace

TEST_CASE("fit, evaluate, route and inspect work in sequence") {
  const Fitted fitted;
  REQUIRE(fitted.fitted.output.find("r.safetensors: 2 models, 2 clusters, 28 training rows, recorded costs") == 0);

  const Outcome evaluated = run(fitted.folder, "evaluate r.safetensors results.jsonl --alphas 0,1 --json out.json");
  REQUIRE(evaluated.exit_code == 0);
  const json report = json::parse(test::read(fitted.folder.path("out.json")));
  REQUIRE(report["rows"] == json{{"which", "test"}, {"count", 12}});
  REQUIRE(report["scoring"] == "posterior");
  REQUIRE(report["single_models"]["big"]["accuracy"] == 1.0);
  REQUIRE(report["single_models"]["small"]["accuracy"] == 0.5);
  REQUIRE(report["single_models"]["big"]["cost_per_1000"].get<double>() == Approx(10.0));
  REQUIRE(report["router"][0]["alpha"] == 0.0);
  REQUIRE(report["router"][0]["shares"]["small"] == 1.0);
  REQUIRE(report["router"][1]["accuracy"] == 1.0);
  REQUIRE(report["router"][1]["accuracy_macro"] == 1.0);
  REQUIRE(report["oracle"]["cost_per_1000"].get<double>() == Approx(5.5));

  const Outcome routed = run(fitted.folder, "route r.safetensors 'Which chess opening is best?' --alpha 0.5 --json");
  REQUIRE(routed.exit_code == 0);
  const json decision = json::parse(routed.output);
  REQUIRE(decision["model"] == "small");
  REQUIRE(decision["runner_up"] == "big");
  REQUIRE(decision["alpha"] == 0.5);
  REQUIRE(decision["models"].size() == 2);
  REQUIRE(decision["models"][0]["expected_cost_usd"].get<double>() == Approx(0.01));
  REQUIRE(decision["spectrum"][0] == json{{"from", 0.0}, {"model", "small"}});
  REQUIRE(decision["clusters"].size() == 2);
  for (const char* key : {"scoring", "margin", "novelty", "is_novel", "artifact"}) REQUIRE(decision.contains(key));

  const Outcome inspected = run(fitted.folder, "inspect r.safetensors --json");
  const json artifact = json::parse(inspected.output);
  REQUIRE(artifact["sha256"] == decision["artifact"]);
  REQUIRE(artifact["fit"]["train_rows"] == 28);
  REQUIRE(artifact["fit"]["test"]["best_single_accuracy"] == 1.0);
  REQUIRE(run(fitted.folder, "inspect r.safetensors").output.find("2 models, 2 clusters") != std::string::npos);
}

TEST_CASE("the seed determines the file, whatever the number of threads") {
  const Fitted fitted;
  const Folder& folder = fitted.folder;
  for (const char* options : {"--threads 1", "--threads 3"}) {
    REQUIRE(run(folder, "fit results.jsonl --out again.safetensors --k 2 " + std::string(options)).exit_code == 0);
    REQUIRE(test::read(folder.path("again.safetensors")) == test::read(folder.path("r.safetensors")));
  }
  REQUIRE(run(folder, "fit results.jsonl --out other.safetensors --k 2 --seed 7").exit_code == 0);
  REQUIRE(test::read(folder.path("other.safetensors")) != test::read(folder.path("r.safetensors")));
}

TEST_CASE("precomputed embeddings give the same router") {
  const Fitted fitted;
  const Folder& folder = fitted.folder;
  REQUIRE(run(folder, "embed results.jsonl --out e.safetensors").exit_code == 0);
  REQUIRE(run(folder, "fit results.jsonl --embeddings e.safetensors --out f.safetensors --k 2").exit_code == 0);
  const json own = json::parse(run(folder, "inspect r.safetensors --json").output);
  const json given = json::parse(run(folder, "inspect f.safetensors --json").output);
  REQUIRE(own["embedder"] == given["embedder"]);
  REQUIRE(own["clusters"] == given["clusters"]);
  REQUIRE(run(folder, "evaluate f.safetensors results.jsonl --embeddings e.safetensors").exit_code == 0);
}

TEST_CASE("each line of standard input becomes one line with a decision") {
  const Fitted fitted;
  const Outcome outcome = run(fitted.folder, "route r.safetensors --json", "chess opening\ncook pasta\n");
  REQUIRE(outcome.exit_code == 0);
  const std::size_t end = outcome.output.find('\n');
  REQUIRE(json::parse(outcome.output.substr(0, end))["model"].is_string());
  REQUIRE(json::parse(outcome.output.substr(end + 1))["model"].is_string());
}

TEST_CASE("a printed decision has the model, the expectations, the clusters and the spectrum") {
  const Fitted fitted;
  const std::string text = run(fitted.folder, "route r.safetensors 'Which chess opening is best?' --alpha 0.5").output;
  for (const char* part : {"→ small", "at α 0.50", "ahead of big", "expected accuracy", "nearest past prompts",
                           "the choice by α, cheapest to best", "from 0.000  small"}) {
    INFO(part);
    REQUIRE(text.find(part) != std::string::npos);
  }
}

TEST_CASE("every request option has a flag of route, and its value is checked") {
  const Fitted fitted;
  const Folder& folder = fitted.folder;
  const auto model_with = [&](const std::string& flags) -> std::string {
    return json::parse(
        run(folder, "route r.safetensors 'Which chess opening is best?' --json " + flags).output)["model"];
  };
  REQUIRE(model_with("--models big") == "big");
  REQUIRE(model_with("--deny small") == "big");
  REQUIRE(model_with("--scoring paper --nearest-clusters 1 --context-tokens 100 --alpha 0") == "small");
  REQUIRE(model_with("--max-cost-usd 0.005 --alpha 1") == "small");
  REQUIRE(model_with("--min-accuracy 0 --best-share 0") == "small");
  REQUIRE(model_with("--cost-per-1000 2") == "small");
  require_failure(run(folder, "route r.safetensors hello --capabilities tools"), 1,
                  "no allowed model has the capabilities tools. Allow more models, or relax the limits.");
  require_failure(run(folder, "route r.safetensors hello --scoring magic"), 2,
                  "--scoring must be a scoring mode: posterior, paper or refcode.");
  require_failure(run(folder, "route r.safetensors hello --alpha high"), 2, "--alpha must be a number.");
  require_failure(run(folder, "fit results.jsonl --out x.safetensors --alpha 2"), 2,
                  "--alpha must be from 0 (cheapest) to 1 (best).");
}

TEST_CASE("wrong arguments end with exit code 2 and an error message") {
  const Fitted fitted;
  const Folder& folder = fitted.folder;
  require_failure(run(folder, "route r.safetensors hello --alpha 1.5"), 2,
                  "alpha must be from 0 (cheapest) to 1 (best).");
  require_failure(run(folder, "route r.safetensors hello --models gpt"), 2,
                  "unknown model \"gpt\". The models are big, small.");
  require_failure(run(folder, "evaluate r.safetensors results.jsonl --alphas 0,2"), 2,
                  "alpha must be from 0 (cheapest) to 1 (best).");
  require_failure(run(folder, "fit results.jsonl"), 2, "--out is required. See alpharoute --help.");
  require_failure(run(folder, ""), 2, "A subcommand is required. See alpharoute --help.");
}

TEST_CASE("failed work ends with exit code 1 and an error message, without partial files") {
  const Fitted fitted;
  const Folder& folder = fitted.folder;
  const std::size_t files = folder.files();
  require_failure(run(folder, "fit results.jsonl --out x.safetensors --k 100"), 1,
                  "results.jsonl: k is 100, but there are only 28 training rows. Lower --k or add rows.");
  require_failure(
      run(folder, "fit results.jsonl --out x.safetensors --k 2 --train-ratio 0"), 1,
      "results.jsonl: no training rows: the train ratio selects none of 40 rows. Raise --train-ratio or add "
      "rows.");
  require_failure(run(folder, "fit results.jsonl --out x.safetensors --models big,gpt"), 1,
                  "results.jsonl: no row has an answer from the model \"gpt\". The models are big, small.");
  require_failure(run(folder, "fit none.jsonl --out x.safetensors"), 1,
                  "none.jsonl: No such file or directory. Check the path.");
  require_failure(run(folder, "fit results.jsonl --k 2 --out no/x.safetensors"), 1,
                  "no/x.safetensors.part: No such file or directory. Check that the folder exists and is writable.");
  require_failure(run(folder, "route r.safetensors ' '"), 1,
                  "the prompt has no text to embed. Enter at least one word.");
  require_failure(run(folder, "route r.safetensors", "chess\n\n"), 1,
                  "standard input, line 2: the prompt has no text to embed. Enter at least one word.");
  require_failure(run(folder, "route results.jsonl hello"), 1,
                  "results.jsonl: not a valid safetensors file: its header is truncated. Download or create it again.");
  require_failure(run(folder, "inspect none"), 1, "none: No such file or directory. Check the path.");
  REQUIRE(folder.files() == files);
}

TEST_CASE("the error for a different embedder names it") {
  const Fitted fitted;
  const Folder& folder = fitted.folder;
  std::string artifact = test::read(folder.path("r.safetensors"));
  for (std::size_t at = artifact.find("static-en-1"); at != std::string::npos; at = artifact.find("static-en-1")) {
    artifact.replace(at, 11, "static-xx-9");
  }
  folder.write("other.safetensors", artifact);
  require_failure(run(folder, "route other.safetensors hello"), 1,
                  "other.safetensors: fitted with the embedder static-xx-9, which is not built in. Pass its file with "
                  "--embedder.");
  const std::string table = std::string(ALPHAROUTE_ASSETS_DIR) + "/static-en-1.safetensors";
  require_failure(run(folder, "route other.safetensors hello --embedder " + table), 1,
                  "other.safetensors: the artifact was fitted with the embedder static-xx-9, not with static-en-1. Fit "
                  "again with this embedder, or pass static-xx-9.");
}

TEST_CASE("evaluate --rows test rejects other data, and the default measures all its rows") {
  const Fitted fitted;
  const Folder& folder = fitted.folder;
  folder.write("new.jsonl", results() + R"({"query":"one more","records":{"big":1}})" + "\n");
  require_failure(
      run(folder, "evaluate r.safetensors new.jsonl --rows test"), 1,
      "new.jsonl: not the router's training data, so there are no test rows. Pass --rows all or the original data.");
  const Outcome all = run(folder, "evaluate r.safetensors new.jsonl --json out.json");
  REQUIRE(all.exit_code == 0);
  REQUIRE(json::parse(test::read(folder.path("out.json")))["rows"] == json{{"which", "all"}, {"count", 41}});
}

TEST_CASE("bad lines stop a fit, or are skipped and counted") {
  const Folder folder;
  folder.write("bad.jsonl", results() + "{\"query\":\n" + results());
  require_failure(
      run(folder, "fit bad.jsonl --out x.safetensors --k 2"), 1,
      "bad.jsonl:41: the line is not valid JSON (column 10). Fix or remove the line, or pass --skip-bad to skip "
      "it.");
  const Outcome skipped = run(folder, "fit bad.jsonl --out x.safetensors --k 2 --skip-bad");
  REQUIRE(skipped.exit_code == 0);
  REQUIRE(skipped.errors == "skipped 1 bad line; the first: bad.jsonl:41: the line is not valid JSON (column 10)\n");
}

TEST_CASE("costs from prices are marked as estimated, and unknown costs cause a warning") {
  const Folder folder;
  std::string lines;
  for (int i = 0; i < 20; ++i) {
    lines += R"({"query":"question )" + std::to_string(i) + R"(","records":{"a":1,"b":0}})" + "\n";
  }
  folder.write("d.jsonl", lines);
  folder.write("p.json", R"({"a":{"input_price":1,"output_price":1},"b":{"input_price":2,"output_price":2}})");
  REQUIRE(run(folder, "fit d.jsonl --out r.safetensors --k 2 --prices p.json").exit_code == 0);
  const json artifact = json::parse(run(folder, "inspect r.safetensors --json").output);
  REQUIRE(artifact["fit"]["costs"] == "estimated");
  REQUIRE(artifact["fit"]["answer_tokens"] == 256);
  REQUIRE(artifact["models"][1]["input_price"] == 2.0);
  const Outcome unknown = run(folder, "fit d.jsonl --out u.safetensors --k 2");
  REQUIRE(unknown.errors ==
          "40 of 40 answers have no known cost. Models of unknown cost are eligible only at alpha 1. Pass --prices to "
          "estimate costs.\n");
  REQUIRE(json::parse(run(folder, "route u.safetensors hello --json").output)["alpha"] == 1.0);
}

TEST_CASE("the help of every command has an example") {
  const Folder folder;
  for (const char* command : {"embed", "fit", "evaluate", "tune", "route", "add-model", "inspect"}) {
    const Outcome help = run(folder, std::string(command) + " --help");
    REQUIRE(help.exit_code == 0);
    REQUIRE(help.output.find("alpharoute " + std::string(command) + " ") != std::string::npos);
  }
  REQUIRE(run(folder, "--version").output == ALPHAROUTE_VERSION "\n");
}
