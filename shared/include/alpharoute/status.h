// The result of a function that can fail: a value, or an error with a code and a message.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace alpharoute {

// One list for the whole program. Add a code here and its row in status.cpp.
enum class ErrorCode {
  invalid_argument,  // a value outside its documented range
  bad_format,        // a file or message that cannot be parsed
  bad_embedding,     // wrong dimension, not finite, or not of unit length
  bad_data,          // a labelled data set that cannot be used
  wrong_embedder,    // artifact and embedder do not belong together
  no_text,           // nothing to embed
  no_model,          // no model is eligible
  io,                // a file could not be read or written
};

struct ErrorCodeInfo {
  std::string_view name;  // as in JSON and in the npm package, e.g. "bad_format"
  std::string_view hint;  // what to do about it, one sentence
};

// Every code, indexed by ErrorCode. Static storage.
std::span<const ErrorCodeInfo> error_codes();

// Returns the name of `code`. Static storage.
std::string_view code_name(ErrorCode code);

struct Error {
  ErrorCode code;
  std::string message;  // one or two sentences (what, where, fix); no trailing newline

  bool operator==(const Error&) const = default;
};

// A value or an Error. Never empty. `value()` of an error, or `error()` of a value, is undefined behaviour.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & { return *std::get_if<0>(&state_); }
  const T& value() const& { return *std::get_if<0>(&state_); }
  T&& value() && { return std::move(*std::get_if<0>(&state_)); }
  T* operator->() { return std::get_if<0>(&state_); }
  const T* operator->() const { return std::get_if<0>(&state_); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }

  const Error& error() const { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Error> state_;
};

// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  const Error& error() const { return *std::get_if<1>(&state_); }

 private:
  std::variant<std::monostate, Error> state_;
};

}  // namespace alpharoute
