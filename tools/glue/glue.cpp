#include "glue.h"

#include "alpharoute/options.h"
#include "alpharoute/safetensors.h"
#include "alpharoute/scoring.h"
#include "alpharoute/status.h"

namespace alpharoute::glue {
namespace {

// TypeScript types by the type of an option's member.
struct TypeName {
  std::string_view operator()(std::optional<double> Request::*) const { return "number"; }
  std::string_view operator()(std::optional<std::uint32_t> Request::*) const { return "number"; }
  std::string_view operator()(std::optional<Scoring> Request::*) const { return "Scoring"; }
  std::string_view operator()(std::vector<std::string> Request::*) const { return "readonly string[]"; }
  std::string_view operator()(std::optional<double> Budget::*) const { return "number"; }
};

bool is_in_budget(const Option& option) {
  return std::holds_alternative<std::optional<double> Budget::*>(option.field);
}

std::string member(std::string_view name, std::string_view type, std::string_view help) {
  return "  /** " + std::string(help) + ". */\n  readonly " + std::string(name) + "?: " + std::string(type) +
         " | undefined;\n";
}

std::string members(bool in_budget) {
  std::string out;
  for (const Option& option : request_options()) {
    if (is_in_budget(option) == in_budget) {
      out += member(option.name, std::visit(TypeName(), option.field), option.help);
    }
  }
  return out;
}

std::string quoted_scorings(std::string_view separator) {
  std::string out;
  for (const Scoring scoring : scorings()) {
    out += (out.empty() ? "\"" : std::string(separator) + "\"") + std::string(scoring_name(scoring)) + "\"";
  }
  return out;
}

std::string hints() {
  std::string out;
  for (const ErrorCodeInfo& code : error_codes()) {
    out += "  " + std::string(code.name) + ": \"" + std::string(code.hint) + "\",\n";
  }
  return out;
}

}  // namespace

std::string generated_typescript() {
  return "// Generated from the core's lists by tools/glue. Do not edit: run make generate.\n\n"
         "/** A scoring mode. `alpharoute fit` decides which modes an artifact has. */\n"
         "export type Scoring = " +
         quoted_scorings(" | ") +
         ";\n\n"
         "/** @internal Every scoring mode, indexed by its number in a decision in memory. */\n"
         "export const scorings: readonly Scoring[] = [" +
         quoted_scorings(", ") +
         "];\n\n"
         "/** Sets `alpha` from a limit on the mean cost or accuracy. Has exactly one of the two. */\n"
         "export interface Budget {\n" +
         members(true) +
         "}\n\n"
         "/** Options of a decision. An option that is not set takes the artifact's default. */\n"
         "export interface RequestOptions {\n" +
         members(false) + member("budget", "Budget", "Excludes `alpha`") +
         "}\n\n"
         "/** @internal The hints of the core's error codes. */\n"
         "export const coreHints = {\n" +
         hints() +
         "} as const;\n\n"
         "/** @internal Longest header of a safetensors file, in bytes. */\n"
         "export const kMaxHeaderBytes = " +
         std::to_string(kMaxHeaderBytes) + ";\n";
}

}  // namespace alpharoute::glue
