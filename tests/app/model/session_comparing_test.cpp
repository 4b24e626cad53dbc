// Compare in a session: which two stand side by side, and one transport for both.
#include "app/model/choices.h"
#include "tests/app/support/sessions.h"

namespace wgscope::model::testing {
namespace {

constexpr const char* kBoth = R"json({"wgscope": 1, "program": ["var wg sync.WaitGroup", "func main() {", "    wg.Add(1)", "    go wg.Done()", "    wg.Wait()", "}"],
"compare": {"title": "Two ways", "schedule": "main*2 G2 main*2", "with_schedule": "main*5 G2*4 main*3"}})json";

class SessionComparing : public Sessions {
 protected:
  std::unique_ptr<Session> comparing(const std::string& text = kBoth) {
    auto session = make();
    EXPECT_TRUE(session->open_text(text));
    session->apply(model::act::SetMode{Mode::compare});
    return session;
  }
};

TEST_F(SessionComparing, WhatTheScenarioNames_StandsSideBySide) {
  const auto session = comparing();
  ASSERT_EQ(session->mode(), Mode::compare);
  const Comparison& comparison = session->beside()->comparison();
  EXPECT_EQ(to_string(comparison.left.schedule()), "main*2 G2 main*2");
  EXPECT_EQ(to_string(comparison.right.schedule()), "main*5 G2*4 main*3");
  EXPECT_EQ(comparison.alike, 2u);
  EXPECT_EQ(session->beside()->title().in("en"), "Two ways");
  EXPECT_EQ(session->steps_beside(), 0u) << "from its start";
}

TEST_F(SessionComparing, OneTransport_MovesBothByWholeSteps_AndWhoIsOverStays) {
  const auto session = comparing();
  SideBySide& beside = *session->beside();
  EXPECT_EQ(beside.longer(), SideBySide::kRight);
  for (uint64_t step = 1; step <= 12; ++step) {
    press(*session, CommandId::step_forward);
    EXPECT_EQ(session->steps_beside(), step);
    EXPECT_EQ(beside.scene(SideBySide::kLeft, step, session->strings(), kNobody).world.steps, std::min<uint64_t>(step, 5));
    EXPECT_EQ(beside.scene(SideBySide::kRight, step, session->strings(), kNobody).world.steps, step);
    EXPECT_EQ(beside.over(SideBySide::kLeft, step), step >= 5);
  }
  EXPECT_TRUE(session->at_end());
  press(*session, CommandId::step_back);
  EXPECT_EQ(session->steps_beside(), 11u);
  session->apply(model::act::GoTo{session->cursor() - 1});   // into the middle of a step, as a jump along a goroutine may
  EXPECT_EQ(session->cursor(), beside.lead().cursor_after(session->steps_beside())) << "both make whole steps";
  press(*session, CommandId::go_start);
  EXPECT_EQ(session->steps_beside(), 0u);
  tick(*session);   // there is a clock from now on
  press(*session, CommandId::play_pause);
  tick(*session, 2 * kSecond_ns);
  EXPECT_EQ(session->steps_beside(), 4u) << "two a second";
}

TEST_F(SessionComparing, OpenBranch_IsComparedWithWhatIsChosenFromTheList) {
  auto session = make();
  ASSERT_TRUE(session->open_text(kBoth));
  session->apply(model::act::SetMode{Mode::step});
  ASSERT_TRUE(session->open_text("main*3"));
  ASSERT_TRUE(session->open_text("main*2 G2"));
  press(*session, CommandId::compare);
  ASSERT_EQ(session->overlay(), Overlay::compare_with);
  const auto rows = choices_of(*session);
  ASSERT_GE(rows.size(), 2u);
  EXPECT_EQ(rows.front().label, "The lesson's: Two ways");
  EXPECT_EQ(rows.back().label, "Branch: main*3");
  session->apply(rows.back().action);
  EXPECT_EQ(session->mode(), Mode::compare);
  EXPECT_EQ(session->overlay(), Overlay::none);
  EXPECT_EQ(to_string(session->beside()->comparison().left.schedule()), "main*2 G2");
  EXPECT_EQ(to_string(session->beside()->comparison().right.schedule()), "main*3");
  session->apply(model::act::SetMode{Mode::step});
  EXPECT_EQ(session->trace(), session->tree()->trace()) << "and back";
}

TEST_F(SessionComparing, WithoutAKey_AnotherScheduleIsFound) {
  const auto session = comparing("func main() {\n\tvar wg sync.WaitGroup\n\twg.Add(1)\n\tgo wg.Done()\n\twg.Wait()\n}\n");
  ASSERT_EQ(session->mode(), Mode::compare);
  EXPECT_FALSE(session->beside()->comparison().same());
}

TEST_F(SessionComparing, WhereThereIsNothingToCompare_SaysSoAndStays) {
  const auto session = comparing("func main() {\n\tfmt.Println(1)\n}\n");
  EXPECT_EQ(session->mode(), Mode::live);
  ASSERT_TRUE(session->notice());
  EXPECT_NE(session->notice()->text.find("nothing to compare it with"), std::string::npos) << session->notice()->text;
}

TEST_F(SessionComparing, KeyThatNamesAMissingFile_IsSaidAtItsPlace) {
  const auto session = comparing(R"json({"wgscope": 1, "program": ["func main() { }"], "compare": {"with": "none.json"}})json");
  EXPECT_EQ(session->mode(), Mode::live);
  ASSERT_TRUE(session->notice());
  EXPECT_NE(session->notice()->text.find("there is no file none.json to compare with"), std::string::npos) << session->notice()->text;
}

TEST_F(SessionComparing, AnotherProgram_EndsTheComparison) {
  const auto session = comparing();
  ASSERT_TRUE(session->open_text("func main() {\n}\n"));
  EXPECT_EQ(session->mode(), Mode::live);
  EXPECT_EQ(session->beside(), nullptr);
  ASSERT_TRUE(session->open_text(kBoth));
  session->apply(model::act::SetMode{Mode::compare});
  ASSERT_TRUE(session->open_text(kBoth));
  EXPECT_EQ(session->mode(), Mode::compare) << "who compares goes on where there is something to compare with";
}

}  // namespace
}  // namespace wgscope::model::testing
