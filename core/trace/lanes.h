// What each goroutine was doing, over the events or over time: the bars of a timeline, as plain data.
//
// A lane is the list of states that its goroutine went through, each from the cursor at which it began. Over it stands a pyramid, each level
// a quarter of the one below, that says how many events of a stretch fell into which state. So a picture costs what it is wide, not what the
// trace is long. Both grow as events arrive.
//
// Not a fold: a lane knows states only. What the world held is in world_state.h.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/ids.h"
#include "core/trace/trace.h"

namespace wgscope {

enum class LaneState : uint8_t { running, runnable, parked, sleeping, finished, panicked };

// What an axis counts: cursors (events applied), or nanoseconds since the start.
enum class LaneAxis : uint8_t { events, time };

// A bar: [from, to) of the axis. One that stands for several states shows the one that lasted longest; of those narrower than the grain there is one a grain.
struct LaneBlock {
  double from = 0, to = 0;
  LaneState state = LaneState::runnable;
  float running_share = 0;      // of the events in it, how many found the goroutine running; 1 or 0 unless `mixed`
  bool mixed = false;           // it was in other states too
  EventIndex cursor = 0;        // where it began
  bool operator==(const LaneBlock&) const = default;
};

class Lanes {
 public:
  // The trace to read from now on. What was built is kept when it extends the one before.
  void reset(std::shared_ptr<const Trace> trace);

  size_t size() const { return lanes_.size(); }     // [i] is goroutine i + 1
  // none: it did not exist yet.
  std::optional<LaneState> state_at(GoroutineId who, EventIndex cursor) const;
  // Where the goroutine's lane begins; none when it has none.
  std::optional<EventIndex> begin_of(GoroutineId who) const;

  // The bars of a lane that lie in [from, to) of the axis, clipped to it, in order; appended to `blocks`. What is narrower than `grain` is joined.
  void blocks(GoroutineId who, LaneAxis axis, double from, double to, double grain, std::vector<LaneBlock>& blocks) const;

  // The axis' length: events, or nanoseconds.
  double length(LaneAxis axis) const;
  // Where a cursor stands on an axis: in time, when the last event applied happened. And the last cursor at or before a position.
  double position(LaneAxis axis, EventIndex cursor) const;
  EventIndex cursor_at(LaneAxis axis, double position) const;

 private:
  static constexpr size_t kFanBits = 2;
  static constexpr size_t kFan = 1 << kFanBits;   // how many nodes make one of the level above
  static constexpr size_t kTimeStep = 16;         // cursors between two entries of times_
  static constexpr size_t kWeighed = 4;           // finished and panicked are last in their lane, so no node holds them

  struct Segment {
    uint32_t begin = 0;
    LaneState state = LaneState::runnable;
  };
  struct Node {
    uint32_t begin = 0;
    std::array<uint32_t, kWeighed> events{};      // by state
  };
  struct Lane {
    std::vector<Segment> segments;
    std::vector<std::vector<Node>> levels;        // levels[k] holds nodes of kFan^(k+1) segments that are all over
  };
  class Joining;
  struct Stretch;

  void take(const Event& event, EventIndex cursor);
  void enter(GoroutineId who, EventIndex cursor, LaneState state);
  void close_segment(Lane& lane, uint32_t end);
  void take_times();
  double time_of(EventIndex cursor) const;
  size_t segment_at(const Lane& lane, EventIndex cursor) const;
  std::optional<uint32_t> end_of(const Lane& lane, const Stretch& stretch) const;
  Stretch widest_from(const Lane& lane, size_t first, double left, LaneAxis axis, double grain, size_t level) const;

  std::shared_ptr<const Trace> trace_;
  EventIndex taken_ = 0;                          // events that are in the lanes
  std::vector<Lane> lanes_;
  GoroutineId last_stepped_;
  std::vector<double> times_;                     // of every kTimeStep-th cursor
  size_t settled_times_ = 0;                      // of these, how many will not change when the trace grows
};

}  // namespace wgscope
