#include "cli/common/request_options.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/common/command.h"

namespace alpharoute::cli {
namespace {

bool is_list(const Option& option) { return std::holds_alternative<std::vector<std::string> Request::*>(option.field); }

bool is_scoring(const Option& option) {
  return std::holds_alternative<std::optional<Scoring> Request::*>(option.field);
}

std::string join(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ",") + text;
  return out;
}

void add_option(CLI::App& command, Request& request, const Option& option, std::string help) {
  const std::string flag = flag_name(option);
  if (is_scoring(option)) help += ": " + scoring_names();
  const auto read = [&option, &request, flag](const std::string& text) {
    unwrap(read_option(option, text, flag, request));
  };
  if (!is_list(option)) {
    command.add_option_function<std::string>(flag, read, help)->type_name(is_scoring(option) ? "MODE" : "NUMBER");
    return;
  }
  const auto read_list = [read](const std::vector<std::string>& texts) { read(join(texts)); };
  command.add_option_function<std::vector<std::string>>(flag, read_list, help)->delimiter(',');
}

}  // namespace

void add_request_options(CLI::App& command, Request& request, std::initializer_list<std::string_view> names,
                         const std::string& prefix) {
  for (const Option& option : request_options()) {
    const bool is_wanted = names.size() == 0 || std::find(names.begin(), names.end(), option.name) != names.end();
    if (is_wanted) add_option(command, request, option, prefix + std::string(option.help));
  }
}

}  // namespace alpharoute::cli
