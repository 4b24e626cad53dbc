// Where to open from, or where to save to: a path that is typed, what lies in its folder, and, to begin with, what was open before. Tab completes as a shell does.
// Does not look at folders itself, for a disk may be slow: it has a question when the path changes, and whoever owns it brings the answer.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/drafts.h"
#include "core/base/time_limit.h"

namespace wgscope::model {

struct FileRow {
  enum class Kind : uint8_t { file, folder, recent, draft };
  Kind kind = Kind::file;
  std::string label;                 // its name; of what was open before the whole path
  std::string path;                  // as it would be typed; of a draft, its own
};

enum class FilePurpose : uint8_t { open, save_program, save_trace, save_picture };

// What begins so in its folder?
struct FolderQuestion {
  std::string typed;
  FilePurpose purpose = FilePurpose::open;
};

struct FolderAnswer {
  std::string typed;                 // of the question
  std::vector<FileRow> rows;
  bool more = false;                 // than the rows
};

// Looks at so many of a folder's entries, and gives up when it is cancelled.
FolderAnswer look_into(const FolderQuestion& question, const TimeLimit& limit = {});

class FileDialog {
 public:
  using Purpose = FilePurpose;

  FileDialog() = default;
  // To open: nothing is typed yet, and what was open before is offered.
  explicit FileDialog(const std::vector<std::string>& recent);
  // To save: the path to begin with.
  FileDialog(Purpose purpose, std::string path);

  Purpose purpose() const { return purpose_; }
  const std::string& typed() const { return typed_; }
  const std::vector<FileRow>& rows() const { return rows_; }
  bool more() const { return more_; }                             // than the rows
  bool looking() const { return looking_; }                       // they are not all that there is, yet
  std::optional<size_t> chosen() const { return chosen_; }        // by keys; none: what is typed counts
  const Draft* draft(const std::string& path) const;

  // To open: drafts stand before everything else.
  void offer(std::vector<Draft> drafts);
  // What is to be looked at, once; and what was found. An answer to what is not typed any more is not taken.
  std::optional<FolderQuestion> take_question();
  void take_in(FolderAnswer answer);

  void type(std::string text);
  void complete();                                                // Tab: as far as there is one way on
  void choose(ptrdiff_t by);
  void choose_end(bool last);
  // Takes a row: a folder is gone into, which gives nothing; a file's path is given.
  std::optional<FileRow> take(size_t row);
  // Takes what is chosen, else what is typed.
  std::optional<FileRow> take();
  // To save over what is there is asked for twice. True: the path is there, and it is the first time.
  bool must_ask(const std::string& path);
  bool asked() const { return !asked_.empty() && asked_ == path_of(typed_); }

  // A whole path: `~` is the home, what is relative begins where the program was started.
  static std::string path_of(std::string_view typed);

 private:
  void look();

  Purpose purpose_ = Purpose::open;
  std::string typed_, asked_;
  std::vector<FileRow> rows_, first_;
  bool ask_ = false, looking_ = false;
  std::vector<Draft> drafts_;
  std::optional<size_t> chosen_;
  bool more_ = false;
};

}  // namespace wgscope::model
