#include "base/json.h"

#include <set>
#include <string>
#include <vector>

namespace alpharoute {
namespace {

constexpr int kMaxDepth = 16;

// Finds what the library accepts but the formats forbid: repeated keys and deep nesting.
class Validator {
 public:
  bool operator()(int depth, Json::parse_event_t event, const Json& value) {
    if (depth > kMaxDepth) problem_ = "is nested too deeply";
    if (!problem_.empty()) return false;
    if (event == Json::parse_event_t::object_start) {
      keys_.resize(static_cast<std::size_t>(depth) + 1);
      keys_.back().clear();
    } else if (event == Json::parse_event_t::key) {
      const auto& key = value.get_ref<const std::string&>();
      keys_.resize(static_cast<std::size_t>(depth));
      if (!keys_.back().insert(key).second) problem_ = "repeats the key \"" + key + "\"";
    }
    return true;
  }

  const std::string& problem() const { return problem_; }

 private:
  std::vector<std::set<std::string>> keys_;  // keys of the open objects, outermost first
  std::string problem_;
};

}  // namespace

Result<Json> parse_object(std::string_view text, std::string_view what) {
  Validator validator;
  Json json = Json::parse(text.begin(), text.end(), std::ref(validator), false);
  if (!validator.problem().empty()) return Error{ErrorCode::bad_format, std::string(what) + " " + validator.problem()};
  if (!json.is_object()) return Error{ErrorCode::bad_format, std::string(what) + " is not a JSON object"};
  return json;
}

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string dump(const OrderedJson& json) { return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace); }

}  // namespace alpharoute
