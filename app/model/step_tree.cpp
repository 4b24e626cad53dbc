#include "app/model/step_tree.h"

#include <algorithm>
#include <cassert>
#include <iterator>

namespace wgscope::model {

namespace {
constexpr std::chrono::milliseconds kStepAgain{250};   // so long one step may take that is taken again
}

StepTree::StepTree(std::shared_ptr<const Scenario> scenario, ExecutionOptions options, Execution start) : scenario_(std::move(scenario)), options_(options), start_(std::move(start)) {
  branches_.push_back({0, 0, start_, nullptr, {}});
  refresh(branches_.back());
}

void StepTree::refresh(Branch& branch) {
  branch.trace = branch.tip.trace();
  EventIndex from = branch.step_starts.empty() ? 0 : branch.step_starts.back() + 1;
  for (; from < branch.trace->size(); ++from)
    if (branch.trace->is_step((*branch.trace)[from])) branch.step_starts.push_back(from);
}

uint64_t StepTree::steps_at(EventIndex cursor) const {
  const auto& starts = branch().step_starts;
  return static_cast<uint64_t>(std::lower_bound(starts.begin(), starts.end(), cursor) - starts.begin());
}

EventIndex StepTree::cursor_after(uint64_t steps) const {
  const auto& starts = branch().step_starts;
  return steps < starts.size() ? starts[steps] : trace()->size();
}

Schedule StepTree::prefix(uint64_t steps) const {
  const auto& choices = branch().tip.schedule().choices;
  return {{choices.begin(), choices.begin() + static_cast<ptrdiff_t>(std::min<uint64_t>(steps, choices.size()))}};
}

std::optional<Choice> StepTree::taken(uint64_t steps) const {
  const auto& choices = branch().tip.schedule().choices;
  if (steps >= choices.size()) return std::nullopt;
  return choices[steps];
}

const Execution& StepTree::at(uint64_t steps) {
  [[maybe_unused]] const Reached reached = reach(steps);
  assert(reached == Reached::yes);
  return steps >= branch().tip.schedule().choices.size() ? branch().tip : *kept_;
}

StepTree::Reached StepTree::reach(uint64_t steps) {
  const auto& choices = branch().tip.schedule().choices;
  if (steps >= choices.size()) return Reached::yes;
  constexpr size_t kCheckpointsMost = 256;
  if (kept_branch_ != current_) {
    checkpoints_.clear();
    kept_.reset(), too_long_.reset();
    kept_branch_ = current_;
  }
  if (!kept_) kept_ = start_, kept_steps_ = 0;
  const auto after = checkpoints_.upper_bound(steps);
  const uint64_t nearest = after == checkpoints_.begin() ? 0 : std::prev(after)->first;
  if (kept_steps_ > steps || kept_steps_ < nearest) {
    if (nearest > 0) kept_ = std::prev(after)->second;
    else kept_ = start_;
    kept_steps_ = nearest;
  }
  const auto begun = std::chrono::steady_clock::now();
  for (bool further = false; kept_steps_ < steps; further = true) {   // one step at least, so that it comes to an end
    if (too_long_ == kept_steps_) return Reached::too_long;
    if (patience_) {
      const auto now = std::chrono::steady_clock::now();
      if (further && now - begun >= *patience_) return Reached::not_yet;
      kept_->set_time_limit({.until = now + kStepAgain});
    }
    [[maybe_unused]] const bool taken = kept_->step(choices[kept_steps_]);
    assert(taken && "what was taken once can be taken again");
    if (kept_->stopped_by() == StoppedBy::interrupt) {
      too_long_ = kept_steps_;
      kept_.reset();   // half a step is no place to go on from
      return Reached::too_long;
    }
    if (++kept_steps_ % checkpoint_every_ != 0 || checkpoints_.count(kept_steps_) != 0) continue;
    checkpoints_.emplace(kept_steps_, *kept_);
    if (checkpoints_.size() <= kCheckpointsMost) continue;
    checkpoint_every_ *= 2;
    std::erase_if(checkpoints_, [&](const auto& checkpoint) { return checkpoint.first % checkpoint_every_ != 0; });
  }
  return Reached::yes;
}

const std::vector<EnabledStep>& StepTree::enabled(uint64_t steps) {
  static const std::vector<EnabledStep> kNone;
  steps = std::min<uint64_t>(steps, branch().tip.schedule().choices.size());
  if (reach(steps) != Reached::yes) return kNone;
  if (enabled_branch_ != current_ || enabled_steps_ != steps) {
    enabled_ = at(steps).enabled();
    enabled_branch_ = current_, enabled_steps_ = steps;
  }
  return enabled_;
}

bool StepTree::take(uint64_t steps, const Choice& choice, const TimeLimit& limit) {
  const auto& choices = branch().tip.schedule().choices;
  if (steps < choices.size() && choices[steps] == choice) return true;
  // Somebody may have gone that way already: a branch that shares these steps and took this one.
  const Schedule before = prefix(steps);
  for (size_t i = 0; i < branches_.size(); ++i) {
    const auto& other = branches_[i].tip.schedule().choices;
    if (other.size() > steps && other[steps] == choice && std::equal(before.choices.begin(), before.choices.end(), other.begin())) {
      current_ = i;
      return true;
    }
  }
  if (reach(steps) != Reached::yes) return false;
  Execution further = at(steps);   // a copy: a step that takes too long leaves nothing behind
  further.set_time_limit(limit);
  if (!further.step(choice) || further.stopped_by() == StoppedBy::interrupt) return false;
  further.set_time_limit({});
  if (steps >= choices.size()) {
    branches_[current_].tip = std::move(further);
    enabled_branch_ = SIZE_MAX;
    refresh(branches_[current_]);
    return true;
  }
  branches_.push_back({current_, steps, std::move(further), nullptr, {}});
  current_ = branches_.size() - 1;
  refresh(branches_.back());
  return true;
}

std::pair<size_t, uint64_t> StepTree::nearest(const Schedule& schedule) const {
  std::pair<size_t, uint64_t> best{0, 0};
  for (size_t i = 0; i < branches_.size(); ++i) {
    const auto& other = branches_[i].tip.schedule().choices;
    const auto most = static_cast<ptrdiff_t>(std::min(other.size(), schedule.choices.size()));
    const auto shared = static_cast<uint64_t>(std::mismatch(other.begin(), other.begin() + most, schedule.choices.begin()).first - other.begin());
    if (shared > best.second) best = {i, shared};
  }
  return best;
}

bool StepTree::open_known(const Schedule& schedule) {
  const auto [branch, shared] = nearest(schedule);
  if (shared != schedule.choices.size()) return false;
  current_ = branch;
  return true;
}

Result<size_t> StepTree::open(const Schedule& schedule) {
  if (open_known(schedule)) return current_;
  auto whole = replay(scenario_, schedule, options_);
  if (!whole) return whole.errors();
  return adopt(std::move(*whole));
}

size_t StepTree::adopt(Execution execution) {
  const auto [branch, shared] = nearest(execution.schedule());
  if (shared == execution.schedule().choices.size()) return current_ = branch;
  if (shared == branches_[branch].tip.schedule().choices.size()) {
    branches_[branch].tip = std::move(execution);   // it only went on
    current_ = branch;
  } else {
    branches_.push_back({branch, shared, std::move(execution), nullptr, {}});
    current_ = branches_.size() - 1;
  }
  enabled_branch_ = SIZE_MAX;
  branches_[current_].step_starts.clear();
  refresh(branches_[current_]);
  return current_;
}

}  // namespace wgscope::model
