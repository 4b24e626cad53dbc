#include "app/model/text_edit.h"

#include <algorithm>
#include <atomic>
#include <cctype>

#include "core/base/utf8.h"

namespace wgscope::model {

namespace {

constexpr size_t kUndoBytesMax = 16 << 20;

uint64_t next_version() {
  static std::atomic<uint64_t> latest = 0;
  return ++latest;
}

bool in_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
bool continues(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

}  // namespace

void TextEdit::reset(std::string text) {
  done_.clear(), undone_.clear();
  kept_bytes_ = 0;
  caret_ = anchor_ = 0;
  const size_t all = text_.size();
  apply(0, all, text);
}

std::string_view TextEdit::line(size_t index) const {
  const size_t from = lines_[index], to = index + 1 < lines_.size() ? lines_[index + 1] - 1 : text_.size();
  return std::string_view(text_).substr(from, to - from);
}

size_t TextEdit::line_of(size_t offset) const { return static_cast<size_t>(std::upper_bound(lines_.begin(), lines_.end(), offset) - lines_.begin()) - 1; }

std::vector<std::string> TextEdit::lines() const {
  std::vector<std::string> all;
  all.reserve(lines_.size());
  for (size_t i = 0; i < lines_.size(); ++i) all.emplace_back(line(i));
  return all;
}

std::string TextEdit::selected() const {
  const auto [from, to] = selection();
  return text_.substr(from, to - from);
}

// ---- changes

void TextEdit::apply(size_t at, size_t removed, std::string_view inserted) {
  text_.replace(at, removed, inserted);
  lines_.assign(1, 0);
  for (size_t i = text_.find('\n'); i != std::string::npos; i = text_.find('\n', i + 1)) lines_.push_back(i + 1);
  version_ = next_version();
}

void TextEdit::replace(size_t from, size_t to, std::string_view with, bool typed) {
  if (from == to && with.empty()) return;
  Change* last = done_.empty() ? nullptr : &done_.back();
  // A word that is typed is one change.
  if (typed && from == to && last && last->typed && last->at + last->inserted.size() == from && undone_.empty() && with != " ") {
    last->inserted += with;
  } else {
    done_.push_back({from, text_.substr(from, to - from), std::string(with), caret_, anchor_, typed});
    kept_bytes_ += to - from;
  }
  kept_bytes_ += with.size();
  undone_.clear();
  size_t forget = 0;
  while (kept_bytes_ > kUndoBytesMax && forget + 1 < done_.size()) {
    kept_bytes_ -= done_[forget].removed.size() + done_[forget].inserted.size();
    ++forget;
  }
  done_.erase(done_.begin(), done_.begin() + static_cast<ptrdiff_t>(forget));
  apply(from, to - from, with);
  caret_ = anchor_ = from + with.size();
  keeps_column_ = false;
}

void TextEdit::type(std::string_view text) {
  const auto [from, to] = selection();
  const bool one = text.size() < 5 && utf8_length(text) == 1;
  replace(from, to, text, one && from == to);
}

void TextEdit::new_line() {
  const auto [from, to] = selection();
  const size_t row = line_of(from);
  const std::string_view head = std::string_view(text_).substr(lines_[row], from - lines_[row]);
  std::string with = "\n" + std::string(head.substr(0, std::min(head.size(), head.find_first_not_of(" \t"))));
  const size_t last = head.find_last_not_of(" \t");
  const bool opens = last != head.npos && (head[last] == '{' || head[last] == '(' || head[last] == '[' || head[last] == ':');
  if (opens) with += step();
  replace(from, to, with);
}

void TextEdit::erase(bool forward, bool word) {
  auto [from, to] = selection();
  if (from == to && forward) to = word ? word_after(to) : after(to);
  else if (from == to) from = word ? word_before(from) : before(from);
  replace(from, to, {});
}

std::string TextEdit::step() const {
  for (size_t i = 0; i < lines_.size(); ++i)
    if (lines_[i] < text_.size() && text_[lines_[i]] == '\t') return "\t";
    else if (line(i).starts_with("  ")) return std::string(kTabColumns, ' ');
  return "\t";
}

void TextEdit::indent(bool out) {
  const std::string one = step();
  auto [from, to] = selection();
  if (from == to && !out) return replace(from, to, one == "\t" ? one : std::string(kTabColumns - column_of(from) % kTabColumns, ' '));
  // All lines that are touched, as one change.
  const size_t first = line_of(from);
  size_t last = line_of(to);
  if (last > first && lines_[last] == to) --last;
  const size_t begin = lines_[first], end = last + 1 < lines_.size() ? lines_[last + 1] - 1 : text_.size();
  std::string changed;
  for (size_t row = first; row <= last; ++row) {
    std::string_view was = line(row);
    if (out) {
      if (was.starts_with('\t')) was.remove_prefix(1);
      else was.remove_prefix(std::min({was.size(), kTabColumns, std::min(was.size(), was.find_first_not_of(' '))}));
    }
    changed += (row > first ? "\n" : "") + (out || was.empty() ? std::string() : one) + std::string(was);
  }
  if (changed == text_.substr(begin, end - begin)) return;
  const bool some = from != to;
  replace(begin, end, changed);
  if (some) anchor_ = begin;
}

bool TextEdit::undo() {
  if (done_.empty()) return false;
  Change change = std::move(done_.back());
  done_.pop_back();
  kept_bytes_ -= std::min(kept_bytes_, change.removed.size() + change.inserted.size());
  apply(change.at, change.inserted.size(), change.removed);
  caret_ = change.caret, anchor_ = change.anchor;
  undone_.push_back(std::move(change));
  return true;
}

bool TextEdit::redo() {
  if (undone_.empty()) return false;
  Change change = std::move(undone_.back());
  undone_.pop_back();
  apply(change.at, change.removed.size(), change.inserted);
  caret_ = anchor_ = change.at + change.inserted.size();
  kept_bytes_ += change.removed.size() + change.inserted.size();
  change.typed = false;
  done_.push_back(std::move(change));
  return true;
}

// ---- places

size_t TextEdit::before(size_t offset) const {
  if (offset == 0) return 0;
  do --offset;
  while (offset > 0 && continues(text_[offset]));
  return offset;
}

size_t TextEdit::after(size_t offset) const { return offset >= text_.size() ? text_.size() : offset + utf8_at(text_, offset).bytes; }

size_t TextEdit::word_before(size_t offset) const {
  while (offset > 0 && !in_word(text_[offset - 1])) --offset;
  while (offset > 0 && in_word(text_[offset - 1])) --offset;
  return offset;
}

size_t TextEdit::word_after(size_t offset) const {
  while (offset < text_.size() && !in_word(text_[offset])) ++offset;
  while (offset < text_.size() && in_word(text_[offset])) ++offset;
  return offset;
}

size_t TextEdit::column_of(size_t offset) const {
  size_t column = 0;
  for (size_t i = lines_[line_of(offset)]; i < offset; i = after(i)) column += text_[i] == '\t' ? kTabColumns : 1;
  return column;
}

size_t TextEdit::at_column(size_t row, size_t column) const {
  const size_t end = lines_[row] + line(row).size();
  size_t at = lines_[row];
  for (size_t seen = 0; at < end; at = after(at)) {
    seen += text_[at] == '\t' ? kTabColumns : 1;
    if (seen > column) break;
  }
  return at;
}

size_t TextEdit::indent_end(size_t row) const { return lines_[row] + std::min(line(row).size(), line(row).find_first_not_of(" \t")); }

void TextEdit::vertical(ptrdiff_t by) {
  const size_t row = line_of(caret_);
  const auto to = static_cast<ptrdiff_t>(row) + by;
  if (!keeps_column_) wanted_column_ = column_of(caret_);
  if (to < 0) caret_ = 0;
  else if (to >= static_cast<ptrdiff_t>(lines_.size())) caret_ = text_.size();
  else caret_ = at_column(static_cast<size_t>(to), wanted_column_);
}

void TextEdit::move(Motion motion, bool select, size_t page) {
  const bool vertically = motion == Motion::up || motion == Motion::down || motion == Motion::page_up || motion == Motion::page_down;
  const auto [from, to] = selection();
  const bool leaves = selecting() && !select;
  switch (motion) {
    case Motion::left: caret_ = leaves ? from : before(caret_); break;
    case Motion::right: caret_ = leaves ? to : after(caret_); break;
    case Motion::word_left: caret_ = word_before(caret_); break;
    case Motion::word_right: caret_ = word_after(caret_); break;
    case Motion::up: vertical(-1); break;
    case Motion::down: vertical(1); break;
    case Motion::page_up: vertical(-static_cast<ptrdiff_t>(page)); break;
    case Motion::page_down: vertical(static_cast<ptrdiff_t>(page)); break;
    case Motion::line_start: {
      // First to where the text begins, then to the margin.
      const size_t row = line_of(caret_);
      caret_ = caret_ == indent_end(row) ? lines_[row] : indent_end(row);
      break;
    }
    case Motion::line_end: caret_ = lines_[line_of(caret_)] + line(line_of(caret_)).size(); break;
    case Motion::text_start: caret_ = 0; break;
    case Motion::text_end: caret_ = text_.size(); break;
  }
  keeps_column_ = vertically;
  if (!select) anchor_ = caret_;
  if (!done_.empty()) done_.back().typed = false;
}

void TextEdit::put(size_t offset, bool select) {
  caret_ = std::min(offset, text_.size());
  while (caret_ > 0 && caret_ < text_.size() && continues(text_[caret_])) --caret_;
  if (!select) anchor_ = caret_;
  keeps_column_ = false;
  if (!done_.empty()) done_.back().typed = false;
}

void TextEdit::put_at(size_t row, size_t column) {
  row = std::min(row, lines_.size() - 1);
  const size_t end = lines_[row] + line(row).size();
  size_t at = lines_[row];
  for (size_t i = 0; i < column && at < end; ++i) at = after(at);
  put(at, false);
}

void TextEdit::select_word(size_t offset) {
  put(offset, false);
  size_t from = caret_, to = caret_;
  while (from > 0 && in_word(text_[from - 1])) --from;
  while (to < text_.size() && in_word(text_[to])) ++to;
  anchor_ = from, caret_ = to;
}

void TextEdit::select_all() {
  anchor_ = 0, caret_ = text_.size();
  keeps_column_ = false;
}

}  // namespace wgscope::model
