#include "app/shell/first_look.h"

#include <gtest/gtest.h>

namespace wgscope::shell {
namespace {

// What magnifies a text in all is the monitor's scale times the text's own.
void expect(const Monitor& monitor, int width, int height, double text_scale) {
  const FirstLook look = first_look(monitor);
  EXPECT_EQ(look.width, width) << monitor.width << "x" << monitor.height << " at " << monitor.scale;
  EXPECT_EQ(look.height, height) << monitor.width << "x" << monitor.height << " at " << monitor.scale;
  EXPECT_DOUBLE_EQ(look.text_scale, text_scale) << monitor.width << "x" << monitor.height << " at " << monitor.scale;
}

TEST(FirstLook, AnOrdinaryMonitor_HasTheReferenceWindow) {
  expect({1920, 1050, 1}, 1600, 900, 1);
  expect({1600, 900, 1}, 1600, 900, 1);
}
TEST(FirstLook, ASmallOne_IsFilled) { expect({1280, 720, 1}, 1280, 720, 1); }
TEST(FirstLook, ALargeOneThatAsksForNoScale_GetsLargerText) {
  expect({3840, 2160, 1}, 3200, 1800, 2);
  expect({2560, 1440, 1}, 2400, 1350, 1.5);
}
TEST(FirstLook, OneThatAsksForAScale_IsBelieved) {
  expect({3840, 2160, 2}, 3200, 1800, 1);
  expect({2880, 1800, 2}, 2880, 1800, 1);
  expect({3840, 2160, 1.25}, 3500, 1968, 1.75);
}
TEST(FirstLook, OneThatTellsNothing_HasTheReferenceWindow) { expect({0, 0, 1}, 1600, 900, 1); }

}  // namespace
}  // namespace wgscope::shell
