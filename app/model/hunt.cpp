#include "app/model/hunt.h"

#include <chrono>
#include <utility>

namespace wgscope::model {

namespace {
constexpr double kHeldPace = 1e6;        // steps a second: below full, so one at a time and in random order, but hardly slower
}

Hunt::Hunt(std::shared_ptr<const Scenario> scenario, StartRun start_run, std::map<Ending, uint64_t> seen, HuntBounds bounds)
    : scenario_(std::move(scenario)), start_run_(std::move(start_run)), seen_(std::move(seen)), bounds_(bounds), thread_([this] { search(); }) {}

Hunt::~Hunt() {
  cancel();
  thread_.join();
}

std::map<Ending, uint64_t> Hunt::endings() const {
  std::lock_guard lock(guard_);
  return endings_;
}

std::shared_ptr<const Trace> Hunt::found() const {
  std::lock_guard lock(guard_);
  return found_;
}

std::shared_ptr<const Trace> Hunt::run_once(uint64_t number) {
  LiveOptions options;
  if (number % 2 == 1) options.pace = kHeldPace;
  options.time_scale = bounds_.time_scale;
  options.events_max = bounds_.events_max;
  options.seed = number * 0x9e3779b97f4a7c15u;
  const auto run = start_run_(scenario_, options);
  while (!run->over()) {
    if (cancelled_) run->stop();
    std::this_thread::sleep_for(std::chrono::microseconds(200));
  }
  run->wait();
  return run->trace();
}

void Hunt::search() {
  const auto started = std::chrono::steady_clock::now();
  const auto seconds = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count(); };
  while (!cancelled_ && runs_ < bounds_.runs_max && seconds() < bounds_.seconds_max) {
    const auto trace = run_once(runs_ + 1);
    if (cancelled_) break;
    ++runs_;
    const auto& ending = trace->tail().ending;
    if (!ending) continue;   // a run that had to be stopped did not end
    std::lock_guard lock(guard_);
    if (seen_.count(*ending) == 0) {
      found_ = trace;
      break;
    }
    ++endings_[*ending];
  }
  done_ = true;
}

}  // namespace wgscope::model
