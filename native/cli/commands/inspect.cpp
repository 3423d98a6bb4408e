// alpharoute inspect: shows the contents of an artifact or an embedder.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "alpharoute/artifact_file.h"
#include "alpharoute/embedder.h"
#include "alpharoute/safetensors.h"
#include "base/files.h"
#include "cli/commands/commands.h"
#include "cli/common/command.h"
#include "cli/view/artifact.h"

namespace alpharoute::cli {
namespace {

struct Options {
  std::string file;
  bool clusters = false;
  bool json = false;
};

nlohmann::ordered_json embedder_json(const Embedder& embedder) {
  const EmbedderInfo& info = embedder.info();
  return {{"kind", "embedder"},
          {"sha256", info.sha256},
          {"id", info.id},
          {"dimensions", info.dimensions},
          {"vocabulary", embedder.tokenizer().size()},
          {"max_tokens", info.max_tokens},
          {"head_tokens", info.head_tokens},
          {"source_model", info.source_model},
          {"licence", info.licence}};
}

std::string embedder_text(const Embedder& embedder) {
  const EmbedderInfo& info = embedder.info();
  return "embedder " + info.sha256 + "\n  " + info.id + ": " + std::to_string(info.dimensions) + " dimensions, " +
         std::to_string(embedder.tokenizer().size()) + " tokens, reads up to " + std::to_string(info.max_tokens) +
         " tokens of a prompt" + "\n  distilled from " + info.source_model + " (" + info.licence + ")\n";
}

// True if the file says that it is an embedder.
bool is_embedder(const std::string& bytes) {
  const Result<Safetensors> file = Safetensors::parse(base::as_bytes(bytes));
  if (!file) return false;
  const Result<std::string_view> format = file->text("format");
  return format && format->starts_with("alpharoute-embedder/");
}

std::string contents(const std::string& bytes, const Options& options) {
  if (is_embedder(bytes)) {
    const Embedder embedder = unwrap_from(options.file, Embedder::from_bytes(base::as_bytes(bytes)));
    return options.json ? embedder_json(embedder).dump(2) + "\n" : embedder_text(embedder);
  }
  const Artifact artifact = unwrap_from(options.file, read_artifact(base::as_bytes(bytes)));
  if (options.json) return artifact_json(artifact).dump(2) + "\n";
  return artifact_text(artifact) + (options.clusters ? "\n" + clusters_table(artifact) : "");
}

}  // namespace

void add_inspect(CLI::App& app) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("inspect", "Show the contents of a router or embedder file");
  command->add_option("file", options->file, "Router or embedder (safetensors)")->required();
  command->add_flag("--clusters", options->clusters, "Also list a router's clusters");
  command->add_flag("--json", options->json, "Print everything as JSON");
  command->footer("Example:\n  alpharoute inspect router.safetensors --clusters");
  command->callback(
      [options] { std::fputs(contents(unwrap(base::read_file(options->file)), *options).c_str(), stdout); });
}

}  // namespace alpharoute::cli
