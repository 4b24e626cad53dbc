// Runs a scenario again and again in the background until it ends as it has not yet: Shift+R. Races are rare, so this takes many runs.
//
// Every second run is as fast as it goes; the others are held to one goroutine at a time, chosen at random, which finds what an idle machine hides.
// Bounded by runs and by time, cancelled by its destruction at the latest, and never leaves a thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "app/model/worlds.h"

namespace wgscope::model {

struct HuntBounds {
  uint64_t runs_max = 2000;
  double seconds_max = 20;
  uint64_t events_max = 20'000;          // of one run
  double time_scale = 0.01;              // of the program's durations
};

class Hunt {
 public:
  Hunt(std::shared_ptr<const Scenario> scenario, StartRun start_run, std::map<Ending, uint64_t> seen, HuntBounds bounds = {});
  ~Hunt();
  Hunt(const Hunt&) = delete;
  Hunt& operator=(const Hunt&) = delete;

  void cancel() { cancelled_ = true; }
  bool done() const { return done_; }
  bool cancelled() const { return cancelled_; }
  uint64_t runs() const { return runs_; }
  // The endings of its runs so far, not counting the found one.
  std::map<Ending, uint64_t> endings() const;
  // The first run that ended in a new way; null when there was none.
  std::shared_ptr<const Trace> found() const;

 private:
  void search();
  std::shared_ptr<const Trace> run_once(uint64_t number);

  const std::shared_ptr<const Scenario> scenario_;
  const StartRun start_run_;
  const std::map<Ending, uint64_t> seen_;
  const HuntBounds bounds_;
  std::atomic<bool> cancelled_ = false, done_ = false;
  std::atomic<uint64_t> runs_ = 0;
  mutable std::mutex guard_;             // of the two below
  std::map<Ending, uint64_t> endings_;
  std::shared_ptr<const Trace> found_;
  std::thread thread_;                   // last: it uses all of the above
};

}  // namespace wgscope::model
