// When each timer was set, until when, and when it fired: the bars below the goroutines' on the timeline. Grows as events arrive.
//
// A bar is from a setting to what ended it: a firing, a receive that found it expired, a Stop, another setting; a ticker goes on when it fires. Timers whose bars
// do not lie over one another share a lane, so that a timeout made in a loop is one lane and not a thousand.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "core/base/ids.h"
#include "core/trace/trace.h"

namespace wgscope::model {

struct TimerSpan {
  ObjectId timer;
  EventIndex from = 0;                 // the cursor right after it was set
  std::optional<EventIndex> to;        // likewise, after what ended it; none: nothing has
  int64_t set_for_ns = 0, due_ns = 0;  // by the run's clock; of a ticker, its first tick
  bool ticks = false;
  bool unseen = false;                 // its time came and nobody looked: `to` is when another took its lane
};

struct TimerLane {
  std::vector<TimerSpan> spans;        // in order, none over another
  std::vector<EventIndex> firings;     // the cursors right after them
  // Whose all of them are; none: several timers'.
  std::optional<ObjectId> only;
};

class TimerSpans {
 public:
  static constexpr size_t kLanesMost = 8;

  // The trace to read from now on. What was built is kept when it extends the one before.
  void reset(std::shared_ptr<const Trace> trace);
  const std::vector<TimerLane>& lanes() const { return lanes_; }
  size_t left_out() const { return left_out_; }   // settings for which there was no lane left

 private:
  void take(EventIndex index);
  void open(const Event& event, EventIndex cursor);
  void close(ObjectId timer, EventIndex cursor, bool fired);
  bool is_free(const TimerLane& lane, EventIndex cursor) const;

  std::shared_ptr<const Trace> trace_;
  EventIndex taken_ = 0;
  std::vector<TimerLane> lanes_;
  std::unordered_map<uint32_t, size_t> lane_of_;   // of the timers that are set
  std::unordered_map<uint32_t, bool> ticks_;
  size_t left_out_ = 0;
};

}  // namespace wgscope::model
