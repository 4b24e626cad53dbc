// Peers that are programs of others: whether they are there, a folder to make them in, what they say.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace wgscope::bench {

bool there_is(const std::string& command);

// Of the shell; when it fails, standard error says so.
double seconds_of(const std::string& command);

std::vector<std::string> lines_of(const std::filesystem::path& file);

// A new folder, which goes with this.
class WorkFolder {
 public:
  WorkFolder();
  ~WorkFolder();
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace wgscope::bench
