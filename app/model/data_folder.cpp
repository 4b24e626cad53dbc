#include "app/model/data_folder.h"

#include <cstdlib>
#include <filesystem>
#include <vector>

namespace wgscope::model {

std::string data_folder() {
  namespace fs = std::filesystem;
  std::vector<fs::path> places;
  if (const char* named = std::getenv("WGSCOPE_DATA"); named && *named) places.emplace_back(named);
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) places.push_back(program.parent_path().parent_path() / "share" / "wgscope");
  places.emplace_back(WGSCOPE_SOURCE_DIR);
  for (const fs::path& place : places) {
    if (fs::is_directory(place / "scenarios", error)) return place.string();
  }
  return "";
}

}  // namespace wgscope::model
