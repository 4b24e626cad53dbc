// What has to be read from the back row, or must not be cut: the digits of the word, the lines of the program and of the inside, and a bar that stays where it is.
#include <map>

#include "tests/app/panels/desk.h"

namespace wgscope::test {
namespace {

using model::Mode;

widgets::PaintLog painted(Desk& desk) {
  widgets::PaintLog log;
  desk.driver.ui().watch_paint(&log);
  desk.driver.frames(1);
  desk.driver.ui().watch_paint(nullptr);
  return log;
}

// The em of the smallest digit of a bit, in pixels.
float least_digit(Desk& desk) {
  float least = 1e9f;
  const float whole = desk.driver.ui().canvas().measure(theme::TextStyle::digit, "0").y, em = theme::size_at_scale_1(theme::TextStyle::digit) * desk.driver.scale;
  for (const auto& text : painted(desk).texts)
    if (text.style == theme::TextStyle::digit) least = std::min(least, text.rect.h / whole * em);
  return least;
}

TEST(Lens, DigitsOfTheWord_AreAtLeast22Pixels) {
  for (const char* lesson : {"03_many_waiters.json", "08_negative_counter.json"})
    for (const auto& [width, height] : {std::pair{1600.0f, 900.0f}, {1280.0f, 720.0f}}) {
      Desk desk(lesson, Mode::live, width, height);
      for (EventIndex cursor = 0; cursor <= desk.session.trace()->size(); ++cursor) {
        desk.session.apply(model::act::GoTo{cursor});
        desk.driver.frames(1);
        if (!desk.note("word/bits")) continue;   // there is no WaitGroup yet
        ASSERT_NE(desk.note("word/bits/32"), nullptr) << "the lowest bit of the counter";
        ASSERT_NE(desk.note("word/bits/low/0"), nullptr) << "the lowest bit of the waiters";
        // In a small window a step that changes all 32 bits of a half has two rows of smaller ones.
        EXPECT_GE(least_digit(desk), width < 1600 && desk.note("word/bits/63") ? 14.9f : 21.9f) << lesson << " at " << cursor << " in " << width;
      }
    }
}

TEST(Lens, EveryBitThatChanged_IsUnderIt) {
  Desk desk("08_negative_counter.json", Mode::step);
  // The last Done brings the counter from 0 to -1: all 32 bits of it change.
  desk.session.apply(model::act::LetRun{"first-enabled"});
  desk.settle();
  bool below_zero = false;
  for (EventIndex cursor = 1; cursor <= desk.session.trace()->size(); ++cursor) {
    const Event& event = (*desk.session.trace())[cursor - 1];
    if (event.kind != EventKind::add_count || static_cast<int32_t>(event.word >> 32) >= 0) continue;
    below_zero = true;
    desk.session.apply(model::act::GoTo{cursor});
    desk.driver.frames(2);
    for (int bit = 32; bit < 64; ++bit) EXPECT_NE(desk.note("word/bits/" + std::to_string(bit)), nullptr) << bit;
  }
  EXPECT_TRUE(below_zero);
}

// A line that goes on beyond its room ends in an ellipsis of its own.
TEST(Columns, AtTheUsualSizes_NoLineOfTheLessonsIsCut) {
  const model::Session course(desk_options());
  for (const model::Lesson& lesson : course.lessons()) {
    Desk desk(lesson.path.substr(lesson.path.rfind('/') + 1), Mode::step, 1600, 900);
    for (const char* panel : {"code", "hood"}) {
      ASSERT_NE(desk.note(panel), nullptr);
      const widgets::Rect place = desk.note(panel)->rect;
      for (const auto& text : painted(desk).texts) {
        // The mark of a cut is muted; Go's statements have an ellipsis of their own.
        const bool mono = text.style == theme::TextStyle::mono || text.style == theme::TextStyle::mono_small;
        const bool cut = mono && text.text == "…" && text.ink == desk.driver.ui().colours().text_muted;
        EXPECT_FALSE(cut && place.contains(text.rect.centre())) << panel << " of " << lesson.path;
      }
    }
  }
}

TEST(Header, TheProgramsNames_KeepTheirLetters) {
  Desk desk("01_ideal_use.json", Mode::live);
  bool found = false;
  for (const auto& text : painted(desk).texts) {
    found = found || text.text == "wg.state";
    EXPECT_EQ(text.text.find("WG"), std::string::npos) << text.text;
  }
  EXPECT_TRUE(found);
}

TEST(TopBar, WhateverTheStateSays_NothingMoves) {
  Desk desk("08_negative_counter.json", Mode::step);
  desk.session.apply(model::act::LetRun{"first-enabled"});
  desk.settle();
  const auto bar = [&] {
    std::map<std::string, float> places;
    for (const auto& item : desk.driver.ui().items())
      if (item.id.rfind("top/", 0) == 0) places[item.id] = item.rect.x;
    return places;
  };
  desk.session.apply(model::act::GoTo{1});
  desk.driver.frames(2);
  const auto before = bar();
  desk.session.apply(model::act::Run{model::CommandId::go_end});
  desk.driver.frames(2);
  EXPECT_EQ(bar(), before);
}

TEST(TopBar, AfterTwoLargerTexts_ItsOwnButtonStays) {
  Desk desk("03_many_waiters.json", Mode::live, 1600, 900, 1.5f);
  EXPECT_TRUE(desk.has("top/command.text_larger"));
}

// A laptop's window with text for a room: one row of bar, where we are beside what just happened, and nobody left out.
TEST(SmallWindow, WithLargeText_ShowsStageWordTimelineAndCaptionWhole) {
  for (const Mode mode : {Mode::live, Mode::step, Mode::explore})
    for (const char* language : {"en", "zh"}) {
      Desk desk("03_many_waiters.json", mode, 1280, 720, 1.5f);
      model::Preferences preferences = desk.session.preferences();
      preferences.language = language;
      desk.session.apply(model::act::Prefer{preferences});
      desk.session.apply(model::act::Run{model::CommandId::go_end});
      desk.session.apply(model::act::GoTo{desk.session.trace()->size() / 2});
      desk.driver.frames(3);
      const std::string where = std::string(language) + " in mode " + std::to_string(static_cast<int>(mode));
      EXPECT_LE(desk.note("top")->rect.h, desk.driver.ui().metrics().control_height) << where;
      for (const char* control : {"top/command.text_larger", "top/command.language", "top/command.help", "top/params", "top/lessons", "top/rate"}) EXPECT_TRUE(desk.has(control)) << control << ' ' << where;
      bool position = false;
      for (const auto& text : painted(desk).texts) position |= text.text.find(" / ") != std::string::npos && desk.note("caption")->rect.contains(text.rect.centre());
      EXPECT_TRUE(position) << where;
      const auto whole = [&](const std::string& id) {
        const widgets::Item* item = desk.driver.find(id);
        return item && item->visible.h >= item->rect.h - 1 && item->visible.w >= item->rect.w - 1;
      };
      for (size_t i = 0; i < desk.session.lanes().size(); ++i) EXPECT_TRUE(whole("timeline/lanes/lane/" + std::to_string(i))) << i << ' ' << where;
      if (mode == Mode::explore) continue;
      for (const auto& item : desk.driver.ui().items())
        if (item.id.starts_with("stage/card/")) EXPECT_TRUE(whole(item.id)) << item.id << ' ' << where;
      EXPECT_GE(least_digit(desk), 21.9f) << where;
    }
}

TEST(SmallWindow, ThreeInAColumn_SayWhatTheyAreAbout) {
  Desk desk("03_many_waiters.json", Mode::live, 1280, 720);
  bool three = false;
  for (EventIndex cursor = 0; cursor <= desk.session.trace()->size(); ++cursor) {
    desk.session.apply(model::act::GoTo{cursor});
    const auto columns = model::stage_view(desk.session.scene()).columns;
    if (columns[static_cast<size_t>(GoroutineState::parked)].cards.size() != 3) continue;
    three = true;
    desk.driver.frames(2);
    const auto log = painted(desk);
    for (const auto& card : columns[static_cast<size_t>(GoroutineState::parked)].cards)
      EXPECT_TRUE(std::any_of(log.texts.begin(), log.texts.end(), [&](const auto& text) { return text.text == card.doing; })) << card.doing << " at " << cursor;
  }
  EXPECT_TRUE(three);
}

// A panic brings a fifth column: every state has its whole name still, and every goroutine.
TEST(SmallWindow, WithAPanic_CutsNoName) {
  for (const char* language : {"en", "zh"}) {
    Desk desk("08_negative_counter.json", Mode::step, 1280, 720, 1.5f);
    model::Preferences preferences = desk.session.preferences();
    preferences.language = language;
    desk.session.apply(model::act::Prefer{preferences});
    desk.session.apply(model::act::LetRun{"first-enabled"});
    desk.settle();
    desk.session.apply(model::act::Run{model::CommandId::go_end});
    desk.driver.frames(3);
    ASSERT_NE(desk.note("stage/column/panicked"), nullptr);
    std::vector<std::string> cut;
    for (const auto& text : painted(desk).texts)
      if (desk.note("stage")->rect.contains(text.rect.centre()) && text.text.ends_with("…")) cut.push_back(text.text);
    EXPECT_EQ(cut, std::vector<std::string>()) << language;
  }
}

TEST(Presenting, OneKey_LeavesTheWordTheStageAndTheProgram) {
  Desk desk("03_many_waiters.json", Mode::live);
  ASSERT_TRUE(desk.key(model::Key::f5));
  EXPECT_FALSE(desk.has("top/command.help")) << "no bar";
  EXPECT_EQ(desk.note("timeline"), nullptr);
  for (const char* panel : {"word", "stage", "code", "caption"}) EXPECT_NE(desk.note(panel), nullptr) << panel;
  EXPECT_EQ(model::shown_text_scale(desk.session.preferences()), model::kPresentingScale);
  ASSERT_TRUE(desk.key(model::Key::f5));
  EXPECT_TRUE(desk.has("top/command.help"));
}

TEST(About, StandsBesideTheProgramFromTheFirstSecond_AndFolds) {
  Desk desk("01_ideal_use.json", Mode::live);
  const std::string about = "Words about a lesson that are so many that one line of the panel is not enough for them, so that they take at least two of them.";
  ASSERT_TRUE(desk.session.open_text(R"({"wgscope": 1, "about": ")" + about + R"(", "program": ["func main() {}"]})"));
  desk.settle();
  const widgets::Item* words = desk.driver.find("code/about");
  ASSERT_NE(words, nullptr);
  EXPECT_EQ(words->label, about);
  const float open = words->rect.h;
  ASSERT_TRUE(desk.key('I'));
  EXPECT_LT(desk.driver.find("code/about")->rect.h, open);
  ASSERT_TRUE(desk.click("code/about"));
  EXPECT_EQ(desk.driver.find("code/about")->rect.h, open);
}

}  // namespace
}  // namespace wgscope::test
