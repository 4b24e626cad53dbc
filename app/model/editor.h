// The program that is being edited in the window: its text, the file that it stands in, what is wrong with it and where. Reads no file and compiles nothing
// itself; the session does both, and tells.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/model/program_text.h"
#include "app/model/text_edit.h"
#include "core/base/result.h"

namespace wgscope::model {

// A mistake on a line of the edited text.
struct EditorMark {
  size_t line = 0;                   // from 0
  int column = 1;                    // from 1, in characters
  std::string text;
  bool operator==(const EditorMark&) const = default;
};

class Editor {
 public:
  // `file`: its path, or the name of a text that is no file yet.
  Editor(std::string file, const std::string& text, bool on_disk);

  const std::string& file() const { return program_.file(); }
  bool on_disk() const { return on_disk_; }
  bool is_json() const { return program_.is_json(); }
  TextEdit& edit() { return edit_; }
  const TextEdit& edit() const { return edit_; }
  bool changed() const { return edit_.text() != saved_; }
  // The whole file, as saving writes it.
  std::string file_text() const { return program_.with(edit_.text()); }
  // The same under another name: Go becomes a scenario's program, a scenario's program Go.
  std::string file_text(const std::string& path) const;
  // `path` holds file_text(path) now.
  void saved(const std::string& path);
  // Back to what is saved, as one change that can be undone.
  void discard();
  // A text kept from before takes the place of what the file has.
  void restore(const std::string& file_text);

  // ---- mistakes
  // Of file_text(); what stands on a line that is still being typed may be left out.
  void set_problems(const Diagnostics& problems, std::optional<size_t> but_line = {});
  const std::vector<EditorMark>& marks() const { return marks_; }
  // After a change: marks stay with their lines; those of the line that was changed go.
  void follow_change(size_t lines_before, size_t caret_line);
  void go_to_mark(const Diagnostic& problem);              // the caret stands where it is; nothing when that is elsewhere

 private:
  ProgramText program_;
  bool on_disk_ = false;
  TextEdit edit_;
  std::string saved_;
  std::vector<EditorMark> marks_;
};

// What a new program begins with: it runs, and says where to go on.
std::string new_program();

}  // namespace wgscope::model
