// Grows a trace. Copyable: a copy grows on its own from there (a branch).
#pragma once

#include <memory>
#include <string_view>
#include <unordered_map>

#include "core/trace/trace.h"

namespace wgscope {

class TraceBuilder {
 public:
  explicit TraceBuilder(TraceHeader header);

  ObjectId add_object(TraceObject object);
  GoroutineId add_goroutine(TraceGoroutine goroutine);   // main first; numbers follow
  TextId text(std::string_view text);                    // the same text, the same id
  void append(const Event& event);
  void add_clock_sample(int64_t at_ns);                  // of the next event to be appended
  void set_tail(TraceTail tail);

  size_t size() const;
  // What stands so far. Shares its full chunks with this builder and with other snapshots.
  std::shared_ptr<const Trace> snapshot() const;

 private:
  Trace now_;                       // its last chunk is copied on the next append after a snapshot
  std::unordered_map<std::string, TextId> texts_;
};

}  // namespace wgscope
