#include "app/model/timer_spans.h"

#include <cassert>

namespace wgscope::model {

void TimerSpans::reset(std::shared_ptr<const Trace> trace) {
  assert(trace);
  if (trace_ == trace) return;
  if (!trace_ || !trace->extends(*trace_)) {
    lanes_.clear();
    lane_of_.clear();
    ticks_.clear();
    taken_ = left_out_ = 0;
  }
  trace_ = std::move(trace);
  for (; taken_ < trace_->size(); ++taken_) take(taken_);
}

void TimerSpans::take(EventIndex index) {
  const Event& event = (*trace_)[index];
  if (event.object == kNoObject || trace_->objects()[event.object.value].kind != ObjectKind::timer) return;
  switch (event.kind) {
    case EventKind::declare: ticks_[event.object.value] = event.word == kTicker; return;
    case EventKind::timer_set: return open(event, index + 1);
    case EventKind::timer_stop: return close(event.object, index + 1, false);
    case EventKind::timer: return close(event.object, index + 1, true);
    case EventKind::chan_receive:
    case EventKind::select_step:
      if (!event.parked()) close(event.object, index + 1, true);   // it had expired
      return;
    default: return;
  }
}

// Its last bar is over, or its time has come and nobody has looked.
bool TimerSpans::is_free(const TimerLane& lane, EventIndex cursor) const {
  const TimerSpan& last = lane.spans.back();
  return last.to || (trace_->header().world == World::recorded && !last.ticks && last.due_ns <= trace_->at_ns(cursor - 1));
}

void TimerSpans::open(const Event& event, EventIndex cursor) {
  const auto set = lane_of_.find(event.object.value);
  size_t lane = set != lane_of_.end() ? set->second : 0;
  if (set != lane_of_.end()) lanes_[lane].spans.back().to = cursor;
  else while (lane < lanes_.size() && !is_free(lanes_[lane], cursor)) ++lane;
  if (lane == kLanesMost) {
    ++left_out_;
    return;
  }
  if (lane == lanes_.size()) lanes_.push_back({{}, {}, event.object});
  TimerLane& into = lanes_[lane];
  if (!into.spans.empty() && !into.spans.back().to) {   // it has expired unseen
    into.spans.back().to = cursor;
    into.spans.back().unseen = true;
    lane_of_.erase(into.spans.back().timer.value);
  }
  if (into.only != event.object) into.only.reset();
  const auto set_for = static_cast<int64_t>(event.word);
  into.spans.push_back({event.object, cursor, std::nullopt, set_for, trace_->at_ns(cursor - 1) + set_for, ticks_[event.object.value]});
  lane_of_[event.object.value] = lane;
}

void TimerSpans::close(ObjectId timer, EventIndex cursor, bool fired) {
  const auto set = lane_of_.find(timer.value);
  if (set == lane_of_.end()) return;
  TimerLane& lane = lanes_[set->second];
  if (fired) lane.firings.push_back(cursor);
  if (fired && lane.spans.back().ticks) return;
  lane.spans.back().to = cursor;
  lane_of_.erase(set);
}

}  // namespace wgscope::model
