// OpenAI chat completions that are not streamed, and error bodies.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "protocol/values/answer.h"
#include "protocol/values/outcome.h"

namespace alpharoute::protocol {

struct AnswerInfo {
  bool is_valid = false;  // a JSON object with "choices" or "data"
  std::optional<Failure> error;
  std::size_t text_bytes = 0;  // of all generated text, reasoning included
  std::optional<Usage> usage;
};

// Reads what the gateway needs to know about an answer to a chat or an embedding request. `body` must be padded
// (protocol/json/json_parser.h).
AnswerInfo read_answer(const std::string& body);

// Returns `json`, an object, with `model_json` (a JSON string) as its "model". The rest stays unchanged.
std::string with_model(std::string_view json, std::string_view model_json);

// Writes a chat completion. `model` is the name that the client sees.
std::string answer_json(const Answer& answer, const std::string& model);

// Writes the body of an error response: {"error": {"message", "type", "param": null, "code"}}.
std::string error_json(std::string_view message, std::string_view type, std::string_view code);

}  // namespace alpharoute::protocol
