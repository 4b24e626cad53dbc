// A trace as an execution might make it, from a seed: goroutines that come, add, wait, park, wake, sleep, print, copy and end, on several WaitGroups.
// Not a model of WaitGroup to check against: only consistent enough (queues, tokens, words, versions) to try what reads traces.
#pragma once

#include <algorithm>
#include <deque>
#include <random>
#include <string>
#include <vector>

#include "core/trace/trace_builder.h"

namespace wgscope::test {

struct RandomTraceOptions {
  size_t events = 1000;
  uint32_t goroutines = 8;
  uint32_t wait_groups = 2;
  uint32_t seed = 1;
  bool crash_at_end = false;
};

class RandomTrace {
 public:
  explicit RandomTrace(const RandomTraceOptions& options) : options_(options), random_(options.seed), builder_(header()) {
    for (uint32_t i = 0; i < options.wait_groups; ++i) {
      builder_.add_object({"wg" + std::to_string(i), ObjectKind::wait_group, WordKind::none, "sync.WaitGroup", {1}, kNobody, 0});
    }
    builder_.add_object({"x", ObjectKind::variable, WordKind::signed_int, "int", {1}, kNobody, 7});
    groups_.resize(options.wait_groups);
    add_goroutine(kNobody);
    builder_.add_clock_sample(0);
  }

  // Makes events until there are `size`; may be asked again for more.
  TraceBuilder& grow_to(size_t size) {
    while (builder_.size() < size) step();
    return builder_;
  }
  TraceBuilder& grow() {
    grow_to(options_.events);
    TraceTail tail;
    tail.over = true;
    tail.ending = options_.crash_at_end ? Ending::panic("boom") : Ending::deadlock();
    tail.duration_ns = static_cast<int64_t>(builder_.size()) * 100 + 50;
    if (options_.crash_at_end) {
      Event event = event_of(EventKind::panic_call, 0);
      event.word = builder_.text("boom").value;
      append(event);
      event.kind = EventKind::crash;
      append(event);
      tail.crashed = kMain;
      tail.panics = {{"boom"}};
    }
    for (const auto& goroutine : goroutines_) {
      Standing standing;
      standing.site = {3};
      standing.next = goroutine.gone ? EventKind::end : EventKind::sema_acquire;
      standing.object = goroutine.gone ? kNoObject : ObjectId{0};
      standing.stack = {{{3}, true}, {{2}, false}};
      tail.standing.push_back(standing);
    }
    builder_.set_tail(tail);
    return builder_;
  }

 private:
  struct Goroutine {
    bool gone = false, parked = false, asleep = false, readied = false;
    uint32_t group = 0;
  };
  struct Group {
    uint64_t word = 0;
    uint32_t tokens = 0, word_version = 0, sema_version = 0;
    std::deque<uint32_t> queue;
  };

  static TraceHeader header() {
    TraceHeader header;
    header.scenario_name = "random.go";
    header.scenario_text = "package main\n\nfunc main() {}\n";
    header.params = {{"workers", 3}};
    header.sites = {{}, {1, 5, 1, ""}, {3, 1, 3, "main.main"}, {7, 2, 7, "main.worker"}};
    return header;
  }
  uint32_t below(uint32_t n) { return static_cast<uint32_t>(random_() % n); }
  Event event_of(EventKind kind, size_t who) {
    Event event;
    event.kind = kind;
    event.goroutine = static_cast<uint16_t>(who + 1);
    event.site = static_cast<uint16_t>(1 + below(3));
    return event;
  }
  void append(const Event& event) {
    if (builder_.size() % 16 == 0) builder_.add_clock_sample(static_cast<int64_t>(builder_.size()) * 100);
    builder_.append(event);
  }
  void add_goroutine(GoroutineId parent) {
    builder_.add_goroutine({parent, {2}, parent == kNobody ? "main.main" : "main.worker"});
    goroutines_.emplace_back();
  }
  Event on_word(EventKind kind, size_t who, uint32_t group) {
    Event event = event_of(kind, who);
    event.object = {group};
    event.word = groups_[group].word;
    event.version = ++groups_[group].word_version;
    return event;
  }
  Event on_sema(EventKind kind, size_t who, uint32_t group) {
    Event event = event_of(kind, who);
    event.object = {group};
    event.word = groups_[group].tokens;
    event.version = ++groups_[group].sema_version;
    return event;
  }
  void acquire(EventKind kind, size_t who, uint32_t group) {
    Group& g = groups_[group];
    const bool took = g.tokens > 0;
    if (took) --g.tokens;
    Event event = on_sema(kind, who, group);
    if (!took) {
      event.flags = kParked;
      g.queue.push_back(static_cast<uint32_t>(who));
      goroutines_[who].parked = true;
      goroutines_[who].group = group;
    }
    append(event);
  }

  void step() {
    const size_t who = below(static_cast<uint32_t>(goroutines_.size()));
    Goroutine& self = goroutines_[who];
    if (self.gone || self.parked) return;
    if (self.asleep) {
      if (below(3) == 0) {
        append(event_of(EventKind::timer, who));
        self.asleep = false;
      }
      return;
    }
    if (self.readied) {
      self.readied = false;
      acquire(EventKind::sema_retry, who, self.group);
      return;
    }
    const uint32_t group = below(options_.wait_groups);
    switch (below(12)) {
      case 0:
        if (goroutines_.size() < options_.goroutines) {
          Event event = event_of(EventKind::spawn, who);
          event.other = static_cast<uint16_t>(goroutines_.size() + 1);
          add_goroutine({static_cast<uint32_t>(who + 1)});
          append(event);
        }
        break;
      case 1: case 2: {
        groups_[group].word += uint64_t{1} << 32;
        Event event = on_word(EventKind::add_count, who, group);
        event.flags = kReturned;
        append(event);
        break;
      }
      case 3: append(on_word(EventKind::wait_load, who, group)); break;
      case 4: {
        groups_[group].word += 1;
        append(on_word(EventKind::wait_join, who, group));
        if (who != 0) acquire(EventKind::sema_acquire, who, group);
        break;
      }
      case 5: case 6: case 7: release(who, group); break;
      case 8: {
        Event event = event_of(EventKind::print, who);
        event.word = builder_.text("line " + std::to_string(below(50)) + "\n").value;
        append(event);
        break;
      }
      case 9: {
        Event event = event_of(below(2) ? EventKind::var_read : EventKind::var_write, who);
        event.object = {options_.wait_groups};
        if (event.kind == EventKind::var_write) variable_ = below(1000);
        event.word = variable_;
        event.version = ++variable_version_;
        append(event);
        break;
      }
      case 10:
        if (who != 0) {
          Event event = event_of(EventKind::sleep, who);
          event.word = 1'000'000;
          append(event);
          self.asleep = true;
        }
        break;
      default:
        append(event_of(EventKind::gosched, who));
        if (who != 0 && below(40) == 0) {
          append(event_of(EventKind::end, who));
          self.gone = true;
        }
        break;
    }
  }
  void release(size_t who, uint32_t group) {
    Group& g = groups_[group];
    if (g.queue.empty() && below(16) != 0) return;   // few stray tokens
    ++g.tokens;
    Event event = on_sema(EventKind::sema_release, who, group);
    if (!g.queue.empty()) {
      const uint32_t woken = g.queue.front();
      g.queue.pop_front();
      goroutines_[woken].parked = false;
      goroutines_[woken].readied = true;
      event.other = static_cast<uint16_t>(woken + 1);
    }
    append(event);
  }

  RandomTraceOptions options_;
  std::mt19937 random_;
  TraceBuilder builder_;
  std::vector<Goroutine> goroutines_;
  std::vector<Group> groups_;
  uint64_t variable_ = 7;
  uint32_t variable_version_ = 0;
};

inline std::shared_ptr<const Trace> random_trace(const RandomTraceOptions& options) { return RandomTrace(options).grow().snapshot(); }

}  // namespace wgscope::test
