// Fuzzes the parser of a data set line: accepted rows have values in range.
#include <cstdint>
#include <string_view>

#include "data/row.h"
#include "require.h"

using namespace alpharoute;

namespace {

bool is_amount(const std::optional<double>& value) { return !value || *value >= 0.0; }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view line(reinterpret_cast<const char*>(data), size);
  for (const bool needs_records : {true, false}) {
    const Result<data::Row> row = data::parse_row(line, needs_records);
    if (!row) {
      require(row.error().code == ErrorCode::bad_data && !row.error().message.empty());
      continue;
    }
    require(!row->query.empty());
    for (const auto& [model, answer] : row->answers) {
      require(!answer.score || (*answer.score >= 0.0 && *answer.score <= 1.0));
      require(is_amount(answer.cost) && is_amount(answer.prompt_tokens) && is_amount(answer.completion_tokens));
    }
  }
  return 0;
}
