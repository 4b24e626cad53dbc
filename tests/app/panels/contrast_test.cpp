// Every text that the window draws, on whatever lies under it, in both themes: 4.5:1 at least, as WCAG 2.1 asks of text. Measured by what is painted, so that a
// new panel is measured without being named here.
#include <map>

#include "tests/app/panels/desk.h"

namespace wgscope::test {
namespace {

using model::Mode;
using model::Overlay;

struct Worst {
  std::string text;
  double contrast = 21;
};

// The worst of each pair of colours.
void measure(Desk& desk, const std::string& where, std::map<std::string, Worst>& bad) {
  for (const char* theme : {"dark", "light"}) {
    model::Preferences preferences = desk.session.preferences();
    preferences.theme = theme;
    desk.session.apply(model::act::Prefer{preferences});
    desk.driver.scheme = shell::scheme_of(preferences);
    desk.driver.frames(2);
    widgets::PaintLog log;
    desk.driver.ui().watch_paint(&log);
    desk.driver.frames(1);
    desk.driver.ui().watch_paint(nullptr);
    ASSERT_GT(log.texts.size(), 3u);
    for (const auto& text : log.texts) {
      if (text.rect.empty()) continue;
      const double contrast = theme::contrast(text.ink, text.ground);
      if (contrast >= 4.5) continue;
      char pair[64];
      std::snprintf(pair, sizeof pair, "%s %02x%02x%02x on %02x%02x%02x", theme, text.ink.r, text.ink.g, text.ink.b, text.ground.r, text.ground.g, text.ground.b);
      bad.emplace(std::string(pair) + " in " + where, Worst{text.text, contrast});
    }
  }
}

TEST(Contrast, EveryTextOnItsGround_CanBeRead) {
  std::map<std::string, Worst> bad;
  for (const Mode mode : {Mode::live, Mode::step, Mode::explore}) {
    for (const char* lesson : {"03_many_waiters.json", "08_negative_counter.json"}) {
      Desk desk(lesson, mode);
      desk.session.apply(model::act::Run{model::CommandId::go_end});
      measure(desk, std::string(lesson) + " at the end", bad);
      desk.session.apply(model::act::GoTo{desk.session.trace()->size() / 2});
      measure(desk, std::string(lesson) + " in the middle", bad);
    }
  }
  for (const auto& [lesson, schedule] : {std::pair{"17_worker_pool.json", "main*4 G2 G3 main G2 main"}, std::pair{"17_worker_pool.json", "main*8"}, std::pair{"19_lock_order.json", "main*6 G2 G3 G2 G3"}}) {
    Desk desk(lesson);
    ASSERT_TRUE(desk.paste(schedule));
    measure(desk, std::string(lesson) + " after " + schedule, bad);
  }
  for (const char* schedule : {"main*2 G2", "main*2 G3/3", "main*2 G3/3 timer:T1", "main*2 G2 G3/0"}) {   // what can go, what is waited for, a timer that fired, what was taken
    Desk desk("17_worker_pool.json");
    ASSERT_TRUE(desk.program(kSelectsAndTimers));
    ASSERT_TRUE(desk.paste(schedule));
    measure(desk, std::string("selects and timers after ") + schedule, bad);
  }
  Desk desk("11_reused_too_early.json", Mode::live);
  for (const Overlay overlay : {Overlay::lessons, Overlay::help, Overlay::files, Overlay::pace, Overlay::legend, Overlay::explain}) {
    desk.session.apply(model::act::Show{overlay});
    measure(desk, "overlay " + std::to_string(static_cast<int>(overlay)), bad);
    desk.session.apply(model::act::Show{Overlay::none});
  }
  Desk narrow("03_many_waiters.json", Mode::step, 1280, 720, 1.5f);
  measure(narrow, "a small window", bad);
  for (const auto& [pair, worst] : bad) ADD_FAILURE() << pair << ": " << worst.contrast << " (" << worst.text << ")";
}

// A disabled button says by its faintness that it cannot be used; WCAG asks nothing of it, but it is still read here.
TEST(Contrast, TheLog_SeesWhatLiesUnderAText) {
  widgets::PaintLog log;
  log.filled({0, 0, 100, 100}, {0, 0, 0, 255});
  log.filled({10, 10, 50, 50}, {255, 255, 255, 128});
  log.wrote({20, 20, 10, 10}, theme::TextStyle::body, {255, 255, 255, 255}, "over the half-white");
  log.wrote({80, 80, 10, 10}, theme::TextStyle::body, {255, 255, 255, 255}, "beside it");
  ASSERT_EQ(log.texts.size(), 2u);
  EXPECT_NEAR(log.texts[0].ground.r, 128, 1);
  EXPECT_EQ(log.texts[1].ground.r, 0);
  log.filled({70, 70, 30, 30}, {0, 0, 0, 128});
  EXPECT_NEAR(log.texts[1].ink.r, 127, 1) << "under a veil";
  log.filled({10, 10, 50, 50}, {0, 0, 0, 255});
  ASSERT_EQ(log.texts.size(), 1u) << "the other one is covered";
}

}  // namespace
}  // namespace wgscope::test
