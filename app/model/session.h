// One window's worth of state: a scenario, its executions, where we look, and what goes on in the background. The only thing that changes; panels
// read it and give actions, and the shell applies those after the frame.
//
// Two executions can be looked at: the take (a live run, going on or over, or a trace that was opened) in Live, and a tree of branches in Step and Explore.
// Each keeps its own cursor. Panels see one trace and one cursor, and cannot tell which world made it.
//
// Where which part of it is: session.cpp (where we look), session_choosing.cpp (lists and dialogs), session_runs.cpp (what goes on in the background),
// session_stepping.cpp (going through the tree), session_comparing.cpp (two side by side), session_files.cpp (opening and saving), session_editing.cpp (the editor).
//
// Not here: the window, the clock (it is passed in), drawing, preferences on disk.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/model/action.h"
#include "app/model/background_search.h"
#include "app/model/chores.h"
#include "app/model/commands.h"
#include "app/model/drafts.h"
#include "app/model/editor.h"
#include "app/model/errand.h"
#include "app/model/file_dialog.h"
#include "app/model/file_watch.h"
#include "app/model/hunt.h"
#include "app/model/lessons.h"
#include "app/model/loader.h"
#include "app/model/playback.h"
#include "app/model/preferences.h"
#include "app/model/scene.h"
#include "app/model/side_by_side.h"
#include "app/model/step_tree.h"
#include "app/model/story_list.h"
#include "app/model/strings.h"
#include "app/model/tally.h"
#include "app/model/timeline_span.h"
#include "app/model/timer_spans.h"
#include "app/model/worlds.h"
#include "core/explore/telling.h"
#include "core/trace/causality.h"
#include "core/trace/lanes.h"

namespace wgscope::model {

struct SessionOptions {
  Worlds worlds;
  Preferences preferences;
  std::string lessons_folder;
  std::string save_folder = ".";         // where saving begins to look for a place
  std::string drafts_folder;             // empty: no drafts are kept
  std::optional<std::chrono::nanoseconds> patience = {};   // so long opening, stepping and comparing may keep a frame waiting; what takes longer comes later. none: to its end
  std::optional<double> pace = 2;        // steps a second of a run that starts; none: full
  double time_scale = 1;
  uint64_t events_max = limits::kEventsKept;
  bool watch_files = true;
  bool search_at_open = true;            // explore in the background as soon as a scenario is open
  std::optional<double> search_seconds_max = {};   // of each search; none: explore's own bound
};

struct Notice {
  enum class Tone : uint8_t { info, good, warning } tone = Tone::info;
  std::string text;
  int64_t until_ns = 0;
};

class Session {
 public:
  explicit Session(SessionOptions options);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // ---- opening. False when there were errors: then what was there stays, and diagnostics() says what. What takes longer than options' patience comes with a tick.
  bool open_path(const std::string& path, const ParamValues& params = {});
  bool open_text(const std::string& text);         // pasted: JSON, Go, or a schedule for Step
  bool open_lesson(size_t index);
  bool opening() const { return loader_.busy(); }

  // ---- changing: by actions, of which one runs a command; there is no other way in
  void apply(const Action& action);
  void apply(const Actions& actions) { for (const Action& action : actions) apply(action); }
  // Takes in what happened meanwhile: new events, playing, changed files, searches. `now_ns` is a steady clock.
  void tick(int64_t now_ns);
  std::optional<std::chrono::nanoseconds> patience() const { return options_.patience; }
  // When tick should be called again at the latest; 0: with the next frame.
  int64_t wake_in_ns() const;
  // Waits until nothing goes on any more: a live run goes to its end at full pace, a search to its answer. For pictures and tests.
  void settle();
  // What only the shell can do. Empties the list.
  std::vector<ShellRequest> take_requests();
  void notify(Notice::Tone tone, std::string text);

  // ---- what is looked at
  Mode mode() const { return mode_; }
  const std::shared_ptr<const Scenario>& scenario() const { return scenario_; }        // null before the first one
  const std::vector<std::string>& program() const { return program_; }                 // its lines
  const std::shared_ptr<const Trace>& trace() const { return trace_; }                 // never null
  EventIndex cursor() const { return place().cursor; }
  bool following() const { return place().following; }
  Scene scene();
  const Lanes& lanes() const { return lanes_; }
  const Causality& causality() const { return causality_; }
  const TimerSpans& timers() const { return timers_; }
  const TimelineSpan& span() const { return span_; }
  // A schedule has no time: its steps are counted, whatever was chosen for a run.
  Axis axis() const { return axis_ == Axis::time && lanes_.length(LaneAxis::time) <= 0 ? Axis::events : axis_; }
  StoryList& story() { return story_; }
  GoroutineId focus() const;                       // chosen, else whoever made the latest event
  GoroutineId chosen_focus() const { return focus_; }   // nobody: whoever is in it
  HoodCall hood_call() const { return hood_call_; }
  uint64_t revision() const { return revision_; }  // another number whenever what panels show may have changed

  // ---- what goes on
  bool run_ongoing() const { return mode_ == Mode::live && run_ && !run_->over(); }
  bool run_paused() const { return run_ongoing() && run_->paused(); }
  // The picture goes on by itself: with the run that it follows, or by playing what has happened already.
  bool moving() const { return playback_.playing() || (run_ongoing() && following() && !run_->paused()); }
  // Slower and faster mean the run's pace, and not the speed of playing.
  bool rate_is_pace() const { return run_ongoing() && !playback_.playing(); }
  bool at_end() const { return cursor() >= trace_->size(); }
  std::optional<double> pace() const { return pace_; }
  double speed() const { return playback_.speed(); }
  const Tally& tally() const { return tally_; }
  const Hunt* hunt() const { return hunt_.get(); }

  // ---- Step and Explore; null before their first use
  StepTree* tree() const { return tree_.get(); }
  uint64_t steps_behind() const { return tree_ ? tree_->steps_at(place_of_[1].cursor) : 0; }
  size_t chosen_step() const { return chosen_step_; }
  size_t chosen_row() const { return chosen_row_; }        // of an open list: choices.h
  std::optional<size_t> chosen_found() const { return chosen_found_; }     // in Explore, by keys: the row; choices.h, lit_row
  const BackgroundSearch* search() const { return search_.get(); }
  const BackgroundSearch* outputs_search() const { return outputs_search_.get(); }   // for what can be printed: only when somebody asks
  // The one that knows the tree's states; null when none does yet.
  const BackgroundSearch* search_of_tree() const { return tree_ && tree_->options().prints_are_steps ? outputs_search() : search(); }
  const std::optional<Schedule>& compared() const { return compared_; }

  // ---- Compare; null before its first use
  SideBySide* beside() const { return beside_.get(); }
  uint64_t steps_beside() const { return beside_ ? beside_->steps_at(place_of_[2].cursor) : 0; }

  // ---- the editor; null when nothing was edited
  const Editor* editor() const { return editor_.get(); }
  bool editing() const { return editor_ && editor_shown_; }              // it stands where the program does
  bool editor_has_keys() const { return editing() && editor_keys_ && overlay_ == Overlay::none; }
  bool unsaved() const { return editor_ && editor_->changed(); }

  // ---- dialogs
  const FileDialog& file_dialog() const { return files_; }
  const std::string& dialog_filter() const { return dialog_filter_; }    // of the lessons, of the help

  // ---- the frame around it
  const Preferences& preferences() const { return preferences_; }
  const Strings& strings() const { return Strings::of(preferences_.language); }
  const std::vector<Lesson>& lessons() const { return lessons_; }
  std::optional<size_t> lesson() const;            // which of them is open
  int64_t param_value(const ScenarioParam& param) const;
  const std::vector<TellingTaken>& tellings() const { return tellings_; }   // the scenario's telling schedules that can be taken with these values
  const Diagnostics& diagnostics() const { return diagnostics_; }
  const std::optional<Notice>& notice() const { return notice_; }
  Overlay overlay() const { return overlay_; }
  std::string title() const;                       // of what is open, in the language that is on
  int64_t now_ns() const { return now_ns_; }
  // From opening a scenario to its first answer of a search; for --stats.
  std::optional<int64_t> first_answer_ns() const { return first_answer_ns_; }

 private:
  friend struct CommandTable;                      // whose rows say which of these a command does
  void toggle_play();
  void step_back();
  void step_forward();
  void go_to(EventIndex cursor);
  void go_end();
  void go_along_goroutine(bool forward);
  void go_notable(bool forward);
  void change_rate(bool faster);
  void run_again();
  void hunt_new_ending();
  void stop_run();
  void cycle_focus();
  void cycle_object();
  void set_mode(Mode mode);
  void choose(int by);                             // a step, a row of Explore, one of an open list
  void take_chosen();
  void change_chosen_param(int by);
  void copy_schedule();                            // to the clipboard, and says what
  void compare_chosen();                           // in Explore: beside the branch that is open
  void take_step(size_t index);
  void let_run(const std::string& strategy);
  void open_neighbour(int by);
  void choose_end(bool last);
  void complete_path();
  void open_file();                                // asks which
  void save_trace();                               // asks where to, as all of these do
  void save_picture();
  void save_program_as();
  void save_program();                             // where it came from; asks when that is nowhere, or a lesson
  void new_program();
  void edit_program();
  void undo_edit(bool redo);
  void discard_edits();
  void next_mistake();
  void close();                                    // an overlay, a search, a filter, a chosen focus: the first of these that there is
  void show(Overlay overlay);
  void fit_timeline();
  void zoom_timeline(double factor);               // around the cursor, when it is in the picture
  void pan_timeline(double share);
  void set_axis(Axis axis);
  void change_preferences(const Preferences& preferences);
  void request(ShellRequest::Kind kind, std::string text = {});

  // Where we look in one execution.
  struct Viewpoint {
    EventIndex cursor = 0;
    bool following = true;
  };
  size_t place_index() const { return mode_ == Mode::live ? 0 : mode_ == Mode::compare ? 2 : 1; }
  Viewpoint& place() { return place_of_[place_index()]; }
  const Viewpoint& place() const { return place_of_[place_index()]; }

  bool load(LoadRequest request);
  void take_in_load();
  void take_in_trace(const Loaded& loaded);
  void show_mistakes(const Loaded& loaded);
  void remember(const std::string& path);
  void use(const Loaded& loaded);                          // a good one: everything about the one before is over
  void take_file(const std::optional<FileRow>& row);
  void look_around();
  void offer_drafts();
  void do_chores();
  void open_draft(const Draft& draft);
  void ask_where(FileDialog::Purpose purpose, const std::string& path);
  void write_program(const std::string& path);
  void write_trace(const std::string& path);
  void told_of_saving(const std::string& path, const std::optional<Diagnostic>& problem);
  void take_in_saved(const std::string& path);
  void edit(const std::function<void(TextEdit&)>& change);
  void take_in_editing();
  void compile_edited(LoadRequest::Why why);
  void keep_draft();
  void drop_draft();
  void set_editor_aside();                                 // its unsaved text becomes a draft
  void leave_scenario();
  void reparse(const ParamValues& overrides);
  void start_run(bool paused = false);
  std::unique_ptr<BackgroundSearch> searching(bool outputs) const;
  void start_search();
  void start_outputs_search();
  void show_trace(std::shared_ptr<const Trace> trace);     // the one that panels see, or a longer snapshot of it
  void move(EventIndex cursor, bool keep_playing = false);
  void take_in_run();
  void take_in_hunt();
  void take_in_search();
  void take_in_file();
  void play_on();
  void catch_up();
  struct Way;
  struct Gone;
  static std::shared_ptr<Gone> gone(const std::shared_ptr<const Scenario>& scenario, const Way& way, const TimeLimit& limit);
  void go(Way way, std::function<void(Gone&)> then);
  void take_in_going();
  void give_up_going();
  StepTree& tree_for(Gone& gone, const ExecutionOptions& options);
  void open_take(std::function<void()> then);
  void show_branch(EventIndex cursor);
  std::optional<act::ShowSchedule> schedule_at_hand() const;
  void open_beside(std::function<Result<ComparedPair>(const TimeLimit&)> make, LocalText title = {});
  void show_comparison();
  void show_beside();
  void compare_with(const act::CompareBeside& with);
  void show_schedule(const act::ShowSchedule& shown);
  void open_schedule(const Schedule& schedule, bool at_start, const ExecutionOptions& options = {}, std::function<void()> then = {});
  std::string free_path(const std::string& extension) const;
  std::string folder_to_save_in() const;
  void changed() { ++revision_; }

  SessionOptions options_;
  Preferences preferences_;
  std::vector<Lesson> lessons_;

  // the scenario
  std::shared_ptr<const Scenario> scenario_;
  std::vector<std::string> program_;
  std::vector<TellingTaken> tellings_;
  ParamValues overrides_;
  Diagnostics diagnostics_;
  FileWatch watch_;
  Loader loader_;
  bool load_good_ = true;                          // the latest answer of the loader was

  // the editor
  std::unique_ptr<Editor> editor_;
  bool editor_shown_ = false, editor_keys_ = false;
  bool editor_for_mistakes_ = false;               // shown because the file could not be opened, and not touched since
  Drafts drafts_;
  int64_t edited_ns_ = 0;                          // the latest change of the text
  bool draft_due_ = false;
  std::optional<Diagnostics> problems_due_;        // of the edited text, shown once it rests

  // dialogs
  FileDialog files_;
  std::string dialog_filter_;

  // executions
  std::unique_ptr<Running> run_;
  bool run_counted_ = true;                        // its ending is in the tally
  uint64_t runs_started_ = 0;
  std::shared_ptr<const Trace> take_;              // what Live looks at
  std::unique_ptr<StepTree> tree_;
  std::weak_ptr<const Trace> tree_opened_from_;    // the take that it last showed
  std::unique_ptr<Hunt> hunt_;
  std::map<Ending, uint64_t> hunt_counted_;   // of its endings, those that are in the tally
  std::unique_ptr<BackgroundSearch> search_, outputs_search_;
  bool search_taken_ = true, outputs_taken_ = true;
  std::chrono::steady_clock::time_point opened_at_;
  std::optional<int64_t> first_answer_ns_;
  Tally tally_;

  // where we look
  Mode mode_ = Mode::live;
  Viewpoint place_of_[3];                              // of the take, of the tree, of the longer one of two that stand side by side
  std::shared_ptr<const Trace> trace_;
  Folder folder_;
  Lanes lanes_;
  Causality causality_;
  TimerSpans timers_;
  StoryList story_;
  Playback playback_;
  std::optional<double> pace_;
  TimelineSpan span_;
  Axis axis_ = Axis::events;
  GoroutineId focus_ = kNobody;
  ObjectId object_ = kNoObject;
  HoodCall hood_call_ = HoodCall::follow;
  size_t chosen_step_ = 0, chosen_row_ = 0;
  std::optional<size_t> chosen_found_;
  std::optional<Schedule> compared_;
  std::shared_ptr<SideBySide> beside_;

  // the frame around it
  Overlay overlay_ = Overlay::none;
  std::optional<Notice> notice_;
  std::vector<ShellRequest> requests_;
  int64_t now_ns_ = 0, elapsed_ns_ = 0;            // as of the last tick, and since the one before
  uint64_t revision_ = 0;
  Errand going_;                                   // a way through the tree that takes long
  Errand looking_;                                 // for what lies in a folder
  Chores chores_;                                  // of drafts_, which it must not outlive
};

}  // namespace wgscope::model
