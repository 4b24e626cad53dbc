// The rows of the story: every event, or those that a filter lets through, and what is to be said after the last. Rows are told when they are asked for.
// Looking for a word in a million sentences takes seconds, so it is done in slices, and the rows found so far stand meanwhile.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/model/story.h"
#include "core/trace/trace.h"

namespace wgscope::model {

// What a filter asks for, and whether a text has all of it; capitals do not matter.
std::vector<std::string> words_of(const std::string& filter);
bool has_words(const std::string& text, const std::vector<std::string>& words);

class StoryList {
 public:
  // The events to list from now on, told in this language; what was looked through is kept when the trace extends the one before.
  void reset(std::shared_ptr<const Trace> trace, const Strings& strings);

  // Words that must all be in a row (name, head or sentence), in any order, whatever their case. Empty: every row.
  void set_filter(const std::string& filter);
  const std::string& filter() const { return filter_; }
  bool filtered() const { return !words_.empty(); }

  // Looks through more events, for about so long. True while there are more.
  bool advance(std::chrono::microseconds budget);
  bool pending() const { return filtered() && trace_ && looked_ < trace_->size(); }

  size_t count() const { return filtered() ? rows_.size() : (trace_ ? trace_->size() : 0) + (ending_ ? 1 : 0); }
  // The row at a cursor: its latest event's, or the nearest before it; the ending's at the end. count() when there is none.
  size_t row_at(EventIndex cursor) const;
  // The cursor that a click on a row goes to.
  EventIndex cursor_of(size_t row) const;
  const StoryLine& line(size_t row);

 private:
  bool matches(EventIndex index);
  bool is_ending(size_t row) const { return !filtered() && ending_ && row >= trace_->size(); }

  std::shared_ptr<const Trace> trace_;
  const Strings* strings_ = nullptr;
  Story teller_, searcher_;                        // two, since each is quick only as long as it goes on from where it was
  std::unordered_map<EventIndex, StoryLine> told_; // of this trace, in this language; a few screens of them
  std::optional<StoryLine> ending_;
  std::string filter_;
  std::vector<std::string> words_;
  std::vector<EventIndex> rows_;
  EventIndex looked_ = 0;
};

}  // namespace wgscope::model
