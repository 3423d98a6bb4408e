#include "base/files.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "base/lines.h"
#include "folder.h"
#include "support.h"

using namespace alpharoute;
using namespace alpharoute::base;

TEST_CASE("a written file reads back the same and leaves no temporary file") {
  const test::Folder folder;
  const std::string bytes("a\0b\n", 4);
  REQUIRE(write_file(folder.path("x"), bytes).ok());
  REQUIRE(*read_file(folder.path("x")) == bytes);
  REQUIRE(folder.files() == 1);
}

TEST_CASE("a failed write keeps the old file and leaves no temporary file") {
  const test::Folder folder;
  folder.write("x", "old");
  ::mkdir(folder.path("x.part").c_str(), 0755);  // blocks the temporary file
  REQUIRE(write_file(folder.path("x"), "new").error().message ==
          folder.path("x.part") + ": Is a directory. Check that the folder exists and is writable.");
  REQUIRE(*read_file(folder.path("x")) == "old");
  REQUIRE(write_file(folder.path("no/x"), "new").error().message ==
          folder.path("no/x.part") + ": No such file or directory. Check that the folder exists and is writable.");
}

TEST_CASE("the error for a missing file has the path, the reason and a fix") {
  const test::Folder folder;
  REQUIRE(read_file(folder.path("none")).error() ==
          Error{ErrorCode::io, folder.path("none") + ": No such file or directory. Check the path."});
  REQUIRE(read_file(folder.path("")).error().message == folder.path("") + ": Is a directory. Check the path.");
}

TEST_CASE("lines end with LF or CRLF, the last line also without") {
  const test::Folder folder;
  const std::string long_line(700000, 'x');
  LineReader lines = *LineReader::open(folder.write("f", "one\r\n\ntwo\n" + long_line + "\nlast"));
  std::string line;
  for (const std::string& expected :
       {std::string("one"), std::string(), std::string("two"), long_line, std::string("last")}) {
    REQUIRE(*lines.next(line));
    REQUIRE(line == expected);
  }
  REQUIRE(lines.line_number() == 5);
  REQUIRE_FALSE(*lines.next(line));
}
