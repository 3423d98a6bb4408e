#include "json.h"

#include <set>
#include <string>
#include <vector>

namespace alpharoute {
namespace {

constexpr int kMaxDepth = 16;

// Watches a parse for what the library itself lets pass.
class Watch {
 public:
  bool operator()(int depth, Json::parse_event_t event, const Json& value) {
    if (depth > kMaxDepth) problem_ = "nests too deep";
    if (!problem_.empty()) return false;
    if (event == Json::parse_event_t::object_start) {
      keys_.resize(static_cast<std::size_t>(depth) + 1);
      keys_.back().clear();
    } else if (event == Json::parse_event_t::key) {
      const auto& key = value.get_ref<const std::string&>();
      keys_.resize(static_cast<std::size_t>(depth));
      if (!keys_.back().insert(key).second) problem_ = "gives the key \"" + key + "\" twice";
    }
    return true;
  }

  const std::string& problem() const { return problem_; }

 private:
  std::vector<std::set<std::string>> keys_;  // of the objects that are open, outermost first
  std::string problem_;
};

}  // namespace

Result<Json> parse_object(std::string_view text, std::string_view what) {
  Watch watch;
  Json json = Json::parse(text.begin(), text.end(), std::ref(watch), false);
  if (!watch.problem().empty()) return Error{ErrorCode::bad_format, std::string(what) + " " + watch.problem()};
  if (!json.is_object()) return Error{ErrorCode::bad_format, std::string(what) + " is not a JSON object"};
  return json;
}

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace alpharoute
