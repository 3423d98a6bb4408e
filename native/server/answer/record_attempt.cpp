#include "server/answer/record_attempt.h"

#include "base/number_text.h"

namespace alpharoute::server {
namespace {

using resilience::UsageRecord;

// Appends " prefix_name=value".
class Fields {
 public:
  Fields(std::string& out, std::string_view prefix) : out_(out), prefix_(prefix) {}

  void add(std::string_view name, std::string_view value) {
    out_ += ' ';
    out_ += prefix_;
    out_ += name;
    out_ += '=';
    out_ += value;
  }

 private:
  std::string& out_;
  std::string_view prefix_;
};

void add_usage(const UsageRecord& record, Fields& fields) {
  fields.add("prompt_tokens", std::to_string(record.usage.prompt_tokens));
  if (!record.is_embedding) fields.add("completion_tokens", std::to_string(record.usage.completion_tokens));
  if (record.usage.is_estimated) fields.add("estimated", "true");
  if (record.cost_usd) fields.add("cost_usd", base::number_text(*record.cost_usd, 6));
}

std::string failure_line(const std::string& id, const UsageRecord& record, const protocol::Failure& failure) {
  std::string line = "attempt_failed";
  Fields fields(line, "");
  fields.add("id", id);
  fields.add("model", record.model);
  fields.add("provider", record.provider);
  fields.add("outcome", record.outcome);
  fields.add("attempt", std::to_string(record.attempt));
  if (record.is_embedding) fields.add("kind", "embedding");
  fields.add("status", std::to_string(failure.status));
  fields.add("ms", base::number_text(record.seconds * 1e3, 4));
  if (!record.usage.is_empty()) add_usage(record, fields);
  return line;
}

// The line of a request can describe both the embedding of its prompt and its answer.
void add_success(const UsageRecord& record, std::string& log_fields) {
  log_fields.reserve(log_fields.size() + 192);
  Fields fields(log_fields, record.is_embedding ? "embedding_" : "");
  fields.add("model", record.model);
  fields.add("provider", record.provider);
  fields.add("attempts", std::to_string(record.attempt));
  add_usage(record, fields);
}

}  // namespace

void AttemptRecorder::record(const provider::Model& model, const protocol::Failure& failure, UsageRecord record) {
  Services& services = exchange_.worker.services;
  record.request_id = exchange_.id;
  if (exchange_.key != nullptr) record.key_name = exchange_.key->name;
  record.model = model.id;
  record.provider = exchange_.worker_state->state->config.providers[model.provider].name;
  record.outcome = protocol::outcome_name(failure.outcome);
  services.metrics.attempt(record);
  if (!services.log.has_requests()) return;
  if (failure.is_failure()) {
    services.log.info(failure_line(exchange_.id, record, failure));
  } else {
    add_success(record, exchange_.log_fields);
  }
}

void AttemptRecorder::exception() { exchange_.worker.services.log.error("exception id=" + exchange_.id); }

}  // namespace alpharoute::server
