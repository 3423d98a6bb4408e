#include "abi.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "alpharoute/describe.h"
#include "alpharoute/router.h"
#include "decision_layout.h"

namespace {

using namespace alpharoute;

constexpr std::uint32_t kAbi = 1;
constexpr std::uint32_t kMaxInput = 1u << 30;
constexpr std::size_t kMinInput = 4096;  // avoids an allocation for each longer prompt

struct Loaded {
  Router router;
  Plan plan;
  Workspace workspace;
  Decision decision;
};

struct Free {
  void operator()(void* memory) const { std::free(memory); }
};

// The input buffer. Its size is the caller's choice, so its allocation may fail: malloc returns null, while operator
// new would end the module.
struct Input {
  std::unique_ptr<std::byte, Free> bytes;
  std::size_t size = 0;
};

// The state of the module. The output consists of doubles, so that it is aligned for every type of number.
struct Module {
  Input input;
  std::vector<double> output;
  std::uint32_t output_size = 0;  // bytes
  std::map<std::uint32_t, Loaded> routers;
  std::uint32_t last_router = 0;
};

Module& module() {
  static Module state;
  return state;
}

bool has_input(std::uint64_t size) { return size <= module().input.size; }

template <typename T>
std::span<const T> input(std::size_t count, std::size_t byte = 0) {
  return {reinterpret_cast<const T*>(module().input.bytes.get() + byte), count};
}

std::string_view text_input(std::size_t size) { return {input<char>(size).data(), size}; }

void put_bytes(std::string_view bytes) {
  Module& state = module();
  state.output.resize((bytes.size() + sizeof(double) - 1) / sizeof(double));
  std::memcpy(state.output.data(), bytes.data(), bytes.size());
  state.output_size = static_cast<std::uint32_t>(bytes.size());
}

void put_numbers() { module().output_size = static_cast<std::uint32_t>(module().output.size() * sizeof(double)); }

void put_numbers(std::initializer_list<double> numbers) {
  module().output.assign(numbers);
  put_numbers();
}

std::uint32_t fail(const Error& error) {
  put_bytes(std::string(code_name(error.code)) + "\n" + error.message);
  return 1;
}

std::uint32_t fail_short() {
  return fail(
      {ErrorCode::invalid_argument, "the call reads more input than alpharoute_input allocated. Allocate it first."});
}

Loaded* find(std::uint32_t router) {
  const auto found = module().routers.find(router);
  return found == module().routers.end() ? nullptr : &found->second;
}

std::uint32_t fail_unknown() { return fail({ErrorCode::invalid_argument, "the router is not loaded. Load it again."}); }

// Stores the router and outputs its number.
std::uint32_t keep(Result<Router> router) {
  if (!router) return fail(router.error());
  Result<Plan> plan = router->plan({});
  if (!plan) return fail(plan.error());
  const std::uint32_t number = ++module().last_router;
  module().routers.emplace(number, Loaded{*std::move(router), *std::move(plan), {}, {}});
  put_numbers({static_cast<double>(number)});
  return 0;
}

template <typename Query>
std::uint32_t decide(Loaded& loaded, Query query) {
  const Result<void> done = loaded.router.decide(query, loaded.plan, loaded.workspace, loaded.decision);
  if (!done) return fail(done.error());
  lay_out(loaded.decision, module().output);
  put_numbers();
  return 0;
}

}  // namespace

std::uint32_t alpharoute_abi() { return kAbi; }

std::byte* alpharoute_input(std::uint32_t size) {
  Input& input = module().input;
  if (size > kMaxInput) return nullptr;
  if (input.bytes == nullptr || size > input.size) {
    input = {};
    input.bytes.reset(static_cast<std::byte*>(std::malloc(std::max<std::size_t>(size, kMinInput))));
    if (input.bytes != nullptr) input.size = std::max<std::size_t>(size, kMinInput);
  }
  return input.bytes.get();
}

void alpharoute_trim() { module().input = {}; }

const std::byte* alpharoute_output() { return reinterpret_cast<const std::byte*>(module().output.data()); }

std::uint32_t alpharoute_output_size() { return module().output_size; }

std::uint32_t alpharoute_load(std::uint32_t artifact_size, std::uint32_t embedder_size) {
  if (!has_input(std::uint64_t{artifact_size} + embedder_size)) return fail_short();
  const auto all = input<std::byte>(std::size_t{artifact_size} + embedder_size);
  return keep(embedder_size == 0 ? Router::from_bytes(all)
                                 : Router::from_bytes(all.first(artifact_size), all.subspan(artifact_size)));
}

std::uint32_t alpharoute_reprice(std::uint32_t router, std::uint32_t models) {
  const Loaded* loaded = find(router);
  if (loaded == nullptr) return fail_unknown();
  if (!has_input(std::uint64_t{models} * sizeof(double))) return fail_short();
  return keep(loaded->router.reprice(input<double>(models)));
}

std::uint32_t alpharoute_unload(std::uint32_t router) {
  return module().routers.erase(router) == 1 ? 0 : fail_unknown();
}

std::uint32_t alpharoute_describe(std::uint32_t router) {
  const Loaded* loaded = find(router);
  if (loaded == nullptr) return fail_unknown();
  put_bytes(describe(loaded->router.artifact()));
  return 0;
}

std::uint32_t alpharoute_plan(std::uint32_t router, std::uint32_t size) {
  Loaded* loaded = find(router);
  if (loaded == nullptr) return fail_unknown();
  if (!has_input(size)) return fail_short();
  const Result<Request> request = parse_request(text_input(size));
  if (!request) return fail(request.error());
  Result<Plan> plan = loaded->router.plan(*request);
  if (!plan) return fail(plan.error());
  loaded->plan = *std::move(plan);
  put_numbers({loaded->plan.alpha, static_cast<double>(loaded->plan.scoring),
               static_cast<double>(loaded->plan.nearest_clusters)});
  return 0;
}

std::uint32_t alpharoute_decide_text(std::uint32_t router, std::uint32_t size) {
  Loaded* loaded = find(router);
  if (loaded == nullptr) return fail_unknown();
  if (!has_input(size)) return fail_short();
  return decide(*loaded, text_input(size));
}

std::uint32_t alpharoute_decide_embedding(std::uint32_t router, std::uint32_t count) {
  Loaded* loaded = find(router);
  if (loaded == nullptr) return fail_unknown();
  if (!has_input(std::uint64_t{count} * sizeof(float))) return fail_short();
  return decide(*loaded, input<float>(count));
}

std::uint32_t alpharoute_embed(std::uint32_t router, std::uint32_t size) {
  Loaded* loaded = find(router);
  if (loaded == nullptr) return fail_unknown();
  if (!has_input(size)) return fail_short();
  if (const auto done = loaded->router.embed(text_input(size), loaded->workspace); !done) return fail(done.error());
  const std::vector<float>& embedding = loaded->workspace.embedding;
  put_bytes({reinterpret_cast<const char*>(embedding.data()), embedding.size() * sizeof(float)});
  return 0;
}

std::uint32_t alpharoute_sweep(std::uint32_t router, std::uint32_t alphas, std::uint32_t dimensions) {
  Loaded* loaded = find(router);
  if (loaded == nullptr) return fail_unknown();
  const std::uint64_t alpha_bytes = std::uint64_t{alphas} * sizeof(double);
  if (!has_input(alpha_bytes + std::uint64_t{dimensions} * sizeof(float))) return fail_short();
  const auto values = input<double>(alphas);
  if (!std::all_of(values.begin(), values.end(), [](double alpha) { return alpha >= 0.0 && alpha <= 1.0; })) {
    return fail({ErrorCode::invalid_argument, "every alpha must be from 0 (cheapest) to 1 (best)."});
  }
  const auto embedding = input<float>(dimensions, static_cast<std::size_t>(alpha_bytes));
  std::vector<std::int64_t> choices(alphas);
  const Result<void> done = loaded->router.sweep(embedding, loaded->plan, values, loaded->workspace, choices);
  if (!done) return fail(done.error());
  module().output.assign(choices.begin(), choices.end());
  put_numbers();
  return 0;
}

std::uint32_t alpharoute_solve(std::uint32_t router, std::uint32_t size) {
  Loaded* loaded = find(router);
  if (loaded == nullptr) return fail_unknown();
  if (!has_input(size)) return fail_short();
  const Result<Request> request = parse_request(text_input(size));
  if (!request) return fail(request.error());
  const Result<OperatingPoint> point = loaded->router.solve(*request);
  if (!point) return fail(point.error());
  put_numbers({point->alpha, point->accuracy, point->cost_per_1000});
  return 0;
}
