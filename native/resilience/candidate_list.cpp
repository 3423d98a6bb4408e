#include "resilience/candidate_list.h"

#include <algorithm>

namespace alpharoute::resilience {

using protocol::Outcome;
using provider::Model;

bool CandidateList::has_other_than(const Model& model) const {
  return std::any_of(models_.begin(), models_.end(), [&](const Model* other) { return other != &model; });
}

void CandidateList::drop_after(const Model& model, Outcome outcome) {
  const bool is_too_long = outcome == Outcome::context_length && model.context_length;
  std::erase_if(models_, [&](const Model* other) {
    if (other == &model) return true;
    if (outcome == Outcome::unsupported && other->provider == model.provider) return true;
    return is_too_long && other->context_length && *other->context_length <= *model.context_length;
  });
  if (!is_too_long) return;
  std::stable_partition(models_.begin(), models_.end(),
                        [](const Model* other) { return other->context_length.has_value(); });
}

}  // namespace alpharoute::resilience
