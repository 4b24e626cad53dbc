// The session's tree of Step: going a way, beside the frame where it takes long, and showing where it led.
#include <algorithm>

#include "app/model/session.h"
#include "app/model/timeline_view.h"
#include "core/run/strategies/strategy.h"
#include "core/run/strategies/until.h"

namespace wgscope::model {

// What is to be gone: a schedule from the start, and then what a strategy chooses, if any.
struct Session::Way {
  Schedule schedule;
  ExecutionOptions options;
  std::string strategy = {};
  uint64_t seed = 0;
  std::shared_ptr<const Trace> again = {};   // instead of a schedule: that of this trace
};

struct Session::Gone {
  Execution start;              // before its first step: what a new tree begins with
  Result<Execution> whole;
  bool in_time = true;
};

namespace {

constexpr std::chrono::seconds kWayMost{10};
constexpr std::chrono::milliseconds kStepAtOnce{8};   // a step that takes longer is taken beside the frame

}  // namespace

// Does not touch the session. What a strategy had no time for is left out.
std::shared_ptr<Session::Gone> Session::gone(const std::shared_ptr<const Scenario>& scenario, const Way& way, const TimeLimit& limit) {
  auto result = std::make_shared<Gone>(Gone{Execution(scenario, way.options, limit), replay(scenario, way.again ? schedule_of(*way.again) : way.schedule, way.options, limit)});
  if (const auto strategy = result->whole ? make_strategy(way.strategy, way.seed) : nullptr) {
    Until until(*strategy, limit);
    wgscope::run(*result->whole, until);
  }
  const auto stopped = [](const Execution& execution) { return execution.stopped_by() == StoppedBy::interrupt; };
  result->in_time = !stopped(result->start) && !(result->whole && stopped(*result->whole));
  result->start.set_time_limit({});
  if (result->whole) {
    result->whole->set_time_limit({});
    result->whole->trace();   // it keeps it, so that the frame does not have to put it together
  }
  return result;
}

// `then` is called by the frame that finds it done, which may be this one.
void Session::go(Way way, std::function<void(Gone&)> then) {
  going_.begin([this, scenario = scenario_, way = std::move(way), then = std::move(then)](const TimeLimit& limit) -> Errand::Outcome {
    return [this, then, result = gone(scenario, way, limit)] {
      if (result->in_time) then(*result);
      else notify(Notice::Tone::warning, strings().say("panel.step.gave_up", {{"n", std::to_string(kWayMost.count())}}));
      changed();
    };
  }, kWayMost);
  going_.wait(options_.patience);
  if (!going_.take_in()) notify(Notice::Tone::info, strings().say("panel.step.going"));
}

void Session::take_in_going() {
  if (going_.take_in() || !going_.busy()) return;
  if (notice_ && now_ns_ >= notice_->until_ns) notify(Notice::Tone::info, strings().say("panel.step.going"));   // said for as long as it is so
}

void Session::give_up_going() {
  if (!going_.busy()) return;
  going_.give_up();
  notify(Notice::Tone::info, strings().say("panel.step.given_up"));
}

// Other options count other steps, so no branch of the old tree is one of the new.
StepTree& Session::tree_for(Gone& gone, const ExecutionOptions& options) {
  if (!tree_ || tree_->options() != options) {
    tree_ = std::make_unique<StepTree>(scenario_, options, std::move(gone.start));
    tree_->set_patience(options_.patience);
    tree_opened_from_.reset();
  }
  return *tree_;
}

// The tree, showing the take where we look at it: a live run is opened in Step by going there.
void Session::open_take(std::function<void()> then) {
  const ExecutionOptions counted{.prints_are_steps = take_->header().prints_are_steps};   // a saved trace may count prints as steps; a live run does not
  const bool from_take = mode_ == Mode::live && take_->size() > 0, recounts = from_take && tree_ && tree_->options() != counted;
  const bool anew = !tree_ || recounts, opens = from_take && (recounts || tree_opened_from_.lock() != take_);
  if (!anew && !opens) return then();
  const ExecutionOptions options = anew ? counted : tree_->options();
  const auto placed = [this, take = take_, steps = folder_.at(cursor()).steps] {
    tree_opened_from_ = take;
    place_of_[1] = {tree_->cursor_after(steps), false};
  };
  Way way{{}, options};
  if (opens) way.again = take_;
  go(std::move(way), [this, opens, options, placed, then](Gone& gone) {
    StepTree& tree = tree_for(gone, options);
    if (opens && gone.whole) tree.adopt(std::move(*gone.whole)), placed();
    else if (opens) notify(Notice::Tone::warning, strings().say("panel.step.cannot_open", {{"why", to_string(gone.whole.errors().front())}}));
    then();
  });
}

void Session::show_branch(EventIndex cursor) {
  playback_.stop();
  if (mode_ == Mode::live || mode_ == Mode::compare) mode_ = Mode::step;
  place() = {cursor, false};
  show_trace(tree_->trace());
  chosen_step_ = 0;
  chosen_found_.reset();
  if (!span_.fitted()) span_.keep_in_picture(lanes_.position(lane_axis(axis()), cursor));
}

void Session::take_step(size_t index) {
  if (!tree_ || mode_ == Mode::live || mode_ == Mode::compare) return;
  const uint64_t steps = steps_behind();
  const auto& enabled = tree_->enabled(steps);
  if (index >= enabled.size()) return;
  const Choice choice = enabled[index].choice;
  const auto shown = [this, steps] { show_branch(tree_->cursor_after(steps + 1)); };
  const TimeLimit at_once = options_.patience ? TimeLimit{.until = std::chrono::steady_clock::now() + kStepAtOnce} : TimeLimit();
  if (tree_->take(steps, choice, at_once)) return shown();
  Way way{tree_->prefix(steps), tree_->options()};
  way.schedule.choices.push_back(choice);
  go(std::move(way), [this, shown](Gone& gone) {
    if (!gone.whole) return;
    tree_->adopt(std::move(*gone.whole));
    shown();
  });
}

void Session::let_run(const std::string& strategy) {
  overlay_ = Overlay::none;
  if (!tree_ || mode_ == Mode::live || mode_ == Mode::compare) return;
  const uint64_t steps = steps_behind();
  go({tree_->prefix(steps), tree_->options(), strategy, ++runs_started_}, [this, steps](Gone& gone) {
    if (!gone.whole) return;
    tree_->adopt(std::move(*gone.whole));
    // Played from here on, so that one sees what the strategy chose.
    show_branch(tree_->cursor_after(steps));
    playback_.play();
  });
}

void Session::open_schedule(const Schedule& schedule, bool at_start, const ExecutionOptions& options, std::function<void()> then) {
  if (!scenario_ || !scenario_->program) return;
  const auto shown = [this, at_start, steps = schedule.choices.size(), then = std::move(then)] {
    mode_ = Mode::step;
    span_.fit();
    show_branch(at_start ? 0 : tree_->cursor_after(steps));
    if (at_start) playback_.play();   // it was asked for to be seen
    if (then) then();
  };
  if (tree_ && tree_->options() == options && tree_->open_known(schedule)) return shown();
  go({schedule, options}, [this, options, shown](Gone& gone) {
    StepTree& tree = tree_for(gone, options);
    if (!gone.whole) return notify(Notice::Tone::warning, to_string(gone.whole.errors().front()));
    tree.adopt(std::move(*gone.whole));
    shown();
  });
}

// From its first step, and says what it leads to.
void Session::show_schedule(const act::ShowSchedule& shown) {
  open_schedule(shown.schedule, true, shown.options, [this, count = shown.schedule.choices.size()] {
    if (count == 0) return;
    const auto& ending = tree_->branch().tip.ending();
    const std::string n = std::to_string(count);
    notify(Notice::Tone::info, ending ? strings().say("panel.show.begins", {{"n", n}, {"ending", ending->text()}}) : strings().say("panel.show.begins_part", {{"n", n}}));
  });
}

}  // namespace wgscope::model
