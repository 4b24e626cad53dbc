#include "app/shell/settings.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/shell/stats.h"

namespace wgscope::shell {
namespace {

namespace fs = std::filesystem;

class SettingsTest : public testing::Test {
 protected:
  SettingsTest() {
    char name[] = "/tmp/wgscope_settings_XXXXXX";
    folder_ = ::mkdtemp(name);
    path_ = folder_ + "/deep/settings.json";
  }
  ~SettingsTest() override { fs::remove_all(folder_); }
  void write(const std::string& text) {
    fs::create_directories(fs::path(path_).parent_path());
    std::ofstream(path_) << text;
  }
  std::string text() const {
    std::ifstream file(path_);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::string folder_, path_;
};

TEST_F(SettingsTest, NoFile_IsDefaultsWithoutAWord) {
  const Settings settings(path_);
  EXPECT_EQ(settings.message(), "");
  EXPECT_EQ(settings.loaded().text_scale, 1);
}

TEST_F(SettingsTest, Saved_IsLoadedAgainAndNothingLiesAround) {
  model::Preferences preferences{"zh", 1.5, true, false};
  preferences.recent = {"/tmp/等待.go", "/tmp/a.json"};
  {
    Settings settings(path_);
    EXPECT_TRUE(settings.save(preferences).empty());
  }
  const Settings again(path_);
  EXPECT_EQ(again.loaded(), preferences);
  size_t files = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(path_).parent_path())) files += entry.is_regular_file();
  EXPECT_EQ(files, 1u);
}

TEST_F(SettingsTest, Broken_IsSaidAndNeverOverwritten) {
  for (const char* broken : {"{\"language\": \"zh\",", "[]", "{\"language\": \"fr\"}", "{\"text_scale\": 9}", "{\"text_scale\": \"big\"}", "", "\xff\xfe"}) {
    write(broken);
    Settings settings(path_);
    EXPECT_NE(settings.message().find(path_), std::string::npos) << broken;
    EXPECT_EQ(settings.loaded().text_scale, 1) << broken;
    EXPECT_TRUE(settings.save({"en", 2, true, true}).empty());
    EXPECT_EQ(text(), broken);
  }
}

TEST_F(SettingsTest, FolderInItsPlace_IsSaid) {
  fs::create_directories(path_);
  EXPECT_NE(Settings(path_).message(), "");
}

TEST_F(SettingsTest, DeviceInItsPlace_IsSaidAndLeftAlone) {
  fs::create_directories(fs::path(path_).parent_path());
  fs::create_symlink("/dev/zero", path_);
  Settings settings(path_);
  EXPECT_NE(settings.message().find("no ordinary file"), std::string::npos) << settings.message();
  EXPECT_TRUE(settings.save({"zh", 2, true, true}).empty());
  EXPECT_TRUE(fs::is_character_file(path_));
}

TEST_F(SettingsTest, PlaceThatCannotBeWritten_IsSaidOnce) {
  Settings settings("/proc/wgscope/settings.json");
  EXPECT_EQ(settings.save({"zh", 1, false, false}).size(), 1u);
  EXPECT_EQ(settings.save({"zh", 2, false, false}).size(), 0u);
}

TEST_F(SettingsTest, UsualPath_FollowsXdg) {
  ::setenv("XDG_CONFIG_HOME", "/somewhere", 1);
  EXPECT_EQ(Settings::usual_path(), "/somewhere/wgscope/settings.json");
  ::setenv("XDG_CONFIG_HOME", "relative", 1);
  ::setenv("HOME", "/home/gopher", 1);
  EXPECT_EQ(Settings::usual_path(), "/home/gopher/.config/wgscope/settings.json");
  ::unsetenv("XDG_CONFIG_HOME");
  EXPECT_EQ(Settings::usual_path(), "/home/gopher/.config/wgscope/settings.json");
}

TEST(Stats, Written_SaysWhatWasMeasured) {
  Stats stats;
  stats.first_picture();
  for (const double ms : {1.0, 2.0, 9.0}) stats.frame(ms);
  const std::string json = stats.json();
  EXPECT_NE(json.find("\"frames\": 3"), std::string::npos) << json;
  EXPECT_NE(json.find("\"frame_ms_median\": 2.0"), std::string::npos) << json;
  EXPECT_NE(json.find("\"frame_ms_worst\": 9.0"), std::string::npos) << json;
  EXPECT_NE(json.find("\"first_explore_answer_ms\": null"), std::string::npos) << json;
  EXPECT_EQ(json.find("\"start_to_first_picture_ms\": null"), std::string::npos) << json;
  EXPECT_EQ(json.find("\"start_to_first_picture_ms\": -"), std::string::npos) << json;
}

TEST(Stats, FullDisk_IsSaid) {
  EXPECT_EQ(Stats().write("/dev/full").size(), 1u);
  EXPECT_EQ(Stats().write("/nonexistent/stats.json").size(), 1u);
}

}  // namespace
}  // namespace wgscope::shell
