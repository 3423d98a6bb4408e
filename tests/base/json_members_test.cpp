// Members of JSON objects by their position in the text.
#include "base/json_members.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace alpharoute;

TEST_CASE("strings that end in backslashes and quotes are skipped") {
  const std::string text = R"({"a\\":"\\","\"b":"x\\\"","c":"\\\\","model":"m","model":"n"})";
  const auto model = base::find_member(text, "model");
  REQUIRE(model.has_value());
  REQUIRE(text.substr(model->value, model->end - model->value) == "\"m\"");
  REQUIRE(base::json_members(text).size() == 5);
  REQUIRE_FALSE(base::find_member(text, "n").has_value());
  REQUIRE_FALSE(base::find_member("{}", "model").has_value());
}

TEST_CASE("members are found, replaced and removed without changing the rest") {
  const std::string text = R"( {"a" : "x,}\"" , "b":[1,{"c":2}], "d": -1.50 , "e":null} )";
  const auto members = base::json_members(text);
  std::vector<std::string> values;
  for (const auto& member : members) values.push_back(text.substr(member.value, member.end - member.value));
  REQUIRE(values == std::vector<std::string>{R"("x,}\"")", R"([1,{"c":2}])", "-1.50", "null"});
  REQUIRE(base::find_member(members, "c") == nullptr);
  for (const auto& member : members) {
    nlohmann::json expected = nlohmann::json::parse(text);
    expected.erase(std::string(member.key));
    REQUIRE(nlohmann::json::parse(base::with_edits(text, {base::removal(text, member)})) == expected);
  }
  REQUIRE(base::with_edits("0123456789", {{7, 8, "seven"}, {2, 4, ""}}) == "01456seven89");
}
