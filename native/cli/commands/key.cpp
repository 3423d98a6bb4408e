// alpharoute key: makes a key for a client of the gateway, and its entry in the configuration.
#include <sys/random.h>
#include <CLI/CLI.hpp>
#include <cstdio>

#include "alpharoute/sha256.h"
#include "base/files.h"
#include "cli/commands/commands.h"
#include "cli/common/command.h"

namespace alpharoute::cli {
namespace {

struct Options {
  std::string name;
  std::vector<std::string> scopes = {"route", "chat"};
};

std::string new_key() {
  constexpr char kDigits[] = "0123456789abcdefghijklmnopqrstuv";
  unsigned char bytes[40];
  if (::getrandom(bytes, sizeof bytes, 0) != sizeof bytes) {
    throw Failure{{ErrorCode::io, "the system gave no random numbers. Try again."}};
  }
  std::string key = "ar-";
  for (const unsigned char byte : bytes) key += kDigits[byte & 31];
  return key;
}

void run(const Options& options) {
  const std::string key = new_key();
  std::string scopes;
  for (const std::string& scope : options.scopes) scopes += (scopes.empty() ? "\"" : ", \"") + scope + "\"";
  std::printf("key: %s\n\nGive it to the client; it is not stored. Add its hash to the configuration:\n\n",
              key.c_str());
  std::printf("[[keys]]\nname = \"%s\"\nsha256 = \"%s\"\nscopes = [%s]\n", options.name.c_str(),
              sha256_hex(base::as_bytes(key)).c_str(), scopes.c_str());
}

}  // namespace

void add_key(CLI::App& app) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("key", "Make a key for a client of the gateway");
  command->add_option("name", options->name, "Name of the client, as it appears in the log")
      ->required()
      ->check(CLI::Validator(
          [](const std::string& name) {
            const bool is_valid =
                name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") ==
                std::string::npos;
            return is_valid ? std::string() : std::string("a name has only letters, digits and - _ .");
          },
          "NAME"));
  command->add_option("--scopes", options->scopes, "Scopes: route, chat, admin (default: route,chat)")
      ->delimiter(',')
      ->check(CLI::IsMember({"route", "chat", "admin"}));
  command->footer("Example:\n  alpharoute key web-page --scopes route");
  command->callback([options] { run(*options); });
}

}  // namespace alpharoute::cli
