// Compare's picture: two stages, their objects and captions, what differs, and the list to choose from.
#include "tests/app/panels/desk.h"

namespace wgscope::test {
namespace {

using model::CommandId;
using model::Key;
using model::Mode;

std::string text_of(Desk& desk, std::string_view id) {
  const widgets::Item* note = desk.note(id);
  return note ? std::string(note->label) : "no " + std::string(id);
}

TEST(ComparePanels, BothStages_ShowTheSameStepOfTwoSchedules) {
  Desk desk("03_many_waiters.json", Mode::compare);
  ASSERT_EQ(desk.session.mode(), Mode::compare);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(desk.key(Key::right));
  for (const char* id : {"left/side", "right/side", "left/stage", "right/stage", "left/word", "right/word", "left/caption", "right/caption", "figures", "figures/figure/parks", "figures/sentence/0"})
    EXPECT_NE(desk.note(id), nullptr) << id;
  EXPECT_TRUE(desk.has("left/stage/card/1"));
  EXPECT_TRUE(desk.has("right/stage/card/1"));
  EXPECT_EQ(desk.note("left/stage")->rect.y, desk.note("right/stage")->rect.y);
  EXPECT_EQ(desk.note("left/stage")->rect.h, desk.note("right/stage")->rect.h);
  EXPECT_NE(text_of(desk, "figures/sentence/0").find("One program, two schedules: "), std::string::npos) << text_of(desk, "figures/sentence/0");
}

TEST(ComparePanels, ClickOnACard_FocusesIt_OnBothSides) {
  Desk desk("03_many_waiters.json", Mode::compare);
  for (int i = 0; i < 3; ++i) desk.key(Key::right);
  ASSERT_TRUE(desk.click("right/stage/card/2"));
  EXPECT_EQ(desk.session.focus(), GoroutineId{2});
}

TEST(ComparePanels, List_OffersWhatToCompareWith) {
  Desk desk("03_many_waiters.json", Mode::compare);
  ASSERT_TRUE(desk.click("figures/with"));
  EXPECT_EQ(desk.session.overlay(), model::Overlay::compare_with);
  ASSERT_TRUE(desk.key(Key::escape));
  EXPECT_EQ(desk.session.overlay(), model::Overlay::none);
  EXPECT_TRUE(desk.key(Key::f3));
  EXPECT_EQ(desk.session.mode(), Mode::step);
  EXPECT_TRUE(desk.key(Key::f6));
  EXPECT_EQ(desk.session.mode(), Mode::compare);
}

// Stages stand beside each other and nothing lies over anything, in each room and language.
TEST(ComparePanels, InEveryRoom_PanelsAreDisjointAndWithin) {
  for (const auto& [width, height, scale] : {std::tuple{1280.f, 720.f, 1.f}, {1600.f, 900.f, 1.f}, {3840.f, 2160.f, 2.f}, {1280.f, 720.f, 1.5f}, {1280.f, 720.f, 2.f}})
    for (const char* language : {"en", "zh"}) {
      Desk desk("03_many_waiters.json", Mode::compare, width, height, scale);
      model::Preferences preferences = desk.session.preferences();
      preferences.language = language;
      desk.session.apply(model::act::Prefer{preferences});
      desk.session.apply(model::act::Run{model::CommandId::go_end});
      desk.driver.frames(3);
      std::vector<widgets::Rect> rects;
      for (const char* id : {"left/side", "right/side", "left/stage", "right/stage", "left/word", "right/word", "left/caption", "right/caption", "figures"})
        if (const widgets::Item* note = desk.note(id)) rects.push_back(note->rect);
      ASSERT_GE(rects.size(), 5u);
      for (size_t i = 0; i < rects.size(); ++i) {
        EXPECT_EQ(rects[i].clipped({0, 0, width, height}), rects[i]) << language << ' ' << width << ' ' << scale << ": " << i;
        EXPECT_GE(rects[i].h, 20 * scale) << language << ' ' << width << ' ' << scale << ": " << i;
        for (size_t k = i + 1; k < rects.size(); ++k) EXPECT_TRUE(rects[i].clipped(rects[k]).empty()) << language << ' ' << width << ' ' << scale << ": " << i << ", " << k;
      }
    }
}

}  // namespace
}  // namespace wgscope::test
