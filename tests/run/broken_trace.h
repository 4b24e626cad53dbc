// Traces that are broken on purpose: taken apart, changed in one way, put together again, and looked through.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/run/live_run.h"
#include "core/trace/trace_builder.h"
#include "tests/run/support.h"

namespace wgscope {

// A trace taken apart.
struct Parts {
  explicit Parts(const Trace& trace) : header(trace.header()), tail(trace.tail()) {
    for (size_t i = 0; i < trace.size(); ++i) events.push_back(trace[i]);
    for (size_t i = 0; i < trace.objects().size(); ++i) objects.push_back(trace.objects()[i]);
    for (size_t i = 0; i < trace.goroutines().size(); ++i) goroutines.push_back(trace.goroutines()[i]);
    for (size_t i = 1; i < trace.texts().size(); ++i) texts.push_back(trace.texts()[i]);
  }

  std::optional<std::string> fault() const {
    TraceBuilder builder(header);
    for (const TraceGoroutine& goroutine : goroutines) builder.add_goroutine(goroutine);
    for (const TraceObject& object : objects) builder.add_object(object);
    for (const std::string& text : texts) builder.text(text);
    for (const Event& event : events) builder.append(event);
    builder.set_tail(tail);
    return find_inconsistency(builder.now());
  }

  // The nth event of a kind, from 1.
  size_t at(EventKind kind, int nth = 1) const {
    for (size_t i = 0; i < events.size(); ++i)
      if (events[i].kind == kind && --nth == 0) return i;
    ADD_FAILURE() << "no such " << name_of(kind);
    return 0;
  }
  Event& the(EventKind kind, int nth = 1) { return events[at(kind, nth)]; }
  void drop(size_t i) { events.erase(events.begin() + static_cast<std::ptrdiff_t>(i)); }
  void drop(EventKind kind, int nth = 1) { drop(at(kind, nth)); }
  // As if it had never been: its object's later accesses come one sooner.
  void forget(size_t i) {
    const Event gone = events[i];
    drop(i);
    for (Event& event : events) {
      if (gone.object != kNoObject && event.object == gone.object && event.version > gone.version) --event.version;
    }
  }
  void insert(size_t i, const Event& event) { events.insert(events.begin() + static_cast<std::ptrdiff_t>(i), event); }

  TraceHeader header;
  TraceTail tail;
  std::vector<Event> events;
  std::vector<TraceObject> objects;
  std::vector<TraceGoroutine> goroutines;
  std::vector<std::string> texts;
};

inline std::shared_ptr<const Trace> trace_of(const std::string& program, const std::string& schedule) {
  const auto execution = replay(go_scenario(program), parse_schedule(schedule).value());
  EXPECT_TRUE(execution.ok()) << to_string(execution.errors().front());
  EXPECT_TRUE(execution->over()) << "what could step: " << to_string(execution->enabled().front().choice);
  return execution->trace();
}

using Break = std::function<void(Parts&)>;

inline void expect_reported(const Trace& honest, const std::string& words, const Break& how) {
  SCOPED_TRACE(words);
  ASSERT_EQ(find_inconsistency(honest), std::nullopt);
  ASSERT_EQ(Parts(honest).fault(), std::nullopt) << "taken apart and put together";
  Parts broken(honest);
  how(broken);
  const auto fault = broken.fault();
  ASSERT_TRUE(fault.has_value()) << "passed";
  EXPECT_NE(fault->find(words), std::string::npos) << *fault;
}

}  // namespace wgscope
