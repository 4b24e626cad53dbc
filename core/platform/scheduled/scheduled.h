// The scheduled platform: plain data. A driver makes one line at a time; there are no threads, so nothing here is atomic.
//
// Words and guards are a part of the program's state: they can be copied, compared and hashed, and hold nothing that does not matter later.
// So they hold no versions: two states that differ only in how often their objects were looked at are one. Whoever makes a trace of the
// scheduled world counts its objects' accesses beside the state; the numbers are those that the recorded world would have taken.
#pragma once

#include <cstdint>

#include "core/platform/interpreted.h"

namespace wgscope::scheduled {

struct Guard {
  uint32_t tokens = 0;
  WaiterQueue queue;
  bool operator==(const Guard&) const = default;
};

class Section;

class Platform : public AccessLog {
 public:
  using Word = uint64_t;
  using Guard = scheduled::Guard;
  using Section = scheduled::Section;
  using Waiter = GoroutineId;
  static constexpr bool kReleasesAtOnce = false;

  using AccessLog::AccessLog;

  uint64_t load(const Word& word) {
    note({.word = word, .before = word});
    return word;
  }
  void store(Word& word, uint64_t value) {
    update(word, [value](uint64_t) { return value; });
  }
  uint64_t add(Word& word, uint64_t delta) {
    return update(word, [delta](uint64_t old) { return old + delta; });
  }
  // Any read-modify-write, for the studied program's atomics: gives the new value; access().before has the old one.
  template <class F>
  uint64_t update(Word& word, F&& next) {
    const uint64_t before = word;
    word = next(before);
    note({.word = word, .before = before});
    return word;
  }
  bool compare_exchange(Word& word, uint64_t expected, uint64_t desired) {
    const uint64_t before = word;
    const bool won = before == expected;
    if (won) word = desired;
    note({.word = word, .before = before, .failed = !won});
    return won;
  }

  // A plain copy of a WaitGroup, as one access: word and tokens; either queue stays where it is.
  void copy(const Word& from_word, const Guard& from_sema, Word& to_word, Guard& to_sema) {
    to_word = from_word;
    to_sema.tokens = from_sema.tokens;
    note({.word = to_word, .before = to_word});
  }
};

class Section {
 public:
  Section(Platform& p, Guard& guard) : tokens(guard.tokens), p_(p), queue_(guard.queue) { access_.before = guard.tokens; }
  ~Section() {
    access_.word = tokens;
    p_.note(access_);
  }
  Section(const Section&) = delete;
  Section& operator=(const Section&) = delete;

  uint32_t& tokens;
  void push(GoroutineId who) { queue_.push(who); access_.queued = true; }
  bool empty() const { return queue_.empty(); }
  void ready([[maybe_unused]] uint32_t count) {
    assert(count == 1 && "where steps are visible, a section is one release");
    if (!empty()) access_.readied = queue_.pop();
  }

 private:
  Platform& p_;
  WaiterQueue& queue_;
  Access access_;
};

}  // namespace wgscope::scheduled
