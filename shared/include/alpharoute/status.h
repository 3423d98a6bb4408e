// What a fallible function returns: a value, or an error with a code for machines and a sentence for people.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace alpharoute {

// One list for the whole program; `code_name` gives the spelling that machines see.
enum class ErrorCode {
  invalid_argument,    // a value outside its documented range
  bad_format,      // bytes that are not what they claim to be
  bad_embedding,   // wrong dimension, not finite, or not of unit length
  bad_data,        // a labelled data set that cannot be used
  wrong_embedder,  // artifact and embedder do not belong together
  no_text,         // nothing to embed
  no_model,        // no model is left to choose from
  io,              // a file could not be read or written
};

// Lower-case name as it appears in JSON, e.g. "bad_format". Static storage.
std::string_view code_name(ErrorCode code);

struct Error {
  ErrorCode code;
  std::string message;  // one sentence or two: what, where, cure; no trailing newline

  bool operator==(const Error&) const = default;
};

// A value or an Error. Never empty. The caller looks before it takes: `value()` of an error is undefined.
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
