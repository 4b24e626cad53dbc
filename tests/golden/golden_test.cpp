// Pictures of saved traces against pictures kept beside them, with a tolerance (app/shell/picture.h says why). WGSCOPE_GOLDEN_UPDATE=1 makes them anew;
// a picture that differs is left in the build tree, with its differences marked.
#include <gtest/gtest.h>

#include <cstdlib>

#include "app/shell/render.h"

namespace wgscope::shell {
namespace {

// Of all pixels. The fonts and rasterisers of bookworm and trixie are 1 % apart; a panel that moved does not.
constexpr double kShareMost = 0.03;

struct Golden {
  const char* trace;
  const char* language;
  int width, height;
  double text_scale;
  model::Mode mode = model::Mode::live;
  std::optional<uint64_t> at = {};
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
};

std::string name_of(const Golden& g) {
  return std::string(g.trace) + "-" + g.language + "-" + std::to_string(g.width) + "-" + std::to_string(static_cast<int>(g.text_scale * 100)) +
         (g.mode == model::Mode::live ? "" : g.mode == model::Mode::step ? "-step" : "-explore") + ".png";
}

TEST(Golden, EachTrace_LooksAsItDid) {
  const std::string folder = WGSCOPE_SOURCE_DIR "/tests/golden/";
  for (const Golden& golden : kGoldens) {
    RenderOptions options;
    options.file = folder + golden.trace + ".wgtrace";
    options.language = golden.language;
    options.width = golden.width;
    options.height = golden.height;
    options.text_scale = golden.text_scale;
    options.mode = golden.mode;
    options.at = golden.at;
    const auto picture = render_picture(options);
    ASSERT_TRUE(picture.ok()) << to_string(picture.errors().front());
    const auto again = render_picture(options);
    ASSERT_TRUE(again.ok());
    // Explore says how long it took, which is another time each time.
    if (options.mode != model::Mode::explore) {
      EXPECT_EQ(*picture, *again) << "the same trace, the same bytes";
    }
    if (std::getenv("WGSCOPE_GOLDEN_UPDATE")) {
      ASSERT_TRUE(write_png(folder + name_of(golden), *picture).ok());
      continue;
    }
    const auto kept = read_png(folder + name_of(golden));
    ASSERT_TRUE(kept.ok()) << to_string(kept.errors().front());
    const Difference difference = compare(*kept, *picture);
    EXPECT_TRUE(difference.same_size);
    EXPECT_LT(difference.share, kShareMost) << name_of(golden) << ": look at the pictures in the folder where the test ran";
    if (difference.share >= kShareMost) {
      EXPECT_TRUE(write_png(name_of(golden), *picture).ok());
      EXPECT_TRUE(write_png("differences-" + name_of(golden), mark_differences(*kept, *picture)).ok());
    }
  }
}

}  // namespace
}  // namespace wgscope::shell
