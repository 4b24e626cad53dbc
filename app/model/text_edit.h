// A text that is being edited: the caret, what is selected, undo and redo. Lines end in \n. Offsets are bytes and always between two characters.
// Knows nothing of Go but its brackets, and nothing of files, keys or the screen.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wgscope::model {

// Where the caret goes. Up, down and pages keep the column that they began at.
enum class Motion : uint8_t { left, right, word_left, word_right, up, down, page_up, page_down, line_start, line_end, text_start, text_end };

inline constexpr size_t kTabColumns = 4;

class TextEdit {
 public:
  explicit TextEdit(std::string text = {}) { reset(std::move(text)); }
  // Another text: nothing is left to undo.
  void reset(std::string text);

  const std::string& text() const { return text_; }
  uint64_t version() const { return version_; }        // another number for every change of any text
  size_t line_count() const { return lines_.size(); }
  std::string_view line(size_t index) const;           // without its \n
  size_t line_of(size_t offset) const;
  size_t start_of_line(size_t index) const { return lines_[index]; }
  std::vector<std::string> lines() const;

  size_t caret() const { return caret_; }
  size_t anchor() const { return anchor_; }            // the other end of what is selected; the caret's place when nothing is
  bool selecting() const { return caret_ != anchor_; }
  std::pair<size_t, size_t> selection() const { return caret_ < anchor_ ? std::pair(caret_, anchor_) : std::pair(anchor_, caret_); }
  std::string selected() const;

  // ---- changes: each replaces what is selected, and can be undone
  void type(std::string_view text);
  void new_line();                                     // as far in as the line before; one step more after an opening bracket
  void erase(bool forward, bool word);
  void indent(bool out);                               // every selected line; without a selection, to the next step
  bool undo();                                         // false: there is nothing to undo
  bool redo();

  // ---- the caret
  void move(Motion motion, bool select, size_t page = 20);
  void put(size_t offset, bool select);
  void put_at(size_t line, size_t column);               // both from 0, the column in characters; past an end: at the end
  void select_word(size_t offset);
  void select_all();

 private:
  struct Change {
    size_t at = 0;
    std::string removed, inserted;
    size_t caret = 0, anchor = 0;                      // before it
    bool typed = false;                                // one more character typed is the same change
  };
  void replace(size_t from, size_t to, std::string_view with, bool typed = false);
  void apply(size_t at, size_t removed, std::string_view inserted);
  size_t before(size_t offset) const;
  size_t after(size_t offset) const;
  size_t word_before(size_t offset) const;
  size_t word_after(size_t offset) const;
  size_t column_of(size_t offset) const;               // as it is drawn: a tab is several
  size_t at_column(size_t line, size_t column) const;
  size_t indent_end(size_t line) const;
  std::string step() const;                            // of indentation: as the text does it
  void vertical(ptrdiff_t lines);

  std::string text_;
  std::vector<size_t> lines_;                          // where each begins
  size_t caret_ = 0, anchor_ = 0;
  size_t wanted_column_ = 0;
  bool keeps_column_ = false;
  std::vector<Change> done_, undone_;
  size_t kept_bytes_ = 0;                              // of done_
  uint64_t version_ = 0;
};

}  // namespace wgscope::model
