#include "app/model/lessons.h"

#include <algorithm>
#include <filesystem>

namespace wgscope::model {

std::vector<Lesson> find_lessons(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error))
    if (entry.path().extension() == ".json") paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end());
  std::vector<Lesson> lessons;
  for (const std::string& path : paths)
    if (auto scenario = load_scenario(path)) lessons.push_back({path, scenario->title, scenario->about, scenario->tags});
  return lessons;
}

}  // namespace wgscope::model
