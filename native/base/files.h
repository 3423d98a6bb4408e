// Reads and writes whole files.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "alpharoute/status.h"

namespace alpharoute::base {

// Error::io, "<path>: <reason>. Check the path.", if the file cannot be read.
Result<std::string> read_file(const std::string& path);

// Writes "<path>.part" and renames it: a reader never sees an incomplete file, and a failure leaves the old file.
// Error::io with the path, the reason and a fix.
Result<void> write_file(const std::string& path, std::string_view bytes);

// Writes all of `bytes` to an open descriptor, in as many calls as needed. Returns false, with errno set, on failure.
bool write_all(int file, std::string_view bytes);

// Returns the bytes of a text.
std::span<const std::byte> as_bytes(std::string_view text);

}  // namespace alpharoute::base
