#include "app/shell/picture.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

namespace wgscope::shell {
namespace {

Picture plain(int width, int height, uint8_t shade) {
  Picture picture{width, height, std::vector<uint8_t>(static_cast<size_t>(width) * static_cast<size_t>(height) * 4, shade)};
  for (size_t i = 3; i < picture.rgba.size(); i += 4) picture.rgba[i] = 255;
  return picture;
}
void set(Picture& picture, int x, int y, uint8_t shade) {
  for (size_t channel = 0; channel < 3; ++channel) {
    picture.rgba[(static_cast<size_t>(y) * static_cast<size_t>(picture.width) + static_cast<size_t>(x)) * 4 + channel] = shade;
  }
}

TEST(Picture, WrittenAndRead_IsTheSame) {
  Picture picture = plain(31, 17, 40);
  set(picture, 3, 4, 250);
  const std::string path = testing::TempDir() + "/picture.png";
  ASSERT_TRUE(write_png(path, picture).ok());
  const auto read = read_png(path);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(*read, picture);
}

TEST(Picture, FullDisk_SaysSo) {
  const auto written = write_png("/dev/full", plain(64, 64, 1));
  ASSERT_FALSE(written.ok());
  EXPECT_NE(written.errors().front().message.find("No space left"), std::string::npos);
}

TEST(Picture, NoSuchFolder_SaysWhich) {
  const auto written = write_png("/nonexistent/p.png", plain(8, 8, 1));
  ASSERT_FALSE(written.ok());
  EXPECT_EQ(written.errors().front().file, "/nonexistent/p.png");
}

TEST(Picture, NotAPng_IsRefused) {
  const std::string path = testing::TempDir() + "/not.png";
  std::ofstream(path) << "hello";
  EXPECT_FALSE(read_png(path).ok());
  EXPECT_FALSE(read_png("/nonexistent.png").ok());
}

}  // namespace
}  // namespace wgscope::shell
