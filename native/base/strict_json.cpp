#include "base/strict_json.h"

#include <set>
#include <vector>

namespace alpharoute::base {
namespace {

using nlohmann::json;

// Thrown to stop the parse: a callback that returns false only discards values.
struct Rejected {
  std::string reason;
};

constexpr int kMaxDepth = 64;

}  // namespace

Result<json> parse_json(std::string_view text) {
  std::vector<std::set<std::string>> keys;  // keys of the open objects, outermost first
  const auto check = [&keys](int depth, json::parse_event_t event, json& value) {
    if (depth > kMaxDepth) throw Rejected{"is nested too deeply"};
    if (event == json::parse_event_t::object_start) {
      keys.resize(static_cast<std::size_t>(depth) + 1);
      keys.back().clear();
    } else if (event == json::parse_event_t::key) {
      keys.resize(static_cast<std::size_t>(depth));
      const auto& key = value.get_ref<const std::string&>();
      if (!keys.back().insert(key).second) throw Rejected{"repeats the key \"" + key + "\""};
    }
    return true;
  };
  try {
    return json::parse(text.begin(), text.end(), check);
  } catch (const Rejected& rejected) {
    return Error{ErrorCode::bad_data, rejected.reason};
  } catch (const json::parse_error& error) {
    return Error{ErrorCode::bad_data, "is not valid JSON (column " + std::to_string(error.byte) + ")"};
  } catch (const json::out_of_range&) {
    return Error{ErrorCode::bad_data, "contains a number that is out of range"};
  }
}

}  // namespace alpharoute::base
