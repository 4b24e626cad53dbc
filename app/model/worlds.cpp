#include "app/model/worlds.h"

namespace wgscope::model {

namespace {

class RealRun : public Running {
 public:
  RealRun(std::shared_ptr<const Scenario> scenario, const LiveOptions& options) : run_(std::move(scenario), options) {}
  void pause() override { run_.pause(); }
  void resume() override { run_.resume(); }
  void step_one() override { run_.step_one(); }
  void set_pace(std::optional<double> steps_per_s) override { run_.set_pace(steps_per_s); }
  void stop() override { run_.stop(); }
  bool paused() const override { return run_.paused(); }
  bool over() const override { return run_.over(); }
  void wait() override { run_.wait(); }
  std::shared_ptr<const Trace> trace() override { return run_.trace(); }

 private:
  LiveRun run_;
};

}  // namespace

Worlds real_worlds() {
  return {[](std::shared_ptr<const Scenario> scenario, const LiveOptions& options) { return std::make_unique<RealRun>(std::move(scenario), options); },
          [](const Scenario& scenario, const ExploreOptions& options) { return explore(scenario, options); }};
}

}  // namespace wgscope::model
