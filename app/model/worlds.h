// How the session starts executions: the narrowest face of what core offers, so that tests give it runs that go exactly as they say, without a thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "core/explore/explore.h"
#include "core/run/live_run.h"
#include "core/scenario/scenario.h"
#include "core/trace/trace.h"

namespace wgscope::model {

// A run in the recorded world; see LiveRun for what each does.
class Running {
 public:
  virtual ~Running() = default;
  virtual void pause() = 0;
  virtual void resume() = 0;
  virtual void step_one() = 0;
  virtual void set_pace(std::optional<double> steps_per_s) = 0;
  virtual void stop() = 0;
  virtual bool paused() const = 0;
  virtual bool over() const = 0;
  virtual void wait() = 0;
  virtual std::shared_ptr<const Trace> trace() = 0;
};

using StartRun = std::function<std::unique_ptr<Running>(std::shared_ptr<const Scenario>, const LiveOptions&)>;
using Explore = std::function<ExploreResult(const Scenario&, const ExploreOptions&)>;

struct Worlds {
  StartRun start_run;
  Explore explore;
};

// Real threads, real searches.
Worlds real_worlds();

}  // namespace wgscope::model
