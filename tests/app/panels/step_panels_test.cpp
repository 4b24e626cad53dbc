// Step, played by keys and by mouse: cards, branches, strategies, schedules that are copied and pasted.
#include "app/model/choices.h"
#include "tests/app/panels/desk.h"

namespace wgscope::test {
namespace {

using model::Key;
using model::Mode;

constexpr const char* kLesson = "10_add_with_wait.json";

TEST(StepPanels, UpDownEnter_TakeTheChosenCard) {
  Desk desk(kLesson);
  ASSERT_TRUE(desk.paste("main*3"));
  const size_t cards = desk.cards();
  ASSERT_GT(cards, 1u);
  EXPECT_TRUE(desk.key(Key::down));
  EXPECT_EQ(desk.session.chosen_step(), 1u);
  EXPECT_TRUE(desk.key(Key::up));
  EXPECT_TRUE(desk.key(Key::up));
  EXPECT_EQ(desk.session.chosen_step(), cards - 1) << "from the first up is the last";
  EXPECT_TRUE(desk.key(Key::down));
  EXPECT_TRUE(desk.key(Key::down));
  const auto choice = desk.session.tree()->enabled(desk.session.steps_behind())[1].choice;
  EXPECT_TRUE(desk.key(Key::enter));
  EXPECT_EQ(desk.session.steps_behind(), 4u);
  EXPECT_EQ(desk.session.tree()->prefix(4).choices.back(), choice);
}

TEST(StepPanels, Digit_TakesItsCard) {
  Desk desk(kLesson);
  ASSERT_TRUE(desk.paste("main*3"));
  const auto choice = desk.session.tree()->enabled(3)[1].choice;
  EXPECT_TRUE(desk.key('2'));
  EXPECT_EQ(desk.session.tree()->prefix(4).choices.back(), choice);
}

TEST(StepPanels, CardClicked_IsTaken_AndAnotherOneInThePastIsABranch) {
  Desk desk(kLesson);
  ASSERT_TRUE(desk.paste("main*3"));
  ASSERT_TRUE(desk.click("step/card/0"));
  EXPECT_EQ(desk.session.steps_behind(), 4u);
  const std::string first = desk.whole_schedule();
  EXPECT_TRUE(desk.key(Key::left));
  EXPECT_EQ(desk.session.steps_behind(), 3u);
  EXPECT_EQ(desk.whole_schedule(), first) << "going back is free";
  ASSERT_TRUE(desk.click("step/card/1"));
  EXPECT_GE(desk.session.tree()->branches().size(), 2u) << "the live run may have gone one of the two ways";
  const std::string second = desk.whole_schedule();
  EXPECT_NE(second, first);

  // The tree of branches: a click moves to the other one, which is as it was.
  size_t other = SIZE_MAX;
  for (size_t i = 0; i < desk.session.tree()->branches().size(); ++i)
    if (to_string(desk.session.tree()->branches()[i].tip.schedule()) == first) other = i;
  ASSERT_NE(other, SIZE_MAX);
  ASSERT_TRUE(desk.click("branches/row/" + std::to_string(other)));
  EXPECT_EQ(desk.whole_schedule(), first);
}

TEST(StepPanels, LetItRun_ByKeysAlone_GoesToAnEnding) {
  Desk desk(kLesson);
  ASSERT_TRUE(desk.paste("main*2"));
  ASSERT_TRUE(desk.key(model::Chord{Key::enter, false, true}));
  EXPECT_EQ(desk.session.overlay(), model::Overlay::strategies);
  EXPECT_TRUE(desk.has("overlay/strategies/0"));
  const size_t strategies = model::choices_of(desk.session).size();
  EXPECT_GE(strategies, 4u);
  EXPECT_TRUE(desk.key(Key::down));
  EXPECT_EQ(desk.session.chosen_row(), 1u);
  EXPECT_TRUE(desk.key(Key::enter));
  EXPECT_EQ(desk.session.overlay(), model::Overlay::none);
  EXPECT_TRUE(desk.session.tree()->branch().tip.over());
  EXPECT_TRUE(desk.session.moving()) << "played from here on";
  EXPECT_EQ(desk.session.steps_behind(), 2u);
}

TEST(StepPanels, LetItRun_ByMouse_EachStrategyEnds) {
  Desk desk(kLesson);
  for (size_t i = 0; i < 4; ++i) {
    ASSERT_TRUE(desk.paste("main*2"));
    ASSERT_TRUE(desk.click("step/command.let_run"));
    ASSERT_TRUE(desk.click("overlay/strategies/" + std::to_string(i)));
    EXPECT_TRUE(desk.session.tree()->branch().tip.over()) << i;
  }
}

TEST(StepPanels, ScheduleCopied_CanBePasted) {
  Desk desk(kLesson);
  ASSERT_TRUE(desk.paste("main*4 G2"));
  ASSERT_TRUE(desk.click("step/command.copy_schedule"));
  const auto requests = desk.session.take_requests();
  ASSERT_EQ(requests.size(), 1u);
  EXPECT_EQ(requests[0].kind, model::ShellRequest::Kind::copy);
  EXPECT_EQ(requests[0].text, "main*4 G2");
  ASSERT_TRUE(desk.session.open_text("main"));
  ASSERT_TRUE(desk.session.open_text(requests[0].text));
  EXPECT_EQ(desk.session.mode(), Mode::step);
  EXPECT_EQ(desk.whole_schedule(), "main*4 G2");
}

TEST(StepPanels, LiveRun_IsOpenedWhereItIsLookedAt) {
  Desk desk("01_ideal_use.json", Mode::live);
  ASSERT_GT(desk.session.trace()->size(), 8u);
  const auto take = desk.session.trace();
  desk.session.apply(model::act::GoTo{8});
  desk.driver.frames(3);
  ASSERT_TRUE(desk.click("top/mode/1"));
  EXPECT_EQ(desk.session.mode(), Mode::step);
  EXPECT_TRUE(desk.session.tree()->branch().tip.over());
  EXPECT_EQ(desk.session.tree()->branch().tip.trace()->tail().ending, take->tail().ending);
  EXPECT_GT(desk.session.steps_behind(), 0u);
  EXPECT_TRUE(desk.has("step/card/0"));
  // The step that was taken then is marked, and taking it again makes no branch.
  const size_t branches = desk.session.tree()->branches().size();
  EXPECT_TRUE(desk.key(Key::right));
  EXPECT_EQ(desk.session.tree()->branches().size(), branches);
}

TEST(StepPanels, EachSizeOfRoom_HasCardsButtonsAndBranches) {
  for (const float scale : {1.0f, 1.25f, 1.5f, 2.0f}) {
    Desk desk(kLesson, Mode::step, 1280, 720, scale);
    ASSERT_TRUE(desk.paste("main*3"));
    for (const char* id : {"step/card/0", "step/command.let_run", "step/command.copy_schedule", "top/mode/1", "top/lessons", "top/command.help"}) {
      const widgets::Item* item = desk.driver.find(id);
      ASSERT_NE(item, nullptr) << id << " at " << scale;
      EXPECT_FALSE(item->visible.empty()) << id << " at " << scale;
    }
  }
}

}  // namespace
}  // namespace wgscope::test
