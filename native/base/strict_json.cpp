#include "base/strict_json.h"

#include <set>
#include <vector>

namespace alpharoute::base {
namespace {

using nlohmann::json;

// Stops the parse by throwing, because a parse that is only told to discard goes on to the end.
struct Refused {
  std::string why;
};

constexpr int kMaxDepth = 64;

}  // namespace

Result<json> parse_json(std::string_view text) {
  std::vector<std::set<std::string>> keys;  // of the objects that are open, outermost first
  const auto watch = [&keys](int depth, json::parse_event_t event, json& value) {
    if (depth > kMaxDepth) throw Refused{"nests too deep"};
    if (event == json::parse_event_t::object_start) {
      keys.resize(static_cast<std::size_t>(depth) + 1);
      keys.back().clear();
    } else if (event == json::parse_event_t::key) {
      keys.resize(static_cast<std::size_t>(depth));
      const auto& key = value.get_ref<const std::string&>();
      if (!keys.back().insert(key).second) throw Refused{"gives the key \"" + key + "\" twice"};
    }
    return true;
  };
  try {
    return json::parse(text.begin(), text.end(), watch);
  } catch (const Refused& refused) {
    return Error{ErrorCode::bad_data, refused.why};
  } catch (const json::parse_error& error) {
    return Error{ErrorCode::bad_data, "is not valid JSON (column " + std::to_string(error.byte) + ")"};
  } catch (const json::out_of_range&) {
    return Error{ErrorCode::bad_data, "holds a number that no computer can hold"};
  }
}

}  // namespace alpharoute::base
