#include "app/theme/theme.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "app/theme/font_files.h"

namespace wgscope::theme {
namespace {

// How far apart two colours look, in CIELAB, to an eye that lacks one kind of cone (Machado, Oliveira and Fernandes 2009, severity 1), or none.
using Rgb = std::array<double, 3>;
using Sight = std::array<Rgb, 3>;
constexpr Sight kSights[] = {
    {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
    {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
    {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
    {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}},
};

Rgb lab(Colour colour, const Sight& sight) {
  const auto linear = [](uint8_t channel) { return channel / 255.0 <= 0.04045 ? channel / 255.0 / 12.92 : std::pow((channel / 255.0 + 0.055) / 1.055, 2.4); };
  const Rgb light{linear(colour.r), linear(colour.g), linear(colour.b)};
  Rgb seen{};
  for (size_t i = 0; i < 3; ++i) seen[i] = std::clamp(sight[i][0] * light[0] + sight[i][1] * light[1] + sight[i][2] * light[2], 0.0, 1.0);
  const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
  const double x = f((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.9505), y = f(0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]),
               z = f((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.089);
  return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double apart(Colour one, Colour other) {
  double least = 1e9;
  for (const Sight& sight : kSights) {
    const Rgb a = lab(one, sight), b = lab(other, sight);
    least = std::min(least, std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]));
  }
  return least;
}

TEST(Colours, WhatMeansDifferentThings_IsApartForEveryEye) {
  for (const Scheme scheme : {Scheme::dark, Scheme::light}) {
    const Colours c = colours_of(scheme);
    const std::array states{c.running, c.runnable, c.parked, c.finished, c.panicked};
    for (size_t i = 0; i < states.size(); ++i)
      for (size_t k = i + 1; k < states.size(); ++k) EXPECT_GE(apart(states[i], states[k]), 15) << "states " << i << " and " << k;
    EXPECT_GE(apart(c.counter, c.waiters), 40);
    EXPECT_GE(apart(c.good, c.warning), 15);
    EXPECT_GE(apart(c.warning, c.bad), 15);
    EXPECT_GE(apart(c.good, c.bad), 15);
  }
}

TEST(Colours, TheLightScheme_HasNothingOfTheDark) {
  const Colours dark = colours_of(Scheme::dark), light = colours_of(Scheme::light);
  EXPECT_GT(contrast(dark.window, light.window), 10);
  EXPECT_GT(contrast(light.text, light.panel), 12);
  for (const Colour ground : {light.inset, light.panel, light.card, light.control, light.control_hover, light.control_held, light.selected, light.hovered, light.bit_off})
    EXPECT_GE(contrast(light.text_faint, ground), 4.5);
}

// Whole texts on what lies under them are measured where they are drawn: panels/contrast_test.
TEST(Colours, MeaningfulColours_AreReadAsText) {
  for (const Scheme scheme : {Scheme::dark, Scheme::light}) {
    const Colours c = colours_of(scheme);
    for (const Colour ground : {c.panel, c.inset, c.card, c.selected})
      for (const Colour ink : {c.text, c.text_body, c.text_muted, c.text_faint, c.running, c.runnable, c.parked, c.finished, c.panicked, c.counter, c.waiters, c.accent, c.code_text,
                               c.code_keyword, c.code_type, c.code_string, c.code_number, c.code_comment, c.code_panic})
        EXPECT_GE(contrast(ink, ground), 4.5) << std::hex << ink.packed() << " on " << ground.packed();
    EXPECT_GE(contrast(c.bar_parked_text, c.bar_parked), 4.5);
  }
}

TEST(Colours, Goroutines_AreDistinctStableAndReadable) {
  for (const Scheme scheme : {Scheme::dark, Scheme::light}) {
    const Colours c = colours_of(scheme);
    std::set<uint32_t> seen;
    for (uint32_t n = 1; n <= 24; ++n) {
      EXPECT_EQ(c.goroutine(n), c.goroutine(n));
      seen.insert(c.goroutine(n).packed());
      EXPECT_GE(contrast(c.goroutine(n), c.panel), 4.5) << n;
      EXPECT_GE(contrast(c.text_on_accent, c.goroutine(n)), 4.5) << n;
    }
    EXPECT_EQ(seen.size(), 24u);
  }
}

TEST(Metrics, AtEachScale_AreWholePixelsAndGrow) {
  for (float scale = 1; scale <= 2; scale += 0.1f) {
    const Metrics m = metrics_at(scale);
    EXPECT_EQ(m.row, std::round(m.row));
    EXPECT_NEAR(m.row, 22 * scale, 0.51f);
    EXPECT_GE(m.line, 1);
  }
}

TEST(Fonts, ChineseWanted_IsStaleUntilBuilt) {
  Fonts fonts;
  EXPECT_TRUE(fonts.stale(1));
  fonts.want(TextStyle::body, "plain ASCII is always there");
  EXPECT_EQ(fonts.builds(), 0);
}

// A heading of both scripts is as heavy in one as in the other. Where there is but one weight (path), that one stands in.
TEST(FontFiles, Chinese_HasABoldFaceBesideTheRegularOne) {
  const FontFiles files = find_font_files();
  if (!files.cjk) GTEST_SKIP() << "no font for Chinese is installed";
  ASSERT_TRUE(files.cjk_bold);
  if (files.cjk->path().find("NotoSansCJK") != std::string::npos) EXPECT_NE(files.cjk_bold->path(), files.cjk->path());
}

}  // namespace
}  // namespace wgscope::theme
