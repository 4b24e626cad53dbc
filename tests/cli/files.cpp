#include "tests/cli/files.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace wgscope::testing_cli {

namespace fs = std::filesystem;

Files::Files() {
  std::string pattern = (fs::temp_directory_path() / "wgscope-cli-XXXXXX").string();
  folder_ = mkdtemp(pattern.data());
}
Files::~Files() { fs::remove_all(folder_); }

std::string Files::write(const std::string& name, const std::string& bytes) const {
  std::ofstream(folder_ / name, std::ios::binary) << bytes;
  return path(name);
}
std::string Files::read(const std::string& name) const {
  std::ostringstream text;
  text << std::ifstream(folder_ / name, std::ios::binary).rdbuf();
  return text.str();
}
bool Files::exists(const std::string& name) const { return fs::exists(folder_ / name); }

std::string lesson(const std::string& number) {
  for (const auto& entry : fs::directory_iterator(fs::path(WGSCOPE_SOURCE_DIR) / "tests/course")) {
    if (entry.path().filename().string().starts_with(number)) return entry.path().string();
  }
  return "no lesson " + number;
}

std::vector<nlohmann::json> objects_in(const std::string& lines) {
  std::vector<nlohmann::json> objects;
  std::istringstream in(lines);
  for (std::string line; std::getline(in, line);) objects.push_back(nlohmann::json::parse(line));
  return objects;
}

std::vector<std::string> keys_of(const nlohmann::ordered_json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

}  // namespace wgscope::testing_cli
