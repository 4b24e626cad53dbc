// Where we look: cursor, playing, focus, modes; and the actions, each where it belongs.
#include "app/model/session.h"

#include <algorithm>

#include "app/model/timeline_view.h"
#include "app/model/objects.h"
#include "core/trace/trace_builder.h"

namespace wgscope::model {

namespace {

constexpr int64_t kNotice_ns = 6'000'000'000;

std::shared_ptr<const Trace> empty_trace() {
  TraceHeader header;
  header.sites.resize(1);
  return TraceBuilder(std::move(header)).snapshot();
}

}  // namespace

Session::Session(SessionOptions options)
    : options_(std::move(options)), preferences_(options_.preferences), lessons_(find_lessons(options_.lessons_folder)), drafts_(options_.drafts_folder), pace_(options_.pace) {
  take_ = empty_trace();
  show_trace(take_);
  chores_.add([this]() -> Chores::Outcome {
    const auto kept = drafts_.found();
    if (kept.empty()) return {};
    return [this, file = kept.front().file] { notify(Notice::Tone::info, strings().say("panel.edit.draft_found", {{"file", file}})); };
  });
  do_chores();
}

Session::~Session() { keep_draft(); }

// ---- what panels see

GoroutineId Session::focus() const {
  if (focus_ != kNobody && focus_.value <= trace_->goroutines().size()) return focus_;
  return cursor() == 0 ? kNobody : (*trace_)[cursor() - 1].who();
}

Scene Session::scene() {
  const WorldState& world = folder_.at(cursor());
  const auto& lines = mode_ == Mode::compare ? beside_->scenario(beside_->longer()).lines : program_;
  return {*trace_, world, lines, strings(), focus(), object_to_show(*trace_, world, object_)};
}

void Session::show_trace(std::shared_ptr<const Trace> trace) {
  trace_ = std::move(trace);
  folder_.reset(trace_);
  lanes_.reset(trace_);
  causality_.reset(trace_);
  timers_.reset(trace_);
  story_.reset(trace_, strings());
  place().cursor = std::min(place().cursor, trace_->size());
  span_.grow(lanes_.length(lane_axis(axis())));
  changed();
}

void Session::set_axis(Axis axis) {
  if (axis == Axis::time && trace_->size() > 0 && lanes_.length(LaneAxis::time) <= 0) return notify(Notice::Tone::info, strings().say("panel.timeline.no_time"));
  if (axis == axis_) return;
  // The same events stay in the picture.
  const LaneAxis was = lane_axis(this->axis()), is = lane_axis(axis);
  const EventIndex first = lanes_.cursor_at(was, span_.first()), last = lanes_.cursor_at(was, span_.last());
  const bool fitted = span_.fitted();
  axis_ = axis;
  span_ = TimelineSpan();
  span_.grow(lanes_.length(is));
  if (!fitted) span_.show(lanes_.position(is, first), lanes_.position(is, last));
  changed();
}

void Session::fit_timeline() {
  span_.fit();
  changed();
}

void Session::zoom_timeline(double factor) {
  const double at = lanes_.position(lane_axis(axis()), cursor());
  const bool in_picture = at >= span_.first() && at <= span_.last();
  span_.zoom(factor, in_picture ? at : (span_.first() + span_.last()) / 2);
  changed();
}

void Session::pan_timeline(double share) {
  span_.pan(share);
  changed();
}

// ---- moving

void Session::move(EventIndex cursor, bool keep_playing) {
  if (!keep_playing) playback_.stop();
  Viewpoint& here = place();
  here.cursor = std::min(cursor, trace_->size());
  if (mode_ == Mode::compare && here.cursor > 0) here.cursor = beside_->lead().cursor_after(beside_->steps_at(here.cursor));   // both make whole steps
  here.following = false;
  chosen_step_ = 0;
  span_.keep_in_picture(lanes_.position(lane_axis(axis()), here.cursor));
  changed();
}

void Session::go_to(EventIndex cursor) { move(cursor); }

void Session::go_end() {
  move(trace_->size());
  place().following = true;
}

void Session::step_back() {
  if (mode_ == Mode::compare) {
    const uint64_t steps = steps_beside();
    return move(steps <= 1 ? 0 : beside_->lead().cursor_after(steps - 1));
  }
  if (mode_ != Mode::live && tree_) {
    const uint64_t steps = steps_behind();
    // Halfway through the facts of a step counts as after it.
    return move(tree_->cursor_after(steps == 0 ? 0 : steps - 1));
  }
  if (cursor() > 0) move(cursor() - 1);
}

void Session::step_forward() {
  if (mode_ == Mode::compare) return move(beside_->lead().cursor_after(steps_beside() + 1));
  if (mode_ != Mode::live && tree_) return move(tree_->cursor_after(steps_behind() + 1));
  if (run_paused() && at_end()) {
    run_->step_one();
    place().following = true;
    return changed();
  }
  if (!at_end()) move(cursor() + 1);
  // A held run has nothing newer: at its end we follow it again.
  if (run_paused() && at_end()) place().following = true;
}

void Session::go_along_goroutine(bool forward) {
  const GoroutineId who = focus();
  if (who == kNobody) return forward ? step_forward() : void();
  if (forward) {
    const EventIndex next = trace_->next_of(who, cursor());
    if (next < trace_->size()) move(next + 1);
  } else if (cursor() > 0) {
    if (const auto before = trace_->previous_of(who, cursor() - 1)) move(*before + 1);
  }
}

void Session::go_notable(bool forward) {
  if (forward) {
    const EventIndex next = causality_.next_notable(cursor());
    if (next < trace_->size()) move(next + 1);
  } else if (cursor() > 0) {
    if (const auto before = causality_.previous_notable(cursor() - 1)) move(*before + 1);
  }
}

void Session::toggle_play() {
  if (moving()) {
    playback_.stop();
    if (run_ongoing() && !run_->paused()) run_->pause();
  } else if (run_ongoing() && at_end()) {
    catch_up();
  } else {
    // On from where the picture is, and no further back.
    if (at_end()) move(0);
    playback_.play();
  }
  changed();
}

// The picture is where the run is: from here it follows it, and the run goes on.
void Session::catch_up() {
  playback_.stop();
  if (run_->paused()) run_->resume();
  place().following = true;
}

void Session::play_on() {
  const size_t events = playback_.advance(elapsed_ns_);
  if (events == 0) return;
  move(mode_ == Mode::compare ? beside_->lead().cursor_after(steps_beside() + events) : cursor() + events, true);
  if (at_end() && run_ongoing()) catch_up();
  else if (at_end()) playback_.stop();
}

void Session::change_rate(bool faster) {
  if (rate_is_pace()) {
    // The steps a second of the whole program that the pace goes through; beyond the last is full.
    constexpr double kPaces[] = {0.5, 1, 2, 5, 10, 20, 50, 100, 1000};
    std::optional<double> next;
    if (faster) {
      for (const double pace : kPaces)
        if (pace_ && pace > *pace_ * 1.001) { next = pace; break; }
    } else {
      next = kPaces[0];
      for (const double pace : kPaces)
        if (!pace_ || pace < *pace_ * 0.999) next = pace;
    }
    apply(act::SetPace{next});
  } else {
    playback_.set_speed(next_speed(playback_.speed(), faster));
  }
  changed();
}

void Session::cycle_focus() {
  const auto count = static_cast<uint32_t>(folder_.at(cursor()).goroutines.size());
  if (count == 0) return;
  focus_ = GoroutineId{focus().value % count + 1};
  changed();
}

void Session::cycle_object() {
  const WorldState& world = folder_.at(cursor());
  const auto count = static_cast<uint32_t>(world.objects.size());
  const ObjectId now = object_to_show(*trace_, world, object_);
  for (uint32_t i = 1; i <= count; ++i) {
    const ObjectId next{(now.value + i) % count};
    if (object_to_show(*trace_, world, next) != next) continue;
    object_ = next;
    break;
  }
  changed();
}

// ---- the frame around it

void Session::change_preferences(const Preferences& preferences) {
  preferences_ = preferences;
  story_.reset(trace_, strings());
  changed();
}

void Session::close() {
  if (overlay_ != Overlay::none) overlay_ = Overlay::none;
  else if (!diagnostics_.empty() && scenario_) diagnostics_.clear();
  else if (editing() && !editor_keys_) editor_shown_ = false;
  else if (going_.busy()) give_up_going();
  else if (hunt_ && !hunt_->done()) hunt_->cancel();
  else if (search_ && !search_->done() && mode_ == Mode::explore) search_->cancel();
  else if (outputs_search_ && !outputs_search_->done() && mode_ == Mode::explore) outputs_search_->cancel();
  else if (!story_.filter().empty()) story_.set_filter({});
  else if (compared_) compared_.reset();
  else focus_ = kNobody, hood_call_ = HoodCall::follow;
  changed();
}

void Session::notify(Notice::Tone tone, std::string text) {
  notice_ = Notice{tone, std::move(text), now_ns_ + kNotice_ns};
  changed();
}

void Session::request(ShellRequest::Kind kind, std::string text) { requests_.push_back({kind, std::move(text)}); }

std::vector<ShellRequest> Session::take_requests() { return std::exchange(requests_, {}); }

int64_t Session::param_value(const ScenarioParam& param) const {
  for (const auto& [name, value] : overrides_)
    if (name == param.name) return value;
  return param.value;
}

std::string Session::title() const {
  if (!scenario_) return {};
  const std::string changed_mark = unsaved() ? "● " : "";
  const std::string& title = scenario_->title.in(preferences_.language);
  if (!title.empty()) return changed_mark + title;
  const size_t slash = scenario_->file.rfind('/');
  return changed_mark + (slash == std::string::npos ? scenario_->file : scenario_->file.substr(slash + 1));
}

// ---- actions

void Session::apply(const Action& action) {
  struct Apply {
    Session& session;
    void operator()(const act::Run& a) const {
      const Command& chosen = command(a.command);
      if (chosen.enabled(session)) chosen.run(session);
    }
    void operator()(const act::GoTo& a) const { session.go_to(a.cursor); }
    void operator()(const act::OpenLesson& a) const { session.open_lesson(a.index); }
    void operator()(const act::OpenPath& a) const { session.open_path(a.path); }
    void operator()(const act::OpenText& a) const { session.open_text(a.text); }
    void operator()(const act::SetParam& a) const {
      ParamValues values = session.overrides_;
      std::erase_if(values, [&](const auto& value) { return value.first == a.name; });
      values.emplace_back(a.name, a.value);
      session.reparse(values);
    }
    void operator()(const act::SetPace& a) const {
      session.pace_ = a.steps_per_s;
      if (session.run_ && !session.run_->over()) session.run_->set_pace(a.steps_per_s);
      session.overlay_ = Overlay::none;
    }
    void operator()(const act::SetSpeed& a) const {
      session.playback_.set_speed(a.factor);
      session.overlay_ = Overlay::none;
    }
    void operator()(const act::SetMode& a) const { session.set_mode(a.mode); }
    void operator()(const act::FocusOn& a) const { session.focus_ = session.focus_ == a.who ? kNobody : a.who; }
    void operator()(const act::ChooseObject& a) const {
      session.object_ = a.object;
      session.overlay_ = Overlay::none;
    }
    void operator()(const act::ChooseCall& a) const { session.hood_call_ = a.call; }
    void operator()(const act::SetFilter& a) const { session.story_.set_filter(a.text); }
    void operator()(const act::ShowSpan& a) const { session.span_.show(a.first, a.last); }
    void operator()(const act::SetAxis& a) const { session.set_axis(a.axis); }
    void operator()(const act::Show& a) const { session.show(a.overlay); }
    void operator()(const act::Prefer& a) const { session.change_preferences(a.preferences); }
    void operator()(const act::DismissNotice&) const { session.notice_.reset(); }
    void operator()(const act::DialogText& a) const {
      session.overlay_ == Overlay::files ? session.files_.type(a.text) : void(session.dialog_filter_ = a.text);
      session.chosen_row_ = 0;
    }
    void operator()(const act::TakeFile& a) const { session.take_file(session.files_.take(a.row)); }
    void operator()(const act::EditText& a) const { session.edit(a.change); }
    void operator()(const act::EditorKeys& a) const { session.editor_keys_ = a.on; }
    void operator()(const act::HideEditor&) const { session.editor_shown_ = session.editor_keys_ = false; }
    void operator()(const act::GoToMistake& a) const {
      if (!session.editor_ || a.index >= session.diagnostics_.size()) return;
      session.editor_shown_ = session.editor_keys_ = true;
      session.editor_->go_to_mark(session.diagnostics_[a.index]);
    }
    void operator()(const act::ChooseStep& a) const { session.chosen_step_ = a.index; }
    void operator()(const act::TakeStep& a) const {
      if (!session.tree_) return;
      const auto& enabled = session.tree_->enabled(session.steps_behind());
      for (size_t i = 0; i < enabled.size(); ++i)
        if (enabled[i].choice == a.choice) return session.take_step(i);
    }
    void operator()(const act::GoToBranch& a) const {
      if (!session.tree_ || a.branch >= session.tree_->branches().size()) return;
      const uint64_t steps = session.steps_behind();
      session.tree_->go_to(a.branch);
      session.show_branch(session.tree_->cursor_after(steps));
    }
    void operator()(const act::LetRun& a) const { session.let_run(a.strategy); }
    void operator()(const act::ShowSchedule& a) const { session.show_schedule(a); }
    void operator()(const act::GoToState& a) const {
      const Mode mode = session.mode_;
      session.open_schedule(a.schedule, false, {}, [&session = session, mode] {
        if (mode == Mode::explore) session.mode_ = mode;
      });
    }
    void operator()(const act::CompareWith& a) const { session.compared_ = a.schedule; }
    void operator()(const act::CompareBeside& a) const { session.compare_with(a); }
    void operator()(const act::ChooseObjectOf& a) const {
      if (session.beside_) session.beside_->choose_object(a.side, a.object);
    }
    void operator()(const act::ExploreOutputs&) const { session.start_outputs_search(); }
    void operator()(const act::StopSearch&) const {
      if (session.search_) session.search_->cancel();
      if (session.outputs_search_) session.outputs_search_->cancel();
      if (session.hunt_) session.hunt_->cancel();
    }
  };
  std::visit(Apply{*this}, action);
  look_around();
  changed();
}

}  // namespace wgscope::model
