// The kinds of provider that the configuration can name.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "provider/provider.h"

namespace alpharoute::provider {

using MakeProvider = std::unique_ptr<Provider>(const boost::asio::any_io_executor& executor, net::Deadlines& deadlines,
                                               const ProviderOptions& options);

MakeProvider make_openai, make_anthropic, make_demo;

struct Kind {
  std::string_view name;  // "kind" in [[providers]]
  MakeProvider* make;
  bool has_url = true;             // calls a server
  std::string_view default_url;    // "base_url" if the configuration has none; empty: it is required
  bool converts_requests = false;  // its protocol differs from the client's; needs ChatRequest::document
};

// Every kind; a provider that uses a known protocol is one more row.
std::span<const Kind> kinds();

// Returns null for an unknown name.
const Kind* find_kind(std::string_view name);

// Returns the names for an error message: "a", "b" or "c".
std::string kind_names();

// Makes a provider of `options.kind`, which must exist. `deadlines` must outlive the provider.
MakeProvider make_provider;

}  // namespace alpharoute::provider
