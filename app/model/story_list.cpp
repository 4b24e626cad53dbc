#include "app/model/story_list.h"

#include <algorithm>
#include <cctype>
#include <sstream>

namespace wgscope::model {

namespace {

constexpr size_t kToldMax = 512;

// Small letters for ASCII; other characters have none that matter here.
std::string folded(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x80) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

}  // namespace

std::vector<std::string> words_of(const std::string& filter) {
  std::vector<std::string> words;
  std::istringstream in(folded(filter));
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

bool has_words(const std::string& text, const std::vector<std::string>& words) {
  const std::string in = folded(text);
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) { return in.find(word) != in.npos; });
}

void StoryList::reset(std::shared_ptr<const Trace> trace, const Strings& strings) {
  if (trace == trace_ && &strings == strings_) return;
  if (!trace_ || !trace->extends(*trace_) || &strings != strings_) rows_.clear(), looked_ = 0;
  trace_ = std::move(trace);
  strings_ = &strings;
  told_.clear();
  teller_.reset(trace_);
  searcher_.reset(trace_);
  ending_ = teller_.ending(strings);
}

void StoryList::set_filter(const std::string& filter) {
  filter_ = filter;
  words_ = words_of(filter);
  rows_.clear();
  looked_ = 0;
}

bool StoryList::matches(EventIndex index) {
  const StoryLine line = searcher_.line(index, *strings_);
  return has_words(goroutine_name(line.who) + ' ' + line.head + ' ' + line.sentence, words_);
}

bool StoryList::advance(std::chrono::microseconds budget) {
  if (!pending()) return false;
  const auto until = std::chrono::steady_clock::now() + budget;
  constexpr EventIndex kBetweenLooksAtTheClock = 32;
  while (looked_ < trace_->size()) {
    if (matches(looked_)) rows_.push_back(looked_);
    ++looked_;
    if (looked_ % kBetweenLooksAtTheClock == 0 && std::chrono::steady_clock::now() >= until) return pending();
  }
  return false;
}

size_t StoryList::row_at(EventIndex cursor) const {
  if (!filtered()) {
    if (ending_ && cursor >= trace_->size()) return trace_->size();
    return cursor == 0 ? count() : std::min<size_t>(cursor - 1, count());
  }
  if (cursor == 0) return count();
  const auto after = std::upper_bound(rows_.begin(), rows_.end(), cursor - 1);
  return after == rows_.begin() ? count() : static_cast<size_t>(after - rows_.begin() - 1);
}

EventIndex StoryList::cursor_of(size_t row) const {
  if (is_ending(row)) return trace_->size();
  return (filtered() ? rows_[row] : row) + 1;
}

const StoryLine& StoryList::line(size_t row) {
  if (is_ending(row)) return *ending_;
  const EventIndex event = filtered() ? rows_[row] : row;
  const auto found = told_.find(event);
  if (found != told_.end()) return found->second;
  if (told_.size() >= kToldMax) told_.clear();
  return told_[event] = teller_.line(event, *strings_);
}

}  // namespace wgscope::model
