// Compare: which two executions stand side by side, taken beside the frame like every way that may be long.
#include <algorithm>
#include <string_view>
#include <utility>

#include "app/model/session.h"
#include "app/model/timeline_view.h"
#include "core/explore/telling.h"
#include "core/run/strategies/until.h"

namespace wgscope::model {

namespace {

constexpr std::chrono::seconds kComparingMost{10};

Result<Execution> at_hand(const std::shared_ptr<const Scenario>& scenario, const std::optional<act::ShowSchedule>& shown, const TimeLimit& limit) {
  if (shown) return replay(scenario, shown->schedule, shown->options, limit);
  return main_first(scenario, kTellingSteps, limit);
}

// What is taken when nobody has said what to compare with: the first of these that is another one than `left`, then whatever a strategy chooses.
Result<ComparedPair> with_another(const std::shared_ptr<const Scenario>& scenario, const std::optional<act::ShowSchedule>& left, const std::vector<Schedule>& others, const std::string& none,
                                  const TimeLimit& limit) {
  const ExecutionOptions options = left ? left->options : ExecutionOptions();
  Result<Execution> one = at_hand(scenario, left, limit);
  if (!one) return one.errors();
  for (const Schedule& other : others) {
    if (other == one->schedule()) continue;
    Result<Execution> taken = replay(scenario, other, options, limit);
    if (!taken) return taken.errors();
    return ComparedPair{{scenario, std::move(*one)}, {scenario, std::move(*taken)}};
  }
  for (const std::string_view name : {"first-enabled", "round-robin", "random"}) {
    Execution taken(scenario, options, limit);
    const auto strategy = make_strategy(name, 1);
    Until until(*strategy, limit);
    wgscope::run(taken, until, kTellingSteps);
    if (taken.schedule() != one->schedule()) return ComparedPair{{scenario, std::move(*one)}, {scenario, std::move(taken)}};
  }
  return Diagnostic{.file = scenario->file, .message = none};
}

}  // namespace

// The schedule that the left side has when this program is compared with itself: of the branch that is open, of the run.
std::optional<act::ShowSchedule> Session::schedule_at_hand() const {
  if (tree_ && (mode_ != Mode::live || tree_opened_from_.lock() == take_)) return act::ShowSchedule{tree_->branch().tip.schedule(), tree_->options()};
  if (take_->size() > 0) return act::ShowSchedule{schedule_of(*take_), {.prints_are_steps = take_->header().prints_are_steps}};
  return std::nullopt;
}

// `make` does not touch the session.
void Session::open_beside(std::function<Result<ComparedPair>(const TimeLimit&)> make, LocalText title) {
  if (run_ && !run_->over() && !run_->paused()) run_->pause();
  going_.begin([this, make = std::move(make), title = std::move(title)](const TimeLimit& limit) -> Errand::Outcome {
    Result<ComparedPair> pair = make(limit);
    if (limit.over()) return [this] { notify(Notice::Tone::warning, strings().say("panel.step.gave_up", {{"n", std::to_string(kComparingMost.count())}})); };
    if (!pair) return [this, why = to_string(pair.errors().front())] { notify(Notice::Tone::warning, why); };
    for (ComparedSide* side : {&pair->left, &pair->right}) side->execution.set_time_limit({});
    return [this, made = std::make_shared<SideBySide>(std::move(*pair), title)] {
      beside_ = made;
      place_of_[2] = {0, false};
      mode_ = Mode::compare;
      show_beside();
    };
  }, kComparingMost);
  going_.wait(options_.patience);
  if (!going_.take_in()) notify(Notice::Tone::info, strings().say("panel.step.going"));
}

void Session::show_beside() {
  playback_.stop();
  mode_ = Mode::compare;
  show_trace(beside_->lead().shared_trace());
  span_.fit();
  changed();
}

// What stands there already, what the scenario names, or whatever differs from the schedule at hand: an ending that it does not have comes first.
void Session::show_comparison() {
  if (beside_) return show_beside();
  if (scenario_->compare) return compare_with({});
  const auto left = schedule_at_hand();
  const auto ending = tree_ ? tree_->branch().tip.ending() : take_->tail().ending;
  std::vector<Schedule> others;   // those to other endings first
  if (const auto result = search_ && !(left && left->options.prints_are_steps) ? search_->result() : nullptr)   // its schedules do not count prints
    for (const FoundEnding& found : result->endings) others.insert(found.ending == ending ? others.end() : others.begin(), found.schedule);
  open_beside([scenario = scenario_, left, others, none = strings().say("panel.compare.only_one")](const TimeLimit& limit) { return with_another(scenario, left, others, none, limit); });
}

void Session::compare_with(const act::CompareBeside& with) {
  overlay_ = Overlay::none;
  if (!scenario_ || !scenario_->program) return;
  if (!with.schedule && !scenario_->compare) return;
  if (!with.schedule) return open_beside([scenario = scenario_](const TimeLimit& limit) { return take_compared(scenario, limit); }, scenario_->compare->title);
  auto left = schedule_at_hand();
  if (left && left->options != with.options) left.reset();   // what counts other steps cannot stand beside it
  open_beside([scenario = scenario_, left, with](const TimeLimit& limit) -> Result<ComparedPair> {
    Result<Execution> one = at_hand(scenario, left, limit);
    if (!one) return one.errors();
    Result<Execution> other = replay(scenario, *with.schedule, with.options, limit);
    if (!other) return other.errors();
    return ComparedPair{{scenario, std::move(*one)}, {scenario, std::move(*other)}};
  });
}

}  // namespace wgscope::model
