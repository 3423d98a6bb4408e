// The lines of a text file, plain or gzip-compressed.
#pragma once

#include <memory>
#include <string>

#include "alpharoute/status.h"

namespace alpharoute::base {

class LineReader {
 public:
  // Error::io if the file can't be opened.
  static Result<LineReader> open(const std::string& path);

  // Reads the next line, without its end, into `line`; false at the end of the file. Error::bad_data, with the cure,
  // for a damaged or cut-off gzip file or a line above 64 MiB.
  Result<bool> next(std::string& line);

  std::size_t line_number() const { return line_number_; }  // of the last line read, from 1

 private:
  struct Close {
    void operator()(void* file) const;
  };

  LineReader(std::string path, void* file);
  Result<bool> refill();

  std::string path_;
  std::unique_ptr<void, Close> file_;
  std::string buffer_;
  std::size_t begin_ = 0;  // of what is unread in the buffer
  std::size_t line_number_ = 0;
};

}  // namespace alpharoute::base
