// Pictures of saved traces against those kept beside them, a panel at a time; README.md says how, and how to make them anew.
#include <gtest/gtest.h>

#include <cstdlib>

#include "core/trace/trace_file.h"
#include "tests/golden/differences.h"
#include "tests/golden/shown.h"

namespace wgscope::golden {
namespace {

using shell::Offscreen;
using shell::RenderOptions;

struct Golden {
  const char* trace;                 // in Compare: a scenario that says what it is compared with
  const char* language;
  int width, height;
  double text_scale;
  model::Mode mode = model::Mode::live;
  std::optional<uint64_t> at = {};   // a cursor, in Compare steps; none: the end
  bool light = false, presenting = false;
};
const Golden kGoldens[] = {
    {"many_waiters", "en", 1600, 900, 1},
    {"many_waiters", "zh", 1280, 720, 1},
    {"many_waiters", "en", 1600, 900, 1.5},
    {"negative_counter", "en", 1280, 720, 1},
    {"many_waiters", "zh", 1280, 720, 1.5, model::Mode::step, 9},
    {"negative_counter", "en", 1600, 900, 1, model::Mode::step, 4},
    {"negative_counter", "zh", 1600, 900, 1, model::Mode::explore, 4},
    {"negative_counter", "en", 1280, 720, 2, model::Mode::explore, 4},
    {"many_waiters", "en", 1600, 900, 1, model::Mode::live, 22, true},
    {"many_waiters", "en", 1600, 900, 1, model::Mode::live, 22, false, true},
    {"two_means", "en", 1600, 900, 1, model::Mode::compare, 4},
    {"two_means", "zh", 1280, 720, 1, model::Mode::compare, 7, true},
};

const std::string kFolder = WGSCOPE_SOURCE_DIR "/tests/golden/";

std::string name_of(const Golden& g) {
  return std::string(g.trace) + "-" + g.language + "-" + std::to_string(g.width) + "-" + std::to_string(static_cast<int>(g.text_scale * 100)) +
         (g.mode == model::Mode::live ? "" : g.mode == model::Mode::step ? "-step" : g.mode == model::Mode::compare ? "-compare" : "-explore") + (g.light ? "-light" : "") + (g.presenting ? "-presenting" : "");
}

RenderOptions options_of(const Golden& golden) {
  RenderOptions options;
  options.file = kFolder + golden.trace + (golden.mode == model::Mode::compare ? ".json" : ".wgtrace");
  options.language = golden.language;
  options.width = golden.width;
  options.height = golden.height;
  options.text_scale = golden.text_scale;
  options.mode = golden.mode;
  options.at = golden.at;
  options.theme = golden.light ? "light" : "dark";
  options.presenting = golden.presenting;
  return options;
}

class GoldenTest : public testing::Test {
 protected:
  void SetUp() override {
    auto made = Offscreen::make();
    ASSERT_TRUE(made.ok()) << to_string(made.errors().front());
    offscreen_ = std::move(made).value();
  }
  Shown shown(const RenderOptions& options) {
    auto shown = show(*offscreen_, options);
    if (!shown.ok()) ADD_FAILURE() << to_string(shown.errors().front());
    return shown.ok() ? std::move(shown).value() : Shown{};
  }
  std::unique_ptr<Offscreen> offscreen_;
};

TEST_F(GoldenTest, EachTrace_LooksAsItDid) {
  for (const Golden& golden : kGoldens) {
    const Shown now = shown(options_of(golden));
    EXPECT_EQ(now, shown(options_of(golden))) << "the same trace, the same bytes";
    if (std::getenv("WGSCOPE_GOLDEN_UPDATE")) {
      const auto written = write_golden(kFolder + name_of(golden), now);
      ASSERT_TRUE(written.ok()) << to_string(written.errors().front());
      continue;
    }
    const auto kept = read_golden(kFolder + name_of(golden));
    ASSERT_TRUE(kept.ok()) << to_string(kept.errors().front());
    const auto found = differences(*kept, now);
    for (const std::string& difference : found) ADD_FAILURE() << name_of(golden) << ": " << difference;
    if (!found.empty()) {
      EXPECT_TRUE(write_golden(name_of(golden), now).ok()) << "what it looks like now is not in the folder where the test ran";
    }
  }
}

// What is kept, against the same trace an event earlier and later: the words give it away, and so do the pixels by themselves.
TEST_F(GoldenTest, OneEventOff_IsSeenInEveryPicture) {
  for (const Golden& golden : kGoldens) {
    const auto kept = read_golden(kFolder + name_of(golden));
    ASSERT_TRUE(kept.ok()) << to_string(kept.errors().front());
    const bool compares = golden.mode == model::Mode::compare;   // in steps, and neither at the start nor at the end
    const auto trace = compares ? Result<std::shared_ptr<const Trace>>(nullptr) : open_trace(options_of(golden).file);
    ASSERT_TRUE(trace.ok()) << to_string(trace.errors().front());
    int tried = 0;
    for (const int off : {-1, 1}) {
      RenderOptions options = options_of(golden);
      const uint64_t at = compares ? *golden.at : kept->cursor;
      if (off < 0 ? at == 0 : !compares && at == trace.value()->size()) continue;
      options.at = at + static_cast<uint64_t>(static_cast<int64_t>(off));
      const Shown other = shown(options);
      ++tried;
      EXPECT_FALSE(differences(*kept, other).empty()) << name_of(golden) << " at " << other.cursor;
      bool words = false;
      double patch = 0;
      for (size_t i = 0; i < std::min(kept->panels.size(), other.panels.size()); ++i) {
        words |= compare_words(kept->panels[i], other.panels[i]) == Words::other;
        patch = std::max(patch, strongest_patch(*kept, kept->panels[i], other, other.panels[i]));
      }
      EXPECT_TRUE(words) << name_of(golden) << " at " << other.cursor;
      // Compare has no cursor, no row of a story: a step more is other words and other numbers, small ones.
      if (!compares) EXPECT_GT(patch, kPatchMost) << name_of(golden) << " at " << other.cursor;
    }
    EXPECT_GT(tried, 0) << name_of(golden);
  }
}

// ---- the comparison itself

ShownPanel panel(std::vector<std::string> lines) { return {"p", {0, 0, 40, 40}, std::move(lines)}; }

TEST(CompareWords, LinesThatEndElsewhere_AreRewrapped) {
  const ShownPanel kept = panel({"body #fff the token is", "body #fff not its own yet", "mono #fff 27"});
  EXPECT_EQ(compare_words(kept, kept), Words::same);
  EXPECT_EQ(compare_words(kept, panel({"body #fff the token", "body #fff is not its own yet", "mono #fff 27"})), Words::rewrapped);
  EXPECT_EQ(compare_words(kept, panel({"body #fff the token", "body #fff is not its", "body #fff own yet"})), Words::rewrapped) << "the last row no longer fits";
  EXPECT_EQ(compare_words(kept, panel({"body #fff the token is", "body #fff not its own yet", "mono #fff 28"})), Words::other);
  EXPECT_EQ(compare_words(kept, panel({"body #fff the token is", "body #fff not its own yet", "mono #56b 27"})), Words::other) << "another colour";
  EXPECT_EQ(compare_words(kept, panel({"mono #fff 27"})), Words::other) << "most of it is gone";
}

TEST(CompareWords, TextThatIsSetSmall_IsRewrapped) {
  const ShownPanel kept = panel({"body #fff Many workers", "mono #fff 27"});
  EXPECT_EQ(compare_words(kept, panel({"small #fff Many workers", "mono #fff 27"})), Words::rewrapped);
  EXPECT_EQ(compare_words(kept, panel({"small #fff Many worker", "mono #fff 27"})), Words::other);
  EXPECT_EQ(compare_words(kept, panel({"title #fff Many workers", "mono #fff 27"})), Words::other);
  EXPECT_EQ(compare_words(kept, panel({"body #fff Many workers", "mono_small #fff 27"})), Words::other);
}

Shown flat(uint8_t shade) {
  Shown shown{{40, 40, std::vector<uint8_t>(40 * 40 * 4, shade)}, 1, 0, {panel({})}};
  return shown;
}
void fill(Shown& shown, int x, int y, int w, int h, uint8_t shade) {
  for (int row = y; row < y + h; ++row)
    for (int column = x; column < x + w; ++column)
      for (size_t channel = 0; channel < 3; ++channel) shown.picture.rgba[static_cast<size_t>(row * 40 + column) * 4 + channel] = shade;
}

TEST(StrongestPatch, LettersRasterisedOtherwise_AreForgiven_WhatIsMissingIsNot) {
  Shown one = flat(20), other = flat(20);
  for (int x = 0; x < 38; x += 4) fill(one, x, 10, 1, 12, 230), fill(other, x + 1, 10, 1, 12, 230);   // stems, half of them a pixel further
  EXPECT_LT(strongest_patch(one, one.panels[0], other, other.panels[0]), kPatchMost);
  fill(other, 8, 10, 9, 12, 20);   // a word less… would be seen by its words; a bar less has none
  fill(one, 8, 10, 9, 12, 190);
  EXPECT_GT(strongest_patch(one, one.panels[0], other, other.panels[0]), kPatchMost);
}

TEST(Differences, PanelThatMovedOrIsAnother_IsNamed) {
  const Shown kept = flat(20);
  EXPECT_TRUE(differences(kept, kept).empty());
  Shown moved = kept;
  moved.panels[0].rect.x = 12, moved.panels[0].rect.w = 28;
  ASSERT_EQ(differences(kept, moved).size(), 1u);
  EXPECT_NE(differences(kept, moved)[0].find("p: is elsewhere"), std::string::npos);
  Shown renamed = kept;
  renamed.panels[0].id = "q";
  EXPECT_EQ(differences(kept, renamed).size(), 1u);
}

}  // namespace
}  // namespace wgscope::golden
