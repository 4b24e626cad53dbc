#include "app/cli/save.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "core/trace/trace_file.h"

namespace wgscope::cli {

std::optional<std::string> cannot_save(const std::string& path) {
  namespace fs = std::filesystem;
  if (path.empty()) return "the name of the file to save to is empty";
  std::error_code error;
  if (fs::is_directory(path, error)) return path + ": is a directory; name a file in it";
  const fs::path folder = fs::path(path).has_parent_path() ? fs::path(path).parent_path() : fs::path(".");
  if (!fs::is_directory(folder, error)) return path + ": there is no directory " + folder.string();
  const bool exists = fs::exists(path, error);
  if (::access(exists ? path.c_str() : folder.c_str(), W_OK) != 0) return path + ": cannot be written here: permission denied";
  return std::nullopt;
}

std::optional<std::string> save(const std::string& path, const Trace& trace) {
  const auto problem = save_trace(trace, path);
  if (!problem) return std::nullopt;
  return to_string(*problem);
}

}  // namespace wgscope::cli
