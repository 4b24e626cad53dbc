// What has happened, from the events alone and by other means than the story's: it goes through them once, from the first, and keeps it all.
//
// The story looks things up backwards (story_facts.h); the witness was there. Where both say the same, a sentence is true.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/trace/trace.h"
#include "tests/story/kin_seen.h"

namespace wgscope::model::testing {

using Who = uint32_t;
using Names = std::set<Who>;

struct Waiter {
  enum class At { registered, queued, woken, through };   // through: it has its token, and looks a last time next
  At at = At::registered;
  EventIndex joined = 0, woken = 0;
  Who woken_by = 0;
  std::optional<size_t> round;    // who counted it when the word was cleared; none: nobody has, or it was wiped out
};

struct Round {
  Who releaser = 0;
  EventIndex add = 0, clear = 0;
  uint64_t total = 0, made = 0;
  uint64_t kept = 0;        // of those made, the ones that no assignment to the WaitGroup has dropped
  uint32_t object = 0;
};

struct Change {
  EventIndex at = 0;
  Who who = 0;
};

struct Taken {
  EventIndex at = 0, joined = 0;
  Who who = 0;
  bool unwoken = false;
};

struct Object {
  bool exists = false;
  uint64_t word = 0;
  uint32_t tokens = 0;
  std::deque<Who> queue;
  std::map<Who, Waiter> inside;
  Names registered;               // counted in the word as it is
  std::vector<Change> changes;
  std::vector<Taken> taken;
  std::optional<Change> dropped;  // the latest assignment that left it with fewer tokens than it had
  std::vector<uint32_t> copies;
  Names called_done;
  Names started_by_go;
  KinSeen kin;                    // of a channel or a mutex

  int32_t counter() const { return static_cast<int32_t>(word >> 32); }
  uint64_t waiters() const { return word & 0x7fffffff; }
  Names standing(Waiter::At at) const;
  // Who changed it last, after an event.
  Who last_changer(EventIndex after) const;
};

// A call into a WaitGroup, as far as it has come.
struct Calling {
  EventIndex added = 0, looked = 0, rechecked = 0;
  uint64_t made = 0, seen = 0;    // what its Add made of the word; what its Wait saw
  Names counted;                  // registered when its Add was made
  std::optional<size_t> round;
};

struct Going {
  bool exists = false, over = false;
  Calling call;
  std::optional<EventIndex> last_step, last_read;   // its latest step; its latest read, while that was its latest step
  std::vector<std::pair<EventKind, uint64_t>> panics;   // that were raised, with their texts
};

class Witness {
 public:
  explicit Witness(const Trace& trace);

  // The next event; what `object` and `going` say is from before it until `see`.
  EventIndex at() const { return at_; }
  void see();

  const Trace& trace() const { return trace_; }
  const Object& object(uint32_t number) const { return objects_.at(number); }
  const Going& going(Who who) const { return going_.at(who); }
  const std::vector<Round>& rounds() const { return rounds_; }
  // Of a mutex: was somebody readied who has not looked again yet, and is no reader?
  bool writer_on_the_way(uint32_t object) const {
    const auto at = on_the_way_.find(object);
    return at != on_the_way_.end() && !at->second.empty();
  }
  size_t goroutines() const { return going_.size() - 1; }
  std::optional<Round> round_of(const Waiter& waiter) const { return waiter.round ? std::optional<Round>(rounds_[*waiter.round]) : std::nullopt; }

 private:
  void on_word(const Event& event, Object& object, Going& going);
  void on_sema(const Event& event, Object& object, Going& going);
  void on_kin(const Event& event, Object& object);
  void leave_lines(Who who);
  void change(const Event& event, Object& object);

  const Trace& trace_;
  EventIndex at_ = 0;
  std::vector<Object> objects_;
  std::vector<Going> going_;      // [0] is nobody
  std::vector<Round> rounds_;
  std::map<uint32_t, Names> on_the_way_;   // by mutex
};

}  // namespace wgscope::model::testing
