// Reads the folder of a web app into memory.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>

#include "alpharoute/status.h"
#include "server/runtime/published.h"

namespace alpharoute::server {

// By path, e.g. "/index.html".
using WebFiles = std::map<std::string, std::shared_ptr<PublishedFile>, std::less<>>;

// Reads all files of `folder`. `X.br` and `X.gz` become the compressed forms of `X`. A file with the bytes of one of
// `published` shares it. Error::invalid_argument above 64 MiB, Error::io if a file can't be read.
Result<WebFiles> read_web_folder(const std::string& folder, std::span<const std::shared_ptr<PublishedFile>> published);

}  // namespace alpharoute::server
