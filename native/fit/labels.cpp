#include "fit/labels.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <unordered_map>

namespace alpharoute::fit {
namespace {

constexpr std::size_t kTerms = 4;
constexpr std::size_t kMinLetters = 3, kMaxLetters = 24;
constexpr std::size_t kMinPrompts = 3;
constexpr double kMinShare = 0.05;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

// Returns the distinct words of a text, with ASCII letters in lower case.
std::set<std::string> distinct_words(const std::string& text) {
  std::set<std::string> words;
  std::string word;
  const auto finish = [&] {
    if (word.size() >= kMinLetters && word.size() <= kMaxLetters) words.insert(word);
    word.clear();
  };
  for (const char c : text) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (is_letter(lower)) {
      word += lower;
    } else {
      finish();
    }
  }
  finish();
  return words;
}

using Counts = std::unordered_map<std::string, std::size_t>;  // number of prompts that contain the word

struct Term {
  double score;
  std::string word;
};

std::vector<Term> rank_terms(const Counts& inside, std::size_t size, const Counts& overall, std::size_t total) {
  std::vector<Term> terms;
  for (const auto& [word, count] : inside) {
    const double share = static_cast<double>(count) / static_cast<double>(size);
    if (count < kMinPrompts || share < kMinShare) continue;
    const double share_overall = static_cast<double>(overall.at(word)) / static_cast<double>(total);
    if (share > share_overall) terms.push_back({share * std::log(share / share_overall), word});
  }
  std::sort(terms.begin(), terms.end(),
            [](const Term& a, const Term& b) { return a.score != b.score ? a.score > b.score : a.word < b.word; });
  return terms;
}

bool is_variant(const std::string& a, const std::string& b) { return a.starts_with(b) || b.starts_with(a); }

// Joins the best terms; skips variants of a word already chosen ("number", "numbers").
std::string join_terms(const std::vector<Term>& terms) {
  std::vector<std::string> chosen;
  for (const Term& term : terms) {
    if (chosen.size() == kTerms) break;
    const bool repeats = std::any_of(chosen.begin(), chosen.end(),
                                     [&](const std::string& other) { return is_variant(other, term.word); });
    if (!repeats) chosen.push_back(term.word);
  }
  std::string label;
  for (const std::string& word : chosen) label += (label.empty() ? "" : ", ") + word;
  return label.empty() ? "mixed" : label;
}

}  // namespace

std::vector<std::string> label_clusters(const data::Dataset& dataset, const std::vector<std::size_t>& rows,
                                        const std::vector<std::uint32_t>& labels, std::uint32_t clusters) {
  std::vector<Counts> inside(clusters);
  std::vector<std::size_t> sizes(clusters);
  Counts overall;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    ++sizes[labels[i]];
    for (const std::string& word : distinct_words(dataset.queries[rows[i]])) {
      ++inside[labels[i]][word];
      ++overall[word];
    }
  }
  std::vector<std::string> names;
  for (std::uint32_t cluster = 0; cluster < clusters; ++cluster) {
    names.push_back(join_terms(rank_terms(inside[cluster], sizes[cluster], overall, rows.size())));
  }
  return names;
}

}  // namespace alpharoute::fit
