#include "fit/posterior/head.h"

#include <Eigen/Cholesky>
#include <cmath>
#include <map>
#include <vector>

#include "fit/cluster/chunks.h"

namespace alpharoute::fit {
namespace {

using Eigen::Index;
using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Eigen::Map<const Matrix> map(Rows rows, std::size_t begin, std::size_t end) {
  return {rows.row(begin), static_cast<Index>(end - begin), static_cast<Index>(rows.dimensions)};
}

}  // namespace

HeadSums::HeadSums(Index models, Eigen::RowVectorXf centre)
    : centre_(std::move(centre)),
      gram_(Eigen::MatrixXf::Zero(centre_.size(), centre_.size())),
      products_(Eigen::MatrixXd::Zero(centre_.size(), models)),
      sums_(products_),
      totals_(Eigen::VectorXd::Zero(models)),
      counts_(totals_) {}

void HeadSums::add(Rows rows, const Scores& scores, std::size_t begin, std::size_t end) {
  rows_ += static_cast<double>(end - begin);
  for (std::size_t at = begin; at < end; at += kChunkRows) {
    const std::size_t stop = std::min(at + kChunkRows, end);
    const Matrix part = map(rows, at, stop).rowwise() - centre_;
    gram_.selfadjointView<Eigen::Lower>().rankUpdate(part.transpose());
    const Eigen::ArrayXXd score = scores.score.middleRows(static_cast<Index>(at), part.rows());
    const Eigen::MatrixXd known = score.isNaN().select(0.0, Eigen::ArrayXXd::Ones(score.rows(), score.cols()));
    const Eigen::MatrixXd value = score.isNaN().select(0.0, score);
    products_ += part.transpose().cast<double>() * value;
    sums_ += part.transpose().cast<double>() * known;
    totals_ += value.colwise().sum().transpose();
    counts_ += known.colwise().sum().transpose();
  }
}

HeadSums HeadSums::without(const HeadSums& part) const {
  HeadSums rest = *this;
  rest.rows_ -= part.rows_;
  rest.gram_ -= part.gram_;
  rest.products_ -= part.products_;
  rest.sums_ -= part.sums_;
  rest.totals_ -= part.totals_;
  rest.counts_ -= part.counts_;
  return rest;
}

Head HeadSums::solve(double ridge) const {
  std::map<double, std::vector<Index>> by_count;  // models with equally many answers share a factorisation
  for (Index model = 0; model < counts_.size(); ++model) by_count[counts_[model]].push_back(model);
  Head head{Eigen::MatrixXd::Zero(counts_.size(), centre_.size()), Eigen::VectorXd::Zero(counts_.size())};
  for (const auto& [count, models] : by_count) {
    if (count == 0.0) continue;
    const auto share = static_cast<float>(count / rows_);
    Eigen::MatrixXf system = share * gram_;
    system.diagonal().array() += static_cast<float>(ridge);
    const Eigen::LLT<Eigen::Ref<Eigen::MatrixXf>, Eigen::Lower> factor(system);
    for (const Index model : models) {
      const double mean = totals_[model] / count;
      const Eigen::VectorXf target = (products_.col(model) - mean * sums_.col(model)).cast<float>();
      const Eigen::VectorXd weights = factor.solve(target).cast<double>();
      head.weights.row(model) = weights.transpose();
      head.offset[model] = mean - weights.dot(centre_.transpose().cast<double>());
    }
  }
  return head;
}

Eigen::RowVectorXf mean_row(Rows rows) {
  Eigen::RowVectorXd sum = Eigen::RowVectorXd::Zero(static_cast<Index>(rows.dimensions));
  for (std::size_t at = 0; at < rows.count; at += kChunkRows) {
    sum += map(rows, at, std::min(at + kChunkRows, rows.count)).cast<double>().colwise().sum();
  }
  return (sum / static_cast<double>(rows.count)).cast<float>();
}

}  // namespace alpharoute::fit
