// Opening and saving: scenarios, Go programs, saved traces, what was pasted, files that change while we look. The program that is edited: session_editing.cpp.
#include <algorithm>
#include <filesystem>

#include "app/model/session.h"
#include "core/trace/trace_file.h"

namespace wgscope::model {

namespace {

namespace fs = std::filesystem;

// A text that is nothing but the words of a schedule: `main*3 G2 timer:G3`.
bool reads_as_schedule(const std::string& text) {
  const auto schedule = parse_schedule(text);
  return schedule.ok() && !schedule->choices.empty();
}

std::string whole_path(const std::string& path) {
  std::error_code error;
  const fs::path whole = fs::absolute(path, error);
  return error ? path : whole.lexically_normal().string();
}

}  // namespace

// ---- opening

bool Session::open_path(const std::string& path, const ParamValues& params) {
  overlay_ = Overlay::none;
  LoadRequest request;
  request.name = path;
  request.params = params;
  return load(std::move(request));
}

bool Session::open_lesson(size_t index) { return index < lessons_.size() && open_path(lessons_[index].path); }

bool Session::open_text(const std::string& text) {
  overlay_ = Overlay::none;
  const size_t first = text.find_first_not_of(" \t\r\n");
  if (first == text.npos) {
    notify(Notice::Tone::warning, strings().say("panel.open.nothing_pasted"));
    return false;
  }
  if (scenario_ && reads_as_schedule(text)) {
    open_schedule(*parse_schedule(text), false);
    return true;
  }
  LoadRequest request;
  request.name = text[first] == '{' ? "pasted.json" : "pasted.go";
  request.text = text;
  return load(std::move(request));
}

// True also while the answer is still to come.
bool Session::load(LoadRequest request) {
  const std::string name = request.why == LoadRequest::Why::opened ? request.name : std::string();
  loader_.ask(std::move(request));
  loader_.wait(options_.patience);
  if (loader_.busy()) {
    if (!name.empty()) notify(Notice::Tone::info, strings().say("panel.open.slow", {{"file", name}}));
    return true;
  }
  take_in_load();
  return load_good_;
}

void Session::take_in_load() {
  const auto loaded = loader_.take();
  if (!loaded) return;
  changed();
  const LoadRequest& request = loaded->request;
  using Why = LoadRequest::Why;
  load_good_ = loaded->problems.empty();
  const bool another = request.why == Why::opened;
  // What is read from a file is looked at again when the file changes, also when it could not be understood.
  if (another) !request.text && request.name != "-" && !loaded->text.empty() ? watch_.watch(request.name) : watch_.stop();
  if (!load_good_) return show_mistakes(*loaded);
  if (another) set_editor_aside();
  if (another && !request.text) remember(request.name);
  if (loaded->trace) return take_in_trace(*loaded);
  overrides_ = request.params;
  problems_due_.reset();
  if (request.why == Why::changed_on_disk) {
    notify(Notice::Tone::info, strings().say("panel.open.reloaded", {{"file", request.name}}));
    if (editor_for_mistakes_) editor_.reset(), editor_shown_ = editor_for_mistakes_ = false;
    else if (editor_) editor_ = std::make_unique<Editor>(request.name, loaded->text, true);
  }
  if (editor_ && request.why != Why::params) editor_->set_problems({});
  use(*loaded);
}

// The user's own text is shown, with its mistakes on their lines; the picture stays as it was.
void Session::show_mistakes(const Loaded& loaded) {
  const LoadRequest& request = loaded.request;
  if (request.why == LoadRequest::Why::edited || request.why == LoadRequest::Why::saved) {
    problems_due_ = loaded.problems;
    // Elsewhere at once; a line that is half typed is no mistake yet.
    if (editor_) editor_->set_problems(loaded.problems, editor_->edit().line_of(editor_->edit().caret()));
    return;
  }
  diagnostics_ = loaded.problems;
  const bool in_the_text = std::any_of(diagnostics_.begin(), diagnostics_.end(), [](const Diagnostic& problem) { return problem.line > 0; });
  if (!in_the_text || request.why == LoadRequest::Why::params) return;
  if (request.why == LoadRequest::Why::opened) set_editor_aside();
  editor_ = std::make_unique<Editor>(request.name, loaded.text, !request.text);
  editor_->set_problems(diagnostics_);
  editor_->go_to_mark(diagnostics_.front());
  editor_for_mistakes_ = editor_for_mistakes_ || !editor_shown_;
  editor_shown_ = true;
}

void Session::remember(const std::string& path) {
  const std::string whole = whole_path(path);
  if (path == "-" || std::any_of(lessons_.begin(), lessons_.end(), [&](const Lesson& lesson) { return lesson.path == path; })) return;
  Preferences preferences = preferences_;
  std::erase(preferences.recent, whole);
  preferences.recent.insert(preferences.recent.begin(), whole);
  if (preferences.recent.size() > kRecentMax) preferences.recent.resize(kRecentMax);
  preferences_ = std::move(preferences);
}

// Everything about the one before is over.
void Session::leave_scenario() {
  going_.give_up();
  diagnostics_.clear();
  tellings_.clear();
  run_.reset();
  hunt_.reset();
  search_.reset();
  outputs_search_.reset();
  tree_.reset();
  tree_opened_from_.reset();
  compared_.reset();
  beside_.reset();
  tally_.clear();
  first_answer_ns_.reset();
  opened_at_ = std::chrono::steady_clock::now();
}

void Session::use(const Loaded& loaded) {
  leave_scenario();
  scenario_ = loaded.scenario;
  tellings_ = loaded.tellings;
  program_ = scenario_->lines;
  place_of_[1] = {0, false};
  story_.set_filter({});
  const Mode mode = std::exchange(mode_, Mode::live);
  start_run();
  if (options_.search_at_open) start_search();
  // Somebody who steps goes on stepping, from the start of the new program; who compares goes on where there is something to compare it with.
  if (mode == Mode::compare && scenario_->compare) {
    show_comparison();
  } else if (mode != Mode::live && mode != Mode::compare) {
    tree_opened_from_ = take_;
    set_mode(mode);
  }
  changed();
}

void Session::take_in_trace(const Loaded& loaded) {
  leave_scenario();
  overrides_ = loaded.trace->header().params;
  scenario_ = loaded.scenario;
  tellings_ = loaded.tellings;
  program_ = scenario_ ? scenario_->lines : std::vector<std::string>();
  mode_ = Mode::live;
  take_ = loaded.trace;
  focus_ = kNobody;
  object_ = kNoObject;
  place_of_[0] = {0, true};
  place_of_[1] = {0, false};
  span_.fit();
  show_trace(take_);
  tally_.count(take_->tail());
  if (options_.search_at_open && scenario_) start_search();
}

void Session::reparse(const ParamValues& overrides) {
  if (!scenario_) return;
  LoadRequest request;
  request.why = LoadRequest::Why::params;
  request.name = scenario_->file;
  request.text = scenario_->text;
  request.params = overrides;
  load(std::move(request));
}

void Session::take_in_file() {
  if (!watch_.changed(now_ns_)) return;
  if (unsaved()) return notify(Notice::Tone::warning, strings().say("panel.edit.changed_on_disk", {{"file", watch_.path()}}));
  LoadRequest request;
  request.why = LoadRequest::Why::changed_on_disk;
  request.name = watch_.path();
  request.params = overrides_;
  request.drop_params = true;        // a param that the new text does not know any more is not held against it
  load(std::move(request));
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

// ---- the dialog

void Session::open_file() {
  const bool open = overlay_ == Overlay::files && files_.purpose() == FileDialog::Purpose::open;
  files_ = FileDialog(preferences_.recent);
  overlay_ = open ? Overlay::none : Overlay::files;
  if (!open) offer_drafts();
  look_around();
  changed();
}

void Session::ask_where(FileDialog::Purpose purpose, const std::string& path) {
  files_ = FileDialog(purpose, path);
  overlay_ = Overlay::files;
  look_around();
  changed();
}

void Session::offer_drafts() {
  chores_.add([this]() -> Chores::Outcome {
    return [this, drafts = drafts_.found()] {
      if (overlay_ == Overlay::files && files_.purpose() == FileDialog::Purpose::open) files_.offer(drafts);
      changed();
    };
  });
  do_chores();
}

// What is done quickly is there at once; the rest comes with a tick.
void Session::do_chores() {
  chores_.wait(options_.patience);
  chores_.take_in();
}

// The folder that the dialog asks about.
void Session::look_around() {
  if (auto question = files_.take_question()) {
    looking_.begin([this, question = std::move(*question)](const TimeLimit& limit) -> Errand::Outcome {
      return [this, answer = look_into(question, limit)] { files_.take_in(answer); };
    });
    looking_.wait(options_.patience);
  }
  if (looking_.take_in()) changed();
}

void Session::take_file(const std::optional<FileRow>& row) {
  changed();
  if (!row) return;
  const FileRow taken = *row;        // it may live in the dialog
  if (files_.purpose() == FileDialog::Purpose::open) {
    overlay_ = Overlay::none;
    if (const Draft* draft = files_.draft(taken.path)) return open_draft(*draft);
    open_path(FileDialog::path_of(taken.path));
    return;
  }
  if (files_.must_ask(taken.path)) return;
  overlay_ = Overlay::none;
  switch (files_.purpose()) {
    case FileDialog::Purpose::open: break;
    case FileDialog::Purpose::save_program: return write_program(taken.path);
    case FileDialog::Purpose::save_trace: return write_trace(taken.path);
    case FileDialog::Purpose::save_picture: return request(ShellRequest::Kind::save_picture, taken.path);
  }
}

// ---- saving

std::string Session::folder_to_save_in() const { return whole_path(options_.save_folder); }

// A name in the save folder that nothing has yet: `many_waiters.wgtrace`, then `many_waiters-2.wgtrace`.
std::string Session::free_path(const std::string& extension) const {
  const std::string name = scenario_ && scenario_->file != "-" ? fs::path(scenario_->file).stem().string() : "wgscope";
  const fs::path folder = folder_to_save_in();
  std::error_code error;
  for (int number = 1;; ++number) {
    const auto path = folder / (number == 1 ? name + extension : name + '-' + std::to_string(number) + extension);
    if (!fs::exists(path, error)) return path.string();
  }
}

void Session::save_trace() { ask_where(FileDialog::Purpose::save_trace, free_path(".wgtrace")); }

void Session::write_trace(const std::string& path) {
  chores_.add([this, trace = trace_, path]() -> Chores::Outcome {
    return [this, path, problem = wgscope::save_trace(*trace, path)] { told_of_saving(path, problem); };
  });
  do_chores();
}

void Session::told_of_saving(const std::string& path, const std::optional<Diagnostic>& problem) {
  if (problem) return notify(Notice::Tone::warning, to_string(*problem));
  remember(path);
  notify(Notice::Tone::good, strings().say("panel.save.saved", {{"file", FileDialog::path_of(path)}}));
}

void Session::save_picture() { ask_where(FileDialog::Purpose::save_picture, free_path(".png")); }

}  // namespace wgscope::model
