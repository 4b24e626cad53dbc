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

TEST(Compare, SmallShadesAndAShiftByOne_AreForgiven) {
  Picture one = plain(20, 20, 20), other = plain(20, 20, 40);
  EXPECT_EQ(compare(one, other).share, 0);
  other = plain(20, 20, 20);
  for (int y = 0; y < 20; ++y) set(one, 7, y, 255), set(other, 8, y, 255);
  EXPECT_EQ(compare(one, other).share, 0);
}

TEST(Compare, SomethingMissing_IsSeen) {
  Picture one = plain(20, 20, 20), other = one;
  for (int y = 5; y < 9; ++y) {
    for (int x = 5; x < 9; ++x) set(one, x, y, 255);
  }
  const Difference difference = compare(one, other);
  EXPECT_EQ(difference.worst, 235);
  EXPECT_NEAR(difference.share, 16.0 / 400, 1e-9);
  EXPECT_NE(mark_differences(one, other), other);
}

TEST(Compare, OtherSize_IsAllDifferent) { EXPECT_EQ(compare(plain(4, 4, 0), plain(4, 5, 0)).share, 1); }

}  // namespace
}  // namespace wgscope::shell
