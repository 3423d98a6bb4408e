// Text to token ids: WordPiece as the BERT family uses it (lower case, accents stripped, CJK characters split).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "alpharoute/status.h"

namespace alpharoute {

using TokenId = std::uint32_t;  // line number in the vocabulary, from 0

// Holds its own copy of the vocabulary. Immutable after `create`; safe to use from several threads.
class Tokenizer {
 public:
  // `vocabulary`: the tokens in id order, in UTF-8, each ended by '\n', pieces inside a word marked by a leading "##".
  // Must hold "[UNK]", no empty line and no token twice, at most 2^20 tokens and 2^26 bytes, else Error::bad_format.
  static Result<Tokenizer> create(std::string_view vocabulary);

  // Appends the ids of the first `max_tokens` tokens of `text` to `ids`; without [CLS] and [SEP].
  //
  // Any bytes are welcome: what is not UTF-8 reads as U+FFFD, which is dropped. Stops reading once `max_tokens` are
  // found; time is linear in the text read, memory constant. A word longer than 100 characters, or one that no pieces
  // make up, is one [UNK]. Special tokens written in the text ("[MASK]") count as themselves, as in the reference.
  // Source: Devlin et al. 2019 (BERT) and the `tokenizers` library, with which it agrees token by token.
  void encode(std::string_view text, std::size_t max_tokens, std::vector<TokenId>& ids) const;

  std::size_t size() const { return entries_.size(); }  // tokens in the vocabulary
  TokenId unknown_id() const { return unknown_id_; }    // of "[UNK]"
  // id < size(); valid as long as the tokenizer.
  std::string_view token(TokenId id) const { return entries_[id].text(text_); }

 private:
  struct Entry {
    std::uint32_t begin = 0, size = 0;  // of the token in `text_`
    bool is_continuation = false;       // it begins with "##" and is more than that

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
  void take_word(Word& word, std::vector<TokenId>& ids) const;
  bool split_word(std::string_view word, std::vector<TokenId>& ids) const;
  const Special* special_at(std::string_view text) const;

  std::string text_;                  // the vocabulary as it was given
  std::vector<Entry> entries_;        // by id
  std::vector<std::uint32_t> slots_;  // open addressing by hash; tokenizer.cpp gives the bits
  std::vector<Special> specials_;     // those of the five that the vocabulary holds
  std::size_t longest_piece_ = 0;     // bytes
  TokenId unknown_id_ = 0;
};

}  // namespace alpharoute
