#include "core/trace/lanes.h"

#include <algorithm>
#include <cassert>

namespace wgscope {

namespace {

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
  if (counts_as_step(event.kind) && event.kind != EventKind::timer) {
    if (last_stepped_ != who && last_stepped_ != kNobody && lanes_[last_stepped_.value - 1].segments.back().state == LaneState::running) {
      enter(last_stepped_, cursor, LaneState::runnable);
    }
    last_stepped_ = who;
    enter(who, cursor, event.parked() ? LaneState::parked : event.kind == EventKind::main_return ? LaneState::finished : LaneState::running);
    if (event.other != 0 && (event.kind == EventKind::spawn || event.kind == EventKind::sema_release)) enter({event.other}, cursor, LaneState::runnable);
    return;
  }
  switch (event.kind) {
    case EventKind::timer: enter(who, cursor, LaneState::runnable); break;
    case EventKind::sleep: enter(who, cursor, LaneState::sleeping); break;
    case EventKind::end: enter(who, cursor, LaneState::finished); break;
    case EventKind::crash: enter(who, cursor, LaneState::panicked); break;
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
struct Lanes::Joining {
  double grain;
  std::vector<LaneBlock>& blocks;
  std::array<uint64_t, 6> events{};
  LaneBlock open;
  bool any = false;

  void flush() {
    if (!any) return;
    uint64_t all = 0, kinds = 0;
    size_t most = 0;
    for (size_t state = 0; state < events.size(); ++state) {
      all += events[state];
      kinds += events[state] > 0;
      if (events[state] > events[most]) most = state;
    }
    open.state = static_cast<LaneState>(most);
    open.mixed = kinds > 1;
    open.running_share = all == 0 ? 0 : static_cast<float>(events[0]) / static_cast<float>(all);
    // Side by side in the same look: one bar, however long.
    if (!blocks.empty() && blocks.back().to == open.from && blocks.back().state == open.state && !blocks.back().mixed && !open.mixed) blocks.back().to = open.to;
    else blocks.push_back(open);
    any = false;
    events = {};
  }
  void reach(double from, double to, EventIndex cursor) {
    if (!any) open = {from, to, LaneState::runnable, 0, false, cursor};
    open.to = to;
    any = true;
  }
  void flush_when_wide() {
    if (open.to - open.from >= grain) flush();
  }
};

void Lanes::blocks(GoroutineId who, LaneAxis axis, double from, double to, double grain, std::vector<LaneBlock>& blocks) const {
  if (!trace_ || !begin_of(who) || !(from < to)) return;
  const Lane& lane = lanes_[who.value - 1];
  const size_t count = lane.segments.size(), first_new = blocks.size();
  std::vector<LaneBlock> own;
  Joining joining{grain, own, {}, {}, false};
  for (size_t i = segment_at(lane, cursor_at(axis, from)); i < count;) {
    const uint32_t begin = lane.segments[i].begin;
    const double left = position(axis, begin);
    if (left >= to) break;
    // The highest node that begins here and is no wider than the grain.
    size_t next = i + 1, level = 0;
    double right = next < count ? position(axis, lane.segments[next].begin) : length(axis);
    const bool wide = right - left > grain;
    for (size_t span = kFan; !wide && level < lane.levels.size() && i % span == 0 && i / span < lane.levels[level].size(); span *= kFan) {
      if (i + span >= count) break;
      const double end = position(axis, lane.segments[i + span].begin);
      if (end - left > grain) break;
      next = i + span;
      right = end;
      ++level;
    }
    if (wide) joining.flush();
    joining.reach(std::max(left, from), std::min(right, to), begin);
    if (level == 0) {
      const EventIndex end = next < count ? lane.segments[next].begin : trace_->size();
      joining.events[static_cast<size_t>(lane.segments[i].state)] += std::max<EventIndex>(1, end - begin);
    } else {
      const Node& node = lane.levels[level - 1][i / (next - i)];
      for (size_t state = 0; state < kWeighed; ++state) joining.events[state] += node.events[state];
    }
    if (wide) joining.flush();
    else joining.flush_when_wide();
    i = next;
  }
  joining.flush();
  blocks.reserve(first_new + own.size());
  blocks.insert(blocks.end(), own.begin(), own.end());
}

}  // namespace wgscope
