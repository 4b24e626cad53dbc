// Grows a trace. Copyable at a small cost: a copy grows on its own from there (a branch).
#pragma once

#include <functional>
#include <memory>
#include <string>
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

  size_t size() const { return now_.size(); }
  // What stands so far, to look things up while it grows.
  const Trace& now() const { return now_; }
  // The same, to keep. Shares its chunks with this builder and with other snapshots.
  std::shared_ptr<const Trace> snapshot() const { return std::make_shared<const Trace>(now_); }

 private:
  struct TextHash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using TextIds = std::unordered_map<std::string, TextId, TextHash, std::equal_to<>>;

  Trace now_;
  std::shared_ptr<TextIds> text_ids_;   // shared by copies until one of them adds a text
  std::shared_ptr<std::unordered_map<std::string, uint32_t>> names_;   // how many objects have each name; likewise
};

}  // namespace wgscope
