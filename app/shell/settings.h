// The user's preferences on disk: $XDG_CONFIG_HOME/wgscope/settings.json, else ~/.config/wgscope/settings.json. A file that cannot be understood is said so and
// left alone: nothing is saved over it. Saving goes through a second file and a rename, so that a full disk or a crash leaves the old one whole.
#pragma once

#include <string>

#include "app/model/preferences.h"
#include "core/base/result.h"

namespace wgscope::shell {

class Settings {
 public:
  // From the usual place, or from a file (tests).
  static std::string usual_path();
  explicit Settings(std::string path = usual_path());

  const model::Preferences& loaded() const { return preferences_; }
  // What was wrong with the file; empty when it was fine, or not there yet.
  const std::string& message() const { return message_; }
  // There is no such file yet.
  bool first_start() const { return first_start_; }
  // Saves when they differ from what is on disk. Each kind of failure is told once.
  Diagnostics save(const model::Preferences& preferences);

 private:
  void load();
  std::string path_, message_;
  model::Preferences preferences_;   // as on disk
  bool readable_ = true, failed_ = false, first_start_ = false;
};

}  // namespace wgscope::shell
