// The editor: from a key that is pressed to a program that runs. A change is compiled beside the frame; what compiles runs and is searched at once, what does
// not is marked on its lines: at once, but for the line that is being typed, which is marked once the text rests. Every text that is not saved is kept as a draft.
#include <algorithm>
#include <filesystem>

#include "app/model/session.h"
#include "core/base/limits.h"
#include "core/scenario/read_file.h"
#include "core/trace/trace_file.h"

namespace wgscope::model {

namespace {

constexpr int64_t kDraftAfter_ns = 1'000'000'000;
constexpr int64_t kMarksAfter_ns = 300'000'000;   // on the line itself: longer than between two keys

}  // namespace

// ---- what is edited

// Shows the editor and gives it the keyboard.
void Session::edit_program() {
  if (!editor_) {
    if (!scenario_) return new_program();
    // The text inside a saved trace is not that of the file that it came from.
    editor_ = std::make_unique<Editor>(scenario_->file, scenario_->text, watch_.path() == scenario_->file);
    const Scene now = scene();
    if (const Event* latest = now.latest(); latest && latest->site != 0) editor_->edit().put_at(static_cast<size_t>(std::max<uint32_t>(1, trace_->site(SiteId{latest->site}).program_line)) - 1, 0);
  }
  editor_shown_ = editor_keys_ = true;
  editor_for_mistakes_ = false;
  changed();
}

void Session::new_program() {
  overlay_ = Overlay::none;
  set_editor_aside();
  watch_.stop();
  overrides_.clear();
  editor_ = std::make_unique<Editor>("new.go", model::new_program(), false);
  compile_edited(LoadRequest::Why::edited);
  edit_program();
}

void Session::set_editor_aside() {
  draft_due_ = editor_ != nullptr;
  keep_draft();
  if (unsaved()) {
    chores_.add([this] { return drafts_.set_aside(), Chores::Outcome(); });
    notify(Notice::Tone::info, strings().say("panel.edit.set_aside", {{"file", editor_->file()}}));
  }
  editor_.reset();
  editor_shown_ = editor_keys_ = editor_for_mistakes_ = draft_due_ = false;
  problems_due_.reset();
}

void Session::open_draft(const Draft& kept) {
  chores_.add([this, draft = kept]() -> Chores::Outcome {
    std::error_code error;
    const bool there = std::filesystem::is_regular_file(draft.file, error);
    return [this, draft, there, text = there ? read_file(draft.file, limits::kScenarioBytes) : Result<std::string>(std::string())] {
      set_editor_aside();
      there ? watch_.watch(draft.file) : watch_.stop();
      overrides_.clear();
      editor_ = std::make_unique<Editor>(draft.file, text ? *text : std::string(), there && text);
      edit([&](TextEdit&) { editor_->restore(draft.text); });
      draft_due_ = false;
      // It is ours from here on: the old one goes once the new one is there.
      chores_.add([this, draft, file = editor_->file(), text = editor_->file_text()]() -> Chores::Outcome {
        if (const auto problem = drafts_.keep(file, text)) return [this, problem] { notify(Notice::Tone::warning, to_string(*problem)); };
        drafts_.remove(draft);
        return {};
      });
      edit_program();
    };
  });
  do_chores();
}

// ---- changes

void Session::edit(const std::function<void(TextEdit&)>& change) {
  if (!editor_) return;
  TextEdit& text = editor_->edit();
  const uint64_t version = text.version();
  const size_t lines = text.line_count(), line = text.line_of(text.caret());
  change(text);
  changed();
  if (text.version() == version) return;
  editor_for_mistakes_ = false;
  editor_->follow_change(lines, line);
  diagnostics_.clear();
  edited_ns_ = now_ns_;
  draft_due_ = true;
  compile_edited(LoadRequest::Why::edited);
}

void Session::compile_edited(LoadRequest::Why why) {
  LoadRequest request;
  request.why = why;
  request.name = editor_->file();
  request.text = editor_->file_text();
  request.params = overrides_;
  request.drop_params = true;
  problems_due_.reset();
  load(std::move(request));
}

void Session::undo_edit(bool redo) {
  edit([&](TextEdit& text) { redo ? text.redo() : text.undo(); });
}

void Session::discard_edits() {
  edit([&](TextEdit&) { editor_->discard(); });
}

void Session::next_mistake() {
  const auto& marks = editor_->marks();
  if (marks.empty()) return;
  TextEdit& text = editor_->edit();
  const size_t line = text.line_of(text.caret());
  auto next = std::find_if(marks.begin(), marks.end(), [&](const EditorMark& mark) { return mark.line > line; });
  if (next == marks.end()) next = marks.begin();
  text.put_at(next->line, static_cast<size_t>(next->column - 1));
  editor_shown_ = editor_keys_ = true;
  changed();
}

// What a change has left to be done once the text rests.
void Session::take_in_editing() {
  if (!editor_) return;
  if (problems_due_ && now_ns_ - edited_ns_ >= kMarksAfter_ns) {
    editor_->set_problems(*problems_due_);
    // What is on no line of the program has no other place.
    if (editor_->marks().empty()) diagnostics_ = *problems_due_;
    problems_due_.reset();
    changed();
  }
  if (draft_due_ && now_ns_ - edited_ns_ >= kDraftAfter_ns) keep_draft();
}

void Session::keep_draft() {
  if (!editor_ || !std::exchange(draft_due_, false)) return;
  if (!editor_->changed()) {
    drop_draft();
  } else {
    chores_.add_latest([this, file = editor_->file(), text = editor_->file_text()]() -> Chores::Outcome {
      const auto problem = drafts_.keep(file, text);
      if (!problem) return {};
      return [this, problem] { notify(Notice::Tone::warning, to_string(*problem)); };
    });
  }
  if (!options_.patience) do_chores();   // nobody needs to see it done
}

void Session::drop_draft() {
  chores_.add_latest([this] { return drafts_.drop(), Chores::Outcome(); });
}

// ---- saving

void Session::save_program() {
  if (!editor_) return;
  const bool lesson_file = std::any_of(lessons_.begin(), lessons_.end(), [&](const Lesson& lesson) { return lesson.path == editor_->file(); });
  if (!editor_->on_disk() || lesson_file) return save_program_as();
  write_program(editor_->file());
}

void Session::save_program_as() {
  const std::string extension = editor_ && !editor_->is_json() ? ".go" : ".json";
  ask_where(FileDialog::Purpose::save_program, free_path(extension));
}

void Session::write_program(const std::string& path) {
  if (!editor_) return;
  const std::string watched = watch_.path();
  watch_.stop();   // it is us who change it
  chores_.add([this, text = editor_->file_text(path), path, watched]() -> Chores::Outcome {
    return [this, text, path, watched, problem = save_file(text, path)] {
      told_of_saving(path, problem);
      watch_.watch(problem ? watched : path);
      if (!problem && editor_ && editor_->file_text(path) == text) take_in_saved(path);
    };
  });
  do_chores();
}

// Its text is what the file says; it was not changed while that was written.
void Session::take_in_saved(const std::string& path) {
  const bool elsewhere = path != editor_->file();
  editor_->saved(path);
  drop_draft();
  draft_due_ = false;
  if (elsewhere) compile_edited(LoadRequest::Why::saved);      // it has another name from here on
}

}  // namespace wgscope::model
