// What led to what: which release woke whom, which `go` began whom; and which events are worth stopping at. Grows as events arrive.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/base/ids.h"
#include "core/trace/trace.h"

namespace wgscope {

// A park, a wake, a compare-and-swap that failed, a panic, a recovery from one.
bool is_notable(const Event& event);

enum class ArrowKind : uint8_t {
  wake,    // a step that readied somebody (a release, a send to a parked receiver, …), and what that goroutine did next
  spawn,   // a `go`, and the new goroutine's first event
};

struct Arrow {
  EventIndex from = 0;
  std::optional<EventIndex> to;     // none: it has not stepped since
  GoroutineId from_who, to_who;
  ArrowKind kind = ArrowKind::wake;
  bool operator==(const Arrow&) const = default;
};

class Causality {
 public:
  // The trace to read from now on. What was built is kept when it extends the one before.
  void reset(std::shared_ptr<const Trace> trace);

  // All arrows, in order of `from`; and those that begin in [from, to).
  std::span<const Arrow> arrows() const { return arrows_; }
  std::span<const Arrow> arrows_from(EventIndex from, EventIndex to) const;

  // The next (previous) notable event at or after (before) one; size() (nothing) when there is none.
  EventIndex next_notable(EventIndex from) const;
  std::optional<EventIndex> previous_notable(EventIndex before) const;

 private:
  std::shared_ptr<const Trace> trace_;
  EventIndex taken_ = 0;
  std::vector<Arrow> arrows_;
  std::vector<size_t> open_;                          // [goroutine - 1]: the arrow that its next event ends, + 1
  std::vector<EventIndex> notable_;
};

}  // namespace wgscope
