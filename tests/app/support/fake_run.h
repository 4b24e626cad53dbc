// A live run without threads: it makes an event when a test says so, from a trace that is known beforehand.
#pragma once

#include <memory>
#include <utility>

#include "app/model/worlds.h"
#include "core/trace/trace_builder.h"

namespace wgscope::model::testing {

// What a test holds of the runs that a session starts.
struct FakeWorld {
  std::shared_ptr<const Trace> script;   // each run goes through this
  size_t runs = 0;
  LiveOptions latest;                    // of the latest run
  bool* paused = nullptr;
  size_t* allowed = nullptr;             // how many events have happened

  // Lets the present run make events.
  void happen(size_t events) { *allowed = std::min(*allowed + events, script->size()); }
};

class FakeRun final : public Running {
 public:
  FakeRun(FakeWorld& world, const LiveOptions& options) : world_(world), paused_(options.start_paused) {
    world.paused = &paused_;
    world.allowed = &allowed_;
  }
  ~FakeRun() override {
    if (world_.allowed == &allowed_) world_.allowed = nullptr, world_.paused = nullptr;
  }
  void pause() override { paused_ = true; }
  void resume() override { paused_ = false; }
  void step_one() override { if (paused_) allowed_ = std::min(allowed_ + 1, world_.script->size()); }
  // At full pace it goes to its end, as a real one does.
  void set_pace(std::optional<double> pace) override {
    world_.latest.pace = pace;
    if (!pace) allowed_ = world_.script->size();
  }
  void stop() override { stopped_ = true; }
  bool paused() const override { return paused_; }
  bool over() const override { return stopped_ || allowed_ >= world_.script->size(); }
  void wait() override { allowed_ = world_.script->size(); }
  std::shared_ptr<const Trace> trace() override {
    if (allowed_ >= world_.script->size()) return world_.script;
    if (!builder_) {
      builder_ = std::make_unique<TraceBuilder>(world_.script->header());
      for (size_t i = 0; i < world_.script->objects().size(); ++i) builder_->add_object(world_.script->objects()[i]);
      for (size_t i = 0; i < world_.script->goroutines().size(); ++i) builder_->add_goroutine(world_.script->goroutines()[i]);
      for (size_t i = 0; i < world_.script->texts().size(); ++i) builder_->text(world_.script->texts()[i]);
    }
    if (snapshot_ && builder_->size() == allowed_ && !stopped_) return snapshot_;
    while (builder_->size() < allowed_) builder_->append((*world_.script)[builder_->size()]);
    TraceTail tail;
    tail.standing.resize(world_.script->goroutines().size());
    tail.over = stopped_;
    if (stopped_) tail.stopped_by = StoppedBy::interrupt;
    builder_->set_tail(tail);
    return snapshot_ = builder_->snapshot();
  }

 private:
  FakeWorld& world_;
  bool paused_ = false, stopped_ = false;
  size_t allowed_ = 0;
  std::unique_ptr<TraceBuilder> builder_;
  std::shared_ptr<const Trace> snapshot_;
};

inline Worlds fake_worlds(FakeWorld& world) {
  return {[&world](std::shared_ptr<const Scenario>, const LiveOptions& options) {
            ++world.runs;
            world.latest = options;
            return std::make_unique<FakeRun>(world, options);
          },
          [](const Scenario& scenario, const ExploreOptions& options) { return explore(scenario, options); }};
}

}  // namespace wgscope::model::testing
