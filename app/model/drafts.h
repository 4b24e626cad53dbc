// Texts that were never saved, kept on disk while somebody types, so that a crash loses at most the last moments of them. One file each, replaced whole.
//
// A draft belongs to the window that holds its lock. A window that ended, however it did, holds none: its drafts are anybody's, and are offered.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace wgscope::model {

struct Draft {
  std::string path;          // of the draft itself
  std::string file;          // that it is a newer text of; empty: of none
  std::string text;          // of the whole file
};

class Drafts {
 public:
  // An empty folder: nothing is kept.
  explicit Drafts(std::string folder) : folder_(std::move(folder)) {}
  ~Drafts();
  Drafts(const Drafts&) = delete;
  Drafts& operator=(const Drafts&) = delete;

  // Writes our present draft, over the one before.
  std::optional<Diagnostic> keep(const std::string& file, const std::string& text);
  // Our present draft is saved, or not wanted any more.
  void drop();
  // What is typed from here on is another draft; this one stays, for later.
  void set_aside();

  // Those that no window is writing any more, newest first.
  std::vector<Draft> found() const;
  void remove(const Draft& draft) const;

 private:
  bool claim();

  std::string folder_, path_;
  int lock_ = -1;
};

// Where drafts are kept between runs: $XDG_DATA_HOME/wgscope/drafts; empty without a home.
std::string usual_drafts_folder();

}  // namespace wgscope::model
