#include "core/run/live/linearizer.h"

#include <algorithm>
#include <cassert>

#include "core/run/live/marks.h"

namespace wgscope::live {

namespace {

constexpr size_t kPassedMost = 4096;   // events that a stream keeps though they have been given out

}  // namespace

void Linearizer::offer(GoroutineId who, const Event& event, int64_t at_ns) {
  Stream& stream = stream_of(who);
  if (event.kind == kMarkTime) {
    stream.offered_ns = std::max(stream.offered_ns, static_cast<int64_t>(event.word));
    return;
  }
  stream.offered_ns = std::max(stream.offered_ns, at_ns);
  if (event.kind == kMarkStopped || ends_program(event.kind)) stream.ending_from = stream.events.size();
  if (!is_mark(event.kind) && counts_as_step(event.kind)) stream.last_step = stream.events.size();
  stream.events.push_back(event);
  stream.times.push_back(stream.offered_ns);
}

void Linearizer::complete(GoroutineId who, bool last_step_too) {
  Stream& stream = stream_of(who);
  stream.complete = last_step_too ? stream.events.size() : stream.last_step;
  if (who == kMain) stream.created = true;
  consider(who);
}

const Event* Linearizer::first_left(GoroutineId who) const {
  if (who.value >= streams_.size()) return nullptr;
  const Stream& stream = streams_[who.value];
  return stream.next < stream.events.size() ? &stream.events[stream.next] : nullptr;
}

std::vector<GoroutineId> Linearizer::woken_by_what_is_left() const {
  std::vector<GoroutineId> all;
  for (const Stream& stream : streams_) {
    for (size_t i = stream.next; i < stream.events.size(); ++i) {
      if (const GoroutineId woken = is_mark(stream.events[i].kind) ? kNobody : woken_by(stream.events[i]); woken != kNobody) all.push_back(woken);
    }
  }
  return all;
}

Linearizer::Stream& Linearizer::stream_of(GoroutineId who) {
  if (who.value >= streams_.size()) streams_.resize(std::max<size_t>(who.value + 1, streams_.size() * 2));
  return streams_[who.value];
}

// From the step's event (the very first of a program may have none: what main did before its first access) up to the next step's.
size_t Linearizer::end_of_step(const Stream& stream) {
  size_t end = stream.next + 1;
  while (end < stream.complete && (is_mark(stream.events[end].kind) || !counts_as_step(stream.events[end].kind))) ++end;
  return end;
}

size_t Linearizer::claims_of(const Stream& stream, Claim (&claims)[4]) const {
  const Event& event = stream.events[stream.next];
  if (const GoroutineId born = born_of(event); born != kNobody) {
    claims[0] = {kCreation, born.value};
    if (event.kind == EventKind::spawn) return 1;
    claims[1] = {kKin, event.version};
    return 2;
  }
  if (!counts_as_step(event.kind) || event.version == 0) return 0;   // a declaration holds its place in the program there
  if (event.flags & kVersionOfKin) {
    claims[0] = {kKin, event.version};
    return 1;
  }
  claims[0] = {on_sema(event.kind) ? sema_cell(event.object) : word_cell(event.object), event.version};
  if (event.kind != EventKind::copy || stream.next + 1 >= stream.complete) return 1;
  const Event& mark = stream.events[stream.next + 1];
  if (mark.kind != kMarkCopy) return 1;
  size_t count = 1;
  const Claim more[] = {{sema_cell(event.object), static_cast<uint32_t>(mark.word >> 32)},
                        {word_cell(mark.object), mark.version},
                        {sema_cell(mark.object), static_cast<uint32_t>(mark.word)}};
  for (const Claim& claim : more) {
    if (claim.version != 0) claims[count++] = claim;
  }
  return count;
}

uint32_t& Linearizer::next_version(uint32_t cell) {
  if (cell >= next_versions_.size()) {
    next_versions_.resize(std::max<size_t>(cell + 1, next_versions_.size() * 2), 1);
    next_versions_[kCreation] = std::max(next_versions_[kCreation], kMain.value + 1);
  }
  return next_versions_[cell];
}

// A goroutine's first step comes behind the `go` that made it. One that a timer makes is its own first step, and comes behind the timer's being set.
bool Linearizer::may_come_up(GoroutineId who) {
  Stream& stream = stream_of(who);
  const Event& next = stream.events[stream.next];
  if (stream.created) return true;
  if (is_mark(next.kind) || born_of(next) != who) return false;
  stream.created = timers_.contains(next.object.value);
  if (!stream.created) waiting_for_timers_.emplace(next.object.value, who);
  return stream.created;
}

// The goroutine's next step joins those that may go, or waits for the first thing that is missing.
void Linearizer::consider(GoroutineId who) {
  Stream& stream = stream_of(who);
  if (stream.waits || stream.next >= stream.complete || !may_come_up(who)) return;
  stream.waits = true;
  Claim claims[4];
  const size_t count = claims_of(stream, claims);
  for (size_t i = 0; i < count; ++i) {
    const uint32_t next = next_version(claims[i].cell);
    assert(claims[i].version >= next && "a version was taken twice");
    if (claims[i].version == next) continue;
    waiting_for_.emplace(uint64_t{claims[i].cell} << 32 | claims[i].version, who);
    return;
  }
  stream.taken_ns = std::max(stream.taken_ns, stream.times[stream.next]);
  const bool ends = stream.ending_from != SIZE_MAX && end_of_step(stream) > stream.ending_from;
  (ends ? endings_ : ready_).push({stream.taken_ns, who});
}

void Linearizer::forget_passed(Stream& stream) {
  const size_t passed = stream.next;
  stream.events.erase(stream.events.begin(), stream.events.begin() + static_cast<std::ptrdiff_t>(passed));
  stream.times.erase(stream.times.begin(), stream.times.begin() + static_cast<std::ptrdiff_t>(passed));
  stream.next = 0;
  stream.complete -= passed;
  stream.last_step -= std::min(stream.last_step, passed);
  if (stream.ending_from != SIZE_MAX) stream.ending_from -= std::min(stream.ending_from, passed);
}

// A step has been given out: whoever waited for it is considered again, and cannot have been earlier (the times are lower bounds).
void Linearizer::pass(GoroutineId who, size_t end) {
  Claim claims[4];
  const size_t count = claims_of(streams_[who.value], claims);
  const Event& event = streams_[who.value].events[streams_[who.value].next];
  const GoroutineId created = born_of(event) == who ? kNobody : born_of(event);
  std::vector<GoroutineId> made_by_timers;
  {
    Stream& stream = streams_[who.value];
    for (size_t at = stream.next; at < end; ++at) {
      const Event& passed = stream.events[at];
      if (is_mark(passed.kind)) continue;
      if (born_of(passed) != kNobody) ++live_;
      if (passed.kind == EventKind::end) --live_;
      if (passed.kind != EventKind::timer_set || !timers_.insert(passed.object.value).second) continue;
      const auto [first, last] = waiting_for_timers_.equal_range(passed.object.value);
      for (auto one = first; one != last; ++one) made_by_timers.push_back(one->second);
      waiting_for_timers_.erase(first, last);
    }
    if (live_ < live_max_) {
      for (const Head& head : aside_) ready_.push(head);
      aside_.clear();
    }
    stream.waits = false;
    stream.next = end;
    if (stream.next == stream.events.size() || (stream.next >= kPassedMost && stream.next * 2 >= stream.events.size())) forget_passed(stream);
  }
  if (created != kNobody) {
    Stream& stream = stream_of(created);
    stream.created = true;
    stream.taken_ns = now_ns_;
    consider(created);
  }
  for (const GoroutineId made : made_by_timers) consider(made);
  for (size_t i = 0; i < count; ++i) {
    next_version(claims[i].cell) = claims[i].version + 1;
    const auto waiting = waiting_for_.find(uint64_t{claims[i].cell} << 32 | (claims[i].version + 1));
    if (waiting == waiting_for_.end()) continue;
    const GoroutineId next = waiting->second;
    waiting_for_.erase(waiting);
    Stream& stream = streams_[next.value];
    stream.waits = false;
    stream.taken_ns = std::max(stream.taken_ns, now_ns_);
    consider(next);
  }
  consider(who);
}

}  // namespace wgscope::live
