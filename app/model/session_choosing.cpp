// Lists and dialogs: what lies over the panels, and what Up, Down and Enter do with it.
#include <algorithm>

#include "app/model/choices.h"
#include "app/model/session.h"

namespace wgscope::model {

void Session::show(Overlay overlay) {
  overlay_ = overlay_ == overlay ? Overlay::none : overlay;
  dialog_filter_.clear();
  chosen_row_ = 0;
  const auto rows = choices_of(*this);
  for (size_t i = 0; i < rows.size(); ++i)
    if (rows[i].on) chosen_row_ = i;
  changed();
}

void Session::choose(int by) {
  changed();
  if (overlay_ == Overlay::files) return files_.choose(by);
  if (overlay_ == Overlay::explain) {   // round and round: how many there are, the picture knows
    chosen_row_ += static_cast<size_t>(by);
    return;
  }
  const bool list = overlay_ != Overlay::none, explores = !list && mode_ == Mode::explore;
  const size_t count = list ? choices_of(*this).size() : explores ? shown_rows(*this).size() : tree_ ? tree_->enabled(steps_behind()).size() : 0;
  if (count == 0) return;
  // From where none is lit, down is the first and up the last.
  const auto lit = explores ? lit_row(*this) : std::nullopt;
  if (explores && !lit) return void(chosen_found_ = by > 0 ? 0 : count - 1);
  if (explores) chosen_found_ = lit;
  size_t& chosen = explores ? *chosen_found_ : list ? chosen_row_ : chosen_step_;
  const auto now = static_cast<ptrdiff_t>(std::min(chosen, count - 1)), all = static_cast<ptrdiff_t>(count);
  // One row goes round, a page stays within.
  chosen = static_cast<size_t>(by == 1 || by == -1 ? (now + by + all) % all : std::clamp<ptrdiff_t>(now + by, 0, all - 1));
}

void Session::choose_end(bool last) {
  changed();
  if (overlay_ == Overlay::files) return files_.choose_end(last);
  const size_t count = choices_of(*this).size();
  chosen_row_ = last && count > 0 ? count - 1 : 0;
}

void Session::take_chosen() {
  if (overlay_ == Overlay::files) return take_file(files_.take());
  if (overlay_ != Overlay::none) {
    const auto rows = choices_of(*this);
    if (overlay_ == Overlay::params || overlay_ == Overlay::explain || overlay_ == Overlay::legend) show(Overlay::none);
    else if (chosen_row_ < rows.size()) overlay_ = Overlay::none, apply(rows[chosen_row_].action);
  } else if (mode_ == Mode::explore) {
    const auto rows = shown_rows(*this);
    const size_t row = lit_row(*this).value_or(0);
    if (row < rows.size()) apply(rows[row]);
  } else {
    take_step(chosen_step_);
  }
}

void Session::complete_path() {
  files_.complete();
  changed();
}

void Session::change_chosen_param(int by) {
  if (!scenario_ || chosen_row_ >= scenario_->params.size()) return;
  const ScenarioParam& param = scenario_->params[chosen_row_];
  if (!param.min || !param.max) return;
  const int64_t now = param_value(param);
  if (by < 0 ? now > *param.min : now < *param.max) apply(act::SetParam{param.name, now + by});
}

void Session::copy_schedule() {
  if (!tree_) return;
  const std::string schedule = to_string(tree_->prefix(steps_behind()));
  request(ShellRequest::Kind::copy, schedule);
  notify(Notice::Tone::good, strings().say("panel.copy.schedule", {{"schedule", schedule}}));
}

void Session::compare_chosen() {
  if (mode_ != Mode::explore) return;
  const auto rows = shown_rows(*this);
  const size_t row = lit_row(*this).value_or(0);
  if (row < rows.size() && !rows[row].options.prints_are_steps) apply(act::CompareWith{rows[row].schedule});
}

}  // namespace wgscope::model
