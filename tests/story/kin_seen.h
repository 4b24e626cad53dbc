// What has happened to a channel or a mutex, from the events alone: the witness's part for them. Shares no code with fold, the story or core/sync.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <set>

#include "core/trace/trace.h"

namespace wgscope::model::testing {

struct InLine {
  uint32_t who = 0;
  uint64_t word = 0;
};

struct KinSeen {
  std::deque<uint64_t> buffer;
  std::deque<InLine> senders, receivers;
  bool closed = false;
  bool set = false;                 // of a timer

  bool locked = false;
  uint32_t holder = 0;              // who locked it; 0: nobody, or nobody knows
  std::deque<uint32_t> line;        // of a mutex
  std::set<uint32_t> reading_line;  // of them, the readers
  int64_t readers = 0;              // who hold it: those that an unlock let in, too

  void leave(uint32_t who) {
    const auto his = [who](const InLine& one) { return one.who == who; };
    std::erase_if(senders, his);
    std::erase_if(receivers, his);
  }

  // A step on it, where it is a Cond.
  void see_cond(const Event& event) {
    if (event.failed()) return;
    const auto mine = std::ranges::find(receivers, uint32_t{event.goroutine}, &InLine::who);
    if (event.kind == EventKind::cond_wait) receivers.push_back({event.goroutine, 0});
    else if (event.kind == EventKind::cond_park) mine->word = 1;
    else if (event.kind == EventKind::cond_broadcast) receivers.clear();
    else if (event.kind == EventKind::cond_signal && !receivers.empty()) receivers.pop_front();
  }

  // A step on it, where it is a timer; `again`: a ticker.
  void see_timer(const Event& event, bool again) {
    if (event.kind == EventKind::timer_set) set = true;
    else if (event.kind == EventKind::timer_stop) set = false;
    else if (event.parked()) receivers.push_back({event.goroutine, 0});
    else if (event.kind == EventKind::timer || event.kind == EventKind::chan_receive || event.kind == EventKind::select_step) set = again;
  }

  // A step on it, or a case that queues there.
  void see(const Event& event, uint64_t capacity) {
    const bool sends = event.kind == EventKind::chan_send || (event.kind == EventKind::select_step && (event.flags & kSends));
    const bool receives = event.kind == EventKind::chan_receive || (event.kind == EventKind::select_step && !(event.flags & kSends));
    if (sends) see_send(event);
    else if (receives) see_receive(event, capacity);
    else if (event.kind == EventKind::chan_close && !event.failed()) closed = true, senders.clear(), receivers.clear();
    else if (on_mutex(event.kind)) see_mutex(event);
  }

 private:
  void see_send(const Event& event) {
    if (event.parked()) senders.push_back({event.goroutine, event.word});
    else if (!event.failed() && event.other == 0) buffer.push_back(event.word);
  }
  void see_receive(const Event& event, uint64_t capacity) {
    if (event.parked()) receivers.push_back({event.goroutine, 0});
    if (event.parked() || event.failed()) return;
    if (capacity > 0) {
      if (event.other != 0) buffer.push_back(senders.front().word);
      buffer.pop_front();
    }
  }
  void see_mutex(const Event& event) {
    const bool again = event.kind == EventKind::mutex_retry || event.kind == EventKind::read_retry, reads = on_reading_side(event.kind);
    if (event.parked()) {
      again ? line.push_front(event.goroutine) : line.push_back(event.goroutine);
      if (reads) reading_line.insert(event.goroutine);
      return;
    }
    if (event.failed()) return;
    switch (event.kind) {
      case EventKind::mutex_unlock: locked = false, holder = 0; break;
      case EventKind::read_unlock: --readers; break;
      case EventKind::read_retry: break;   // the unlock let it in
      case EventKind::read_lock:
      case EventKind::read_try: ++readers; break;
      default: locked = true, holder = event.goroutine; break;
    }
    if (event.other != 0) let_go(event.other);
  }

 public:
  // An unlock readied it.
  void let_go(uint32_t who) {
    std::erase(line, who);
    if (reading_line.erase(who) > 0) ++readers;
  }
};

}  // namespace wgscope::model::testing
