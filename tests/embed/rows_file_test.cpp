// Rows as numbers alone: what is written is read, measures like the prompts did, and foreign bytes are refused.
#include "embed/rows_file.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>

#include "alpharoute/dot.h"
#include "alpharoute/half.h"
#include "alpharoute/safetensors.h"
#include "base/files.h"
#include "cli/command.h"
#include "support.h"

using namespace alpharoute;
using nlohmann::json;
using test::Folder;
using test::Outcome;
using test::run;

namespace {

// The vectors' rounding, of their length.
constexpr double kRounding = 1.0 / 2048;

struct Sample {
  data::Dataset dataset;
  embed::Embeddings embeddings;
  std::vector<std::size_t> all = {0, 1, 2, 3};

  Sample() {
    std::mt19937 random(3);
    dataset.models = {"small", "big"};
    dataset.groups = {"", "sums"};
    dataset.group = {0, 1, 1, 0};
    dataset.score = {0.0f, 1.0f, 0.5f, NAN, 0.25f, 1.0f, 1.0f, 1.0f};
    dataset.cost = {0.001f, 0.01f, NAN, 0.02f, 0.0f, 0.01f, 0.002f, NAN};
    dataset.queries.assign(4, "What is the secret of Mortimer Quillfeather?");
    dataset.costs = {6, 0, 0};
    embeddings = {{"any-embedder", 16, "abc"}, test::random_unit_rows(random, 4, 16)};
  }
};

bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

using Metadata = std::map<std::string, std::string, std::less<>>;
using Tensors = std::map<std::string, Tensor, std::less<>>;

// A valid file, of which a test spoils one part.
struct Parts {
  std::vector<std::uint16_t> halves = {0x3c00, 0, 0, 0x3c00};  // two unit vectors
  std::vector<float> scores = {0.0f, 1.0f}, costs = {0.1f, NAN};
  std::vector<std::uint32_t> groups = {0, 0};
  Metadata metadata = {{"format", "alpharoute-rows/1"},
                       {"models", R"(["a"])"},
                       {"embedder", R"({"id":"e","dimensions":2})"},
                       {"datasets", R"(["d"])"},
                       {"costs", "recorded"},
                       {"source", R"({"data_sha256":"x","rows":"test","seed":1,"train_ratio":0.7})"}};

  Tensors tensors() const {
    return {{"embeddings", {"F16", {2, 2}, std::as_bytes(std::span(halves))}},
            {"scores", {"F32", {2, 1}, std::as_bytes(std::span(scores))}},
            {"costs", {"F32", {2, 1}, std::as_bytes(std::span(costs))}},
            {"dataset", {"U32", {2}, std::as_bytes(std::span(groups))}}};
  }
  std::string bytes() const { return write_safetensors(tensors(), metadata); }
};

std::string refusal(const std::string& bytes) {
  const auto rows = embed::parse_rows(test::bytes_of(bytes));
  REQUIRE_FALSE(rows);
  CHECK(rows.error().code == ErrorCode::bad_format);
  return rows.error().message;
}

std::string refusal(const Parts& parts) { return refusal(parts.bytes()); }

std::string sentence(const std::string& what) {
  return "not alpharoute's rows: " + what + ". Make the file with alpharoute evaluate --export.";
}

// Sixty answered questions of three subjects, of which `small` does not know cooking, and a router of them.
struct Fitted {
  Folder folder;

  Fitted() {
    const char* subjects[] = {"Which chess opening suits game ", "How do I cook pasta for guest ",
                              "What is the orbit of the planet "};
    const char* names[] = {"chess", "cooking", "space"};
    std::string lines;
    for (int i = 0; i < 60; ++i) {
      lines += json({{"query", subjects[i % 3] + std::to_string(i) + "?"},
                     {"records", {{"big", 1.0}, {"small", i % 3 == 1 ? 0.0 : 1.0}}},
                     {"usages", {{"big", {{"cost", 0.01}}}, {"small", {{"cost", 0.001}}}}},
                     {"dataset", names[i % 3]}})
                   .dump() +
               "\n";
    }
    folder.write("results.jsonl", lines);
    REQUIRE(run(folder, "fit results.jsonl --out r.safetensors --k 3").exit_code == 0);
    const Outcome exported =
        run(folder, "evaluate r.safetensors results.jsonl --json lines.json --export rows.safetensors");
    INFO(exported.errors);
    REQUIRE(exported.exit_code == 0);
  }

  json report(const std::string& name) const { return json::parse(test::read(folder.path(name))); }
};

void require_failure(const Outcome& outcome, int exit_code, const std::string& expected) {
  CHECK(outcome.errors == "alpharoute: " + expected + "\n");
  REQUIRE(outcome.exit_code == exit_code);
}

// Both reports without what goes by the vectors, and so by their rounding, or needs training rows.
void require_same_but_for_rounding(json lines, json rows, double accuracy, double cost_share) {
  for (const char* key : {"models", "datasets", "rows", "costs", "scoring", "nearest_clusters", "artifact", "single_models",
                          "oracle", "baselines", "clusters"}) {
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

TEST_CASE("rows are read as they were written, their vectors rounded to halves and not scaled again") {
  const Folder folder;
  const Sample sample;
  const std::vector<std::size_t> chosen = {3, 0, 1};
  const embed::RowsSource source{"hash", "test", 7, 0.7};
  REQUIRE(embed::write_rows(folder.path("r.safetensors"), sample.dataset, sample.embeddings, chosen, source));
  const embed::LabelledRows read = *embed::read_rows(folder.path("r.safetensors"));
  CHECK(read.dataset.models == sample.dataset.models);
  CHECK(read.dataset.groups == sample.dataset.groups);
  CHECK(read.dataset.group == std::vector<std::uint32_t>{0, 0, 1});
  CHECK(same_bits(read.dataset.score, {1.0f, 1.0f, 0.0f, 1.0f, 0.5f, NAN}));
  CHECK(same_bits(read.dataset.cost, {0.002f, NAN, 0.001f, 0.01f, NAN, 0.02f}));
  CHECK(read.dataset.costs.name() == "recorded");
  CHECK(read.dataset.queries == std::vector<std::string>(3));
  CHECK(read.embeddings.made_by.id == "any-embedder");
  CHECK(read.embeddings.made_by.sha256 == "abc");
  CHECK(read.source.data_sha256 == "hash");
  CHECK(read.source.rows == "test");
  CHECK(read.source.seed == 7u);
  CHECK(read.source.train_ratio == 0.7);
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    double moved = 0.0;
    for (std::size_t j = 0; j < 16; ++j) {
      const float value = sample.embeddings.row(chosen[i])[j], rounded = read.embeddings.row(i)[j];
      REQUIRE(rounded == half_to_float(float_to_half(value)));
      moved += std::pow(static_cast<double>(value) - static_cast<double>(rounded), 2.0);
    }
    REQUIRE(std::sqrt(moved) <= kRounding);
  }
}

TEST_CASE("rows that were read are written again with the same bytes") {
  const Folder folder;
  const Sample sample;
  REQUIRE(embed::write_rows(folder.path("a"), sample.dataset, sample.embeddings, sample.all, {"hash", "all", {}, {}}));
  const embed::LabelledRows read = *embed::read_rows(folder.path("a"));
  REQUIRE(embed::write_rows(folder.path("b"), read.dataset, read.embeddings, sample.all, read.source));
  REQUIRE(test::read(folder.path("a")) == test::read(folder.path("b")));
  REQUIRE(folder.files() == 2);  // nothing half written stays beside them
}

TEST_CASE("a file of rows holds not a word of the prompts") {
  const Folder folder;
  const Sample sample;
  REQUIRE(embed::write_rows(folder.path("a"), sample.dataset, sample.embeddings, sample.all, {"hash", "all", {}, {}}));
  REQUIRE(test::read(folder.path("a")).find("Quillfeather") == std::string::npos);
}

TEST_CASE("rows that a reader would refuse are not written, and the old file stays") {
  const Folder folder;
  Sample sample;
  folder.write("a", "old");
  sample.embeddings.values[16] = 3.0f;
  const auto done = embed::write_rows(folder.path("a"), sample.dataset, sample.embeddings, sample.all, {});
  REQUIRE(done.error().message == folder.path("a") + ": these rows do not fit the format: " +
                                      sentence("the embedding of row 1 has not unit length"));
  REQUIRE(test::read(folder.path("a")) == "old");
}

TEST_CASE("what a file of rows lacks or has wrong is said in a sentence") {
  REQUIRE(embed::parse_rows(test::bytes_of(Parts().bytes())));
  const auto with = [](const char* key, const char* value) {
    Parts parts;
    parts.metadata[key] = value;
    return refusal(parts);
  };
  CHECK(with("format", "alpharoute-router/1") ==
        sentence("its format is \"alpharoute-router/1\", not alpharoute-rows/1"));
  CHECK(with("models", "[]") == sentence("its \"models\" must be a list of 1 to 1024 names"));
  CHECK(with("models", R"(["a","a"])") == sentence("its \"models\" give a name twice"));
  CHECK(with("models", "[") == sentence("its \"models\" is not valid JSON (column 2)"));
  CHECK(with("datasets", "{}") == sentence("its \"datasets\" must be a list of 1 to 1048576 names"));
  CHECK(with("embedder", R"({"id":"e"})") == sentence("its \"embedder\" lacks an id or dimensions"));
  CHECK(with("embedder", R"({"id":"e","dimensions":0})") == sentence("its \"embedder\" lacks an id or dimensions"));
  CHECK(with("embedder", R"({"id":"e","dimensions":3})") ==
        sentence("tensor \"embeddings\" is F16 [2, 2], but must be F16 [any, 3]"));
  CHECK(with("costs", "guessed") == sentence("its \"costs\" must be recorded, estimated, mixed or unknown"));
  CHECK(with("source", R"({"rows":"some"})") == sentence("its \"source\" does not say where the rows come from"));
  CHECK(with("source", "7") == sentence("its \"source\" does not say where the rows come from"));
  for (const char* key : {"format", "models", "embedder", "datasets", "costs", "source"}) {
    Parts parts;
    parts.metadata.erase(key);
    CHECK(refusal(parts) == sentence("the file's metadata has no \"" + std::string(key) + "\""));
  }
}

TEST_CASE("numbers that no row has are refused") {
  Parts longer, score, cost, group, not_finite;
  longer.halves[1] = 0x3c00;
  CHECK(refusal(longer) == sentence("the embedding of row 0 has not unit length"));
  not_finite.halves[2] = 0x7e00;
  CHECK(refusal(not_finite) == sentence("the embedding of row 1 has not unit length"));
  score.scores[1] = 1.5f;
  CHECK(refusal(score) == sentence("its scores are not all from 0 to 1"));
  cost.costs[0] = -1.0f;
  CHECK(refusal(cost) == sentence("its costs are not all finite and from 0 up"));
  group.groups[1] = 1;
  CHECK(refusal(group) == sentence("a row is of a data set that its \"datasets\" do not name"));
}

TEST_CASE("tensors of other shapes and types, and truncated files, are refused") {
  const Parts parts;
  for (const char* name : {"embeddings", "scores", "costs", "dataset"}) {
    Tensors tensors = parts.tensors();
    tensors.erase(name);
    CHECK(refusal(write_safetensors(tensors, parts.metadata)) ==
          sentence("the file has no tensor \"" + std::string(name) + "\""));
  }
  Tensors tensors = parts.tensors();
  tensors["scores"].shape = {1, 2};
  CHECK(refusal(write_safetensors(tensors, parts.metadata)) ==
        sentence("tensor \"scores\" is F32 [1, 2], but must be F32 [2, 1]"));
  tensors = parts.tensors();
  tensors["embeddings"] = {"F32", {1, 2}, std::as_bytes(std::span(parts.scores))};
  CHECK(refusal(write_safetensors(tensors, parts.metadata)) ==
        sentence("tensor \"embeddings\" is F32 [1, 2], but must be F16 [any, 2]"));
  const std::string whole = parts.bytes();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CHECK(refusal(whole.substr(0, size)).starts_with("not a whole safetensors file: "));
  }
}

TEST_CASE("evaluate gives the figures of the prompts for the rows that were exported from them") {
  const Fitted fitted;
  const Folder& folder = fitted.folder;
  const Outcome outcome =
      run(folder, "evaluate r.safetensors rows.safetensors --json rows.json --export again.safetensors");
  REQUIRE(outcome.errors == "");
  REQUIRE(outcome.output.find("18 test rows of 3 data sets") != std::string::npos);
  // A single row of the 18 may choose otherwise where two models' scores are all but equal.
  require_same_but_for_rounding(fitted.report("lines.json"), fitted.report("rows.json"), 1.0 / 18, 0.5);
  REQUIRE(test::read(folder.path("again.safetensors")) == test::read(folder.path("rows.safetensors")));
}

TEST_CASE("on public data the rounding of the vectors moves accuracy by 0.1 points and costs by 0.2 % at most") {
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

TEST_CASE("the sample rows in assets/ are of the sample routers, and measure there") {
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

TEST_CASE("rows of a split are test rows only to the router of that split") {
  const Fitted fitted;
  const Folder& folder = fitted.folder;
  REQUIRE(run(folder, "fit results.jsonl --out other.safetensors --k 3 --seed 5").exit_code == 0);
  REQUIRE(run(folder, "evaluate other.safetensors rows.safetensors --json o.json").exit_code == 0);
  REQUIRE(fitted.report("o.json")["rows"]["which"] == "all");
}

TEST_CASE("models are found by their ids, and columns that the router does not know are left out") {
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
                  "one-rows.safetensors: no row has an answer of the model \"big\". There are small.");
}

TEST_CASE("what needs prompts or a fit is refused for rows, and so are the rows of another embedder or file") {
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
                    "rows.safetensors: holds numbers alone, all of them measured, and " + name +
                        " needs the prompts. Leave it out, or give the labelled data set.");
  }
  require_failure(run(folder, "evaluate r.safetensors r.safetensors"), 1,
                  "r.safetensors: " + sentence("its format is \"alpharoute-router/1\", not alpharoute-rows/1"));
  require_failure(run(folder, "evaluate r.safetensors results.jsonl --export rows.json"), 2,
                  "rows.json: must end in .safetensors, by which evaluate knows such a file. Give it another name.");
  const Sample sample;
  REQUIRE(embed::write_rows(folder.path("other.safetensors"), sample.dataset, sample.embeddings, sample.all, {}));
  require_failure(run(folder, "evaluate r.safetensors other.safetensors"), 1,
                  "other.safetensors: centroids have 120 dimensions, but the embedder any-embedder makes 16. Fit again "
                  "with this embedder, or pass the one named in the artifact (static-en-1).");
}
