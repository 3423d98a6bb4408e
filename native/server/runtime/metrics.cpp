#include "server/runtime/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <mutex>
#include <unordered_map>

namespace alpharoute::server {
namespace {

using prometheus::Counter;
using prometheus::Family;
using prometheus::Gauge;
using prometheus::Histogram;
using Labels = std::map<std::string, std::string>;

const Histogram::BucketBoundaries kDecisionBuckets = {2e-6, 5e-6, 1e-5, 2e-5, 5e-5, 1e-4, 1e-3, 1e-2, 1e-1};
const Histogram::BucketBoundaries kAnswerBuckets = {0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5,
                                                    1,     2.5,   5,    10,   30,  60,   120};
const Histogram::BucketBoundaries kShareBuckets = {0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1};

// Metrics by their label values. A lookup does not build the labels.
template <typename Metric>
class Cache {
 public:
  template <typename Make>
  Metric& get(const std::string& key, const Make& make) {
    const std::scoped_lock lock(mutex_);
    const auto found = metrics_.find(key);
    if (found != metrics_.end()) return *found->second;
    Metric& metric = make();
    metrics_.emplace(key, &metric);
    return metric;
  }

 private:
  std::mutex mutex_;
  std::unordered_map<std::string, Metric*> metrics_;
};

// Joins label values to a key. Reuses the memory of the thread's last key.
const std::string& key_of(std::initializer_list<std::string_view> values) {
  thread_local std::string key;
  key.clear();
  for (const std::string_view value : values) {
    key += value;
    key += '\n';
  }
  return key;
}

// The metrics of one model, provider and outcome.
struct AttemptMetrics {
  Counter& attempts;
  Histogram& seconds;
  Histogram& first_token;
  Counter& prompt_tokens;
  Counter& cached_tokens;
  Counter& completion_tokens;
  Counter& cost;
};

template <typename Builder>
auto& family(Builder builder, prometheus::Registry& registry, const char* name, const char* help) {
  return builder.Name(name).Help(help).Register(registry);
}

}  // namespace

struct Metrics::Impl {
  prometheus::Registry registry;
  Family<Counter>& requests =
      family(prometheus::BuildCounter(), registry, "alpharoute_requests_total", "Requests by route and status.");
  Family<Histogram>& request_seconds = family(prometheus::BuildHistogram(), registry, "alpharoute_request_seconds",
                                              "Time from a request to the end of its response.");
  Histogram& decision_seconds =
      family(prometheus::BuildHistogram(), registry, "alpharoute_decision_seconds", "Time of a routing decision.")
          .Add({}, kDecisionBuckets);
  Histogram& novelty = family(prometheus::BuildHistogram(), registry, "alpharoute_novelty",
                              "Share of the training prompts that are closer to their clusters than the prompt.")
                           .Add({}, kShareBuckets);
  Counter& novel = family(prometheus::BuildCounter(), registry, "alpharoute_novel_prompts_total",
                          "Prompts far from all training prompts.")
                       .Add({});
  Family<Counter>& attempts = family(prometheus::BuildCounter(), registry, "alpharoute_attempts_total",
                                     "Attempts by model, provider and outcome.");
  Family<Histogram>& attempt_seconds =
      family(prometheus::BuildHistogram(), registry, "alpharoute_attempt_seconds", "Time of an attempt at a provider.");
  Family<Histogram>& first_token_seconds = family(
      prometheus::BuildHistogram(), registry, "alpharoute_first_token_seconds", "Time to the first token of a stream.");
  Family<Counter>& tokens =
      family(prometheus::BuildCounter(), registry, "alpharoute_tokens_total", "Tokens by model and kind.");
  Family<Counter>& cost =
      family(prometheus::BuildCounter(), registry, "alpharoute_cost_usd_total", "Cost of answers by model.");
  Family<Gauge>& circuits = family(prometheus::BuildGauge(), registry, "alpharoute_circuit_state",
                                   "0 closed, 1 half open, 2 open, by provider.");
  Gauge& connections =
      family(prometheus::BuildGauge(), registry, "alpharoute_open_connections", "Open client connections.").Add({});

  Cache<Counter> request_cache;
  Cache<Histogram> seconds_cache;
  Cache<AttemptMetrics> attempt_cache;
  std::vector<std::unique_ptr<AttemptMetrics>> attempt_metrics;

  AttemptMetrics& make_attempt(const resilience::UsageRecord& record) {
    const Labels model = {{"model", record.model}, {"provider", record.provider}};
    Labels outcome = model, prompt = model, cached = model, completion = model;
    outcome["outcome"] = record.outcome;
    prompt["kind"] = "prompt";
    cached["kind"] = "cached";
    completion["kind"] = "completion";
    attempt_metrics.push_back(std::make_unique<AttemptMetrics>(
        AttemptMetrics{attempts.Add(outcome), attempt_seconds.Add(outcome, kAnswerBuckets),
                       first_token_seconds.Add(model, kAnswerBuckets), tokens.Add(prompt), tokens.Add(cached),
                       tokens.Add(completion), cost.Add(model)}));
    return *attempt_metrics.back();
  }
};

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {}
Metrics::~Metrics() = default;

void Metrics::request(std::string_view route, unsigned status, double seconds) {
  const std::string code = std::to_string(status);
  impl_->request_cache
      .get(key_of({route, code}),
           [&]() -> Counter& {
             return impl_->requests.Add({{"route", std::string(route)}, {"status", code}});
           })
      .Increment();
  impl_->seconds_cache
      .get(key_of({route}),
           [&]() -> Histogram& {
             return impl_->request_seconds.Add({{"route", std::string(route)}}, kAnswerBuckets);
           })
      .Observe(seconds);
}

void Metrics::decision(double seconds, double novelty, bool is_novel) {
  impl_->decision_seconds.Observe(seconds);
  impl_->novelty.Observe(novelty);
  if (is_novel) impl_->novel.Increment();
}

void Metrics::attempt(const resilience::UsageRecord& record) {
  AttemptMetrics& metrics = impl_->attempt_cache.get(key_of({record.model, record.provider, record.outcome}),
                                                     [&]() -> AttemptMetrics& { return impl_->make_attempt(record); });
  metrics.attempts.Increment();
  metrics.seconds.Observe(record.seconds);
  if (record.first_token_seconds) metrics.first_token.Observe(*record.first_token_seconds);
  metrics.prompt_tokens.Increment(static_cast<double>(record.usage.prompt_tokens));
  metrics.cached_tokens.Increment(static_cast<double>(record.usage.cached_tokens));
  metrics.completion_tokens.Increment(static_cast<double>(record.usage.completion_tokens));
  if (record.cost_usd) metrics.cost.Increment(*record.cost_usd);
}

void Metrics::circuit(const std::string& provider, resilience::Circuit::State state) {
  impl_->circuits.Add({{"provider", provider}}).Set(static_cast<double>(state));
}

void Metrics::connections(int change) { impl_->connections.Increment(change); }

std::string Metrics::text() const { return prometheus::TextSerializer().Serialize(impl_->registry.Collect()); }

}  // namespace alpharoute::server
