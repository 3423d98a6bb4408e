// alpharoute evaluate on rows files: the figures equal those of the prompts.
#include <catch2/catch.hpp>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

#include "cli/command.h"
#include "cli/three_subjects.h"
#include "embed/rows_file.h"
#include "support.h"

using namespace alpharoute;
using namespace alpharoute::test;
using nlohmann::json;

namespace {

// Labelled results, a router fitted on them, and its exported test rows.
struct Fitted {
  Folder folder;

  Fitted() {
    folder.write("results.jsonl", test::three_subjects());
    REQUIRE(run(folder, "fit results.jsonl --out r.safetensors --k 3").exit_code == 0);
    const Outcome exported =
        run(folder, "evaluate r.safetensors results.jsonl --json lines.json --export rows.safetensors");
    INFO(exported.errors);
    REQUIRE(exported.exit_code == 0);
  }

  json report(const std::string& name) const { return json::parse(test::read(folder.path(name))); }
};

// Compares two evaluations, except for figures that depend on the rounding of the embeddings or need training rows.
void require_same_but_for_rounding(json lines, json rows, double accuracy, double cost_share) {
  for (const char* key : {"models", "datasets", "rows", "costs", "scoring", "nearest_clusters", "artifact",
                          "single_models", "oracle", "baselines", "clusters"}) {
    INFO(key);
    REQUIRE(lines[key] == rows[key]);
  }
  REQUIRE(lines["router"].size() == rows["router"].size());
  for (std::size_t i = 0; i < lines["router"].size(); ++i) {
    const json &a = lines["router"][i], &b = rows["router"][i];
    INFO("alpha " << a["alpha"]);
    REQUIRE(a["alpha"] == b["alpha"]);
    CHECK(std::abs(a["accuracy"].get<double>() - b["accuracy"].get<double>()) <= accuracy);
    const double cost = a["cost_per_1000"].get<double>();
    CHECK(std::abs(cost - b["cost_per_1000"].get<double>()) <= cost_share * cost);
  }
  REQUIRE_FALSE(rows["curves"].contains("knn"));
  REQUIRE(rows["curves"].size() + lines["curves"].contains("knn") == lines["curves"].size());
}

}  // namespace

TEST_CASE("evaluate gives the same figures for exported rows as for their prompts") {
  const Fitted fitted;
  const Folder& folder = fitted.folder;
  const Outcome outcome =
      run(folder, "evaluate r.safetensors rows.safetensors --json rows.json --export again.safetensors");
  REQUIRE(outcome.errors == "");
  REQUIRE(outcome.output.find("18 test rows of 3 data sets") != std::string::npos);
  // One of the 18 rows may get another model where two scores are almost equal.
  require_same_but_for_rounding(fitted.report("lines.json"), fitted.report("rows.json"), 1.0 / 18, 0.5);
  REQUIRE(test::read(folder.path("again.safetensors")) == test::read(folder.path("rows.safetensors")));
}

TEST_CASE("on public data the rounding of embeddings moves accuracy by at most 0.1 points and costs by at most 0.2 %") {
  REQUIRE_SHARED_DATA();
  const Folder folder;
  const std::string router = std::string(ALPHAROUTE_ASSETS_DIR) + "/llmrouter-9.safetensors";
  REQUIRE(run(folder, "evaluate " + router + " " + test::shared("data/llmrouter-9.jsonl.gz") +
                          " --json lines.json --export rows.safetensors")
              .exit_code == 0);
  REQUIRE(run(folder, "evaluate " + router + " rows.safetensors --json rows.json").exit_code == 0);
  require_same_but_for_rounding(json::parse(test::read(folder.path("lines.json"))),
                                json::parse(test::read(folder.path("rows.json"))), 0.001, 0.002);
}

TEST_CASE("the sample rows in assets/ are test rows of the sample routers") {
  const Folder folder;
  const std::string assets = ALPHAROUTE_ASSETS_DIR;
  for (const std::string name : {"llmrouter-9", "mmlu-pro-10"}) {
    const Outcome outcome = run(folder, "evaluate " + assets + "/" + name + ".safetensors " + assets + "/" + name +
                                            ".rows.safetensors --json " + name + ".json --alphas 0,0.5,1");
    REQUIRE(outcome.errors == "");
    const json report = json::parse(test::read(folder.path(name + ".json")));
    REQUIRE(report["rows"]["which"] == "test");
    REQUIRE(report["metrics"]["gain_over_best"].get<double>() > 0.0);
  }
}

TEST_CASE("rows are test rows only for a router that was fitted with the same split") {
  const Fitted fitted;
  const Folder& folder = fitted.folder;
  REQUIRE(run(folder, "fit results.jsonl --out other.safetensors --k 3 --seed 5").exit_code == 0);
  REQUIRE(run(folder, "evaluate other.safetensors rows.safetensors --json o.json").exit_code == 0);
  REQUIRE(fitted.report("o.json")["rows"]["which"] == "all");
}

TEST_CASE("models are matched by id, and columns that the router does not have are ignored") {
  const Fitted fitted;
  const Folder& folder = fitted.folder;
  REQUIRE(run(folder, "fit results.jsonl --out one.safetensors --k 3 --models small").exit_code == 0);
  REQUIRE(run(folder, "evaluate one.safetensors rows.safetensors --json one.json").exit_code == 0);
  const json report = fitted.report("one.json");
  REQUIRE(report["models"] == json({"small"}));
  REQUIRE(report["single_models"]["small"]["datasets"] ==
          fitted.report("lines.json")["single_models"]["small"]["datasets"]);
  REQUIRE(run(folder, "evaluate one.safetensors results.jsonl --export one-rows.safetensors").exit_code == 0);
  require_failure(run(folder, "evaluate r.safetensors one-rows.safetensors"), 1,
                  "one-rows.safetensors: no row has an answer from the model \"big\". The models are small.");
}

TEST_CASE("rows files are rejected for options that need prompts, and for a router of another embedder") {
  const Fitted fitted;
  const Folder& folder = fitted.folder;
  const std::string evaluate = "evaluate r.safetensors rows.safetensors ";
  folder.write("e", "");
  for (const std::string option :
       {"--seeds 2", "--leave-out all", "--robustness", "--rows all", "--prices e", "--skip-bad", "--embedder e",
        "--embeddings e", "--embedding-url http://localhost:1 --embedding-model m"}) {
    const Outcome outcome = run(folder, evaluate + option);
    const std::string name = option.substr(0, option.find(' '));
    INFO(option);
    require_failure(outcome, 2,
                    "rows.safetensors: exported rows contain no prompts, which " + name +
                        " needs. Omit it, or pass the labelled data set.");
  }
  require_failure(
      run(folder, "evaluate r.safetensors r.safetensors"), 1,
      "r.safetensors: not a rows file: its format is \"alpharoute-router/1\", not alpharoute-rows/1. Create it with "
      "alpharoute evaluate --export.");
  require_failure(run(folder, "evaluate r.safetensors results.jsonl --export rows.json"), 2,
                  "rows.json: the name must end in .safetensors. Choose another name.");
  embed::LabelledRows other = *embed::read_rows(folder.path("rows.safetensors"));
  std::mt19937 random(3);
  const std::size_t rows = other.embeddings.rows();
  other.embeddings = {{"any-embedder", 16, "abc"}, test::random_unit_rows(random, rows, 16)};
  std::vector<std::size_t> all(rows);
  std::iota(all.begin(), all.end(), std::size_t{0});
  REQUIRE(embed::write_rows(folder.path("other.safetensors"), other.dataset, other.embeddings, all, {}));
  require_failure(
      run(folder, "evaluate r.safetensors other.safetensors"), 1,
      "other.safetensors: the centroids have 120 dimensions, but the embedder any-embedder has 16. Fit again "
      "with this embedder, or pass static-en-1.");
}
