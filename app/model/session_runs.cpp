// The session's executions: the live run, the hunt for another ending, the search of Explore. The tree of Step: session_stepping.cpp.
#include <algorithm>

#include "app/model/session.h"
#include "app/model/timeline_view.h"

namespace wgscope::model {

namespace {
constexpr auto kFilterBudget = std::chrono::microseconds(1500);
constexpr auto kSettleTime = std::chrono::seconds(10);   // a picture of a program that does not end is of its beginning
constexpr int64_t kFrame_ns = 16'000'000;
constexpr int64_t kSoon_ns = 100'000'000;     // what waits for a text to rest
constexpr size_t kGraphStates = 300'000;      // enough for every lesson, and to find one's place in what is too large to be drawn
}  // namespace

// ---- each frame

void Session::tick(int64_t now_ns) {
  elapsed_ns_ = now_ns_ == 0 ? 0 : std::max<int64_t>(0, now_ns - now_ns_);
  if (now_ns_ == 0 && notice_) notice_->until_ns += now_ns;   // said before there was a clock
  now_ns_ = now_ns;
  take_in_load();
  take_in_editing();
  take_in_run();
  take_in_hunt();
  take_in_search();
  take_in_going();
  chores_.take_in();
  look_around();
  if (options_.watch_files) take_in_file();
  play_on();
  if (story_.pending()) {
    story_.advance(kFilterBudget);
    changed();
  }
  if (notice_ && now_ns >= notice_->until_ns) {
    notice_.reset();
    changed();
  }
}

int64_t Session::wake_in_ns() const {
  if (moving() || story_.pending()) return 0;
  int64_t wake = watch_.path().empty() ? INT64_MAX : kWatchEvery_ns;
  if (run_ongoing() || (hunt_ && !hunt_->done()) || (search_ && !search_taken_) || (outputs_search_ && !outputs_taken_)) wake = kFrame_ns;
  if (loader_.busy() || going_.busy() || looking_.busy() || chores_.busy()) wake = std::min(wake, kFrame_ns);
  if (draft_due_ || problems_due_) wake = std::min(wake, kSoon_ns);
  if (notice_) wake = std::min(wake, std::max<int64_t>(0, notice_->until_ns - now_ns_));
  return wake;
}

void Session::settle() {
  loader_.wait();
  take_in_load();
  going_.wait();
  take_in_going();
  looking_.wait();
  look_around();
  while (chores_.busy()) {
    chores_.wait();
    chores_.take_in();
  }
  if (run_) {
    run_->set_pace(std::nullopt);
    if (run_->paused()) run_->resume();
    const auto enough = std::chrono::steady_clock::now() + kSettleTime;
    while (!run_->over() && std::chrono::steady_clock::now() < enough) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    if (!run_->over()) run_->stop();
    run_->wait();
    take_in_run();
  }
  while (hunt_ && !hunt_->done()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  take_in_hunt();
  while ((search_ && !search_->done()) || (outputs_search_ && !outputs_search_->done())) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  take_in_search();
  while (story_.advance(std::chrono::seconds(1))) {}
}

// ---- Live

void Session::start_run(bool paused) {
  if (!scenario_ || !scenario_->program || !options_.worlds.start_run) return;
  run_.reset();
  LiveOptions live;
  live.pace = pace_;
  live.time_scale = options_.time_scale;
  live.events_max = options_.events_max;
  live.start_paused = paused;
  live.seed = ++runs_started_;
  run_ = options_.worlds.start_run(scenario_, live);
  run_counted_ = false;
  playback_.stop();
  place_of_[0] = {0, true};
  focus_ = kNobody;
  object_ = kNoObject;
  take_ = run_->trace();
  if (mode_ == Mode::live) {
    span_.fit();
    show_trace(take_);
  }
}

void Session::take_in_run() {
  if (!run_) return;
  const bool over = run_->over();            // asked first: then the trace that follows is complete
  const auto newer = run_->trace();
  const bool grown = newer != take_;
  take_ = newer;
  if (place_of_[0].following) place_of_[0].cursor = take_->size();
  if (grown && mode_ == Mode::live) {
    show_trace(take_);
    if (place().following) span_.keep_in_picture(lanes_.position(lane_axis(axis()), cursor()));
  }
  if (!over || run_counted_) return;
  run_counted_ = true;
  tally_.count(take_->tail());
  changed();
}

void Session::run_again() {
  if (mode_ == Mode::explore) {
    if (outputs_search_) start_outputs_search();
    return start_search();
  }
  if (mode_ == Mode::step) {
    if (tree_) show_branch(0);
    return;
  }
  if (mode_ == Mode::compare) return move(0);
  start_run();
  changed();
}

void Session::stop_run() {
  if (run_ && !run_->over()) run_->stop();
  changed();
}

// ---- the hunt

void Session::hunt_new_ending() {
  if (hunt_ && !hunt_->done()) return hunt_->cancel();
  if (!scenario_ || !scenario_->program) return;
  if (mode_ != Mode::live) set_mode(Mode::live);
  if (run_ && !run_->over()) run_->stop();
  hunt_counted_.clear();
  hunt_ = std::make_unique<Hunt>(scenario_, options_.worlds.start_run, tally_.endings());
  changed();
}

void Session::take_in_hunt() {
  if (!hunt_) return;
  const bool done = hunt_->done();
  for (const auto& [ending, count] : hunt_->endings()) {
    uint64_t& counted = hunt_counted_[ending];
    if (count > counted) tally_.count(ending, count - counted), changed();
    counted = count;
  }
  if (!done) return;
  const auto hunt = std::move(hunt_);
  const Gap runs{"n", std::to_string(hunt->runs())};
  if (const auto found = hunt->found()) {
    tally_.count(found->tail());
    run_.reset();
    take_ = found;
    place_of_[0] = {found->size(), true};
    focus_ = kNobody;
    span_.fit();
    show_trace(take_);
    notify(Notice::Tone::good, strings().say("panel.hunt.found", {runs, {"ending", found->tail().ending->text()}}));
  } else if (hunt->cancelled()) {
    notify(Notice::Tone::info, strings().say("panel.hunt.cancelled", {runs}));
  } else {
    notify(Notice::Tone::info, strings().say("panel.hunt.nothing", {runs}));
  }
}

// ---- modes

void Session::set_mode(Mode mode) {
  give_up_going();
  if (mode == mode_ || (mode != Mode::live && !(scenario_ && scenario_->program))) return;
  const auto shown = [this, mode](const std::shared_ptr<const Trace>& trace) {
    mode_ = mode;
    span_.fit();
    show_trace(trace);
    playback_.stop();
    chosen_step_ = chosen_row_ = 0;
    chosen_found_.reset();
    changed();
  };
  if (mode == Mode::live) return shown(take_);
  if (mode == Mode::compare) return show_comparison();
  if (run_ && !run_->over() && !run_->paused()) run_->pause();
  open_take([this, mode, shown] {
    shown(tree_->trace());
    if (!search_ && (mode == Mode::explore || options_.search_at_open)) start_search();   // Step says which endings are still reachable
  });
}

// ---- Explore

std::unique_ptr<BackgroundSearch> Session::searching(bool outputs) const {
  ExploreOptions explore;
  explore.outputs = outputs;
  if (options_.search_seconds_max) explore.bounds.seconds_max = *options_.search_seconds_max;
  explore.keep_graph_states = kGraphStates;
  return std::make_unique<BackgroundSearch>(scenario_, options_.worlds.explore, explore);
}

void Session::start_search() {
  if (!scenario_ || !scenario_->program || !options_.worlds.explore) return;
  search_.reset();
  search_ = searching(false);
  search_taken_ = false;
  changed();
}

void Session::start_outputs_search() {
  if (!scenario_ || !scenario_->program || !options_.worlds.explore) return;
  outputs_search_.reset();
  outputs_search_ = searching(true);
  outputs_taken_ = false;
  changed();
}

void Session::take_in_search() {
  if (search_ && !search_taken_) {
    changed();                                  // its progress is on the screen
    search_taken_ = search_->done();
    if (search_taken_ && !first_answer_ns_) first_answer_ns_ = std::chrono::duration_cast<std::chrono::nanoseconds>(search_->done_at() - opened_at_).count();
  }
  if (outputs_search_ && !outputs_taken_) {
    changed();
    outputs_taken_ = outputs_search_->done();
  }
}

}  // namespace wgscope::model
