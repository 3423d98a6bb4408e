// Tests `evaluate` and `tune` from outside, on data with known results.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/three_subjects.h"
#include "support.h"

using namespace alpharoute;
using namespace alpharoute::test;
using nlohmann::json;

namespace {

// A router with one cluster per subject.
struct Fitted {
  Folder folder;

  Fitted() {
    folder.write("results.jsonl", test::three_subjects());
    const Outcome fitted =
        run(folder, "fit results.jsonl --out r.safetensors --k 3 --nearest-clusters 1 --scoring paper");
    REQUIRE(fitted.errors == "");
    REQUIRE(fitted.exit_code == 0);
  }

  // Returns the report of an evaluation with these options.
  json report(const std::string& options) const {
    const Outcome outcome = run(folder, "evaluate r.safetensors results.jsonl --json out.json " + options);
    INFO(outcome.errors);
    REQUIRE(outcome.exit_code == 0);
    return json::parse(test::read(folder.path("out.json")));
  }
};

std::size_t lines_of(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

TEST_CASE("evaluate sweeps alpha in steps of 0.01 and finds the known saving") {
  const json report = Fitted().report("");
  REQUIRE(report["router"].size() == 101);
  REQUIRE(report["curves"]["knn"].size() == 101);
  // Above one half, cooking goes to big and the rest to small: as accurate as big, for (10 + 1 + 1) / 3 USD.
  REQUIRE(report["claims"]["best_single"] == "big");
  REQUIRE(report["claims"]["accuracy_gain"].get<double>() == Approx(0.0).margin(1e-12));
  REQUIRE(report["claims"]["cost_saved_equal"].get<double>() == Approx(0.6));
  REQUIRE(report["claims"]["alpha_equal"].get<double>() == Approx(0.5).margin(0.011));
  REQUIRE(report["metrics"]["aiq_single_hull"].get<double>() == Approx((2.0 / 3 + 1.0) / 2));
  REQUIRE(report["metrics"]["aiq"].get<double>() == Approx((3.0 * (2.0 / 3 + 1.0) / 2 + 6.0) / 9));
  REQUIRE(report["metrics"]["gap_to_oracle"].get<double>() == Approx(0.0).margin(1e-12));
  REQUIRE(report["baselines"]["random"]["accuracy"].get<double>() == Approx(5.0 / 6));
  REQUIRE(report["baselines"]["cheapest"]["cost_per_1000"].get<double>() == Approx(1.0));
  REQUIRE(report["calibration"]["ece"].get<double>() == Approx(0.0).margin(1e-6));
}

TEST_CASE("the output of evaluate fits a screen and has the claims, and --full makes it longer") {
  const Fitted fitted;
  const std::string text = run(fitted.folder, "evaluate r.safetensors results.jsonl").output;
  for (const char* part : {"against big, the best single model (100.0 %, $10.00 per 1,000)", "±0.0 % accuracy at α",
                           "−60.0 % cost at equal accuracy at α 0.5", "nearest neighbours", "single models' hull",
                           "a model at random", "router, α 0.25"}) {
    INFO(part << "\n" << text);
    REQUIRE(text.find(part) != std::string::npos);
  }
  REQUIRE(lines_of(text) <= 40);
  REQUIRE(text.find("share of the queries") == std::string::npos);
  const std::string full = run(fitted.folder, "evaluate r.safetensors results.jsonl --full").output;
  REQUIRE(full.find("share of the queries") != std::string::npos);
  REQUIRE(full.find("accuracy by data set") != std::string::npos);
}

TEST_CASE("a weak and a strong model give RouteLLM's metrics, perfect if the clusters separate them") {
  const json metrics = Fitted().report("--weak small --strong big")["metrics"];
  // A third of the calls needs big: PGR rises linearly to 1 at 1/3.
  REQUIRE(metrics["cpt_50"].get<double>() == Approx(1.0 / 6));
  REQUIRE(metrics["cpt_80"].get<double>() == Approx(0.8 / 3));
  REQUIRE(metrics["apgr"].get<double>() == Approx((0.15 + 0.45 + 0.75 + 7.0) / 10));
  REQUIRE_FALSE(Fitted().report("")["metrics"].contains("apgr"));
}

TEST_CASE(
    "evaluate --seeds refits the router and gives each metric an interval and a paired difference to each baseline") {
  const json seeds = Fitted().report("--seeds 3")["seeds"];
  REQUIRE(seeds["count"] == 3);
  REQUIRE(seeds["metrics"]["cost_save"]["count"] == 3);
  REQUIRE(seeds["metrics"]["cost_save"]["mean"].get<double>() == Approx(0.6));
  REQUIRE(seeds["metrics"]["cost_save"]["low"].get<double>() == Approx(0.6));
  REQUIRE(seeds["paired"]["knn"]["aiq_single_hull"]["mean"] == 0.0);
  REQUIRE(seeds["paired"].contains("refcode"));
  REQUIRE(Fitted().report("--seeds 4,9")["seeds"]["count"] == 2);
  REQUIRE(Fitted().report("--scoring refcode --seeds 2")["seeds"]["paired"].contains("paper"));
}

TEST_CASE("the metrics of a seed equal those of a router fitted with that seed") {
  const Fitted fitted;
  const Folder& folder = fitted.folder;
  for (const char* seed : {"1", "42"}) {
    const std::string fit = "fit results.jsonl --k 9 --scoring paper --out r" + std::string(seed) + " --seed " + seed;
    REQUIRE(run(folder, fit).exit_code == 0);
  }
  REQUIRE(run(folder, "evaluate r1 results.jsonl --json one.json").exit_code == 0);
  REQUIRE(run(folder, "evaluate r42 results.jsonl --seeds 1 --json seeds.json").exit_code == 0);
  const json one = json::parse(test::read(folder.path("one.json")));
  const json seeds = json::parse(test::read(folder.path("seeds.json")))["seeds"];
  REQUIRE(seeds["count"] == 1);
  for (const auto& [name, value] : one["metrics"].items()) REQUIRE(seeds["metrics"][name]["mean"] == value);
  REQUIRE(seeds["metrics"]["novelty"]["mean"] == one["novelty"]);
  REQUIRE(seeds["metrics"]["novelty"]["low"].is_null());
  REQUIRE(seeds["metrics"]["brier"]["mean"] == one["calibration"]["brier"]);
}

TEST_CASE("a data set that is left out is measured with a router fitted on the others") {
  const json left_out = Fitted().report("--leave-out cooking --leave-out space")["left_out"];
  REQUIRE(left_out.size() == 2);
  REQUIRE(left_out[0]["dataset"] == "cooking");
  REQUIRE(left_out[0]["count"] == 20);
  REQUIRE(left_out[0]["novelty"].get<double>() > 0.9);
  // Both models are right elsewhere, so the cheap small gets cooking, too, and fails.
  REQUIRE(left_out[0]["router"][50]["shares"]["small"] == 1.0);
  REQUIRE(left_out[0]["router"][50]["accuracy"] == 0.0);
  REQUIRE(left_out[1]["metrics"].contains("aiq"));
  REQUIRE(Fitted().report("--leave-out all")["left_out"].size() == 3);
}

TEST_CASE("robustness varies the number of clusters and of nearest clusters, one at a time") {
  const json robustness = Fitted().report("--robustness")["robustness"];
  std::vector<int> clusters, near;
  for (const json& entry : robustness["k"]) clusters.push_back(entry["k"]);
  for (const json& entry : robustness["p"]) near.push_back(entry["nearest_clusters"]);
  REQUIRE(clusters == std::vector<int>{1, 2, 3, 4, 6, 9});
  REQUIRE(near == std::vector<int>{1, 2});
  // One cluster does not separate the subjects, so only big is as good as big; three clusters do.
  REQUIRE(robustness["k"][0]["cost_save"].get<double>() == Approx(0.0).margin(1e-9));
  REQUIRE(robustness["k"][2]["cost_save"].get<double>() == Approx(0.6));
  REQUIRE(robustness["k"][2]["accuracy"] == 1.0);
  REQUIRE(robustness["p"][0]["aiq"] == robustness["k"][2]["aiq"]);
  REQUIRE(robustness["p"][1]["aiq"] < robustness["p"][0]["aiq"]);  // a second subject has a say
}

TEST_CASE("evaluate rejects models and data sets that it cannot compare or leave out") {
  const Fitted fitted;
  const Folder& folder = fitted.folder;
  const std::string evaluate = "evaluate r.safetensors results.jsonl ";
  require_failure(run(folder, evaluate + "--weak small --strong huge"), 2,
                  "r.safetensors: unknown model \"huge\". Its models are big, small.");
  require_failure(run(folder, evaluate + "--weak big --strong big"), 2,
                  "--weak and --strong are the same model. Pass two models.");
  require_failure(run(folder, evaluate + "--weak small"), 2, "--weak requires --strong. See alpharoute --help.");
  require_failure(run(folder, evaluate + "--leave-out art"), 2,
                  "results.jsonl: no data set \"art\" to leave out. Pass one of chess, cooking, space, or all.");
  folder.write("one.jsonl", R"({"query":"one","records":{"big":1,"small":1}})");
  require_failure(run(folder, "evaluate r.safetensors one.jsonl --leave-out all"), 1,
                  "one.jsonl: leaving out the only data set leaves no rows to fit on. Pass data with at least two.");
}

TEST_CASE("tune prints the fit command with the best settings, and does not use the test rows") {
  const Fitted fitted;
  const Folder& folder = fitted.folder;
  const Outcome tuned = run(folder, "tune results.jsonl --k 1,3 --nearest-clusters 1,2 --folds 3 --json tune.json");
  REQUIRE(tuned.errors == "");
  REQUIRE(tuned.exit_code == 0);
  const json report = json::parse(test::read(folder.path("tune.json")));
  REQUIRE(report["objective"] == "aiq");
  const json paper = *std::find_if(report["tried"].begin(), report["tried"].end(),
                                   [](const json& tried) { return tried["scoring"] == "paper"; });
  REQUIRE(paper["k"] == 3);  // the best of its mode: one cluster can't tell cooking from the rest
  REQUIRE(paper["nearest_clusters"] == 1);
  REQUIRE(paper["aiq"].get<double>() == Approx((3.0 * (2.0 / 3 + 1.0) / 2 + 6.0) / 9));
  REQUIRE(report["tried"][0]["aiq"] >= paper["aiq"]);
  const std::string command = report["command"], k = std::to_string(report["tried"][0]["k"].get<int>());
  REQUIRE(command.find("alpharoute fit results.jsonl --out router.safetensors --k " + k + " --scoring ") == 0);
  REQUIRE(tuned.output.find("\n" + command + "\n") != std::string::npos);
  REQUIRE(tuned.output.find("over 3 folds of the 42 training rows of seed 42; test rows are held out") !=
          std::string::npos);
  REQUIRE(run(folder, command.substr(std::string("alpharoute ").size())).exit_code == 0);
  require_failure(
      run(folder, "tune results.jsonl --k 100"), 1,
      "results.jsonl: a fold has only 33 training rows, fewer than every --k. Lower --k or --folds, or add rows.");
}
