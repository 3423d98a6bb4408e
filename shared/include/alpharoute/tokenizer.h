// Splits text into token ids: WordPiece as in the BERT family (lower case, no accents, CJK characters split).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "alpharoute/status.h"

namespace alpharoute {

using TokenId = std::uint32_t;  // line number in the vocabulary, from 0

// Has its own copy of the vocabulary. Immutable after `create`; safe to use from several threads.
class Tokenizer {
 public:
  // `vocabulary`: the tokens in id order, in UTF-8, each followed by '\n'; continuations of a word start with "##".
  // Error::bad_format unless it has "[UNK]", no empty line, no repeated token, and at most 2^20 tokens and 2^26 bytes.
  static Result<Tokenizer> create(std::string_view vocabulary);

  // Appends the ids of the first `max_tokens` tokens of `text` to `ids`; without [CLS] and [SEP].
  //
  // Accepts any bytes: invalid UTF-8 becomes U+FFFD, which is dropped. Stops reading after `max_tokens` tokens; linear
  // time, constant memory. A word of more than 100 characters, or without a split into tokens, becomes one [UNK].
  // Special tokens in the text ("[MASK]") become themselves, as in the reference.
  // Source: Devlin et al. 2019 (BERT); matches the `tokenizers` library token by token.
  void encode(std::string_view text, std::size_t max_tokens, std::vector<TokenId>& ids) const;

  std::size_t size() const { return entries_.size(); }  // tokens in the vocabulary
  TokenId unknown_id() const { return unknown_id_; }    // of "[UNK]"
  // Returns the text of `id` < size(). Valid as long as the tokenizer.
  std::string_view token(TokenId id) const { return entries_[id].text(text_); }

 private:
  struct Entry {
    std::uint32_t begin = 0, size = 0;  // position of the token in `text_`
    bool is_continuation = false;       // starts with "##" and is longer than that

    std::string_view text(std::string_view vocabulary) const { return {vocabulary.data() + begin, size}; }
  };
  struct Special {
    TokenId id;
    std::string_view text;  // static storage
  };
  struct Word;

  Tokenizer() = default;
  Result<void> read_entries(std::string_view vocabulary);
  Result<void> build_index();
  Result<void> find_specials();
  std::string_view piece_of(const Entry& entry) const;  // without the "##"
  TokenId find(std::string_view piece, bool is_continuation, std::uint32_t hash) const;
  void finish_word(Word& word, std::vector<TokenId>& ids) const;
  bool split_word(std::string_view word, std::vector<TokenId>& ids) const;
  const Special* special_at(std::string_view text) const;

  std::string text_;                  // the vocabulary
  std::vector<Entry> entries_;        // by id
  std::vector<std::uint32_t> slots_;  // open addressing by hash; tokenizer.cpp has the layout
  std::vector<Special> specials_;     // the special tokens in the vocabulary
  std::size_t longest_piece_ = 0;     // bytes
  TokenId unknown_id_ = 0;
};

}  // namespace alpharoute
