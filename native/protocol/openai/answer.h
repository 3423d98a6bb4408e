// Answers in OpenAI's form: what the gateway reads of them.
#pragma once

#include <bitset>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/values/outcome.h"
#include "protocol/values/usage.h"

namespace alpharoute::provider {

// By their index, as many as a caller may ask for ("n").
using Choices = std::bitset<128>;

// Of one event of a stream.
struct ChunkInfo {
  bool is_valid = false;         // a JSON object, with no choice beyond these
  std::optional<Failure> error;  // the event is an error
  bool has_token = false;        // text, reasoning, a refusal, audio or a tool call
  bool has_more_than_text = false;
  bool has_usage = false;      // a member "usage", be it null or zeros
  bool is_usage_only = false;  // no choice, but usage, be it zeros
  std::string text;            // of the first choice
  std::size_t text_bytes = 0;  // of everything generated
  Choices choices;             // that it has a part of
  Choices finished;            // of these, the ones that end with it
  std::optional<Usage> usage;
};

// `data` keeps padding (json_parser.h).
ChunkInfo read_chunk(const std::string& data);

// Of a whole answer.
struct AnswerInfo {
  bool is_valid = false;  // a JSON object with choices or data
  std::optional<Failure> error;
  std::size_t text_bytes = 0;
  std::optional<Usage> usage;
};

AnswerInfo read_answer(const std::string& body);

// The same JSON object with `model_json` (with quotes) as its "model".
std::string with_model(std::string_view json, std::string_view model_json);

// {"prompt_tokens": .., ...} in OpenAI's form; an estimate says so in "is_estimated".
std::string usage_json(const Usage& usage);

// The body of an error response: {"error": {"message", "type", "param": null, "code"}}.
std::string error_json(std::string_view message, std::string_view type, std::string_view code);

}  // namespace alpharoute::provider
