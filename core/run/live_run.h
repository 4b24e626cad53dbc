// One execution in the recorded world: an OS thread a goroutine, on the real WaitGroup, every access recorded.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "core/base/limits.h"
#include "core/scenario/scenario.h"
#include "core/trace/trace.h"

namespace wgscope {

struct LiveOptions {
  std::optional<double> pace;      // steps a second of the whole program; none: full, nothing is slowed
  double time_scale = 1;           // multiplies the program's durations
  uint64_t events_max = limits::kEventsKept;
  bool start_paused = false;
  uint64_t seed = 0;               // for who goes next below full pace
  size_t threads_max = SIZE_MAX;   // of the program; more, and it is as if the machine had none left
};

// Starts on construction; stops, and leaves no thread behind, on destruction. All members may be called from one thread at any time.
class LiveRun {
 public:
  LiveRun(std::shared_ptr<const Scenario> scenario, LiveOptions options);
  ~LiveRun();
  LiveRun(const LiveRun&) = delete;
  LiveRun& operator=(const LiveRun&) = delete;

  void pause();                      // everyone is held at the next probe; the program's clock stands
  void resume();
  void step_one();                   // while paused: lets one access through
  void set_pace(std::optional<double> pace);
  void stop();                       // unwinds every thread; the trace so far is whole and kept
  bool paused() const;
  bool over() const;                 // every thread has ended and the trace is complete
  void wait();                       // until over
  bool wait_for(std::chrono::nanoseconds time);   // or until so much time has passed; is it over?

  // What the machine refused, in a sentence, when that is why the run was stopped (`goroutines`, below their limit); else empty.
  std::string trouble() const;

  // What has happened so far, linearized; of a run that goes faster than that can be told, a beginning of it until the run is over. Cheap to call every frame;
  // the same pointer when nothing is new.
  std::shared_ptr<const Trace> trace();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Does every event's object have the word before it that the previous event on the object left, versions without a gap, and every wake after its release? A trace that breaks this is our bug: the text says where.
std::optional<std::string> find_inconsistency(const Trace& trace);

}  // namespace wgscope
