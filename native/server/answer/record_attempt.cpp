#include "server/answer/record_attempt.h"

#include "base/number_text.h"

namespace alpharoute::server {
namespace {

// Of an attempt that failed after it had begun to answer.
std::string billed(const provider::UsageRecord& record) {
  if (record.usage.prompt_tokens + record.usage.completion_tokens == 0) return "";
  return " prompt_tokens=" + std::to_string(record.usage.prompt_tokens) +
         " completion_tokens=" + std::to_string(record.usage.completion_tokens) +
         (record.usage.is_estimated ? " estimated=true" : "") +
         (record.cost_usd ? " cost_usd=" + base::number_text(*record.cost_usd, 6) : "");
}

// A failure has a line of its own; a success is part of the request's.
void log(Exchange& exchange, const provider::UsageRecord& record, const provider::Failure& failure) {
  Log& log = exchange.worker.services.log;
  if (!log.has_requests()) return;
  if (failure.is_failure()) {
    const std::string line =
        "attempt_failed id=" + exchange.id + " model=" + record.model + " provider=" + record.provider +
        " outcome=" + record.outcome + " attempt=" + std::to_string(record.attempt) +
        (record.is_embedding ? " kind=embedding" : "") + " status=" + std::to_string(failure.status) +
        " ms=" + base::number_text(record.seconds * 1e3, 4) + billed(record);
    log.info(line);
    return;
  }
  // A request's line may have both the embedding of its prompt and the answer.
  const std::string_view kind = record.is_embedding ? " embedding_" : " ";
  std::string& fields = exchange.log_fields;
  fields.reserve(fields.size() + 192);
  fields += kind;
  fields += "model=";
  fields += record.model;
  fields += kind;
  fields += "provider=";
  fields += record.provider;
  fields += kind;
  fields += "attempts=";
  fields += std::to_string(record.attempt);
  fields += kind;
  fields += "prompt_tokens=";
  fields += std::to_string(record.usage.prompt_tokens);
  if (!record.is_embedding) {
    fields += " completion_tokens=";
    fields += std::to_string(record.usage.completion_tokens);
  }
  if (record.usage.is_estimated) {
    fields += kind;
    fields += "estimated=true";
  }
  if (record.cost_usd) {
    fields += kind;
    fields += "cost_usd=";
    fields += base::number_text(*record.cost_usd, 6);
  }
}

}  // namespace

void record_attempt(Exchange& exchange, const provider::Model& model, const provider::Failure& failure,
                  provider::UsageRecord& record) {
  record.request_id = exchange.id;
  if (exchange.key != nullptr) record.key_name = exchange.key->name;
  record.model = model.id;
  record.provider = exchange.worker_state->state->config.providers[model.provider].name;
  record.outcome = provider::outcome_name(failure.outcome);
  const bool has_usage = record.usage.prompt_tokens + record.usage.completion_tokens > 0;
  if (has_usage) record.cost_usd = cost_of(record.usage, model.prices);
  exchange.worker.services.metrics.attempt(record);
  for (provider::UsageSink* sink : exchange.worker.services.usage) sink->take(record);
  log(exchange, record, failure);
}

}  // namespace alpharoute::server
