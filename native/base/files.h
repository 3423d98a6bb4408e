// Whole files in, whole files out.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "alpharoute/status.h"

namespace alpharoute::base {

// Error::io, "<path>: <why>. Check the path.", if it can't be read.
Result<std::string> read_file(const std::string& path);

// Writes beside `path` and renames, so that a reader never sees half a file and a failure leaves the old one.
Result<void> write_file(const std::string& path, std::string_view bytes);

// Writes all of `bytes` to an open descriptor, however many calls that takes. False, with errno set, if it can't.
bool write_all(int file, std::string_view bytes);

// The bytes of a text, for the core's interfaces.
std::span<const std::byte> as_bytes(std::string_view text);

}  // namespace alpharoute::base
