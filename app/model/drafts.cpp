#include "app/model/drafts.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/base/limits.h"
#include "core/scenario/read_file.h"
#include "core/trace/trace_file.h"

namespace wgscope::model {

namespace {

namespace fs = std::filesystem;

constexpr int kDraftsMax = 1000;
constexpr size_t kDraftBytesMax = 4 * limits::kScenarioBytes;   // as JSON every character may take several

// The lock beside a draft; -1 when another window has it.
int lock_of(const std::string& draft) {
  const int fd = ::open((draft + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd >= 0 && ::flock(fd, LOCK_EX | LOCK_NB) == 0) return fd;
  if (fd >= 0) ::close(fd);
  return -1;
}

std::optional<Draft> read(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return std::nullopt;
  const auto bytes = read_file(path.string(), kDraftBytesMax);
  if (!bytes) return std::nullopt;
  const auto json = nlohmann::json::parse(*bytes, nullptr, false);
  if (!json.is_object() || !json.contains("text") || !json["text"].is_string() || !json.contains("file") || !json["file"].is_string()) return std::nullopt;
  return Draft{path.string(), json["file"].get<std::string>(), json["text"].get<std::string>()};
}

}  // namespace

Drafts::~Drafts() {
  if (lock_ < 0) return;
  std::error_code error;
  if (!fs::exists(path_, error)) ::unlink((path_ + ".lock").c_str());
  ::close(lock_);
}

bool Drafts::claim() {
  if (lock_ >= 0) return true;
  std::error_code error;
  fs::create_directories(folder_, error);
  for (int number = 1; number <= kDraftsMax; ++number) {
    const std::string path = folder_ + "/draft-" + std::to_string(number) + ".json";
    if (fs::exists(path, error)) continue;
    lock_ = lock_of(path);
    if (lock_ < 0) {
      if (!fs::exists(path + ".lock", error)) return false;   // nothing can be written there
      continue;
    }
    path_ = path;
    return true;
  }
  return false;
}

std::optional<Diagnostic> Drafts::keep(const std::string& file, const std::string& text) {
  if (folder_.empty()) return std::nullopt;
  if (!claim()) return Diagnostic{.file = folder_, .message = "drafts cannot be kept here: " + std::string(std::strerror(errno)), .hint = "save the program yourself"};
  const nlohmann::json json{{"file", file}, {"text", text}};
  return save_file(json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), path_);
}

void Drafts::drop() {
  if (lock_ >= 0) ::unlink(path_.c_str());
}

void Drafts::set_aside() {
  if (lock_ < 0) return;
  std::error_code error;
  if (!fs::exists(path_, error)) return;   // nothing was kept: the place can be used again
  ::close(lock_);
  lock_ = -1;
  path_.clear();
}

std::vector<Draft> Drafts::found() const {
  std::vector<std::pair<fs::file_time_type, Draft>> drafts;
  std::error_code error;
  for (fs::directory_iterator it(folder_.empty() ? fs::path() : fs::path(folder_), error), end; !error && it != end && drafts.size() < kDraftsMax; it.increment(error)) {
    const fs::path& path = it->path();
    if (path.extension() != ".json" || path.string() == path_) continue;
    const int lock = lock_of(path.string());
    if (lock < 0) continue;
    ::close(lock);
    std::error_code ignored;
    if (auto draft = read(path)) drafts.emplace_back(fs::last_write_time(path, ignored), std::move(*draft));
  }
  std::stable_sort(drafts.begin(), drafts.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Draft> newest;
  for (auto& [time, draft] : drafts) newest.push_back(std::move(draft));
  return newest;
}

void Drafts::remove(const Draft& draft) const {
  ::unlink(draft.path.c_str());
  ::unlink((draft.path + ".lock").c_str());
}

std::string usual_drafts_folder() {
  const char* data = std::getenv("XDG_DATA_HOME");
  if (data && data[0] == '/') return std::string(data) + "/wgscope/drafts";
  const char* home = std::getenv("HOME");
  return home && *home ? std::string(home) + "/.local/share/wgscope/drafts" : std::string();
}

}  // namespace wgscope::model
