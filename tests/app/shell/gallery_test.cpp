// The gallery of widgets as pictures. WGSCOPE_PICTURES=dir keeps them, for a person to look at.
#include <gtest/gtest.h>

#include <cstdlib>

#include "app/shell/offscreen.h"
#include "tests/app/widgets/gallery.h"

namespace wgscope::shell {
namespace {

Result<Picture> draw_once() {
  auto offscreen = Offscreen::make();
  if (!offscreen.ok()) return offscreen.errors();
  return (*offscreen)->picture({1600, 900}, widgets::draw_gallery);
}

TEST(Gallery, DrawnTwice_SameBytes) {
  const auto first = draw_once(), second = draw_once();
  ASSERT_TRUE(first.ok()) << to_string(first.errors().front());
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(*first, *second);
}

TEST(Gallery, EachSizeAndScale_IsDrawn) {
  auto offscreen = Offscreen::make();
  ASSERT_TRUE(offscreen.ok()) << to_string(offscreen.errors().front());
  const char* keep = std::getenv("WGSCOPE_PICTURES");
  for (const auto& [width, height] : {std::pair{1600, 900}, std::pair{1280, 720}}) {
    for (const float scale : {1.0f, 1.5f}) {
      const auto picture = (*offscreen)->picture({width, height, scale}, widgets::draw_gallery);
      ASSERT_TRUE(picture.ok());
      EXPECT_EQ(picture->width, width);
      if (keep) {
        const std::string path = std::string(keep) + "/gallery-" + std::to_string(width) + "-" + std::to_string(static_cast<int>(scale * 100)) + ".png";
        EXPECT_TRUE(write_png(path, *picture).ok());
      }
    }
  }
}

}  // namespace
}  // namespace wgscope::shell
