// Opening and saving: scenarios, Go programs, saved traces, what was pasted, files that change while we look.
#include <algorithm>
#include <filesystem>

#include "app/model/session.h"
#include "core/trace/trace_file.h"

namespace wgscope::model {

namespace {

bool is_saved_trace(const std::string& path) { return std::filesystem::path(path).extension() == ".wgtrace"; }

// A text that is nothing but the words of a schedule: `main*3 G2 timer:G3`.
bool reads_as_schedule(const std::string& text) {
  const auto schedule = parse_schedule(text);
  return schedule.ok() && !schedule->choices.empty();
}

// The scenario that a trace carries, with the values that it ran with. A param that the text no longer knows means the text was altered: then there is none.
std::shared_ptr<const Scenario> scenario_of(const Trace& trace) {
  auto scenario = parse_scenario(trace.header().scenario_name, trace.header().scenario_text, trace.header().params);
  return scenario ? std::make_shared<const Scenario>(std::move(*scenario)) : nullptr;
}

}  // namespace

// ---- opening

bool Session::open_path(const std::string& path) {
  overlay_ = Overlay::none;
  if (is_saved_trace(path)) return open_trace(path);
  auto scenario = load_scenario(path);
  if (path != "-") watch_.watch(path);
  overrides_.clear();
  return open(std::move(scenario));
}

bool Session::open_lesson(size_t index) { return index < lessons_.size() && open_path(lessons_[index].path); }

bool Session::open_text(const std::string& text) {
  overlay_ = Overlay::none;
  if (text.find_first_not_of(" \t\r\n") == text.npos) {
    notify(Notice::Tone::warning, strings().say("panel.open.nothing_pasted"));
    return false;
  }
  if (scenario_ && reads_as_schedule(text)) {
    open_schedule(*parse_schedule(text), false);
    return true;
  }
  const size_t first = text.find_first_not_of(" \t\r\n");
  watch_.stop();
  overrides_.clear();
  return open(parse_scenario(text[first] == '{' ? "pasted.json" : "pasted.go", text));
}

bool Session::open(Result<Scenario> scenario) {
  changed();
  if (!scenario) {
    diagnostics_ = scenario.errors();
    return false;
  }
  return use(std::make_shared<const Scenario>(std::move(*scenario)));
}

// Everything about the one before is over.
void Session::leave_scenario() {
  diagnostics_.clear();
  tellings_.clear();
  run_.reset();
  hunt_.reset();
  search_.reset();
  outputs_search_.reset();
  tree_.reset();
  tree_opened_from_.reset();
  compared_.reset();
  tally_.clear();
  first_answer_ns_.reset();
  opened_at_ = std::chrono::steady_clock::now();
}

bool Session::use(std::shared_ptr<const Scenario> scenario) {
  leave_scenario();
  scenario_ = std::move(scenario);
  tellings_ = telling_schedules(scenario_);
  program_ = scenario_->lines;
  place_of_[1] = {0, false};
  story_.set_filter({});
  const Mode mode = std::exchange(mode_, Mode::live);
  start_run();
  if (options_.search_at_open) start_search();
  // Somebody who steps goes on stepping, from the start of the new program.
  if (mode != Mode::live) {
    tree_opened_from_ = take_;
    set_mode(mode);
  }
  changed();
  return true;
}

bool Session::open_trace(const std::string& path) {
  watch_.stop();
  auto trace = wgscope::open_trace(path);
  changed();
  if (!trace) {
    diagnostics_ = trace.errors();
    return false;
  }
  auto scenario = scenario_of(**trace);
  leave_scenario();
  overrides_ = (*trace)->header().params;
  scenario_ = std::move(scenario);
  if (scenario_) tellings_ = telling_schedules(scenario_);
  program_ = scenario_ ? scenario_->lines : std::vector<std::string>();
  mode_ = Mode::live;
  take_ = *trace;
  focus_ = kNobody;
  object_ = kNoObject;
  place_of_[0] = {0, true};
  place_of_[1] = {0, false};
  span_.fit();
  show_trace(take_);
  tally_.count(take_->tail());
  if (options_.search_at_open && scenario_) start_search();
  return true;
}

void Session::reparse(const ParamValues& overrides) {
  if (!scenario_) return;
  auto scenario = parse_scenario(scenario_->file, scenario_->text, overrides);
  if (scenario) overrides_ = overrides;
  open(std::move(scenario));
}

void Session::take_in_file() {
  if (!watch_.changed(now_ns_)) return;
  const std::string path = watch_.path();
  // A param that the new text does not know any more is dropped rather than held against it.
  auto scenario = load_scenario(path, overrides_);
  if (!scenario && !overrides_.empty()) {
    scenario = load_scenario(path);
    if (scenario) overrides_.clear();
  }
  if (open(std::move(scenario))) notify(Notice::Tone::info, strings().say("panel.open.reloaded", {{"file", path}}));
}

void Session::open_neighbour(int by) {
  const auto count = static_cast<int>(lessons_.size());
  if (count == 0) return;
  const int now = lesson() ? static_cast<int>(*lesson()) : by > 0 ? -1 : 0;
  open_lesson(static_cast<size_t>(((now + by) % count + count) % count));
}

std::optional<size_t> Session::lesson() const {
  if (!scenario_) return std::nullopt;
  for (size_t i = 0; i < lessons_.size(); ++i)
    if (lessons_[i].path == scenario_->file) return i;
  return std::nullopt;
}

// ---- saving

// A name in the save folder that nothing has yet: `many_waiters.wgtrace`, then `many_waiters-2.wgtrace`.
std::string Session::free_path(const std::string& extension) const {
  const std::string name = scenario_ ? std::filesystem::path(scenario_->file).stem().string() : "wgscope";
  const std::filesystem::path folder = options_.save_folder;
  std::error_code error;
  for (int number = 1;; ++number) {
    const auto path = folder / (number == 1 ? name + extension : name + '-' + std::to_string(number) + extension);
    if (!std::filesystem::exists(path, error)) return path.string();
  }
}

void Session::save_trace() {
  const std::string path = free_path(".wgtrace");
  if (const auto problem = wgscope::save_trace(*trace_, path)) notify(Notice::Tone::warning, to_string(*problem));
  else notify(Notice::Tone::good, strings().say("panel.save.saved", {{"file", path}}));
}

void Session::save_picture() { request(ShellRequest::Kind::save_picture, free_path(".png")); }

}  // namespace wgscope::model
