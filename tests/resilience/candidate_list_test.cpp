// The models that are left after a failure.
#include "resilience/candidate_list.h"

#include <catch2/catch.hpp>

using namespace alpharoute;
using protocol::Outcome;
using resilience::CandidateList;

TEST_CASE("after a conversation that is too long, only models with a larger context are left, known ones first") {
  provider::Model small, same, large, unknown;
  small.context_length = same.context_length = 8000;
  large.context_length = 32000;
  CandidateList list({&small, &same, &unknown, &large});
  list.drop_after(small, Outcome::context_length);
  REQUIRE(list.all() == std::vector<const provider::Model*>{&large, &unknown});
  list.drop_after(large, Outcome::unavailable);
  REQUIRE(list.all() == std::vector<const provider::Model*>{&unknown});
}

TEST_CASE("after an unsupported request, only models of other providers are left") {
  provider::Model first, same, other;
  other.provider = 1;
  CandidateList list({&first, &same, &other});
  list.drop_after(first, Outcome::unsupported);
  REQUIRE(list.all() == std::vector<const provider::Model*>{&other});
}
