#include "core/trace/causality.h"

#include <algorithm>
#include <cassert>

namespace wgscope {

bool is_notable(const Event& event) {
  switch (event.kind) {
    case EventKind::sleep:
    case EventKind::timer:
    case EventKind::panic_call:
    case EventKind::run_panic:
    case EventKind::recovered:
    case EventKind::crash:
    case EventKind::fatal: return true;
    case EventKind::sema_release: return event.other != 0;
    case EventKind::chan_close: return true;
    case EventKind::sema_acquire:
    case EventKind::sema_retry: return event.parked();
    case EventKind::wait_join:
    case EventKind::atomic_cas: return event.failed();
    default: return event.parked() || woken_by(event) != kNobody || (on_channel(event.kind) && event.failed());
  }
}

void Causality::reset(std::shared_ptr<const Trace> trace) {
  assert(trace);
  if (trace_ == trace) return;
  if (!trace_ || !trace->extends(*trace_)) {
    arrows_.clear();
    open_.clear();
    notable_.clear();
    taken_ = 0;
  }
  trace_ = std::move(trace);
  for (; taken_ < trace_->size(); ++taken_) {
    const Event& event = (*trace_)[taken_];
    if (is_notable(event)) notable_.push_back(taken_);
    const bool wakes = woken_by(event) != kNobody, spawns = event.kind == EventKind::spawn;
    const size_t most = wakes || spawns ? std::max(event.goroutine, event.other) : event.goroutine;
    if (open_.size() < most) open_.resize(most, 0);
    if (event.goroutine != 0 && open_[event.goroutine - 1] != 0) {
      arrows_[open_[event.goroutine - 1] - 1].to = taken_;
      open_[event.goroutine - 1] = 0;
    }
    if ((wakes || spawns) && event.other != 0) {
      arrows_.push_back({taken_, std::nullopt, event.who(), {event.other}, wakes ? ArrowKind::wake : ArrowKind::spawn});
      open_[event.other - 1] = arrows_.size();
    }
  }
}

std::span<const Arrow> Causality::arrows_from(EventIndex from, EventIndex to) const {
  const auto before = [](const Arrow& arrow, EventIndex index) { return arrow.from < index; };
  const auto begin = std::lower_bound(arrows_.begin(), arrows_.end(), from, before);
  const auto end = std::lower_bound(begin, arrows_.end(), std::max(from, to), before);
  return {begin, end};
}

EventIndex Causality::next_notable(EventIndex from) const {
  const auto found = std::lower_bound(notable_.begin(), notable_.end(), from);
  return found == notable_.end() ? taken_ : *found;
}

std::optional<EventIndex> Causality::previous_notable(EventIndex before) const {
  const auto found = std::lower_bound(notable_.begin(), notable_.end(), before);
  if (found == notable_.begin()) return std::nullopt;
  return *(found - 1);
}

}  // namespace wgscope
