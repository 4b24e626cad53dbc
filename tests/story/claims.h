// What each sentence of the story claims, and whether the witness agrees. One row a key: a text without a row is a text that nobody has checked.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/story/sentence.h"
#include "tests/story/witness.h"

namespace wgscope::model::testing {

// One sentence, about the event that the witness sees next. Whatever of its gaps nobody asks for counts as unproved.
class Claim {
 public:
  Claim(const Witness& witness, const Said& said) : witness_(witness), said_(said) {}

  const Witness& witness() const { return witness_; }
  const Trace& trace() const { return witness_.trace(); }
  EventIndex at() const { return witness_.at(); }
  const Event& event() const { return trace()[at()]; }
  const Object& object() const { return witness_.object(event().object.value); }
  const Going& going() const { return witness_.going(event().goroutine); }
  const Calling& call() const { return going().call; }
  // Who is within the Wait that this event is part of.
  const Waiter& waiter() const;
  // The round that counted this Wait, with a token released at least; none: nothing was released for it.
  std::optional<Round> served() const { return served(waiter()); }
  std::optional<Round> served(const Waiter& waiter) const;
  // The goroutine's next event; none at the trace's end.
  const Event* next() const;
  bool panics_next(std::string_view text) const;
  bool returned() const { return event().flags & kReturned; }

  int32_t counter() const { return static_cast<int32_t>(event().word >> 32); }
  uint64_t waiters() const { return event().word & 0x7fffffff; }
  int32_t delta() const { return static_cast<int32_t>((event().word >> 32) - (object().word >> 32)); }

  // Agrees with what the gap says?
  bool says(const std::string& gap, const std::string& value) const;
  bool says(const std::string& gap, int64_t number) const { return says(gap, std::to_string(number)); }
  bool says(const std::string& gap, Who who) const { return says(gap, goroutine_name({who})); }
  // The same of a list of names, in any order; of one that was cut, how many.
  bool names(const std::string& gap, const Names& who) const;
  bool has(const std::string& gap) const { return said_.gaps.count(gap) > 0; }
  const Said& said() const { return said_; }
  std::set<std::string> unasked() const;

 private:
  const Witness& witness_;
  const Said& said_;
  mutable std::set<std::string> asked_;
};

struct Row {
  std::string_view key;
  std::vector<EventKind> kinds;          // of the events that it is told of; none: it is told after the last
  bool (*holds)(const Claim&);           // beyond what every gap of that name means
};

std::vector<Row> word_rows();            // claims_word.cpp: steps on a WaitGroup's word
std::vector<Row> sema_rows();            // claims_sema.cpp: on its semaphore
std::vector<Row> kin_rows();             // claims_kin.cpp: on channels and mutexes, and those of timers
std::vector<Row> cond_rows();            // claims_cond.cpp: on Conds
std::vector<Row> timer_rows();           // claims_timer.cpp: on timers
std::vector<Row> program_rows();         // claims_program.cpp: all the rest
// What a gap means wherever it stands: `{counter}`, `{object}`. True when it means nothing in particular.
bool gaps_hold(const Claim& claim);

}  // namespace wgscope::model::testing
