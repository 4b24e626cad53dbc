// The panel of the object in use and the stage, over programs of channels and mutexes.
#include <algorithm>
#include <set>

#include "tests/app/panels/desk.h"

namespace wgscope::test {
namespace {

using model::Mode;
using widgets::Rect;

Rect rect_of(Desk& desk, std::string_view id) {
  const widgets::Item* note = desk.note(id);
  return note ? note->rect : Rect{};
}

TEST(ObjectPanel, WhatIsInUse_ComesForward) {
  Desk desk("17_worker_pool.json");
  ASSERT_TRUE(desk.paste("main*4"));
  EXPECT_NE(desk.note("word"), nullptr) << "the latest step was on the WaitGroup";
  ASSERT_TRUE(desk.paste("main*4 G2"));
  ASSERT_NE(desk.note("channel"), nullptr);
  EXPECT_EQ(desk.note("word"), nullptr);
  EXPECT_TRUE(desk.has("channel/channel.receivers/0")) << "G2 stands in the receivers' queue";
  ASSERT_TRUE(desk.click("channel/other/0"));
  EXPECT_NE(desk.note("word"), nullptr) << "the one that was chosen stays";
}

TEST(ObjectPanel, WhicheverComesForward_NothingBelowMoves) {
  for (const auto& [width, height] : {std::pair{1600.0f, 900.0f}, std::pair{1280.0f, 720.0f}}) {
    Desk desk("17_worker_pool.json", Mode::step, width, height);
    ASSERT_TRUE(desk.paste("main*4 G2 G3 main G2 main G3 main G2 main G3 G2 main*2"));
    const EventIndex end = desk.session.cursor();
    const Rect stage = rect_of(desk, "stage");
    for (EventIndex cursor = 1; cursor <= end; ++cursor) {
      desk.session.apply(model::act::GoTo{cursor});
      desk.driver.frames(3);
      EXPECT_EQ(rect_of(desk, "stage").y, stage.y) << "at " << cursor << " in " << width;
    }
  }
}

// Also where the words of how it ended leave little room for the cards.
TEST(ObjectPanel, BothLocksOfADeadlock_AreOnTheCards) {
  for (const float width : {1600.0f, 1280.0f}) {
    Desk desk("19_lock_order.json", Mode::step, width, width * 9 / 16);
    desk.driver.ui().keep_texts();
    ASSERT_TRUE(desk.paste("main*6 G2 G3 G2 G3"));
    EXPECT_NE(desk.note("mutex"), nullptr);
    std::set<std::string> explained;
    for (const auto& thing : desk.driver.ui().explained()) explained.emplace(thing.what);
    for (const char* what : {"panel.mutex", "mutex.lock", "mutex.holder", "mutex.awake", "mutex.queue", "stage.waits", "stage.holds"}) EXPECT_TRUE(explained.count(what)) << what;
    EXPECT_TRUE(desk.has("mutex/mutex.queue/0"));
  }
}

TEST(ObjectPanel, AValueOnItsWay_IsNotThereYet) {
  Desk desk("17_worker_pool.json");
  desk.driver.ui().keep_texts();
  const auto says = [&](std::string_view text) {
    const auto& texts = desk.driver.ui().texts();
    return std::count_if(texts.begin(), texts.end(), [&](const widgets::Written& one) { return one.text == text && one.style == theme::TextStyle::mono_chip; });
  };
  ASSERT_TRUE(desk.paste("main*4"));
  desk.driver.settled = false;
  desk.driver.wait(2);
  desk.session.apply(model::act::Run{model::CommandId::take_1});
  desk.driver.frames(2);
  EXPECT_EQ(says("0"), 1) << "flies";
  desk.driver.wait(2);
  desk.driver.frames(2);
  EXPECT_EQ(says("0"), 0) << "has arrived";
}

// In every size that a window has, and beside each of them the timer in its lane.
TEST(ObjectPanel, ASelectsCases_StandBesideItsChannel) {
  for (const auto& [width, scale] : {std::pair{1600.0f, 1.0f}, std::pair{1280.0f, 1.0f}, std::pair{1280.0f, 1.5f}}) {
    Desk desk("17_worker_pool.json", Mode::step, width, width * 9 / 16, scale);
    desk.driver.ui().keep_texts();
    ASSERT_TRUE(desk.program(kSelectsAndTimers));
    const auto says = [&](std::string_view text) { return std::ranges::count(desk.driver.ui().texts(), text, &widgets::Written::text) > 0; };
    const auto explained = [&] {
      std::set<std::string> all;
      for (const auto& thing : desk.driver.ui().explained()) all.emplace(thing.what);
      return all;
    };
    ASSERT_TRUE(desk.paste("main*2 G3/3"));
    for (const char* text : {"v := <-in", "out <- \"tea\"", "<-time.After(time.Second)"}) EXPECT_TRUE(says(text)) << text << " in " << width;
    for (const char* what : {"select.cases", "select.case"}) EXPECT_TRUE(explained().count(what)) << what << " in " << width;
    ASSERT_TRUE(desk.paste("main*2 G3/3 G2"));
    EXPECT_TRUE(says("taken")) << "G2's send has let it go on";
    if (scale > 1) continue;
    EXPECT_NE(desk.note("channel"), nullptr) << "and its value is seen";
    for (const char* what : {"timeline.timers", "hood.channel"}) EXPECT_TRUE(explained().count(what)) << what << " in " << width;
  }
}

}  // namespace
}  // namespace wgscope::test
