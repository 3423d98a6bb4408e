#include "resilience/candidate_list.h"

#include <algorithm>

namespace alpharoute::server {

bool CandidateList::has_other_than(const provider::Model& model) const {
  return std::any_of(models_.begin(), models_.end(), [&](const auto* other) { return other != &model; });
}

void CandidateList::drop_after(const provider::Model& model, provider::Outcome outcome) {
  const bool is_too_long = outcome == provider::Outcome::context_length && model.context_length;
  std::erase_if(models_, [&](const provider::Model* other) {
    if (other == &model) return true;
    if (outcome == provider::Outcome::unsupported && other->provider == model.provider) return true;
    return is_too_long && other->context_length && *other->context_length <= *model.context_length;
  });
  if (!is_too_long) return;
  // Those known to be larger before those of which nothing is known.
  std::stable_partition(models_.begin(), models_.end(),
                        [](const auto* other) { return other->context_length.has_value(); });
}

}  // namespace alpharoute::server
