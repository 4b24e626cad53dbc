// Has a file changed on disk? Asked a few times a second; one look at its time and size each.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace wgscope::model {

inline constexpr int64_t kWatchEvery_ns = 250'000'000;

class FileWatch {
 public:
  void watch(std::string path);                     // from its present state on; empty: nothing
  void stop() { path_.clear(); }
  const std::string& path() const { return path_; }
  // True once a change. A file that is gone for a moment (an editor saves by renaming) has not changed until it is back.
  bool changed(int64_t now_ns);

 private:
  struct Mark {
    std::filesystem::file_time_type at{};
    uintmax_t size = 0;
    bool operator==(const Mark&) const = default;
  };
  bool look(Mark& mark) const;

  std::string path_;
  Mark mark_;
  int64_t looked_ns_ = 0;
};

}  // namespace wgscope::model
