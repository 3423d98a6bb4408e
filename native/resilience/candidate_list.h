// The models that are left to be asked, in the order in which they are.
#pragma once

#include <vector>

#include "protocol/values/outcome.h"
#include "provider/provider.h"

namespace alpharoute::server {

class CandidateList {
 public:
  explicit CandidateList(std::vector<const provider::Model*> models) : models_(std::move(models)) {}

  bool empty() const { return models_.empty(); }
  const std::vector<const provider::Model*>& all() const { return models_; }
  bool has_other_than(const provider::Model& model) const;

  // Takes out what need not be asked after `model` failed so: itself; where the conversation was too long for it, those
  // that hold no more, and larger ones come first then; where the request can't be translated, all of its provider.
  void drop_after(const provider::Model& model, provider::Outcome outcome);

 private:
  std::vector<const provider::Model*> models_;
};

}  // namespace alpharoute::server
