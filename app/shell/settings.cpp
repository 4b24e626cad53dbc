#include "app/shell/settings.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

namespace wgscope::shell {

namespace {

namespace fs = std::filesystem;
using json = nlohmann::json;

constexpr uintmax_t kSettingsBytesMax = 1 << 20;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

// The language of the desktop, where nothing was chosen yet.
std::string usual_language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string value = environment(name);
    if (!value.empty()) return value.compare(0, 2, "zh") == 0 ? "zh" : "en";
  }
  return "en";
}

// Throws what nlohmann throws when a value has another type.
model::Preferences from_json(const json& root, model::Preferences preferences) {
  preferences.language = root.value("language", preferences.language);
  preferences.text_scale = root.value("text_scale", preferences.text_scale);
  preferences.reduced_motion = root.value("reduced_motion", preferences.reduced_motion);
  preferences.fullscreen = root.value("fullscreen", preferences.fullscreen);
  preferences.recent = root.value("recent", preferences.recent);
  if (preferences.recent.size() > model::kRecentMax) preferences.recent.resize(model::kRecentMax);
  preferences.theme = root.value("theme", preferences.theme);
  preferences.about_folded = root.value("about_folded", preferences.about_folded);
  preferences.window_width = root.value("window_width", preferences.window_width);
  preferences.window_height = root.value("window_height", preferences.window_height);
  return preferences;
}

json to_json(const model::Preferences& preferences) {
  return {{"language", preferences.language},
          {"text_scale", preferences.text_scale},
          {"reduced_motion", preferences.reduced_motion},
          {"fullscreen", preferences.fullscreen},
          {"recent", preferences.recent},
          {"theme", preferences.theme},
          {"about_folded", preferences.about_folded},
          {"window_width", preferences.window_width},
          {"window_height", preferences.window_height}};
}

// Writes all of it and sees it onto the disk; else errno.
int write_file(const std::string& path, const std::string& text) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0) return errno;
  size_t done = 0;
  int error = 0;
  while (done < text.size() && error == 0) {
    const ssize_t wrote = ::write(fd, text.data() + done, text.size() - done);
    if (wrote < 0 && errno != EINTR) error = errno;
    if (wrote > 0) done += static_cast<size_t>(wrote);
  }
  if (error == 0 && ::fsync(fd) != 0 && errno != EINVAL) error = errno;
  if (::close(fd) != 0 && error == 0) error = errno;
  return error;
}

}  // namespace

std::string Settings::usual_path() {
  std::string base = environment("XDG_CONFIG_HOME");
  // The specification: a relative path is no path.
  if (base.empty() || base[0] != '/') base = environment("HOME").empty() ? "" : environment("HOME") + "/.config";
  return base.empty() ? "" : base + "/wgscope/settings.json";
}

Settings::Settings(std::string path) : path_(std::move(path)) {
  preferences_.language = usual_language();
  load();
}

void Settings::load() {
  if (path_.empty()) return;
  std::error_code error;
  if (!fs::exists(path_, error) && !error) {
    first_start_ = true;
    return;
  }
  const auto complain = [this](const std::string& what) {
    readable_ = false;
    message_ = path_ + ": " + what + "; the defaults are used and nothing will be saved there: mend the file, or remove it";
  };
  if (fs::is_directory(path_, error)) return complain("the settings cannot be read: it is a folder");
  // A device may have no end, and is nothing to be replaced by a file.
  if (!error && !fs::is_regular_file(path_, error) && !error) return complain("the settings cannot be read: it is no ordinary file");
  if (!error && fs::file_size(path_, error) > kSettingsBytesMax && !error) return complain("the settings cannot be read: the file is larger than 1 MiB");
  std::ifstream file(path_, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (error || !file) return complain(std::string("the settings cannot be read: ") + (error ? error.message() : std::strerror(errno)));
  try {
    const json root = json::parse(text);
    if (!root.is_object()) return complain("the settings are not a JSON object");
    const model::Preferences read = from_json(root, preferences_);
    if (read.language != "en" && read.language != "zh") return complain("\"language\" is neither \"en\" nor \"zh\"");
    if (read.theme != "dark" && read.theme != "light") return complain("\"theme\" is neither \"dark\" nor \"light\"");
    if (!(read.text_scale >= model::kTextScaleMin && read.text_scale <= model::kTextScaleMax)) return complain("\"text_scale\" is not between 1 and 2");
    preferences_ = read;
  } catch (const json::exception& e) {
    complain(std::string("the settings cannot be understood: ") + e.what());
  }
}

Diagnostics Settings::save(const model::Preferences& preferences) {
  if (!readable_ || path_.empty() || preferences == preferences_) return {};
  preferences_ = preferences;
  const auto failed = [this](int error) -> Diagnostics {
    if (failed_) return {};
    failed_ = true;
    return {Diagnostic{.file = path_, .message = std::string("the settings could not be saved: ") + std::strerror(error), .hint = "they hold until the program ends"}};
  };
  std::error_code error;
  fs::create_directories(fs::path(path_).parent_path(), error);
  if (error) return failed(error.value());
  // A link stays a link: what it points to is replaced.
  const fs::path target = fs::is_symlink(path_, error) ? fs::weakly_canonical(path_, error) : fs::path(path_);
  const std::string beside = target.string() + "." + std::to_string(::getpid()) + ".new";
  int status = write_file(beside, to_json(preferences).dump(2, ' ', false, json::error_handler_t::replace) + "\n");
  if (status == 0 && ::rename(beside.c_str(), target.c_str()) != 0) status = errno;
  if (status != 0) {
    ::unlink(beside.c_str());
    return failed(status);
  }
  failed_ = false;
  return {};
}

}  // namespace wgscope::shell
