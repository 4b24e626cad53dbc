#include "core/trace/lanes.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <limits>

namespace wgscope {

namespace {

LaneState state_after(const Event& step) {
  if (step.parked()) return LaneState::parked;
  if (step.kind == EventKind::main_return) return LaneState::finished;
  return step.kind == EventKind::crash ? LaneState::panicked : LaneState::running;
}

double ns_at_cursor(const Trace& trace, EventIndex cursor) { return cursor == 0 ? 0.0 : static_cast<double>(trace.at_ns(cursor - 1)); }

}  // namespace

void Lanes::reset(std::shared_ptr<const Trace> trace) {
  assert(trace);
  if (trace_ == trace) return;
  if (!trace_ || !trace->extends(*trace_)) {
    lanes_.clear();
    times_.clear();
    settled_times_ = 0;
    taken_ = 0;
    last_stepped_ = kNobody;
  }
  trace_ = std::move(trace);
  if (lanes_.empty()) enter(kMain, 0, LaneState::runnable);
  while (taken_ < trace_->size()) {
    const Event& event = (*trace_)[taken_];
    take(event, ++taken_);
  }
  take_times();
}

// The same rules as apply's in world_state.cpp, for the states alone.
void Lanes::take(const Event& event, EventIndex cursor) {
  if (event.goroutine == 0) return;
  const GoroutineId who = event.who();
  if (trace_->is_step(event) && event.kind != EventKind::timer) {
    if (last_stepped_ != who && last_stepped_ != kNobody && lanes_[last_stepped_.value - 1].segments.back().state == LaneState::running) {
      enter(last_stepped_, cursor, LaneState::runnable);
    }
    last_stepped_ = who;
    enter(who, cursor, state_after(event));
    const GoroutineId woken = event.kind == EventKind::spawn ? GoroutineId{event.other} : woken_by(event);
    if (woken != kNobody) enter(woken, cursor, LaneState::runnable);
    return;
  }
  switch (event.kind) {
    case EventKind::timer: enter(who, cursor, LaneState::runnable); break;
    case EventKind::readied: enter({event.other}, cursor, LaneState::runnable); break;
    case EventKind::sleep: enter(who, cursor, LaneState::sleeping); break;
    case EventKind::end: enter(who, cursor, LaneState::finished); break;
    case EventKind::fatal: enter(who, cursor, LaneState::panicked); break;
    default: break;
  }
}

void Lanes::enter(GoroutineId who, EventIndex cursor, LaneState state) {
  if (lanes_.size() < who.value) lanes_.resize(who.value);
  Lane& lane = lanes_[who.value - 1];
  const auto begin = static_cast<uint32_t>(cursor);
  if (!lane.segments.empty()) {
    if (lane.segments.back().state == state) return;
    close_segment(lane, begin);
  }
  lane.segments.push_back({begin, state});
}

// The last segment ends at `end`; with every fourth a node above is complete, and with every fourth node one above that.
void Lanes::close_segment(Lane& lane, uint32_t end) {
  size_t count = lane.segments.size();
  if (count % kFan != 0) return;
  Node node;
  node.begin = lane.segments[count - kFan].begin;
  for (size_t i = count - kFan; i < count; ++i) {
    const uint32_t until = i + 1 < count ? lane.segments[i + 1].begin : end;
    const auto state = static_cast<size_t>(lane.segments[i].state);
    if (state < kWeighed) node.events[state] += until - lane.segments[i].begin;
  }
  for (size_t level = 0;; ++level) {
    if (lane.levels.size() == level) lane.levels.emplace_back();
    auto& nodes = lane.levels[level];
    nodes.push_back(node);
    if (nodes.size() % kFan != 0) return;
    node = Node{nodes[nodes.size() - kFan].begin, {}};
    for (size_t i = nodes.size() - kFan; i < nodes.size(); ++i) {
      for (size_t state = 0; state < kWeighed; ++state) node.events[state] += nodes[i].events[state];
    }
  }
}

// Times between two samples of the clock stay as they are; those after the last one move when the next arrives.
void Lanes::take_times() {
  times_.resize(settled_times_);
  const EventIndex settled = trace_->clock().empty() ? 0 : trace_->clock().back().event;
  for (EventIndex cursor = times_.size() * kTimeStep;; cursor += kTimeStep) {
    times_.push_back(ns_at_cursor(*trace_, std::min(cursor, trace_->size())));
    if (cursor <= settled && cursor <= trace_->size()) settled_times_ = times_.size();
    if (cursor >= trace_->size()) break;
  }
}

double Lanes::time_of(EventIndex cursor) const {
  const size_t place = cursor / kTimeStep;
  if (place + 1 >= times_.size()) return times_.empty() ? 0 : times_.back();
  // The last entry stands for the end of the trace, wherever within its step that is.
  const size_t step = place + 2 == times_.size() ? std::max<size_t>(1, trace_->size() - place * kTimeStep) : kTimeStep;
  const double share = static_cast<double>(cursor - place * kTimeStep) / static_cast<double>(step);
  return times_[place] + share * (times_[place + 1] - times_[place]);
}

double Lanes::length(LaneAxis axis) const {
  if (!trace_) return 0;
  if (axis == LaneAxis::events) return static_cast<double>(trace_->size());
  return std::max(static_cast<double>(trace_->tail().duration_ns), time_of(trace_->size()));
}

double Lanes::position(LaneAxis axis, EventIndex cursor) const { return axis == LaneAxis::events ? static_cast<double>(cursor) : time_of(cursor); }

EventIndex Lanes::cursor_at(LaneAxis axis, double position) const {
  if (!trace_ || position <= 0) return 0;
  if (axis == LaneAxis::events) return std::min(static_cast<EventIndex>(position), trace_->size());
  EventIndex low = 0, high = trace_->size();   // the last cursor whose time is <= position
  while (low < high) {
    const EventIndex middle = low + (high - low + 1) / 2;
    if (time_of(middle) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

size_t Lanes::segment_at(const Lane& lane, EventIndex cursor) const {
  const auto after = std::upper_bound(lane.segments.begin(), lane.segments.end(), cursor,
                                      [](EventIndex wanted, const Segment& segment) { return wanted < segment.begin; });
  return after == lane.segments.begin() ? 0 : static_cast<size_t>(after - lane.segments.begin()) - 1;
}

std::optional<LaneState> Lanes::state_at(GoroutineId who, EventIndex cursor) const {
  const auto begin = begin_of(who);
  if (!begin || cursor < *begin) return std::nullopt;
  const Lane& lane = lanes_[who.value - 1];
  return lane.segments[segment_at(lane, cursor)].state;
}

std::optional<EventIndex> Lanes::begin_of(GoroutineId who) const {
  if (who == kNobody || who.value > lanes_.size() || lanes_[who.value - 1].segments.empty()) return std::nullopt;
  return lanes_[who.value - 1].segments.front().begin;
}

// Gathers stretches that are narrower than the grain until they make one.
class Lanes::Joining {
 public:
  Joining(double grain, std::vector<LaneBlock>& blocks) : grain_(grain), blocks_(blocks), first_(blocks.size()) {}

  void reach(double from, double to, EventIndex cursor) {
    if (!any_) open_ = {from, to, LaneState::runnable, 0, false, cursor};
    open_.to = to;
    any_ = true;
  }
  void weigh(LaneState state, uint64_t events) { events_[static_cast<size_t>(state)] += events; }
  void flush_when_wide() {
    if (open_.to - open_.from >= grain_) flush();
  }
  void flush() {
    if (!any_) return;
    uint64_t all = 0, kinds = 0;
    size_t most = 0;
    for (size_t state = 0; state < events_.size(); ++state) {
      all += events_[state];
      kinds += events_[state] > 0;
      if (events_[state] > events_[most]) most = state;
    }
    open_.state = static_cast<LaneState>(most);
    open_.mixed = kinds > 1;
    open_.running_share = all == 0 ? 0 : static_cast<float>(events_[0]) / static_cast<float>(all);
    // Side by side in the same look: one bar, however long.
    LaneBlock* last = blocks_.size() > first_ ? &blocks_.back() : nullptr;
    if (last && last->to == open_.from && last->state == open_.state && !last->mixed && !open_.mixed) last->to = open_.to;
    else blocks_.push_back(open_);
    any_ = false;
    events_ = {};
  }

 private:
  const double grain_;
  std::vector<LaneBlock>& blocks_;
  const size_t first_;          // what stood in blocks_ before is another lane's
  std::array<uint64_t, 6> events_{};
  LaneBlock open_;
  bool any_ = false;
};

// kFan^level segments as one, the first of them a multiple of that: a single segment at level 0.
struct Lanes::Stretch {
  size_t level = 0, index = 0;
  size_t segments() const { return size_t{1} << (kFanBits * level); }
  size_t first() const { return index << (kFanBits * level); }
};

std::optional<uint32_t> Lanes::end_of(const Lane& lane, const Stretch& stretch) const {
  if (stretch.level > 0 && stretch.index + 1 < lane.levels[stretch.level - 1].size()) return lane.levels[stretch.level - 1][stretch.index + 1].begin;
  const size_t next = stretch.first() + stretch.segments();
  if (next < lane.segments.size()) return lane.segments[next].begin;
  return std::nullopt;
}

// The widest stretch that begins with segment `first`, at `left`, and is no wider than the grain. The search begins near `level`, where the last was found.
Lanes::Stretch Lanes::widest_from(const Lane& lane, size_t first, double left, LaneAxis axis, double grain, size_t level) const {
  const auto at = [first](size_t level) { return Stretch{level, first >> (kFanBits * level)}; };
  // How wide the stretch of a level is; one that is not over yet is as wide as can be.
  const auto width = [&](size_t level) {
    const auto end = end_of(lane, at(level));
    return end ? position(axis, *end) - left : std::numeric_limits<double>::infinity();
  };
  size_t highest = std::min(lane.levels.size(), first == 0 ? lane.levels.size() : static_cast<size_t>(std::countr_zero(first)) / kFanBits);
  while (highest > 0 && at(highest).index >= lane.levels[highest - 1].size()) --highest;
  size_t found = std::min(highest, level);
  double wide = width(found);
  while (found > 0 && wide > grain) wide = width(--found);
  // A level up is tried only where it is likely to fit: neighbours are about as wide as each other.
  while (found < highest && wide * kFan <= grain) {
    const double above = width(found + 1);
    if (above > grain) break;
    wide = above;
    ++found;
  }
  return at(found);
}

void Lanes::blocks(GoroutineId who, LaneAxis axis, double from, double to, double grain, std::vector<LaneBlock>& blocks) const {
  if (!trace_ || !begin_of(who) || !(from < to)) return;
  const Lane& lane = lanes_[who.value - 1];
  Joining joining(grain, blocks);
  size_t i = segment_at(lane, cursor_at(axis, from)), level = 0;
  uint32_t begin = lane.segments[i].begin;
  for (double left = position(axis, begin); i < lane.segments.size();) {
    if (left >= to) break;
    const Stretch stretch = widest_from(lane, i, left, axis, grain, level);
    const auto end = end_of(lane, stretch);
    const double right = end ? position(axis, *end) : length(axis);
    const bool wide = right - left > grain;
    if (wide) joining.flush();
    joining.reach(std::max(left, from), std::min(right, to), begin);
    if (stretch.level == 0) {
      joining.weigh(lane.segments[i].state, std::max<EventIndex>(1, (end ? *end : trace_->size()) - begin));
    } else {
      const Node& node = lane.levels[stretch.level - 1][stretch.index];
      for (size_t state = 0; state < kWeighed; ++state) joining.weigh(static_cast<LaneState>(state), node.events[state]);
    }
    if (wide) joining.flush();
    else joining.flush_when_wide();
    left = right;
    begin = end.value_or(begin);
    level = stretch.level;
    i = stretch.first() + stretch.segments();
  }
  joining.flush();
}

}  // namespace wgscope
