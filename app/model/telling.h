// The making of one line of the story: which texts of the catalogue, and what fills their gaps. Internal to story*.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/model/story.h"

namespace wgscope::model {

class Telling {
 public:
  Telling(const Trace& trace, const WorldState& before, EventIndex index, const Strings& strings)
      : trace(trace), before(before), index(index), strings(strings) {}

  const Trace& trace;
  const WorldState& before;
  const EventIndex index;
  const Strings& strings;

  const Event& event() const { return trace[index]; }
  ObjectId object() const { return event().object; }
  // The object as it was; an empty one when the event has none.
  const ObjectNow& object_before() const;
  const GoroutineNow& who_before() const;

  // Fills a gap of the head and of the sentence. A later value of a name replaces an earlier one.
  void gap(std::string_view name, std::string value);
  void gap(std::string_view name, int64_t number) { gap(name, std::to_string(number)); }
  void gap(std::string_view name, GoroutineId who) { gap(name, goroutine_name(who)); }
  // As a word where the language has one (`two`).
  void count(std::string_view name, int64_t number);
  // `G2, G4 and main`; a long list is cut and says so.
  void names(std::string_view name, const std::vector<GoroutineId>& goroutines);
  // The name of an object and what its word was and is.
  void name_object(ObjectId object);

  // A sentence of its own, with what has been filled in so far.
  std::string told(std::string_view key) const { return strings.say("story." + std::string(key), gaps_); }

  void head(std::string_view key) { head_key_ = key; }        // below `story.head.`
  void say(std::string_view key) { sentence_key_ = key; }     // below `story.`
  StoryLine line() const;

 private:
  std::string_view head_key_, sentence_key_;
  std::vector<Gap> gaps_;
};

// The object of its event. Requires: it has one.
inline const TraceObject& about(const Telling& telling) { return telling.trace.objects()[telling.object().value]; }
// `G2, G4 and main`; a long list is cut and says so.
std::string name_list(const Strings& strings, const std::vector<GoroutineId>& goroutines);
// After the last event: every WaitGroup that keeps somebody, and why. `end` is the world at the trace's end.
std::string deadlock_sentence(const Trace& trace, const WorldState& end, const Strings& strings);

void tell_wait_group(Telling& telling);   // steps on a WaitGroup's word
void tell_semaphore(Telling& telling);    // steps on its semaphore
void tell_variable(Telling& telling);     // shared variables, atomics, copies, declarations
void tell_channel(Telling& telling);      // steps on channels, selects, and the facts that belong to them
void tell_mutex(Telling& telling);        // steps on mutexes
void tell_cond(Telling& telling);         // steps on a Cond
void tell_timer(Telling& telling);        // timers: set, stopped, fired, received from
std::string_view timer_receive_key(Telling& telling);   // the sentence of a receive from one; fills its gaps
void tell_control(Telling& telling);      // all the rest

}  // namespace wgscope::model
