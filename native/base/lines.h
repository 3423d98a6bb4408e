// Reads a text file line by line, plain or gzip-compressed.
#pragma once

#include <memory>
#include <string>

#include "alpharoute/status.h"

namespace alpharoute::base {

class LineReader {
 public:
  // Error::io if the file cannot be opened.
  static Result<LineReader> open(const std::string& path);

  // Reads the next line into `line`, without its line end; returns false at the end of the file. Error::bad_data, with
  // path and fix, for a damaged or truncated gzip file or a line above 64 MiB.
  Result<bool> next(std::string& line);

  std::size_t line_number() const { return line_number_; }  // last line read, from 1

 private:
  struct Close {
    void operator()(void* file) const;
  };

  LineReader(std::string path, void* file);
  Result<bool> refill();

  std::string path_;
  std::unique_ptr<void, Close> file_;
  std::string buffer_;
  std::size_t begin_ = 0;  // start of the unread part of the buffer
  std::size_t line_number_ = 0;
};

}  // namespace alpharoute::base
