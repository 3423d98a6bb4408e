// The models that may still be called, in order.
#pragma once

#include <vector>

#include "protocol/values/outcome.h"
#include "provider/provider.h"

namespace alpharoute::resilience {

class CandidateList {
 public:
  explicit CandidateList(std::vector<const provider::Model*> models) : models_(std::move(models)) {}

  bool empty() const { return models_.empty(); }
  const std::vector<const provider::Model*>& all() const { return models_; }
  bool has_other_than(const provider::Model& model) const;

  // Removes `model`, which failed with `outcome`, and the models that would fail, too:
  // - context_length: models whose context is not larger; models with a known context then come first;
  // - unsupported: all models of the same provider.
  void drop_after(const provider::Model& model, protocol::Outcome outcome);

 private:
  std::vector<const provider::Model*> models_;
};

}  // namespace alpharoute::resilience
