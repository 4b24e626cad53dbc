// Everything explains itself: in both languages, by pointing at it, and by keys alone.
#include <set>

#include "app/model/explain.h"
#include "app/model/explore_view.h"
#include "tests/app/panels/desk.h"

namespace wgscope::test {
namespace {

using model::Key;
using model::Mode;
using model::Overlay;
using model::Strings;

std::set<std::string> on_screen(Desk& desk) {
  std::set<std::string> ids;
  for (const auto& thing : desk.driver.ui().explained())
    if (!thing.what.empty()) ids.emplace(thing.what);
  return ids;
}

// What walking with the right arrow tells of, one after the other.
std::set<std::string> walked(Desk& desk) {
  std::set<std::string> ids;
  EXPECT_TRUE(desk.key(Key::f1));
  EXPECT_EQ(desk.session.overlay(), Overlay::explain);
  for (int i = 0; i < 100; ++i) {
    std::string here;
    for (const auto& item : desk.driver.ui().notes())
      if (item.id.rfind("overlay/walk/", 0) == 0) here = item.id.substr(13);
    if (!ids.insert(here).second) break;   // once round
    EXPECT_TRUE(desk.key(Key::right));
  }
  EXPECT_TRUE(desk.key(Key::escape));
  EXPECT_EQ(desk.session.overlay(), Overlay::none);
  return ids;
}

// Two waiters for one Add, a variable that nothing orders, an ending that is expected.
std::string racy_and_leaky() {
  return R"json({"wgscope": 1, "expect": ["exit"], "program": ["var wg sync.WaitGroup", "var shared int", "func main() {", "\twg.Add(1)", "\tgo wg.Wait()", "\tgo func() { shared = 1 }()", "\tshared = 2", "}"]})json";
}

TEST(Explain, EachThing_HasANameAndASentenceOrTwoInBothLanguages) {
  std::set<std::string_view> ids;
  for (const auto& one : model::explanations()) {
    EXPECT_TRUE(ids.insert(one.id).second) << one.id << " stands twice";
    for (const char* language : {"en", "zh"}) {
      const Strings& strings = Strings::of(language);
      EXPECT_TRUE(strings.has(one.name_key())) << language << ": " << one.name_key();
      EXPECT_TRUE(strings.has(one.text_key())) << language << ": " << one.text_key();
      EXPECT_GE(strings.get(one.text_key()).size(), 20u) << one.id;
      EXPECT_LE(strings.get(one.text_key()).size(), 300u) << one.id << " is more than two sentences";
      EXPECT_TRUE(strings.has(model::topic_key(one.topic)));
    }
  }
  for (const auto& [key, text] : Strings::of("en").all()) {
    if (key.rfind("explain.", 0) != 0 || key.size() <= 13 || key.compare(key.size() - 5, 5, ".text") != 0) continue;
    EXPECT_NE(model::find_explanation(std::string_view(key).substr(8, key.size() - 13)), nullptr) << key << " explains nothing";
  }
}

TEST(Explain, EveryStepKind_IsExplained) {
  for (int kind = 0; kind <= static_cast<int>(EventKind::crash); ++kind)
    EXPECT_NE(model::find_explanation(model::explanation_of(static_cast<EventKind>(kind))), nullptr) << kind;
}

TEST(Explain, WhateverIsOnTheScreen_IsWalkedThrough) {
  for (const Mode mode : {Mode::live, Mode::step, Mode::explore, Mode::compare}) {
    Desk desk("03_many_waiters.json", mode);
    EXPECT_EQ(walked(desk), on_screen(desk));
  }
}

// What a newcomer asks first is told somewhere on the way through a run that releases two waiters, one of whom finds its token taken.
TEST(Explain, WordTokenRetryAndBroadcast_AreOnTheScreen) {
  Desk desk("03_many_waiters.json", Mode::step);
  ASSERT_TRUE(desk.paste("main*10 G5*2 timer:G2 G2 timer:G3 G3 timer:G4 G4*4 G5 main"));
  std::set<std::string> seen;
  for (EventIndex cursor = desk.session.cursor(); cursor > 0; --cursor) {
    desk.session.apply(model::act::GoTo{cursor});
    desk.driver.frames(2);
    seen.merge(on_screen(desk));
  }
  for (const char* wanted : {"panel.word", "word.type", "word.together", "word.strip", "word.lens", "word.counter", "word.waiters", "word.flag", "word.hex", "word.pair", "sema", "sema.token",
                             "sema.queue", "step.acquire", "step.release", "step.retry", "broadcast", "step.add", "step.load", "step.store", "step.cas", "step.go", "step.sleep", "goroutine",
                             "state.running", "state.runnable", "state.parked", "state.finished", "stage.card", "panel.code", "about", "code.line", "panel.hood", "hood.row", "panel.story",
                             "story.number", "panel.timeline", "timeline.bars", "timeline.arrow", "timeline.axis", "where", "rate", "mode.live", "mode.step", "mode.explore", "panel.step",
                             "step", "schedule", "panel.branches"})
    EXPECT_TRUE(seen.count(wanted)) << wanted;
}

// What Explore claims: what it is, how it is known, and what would refute it, beside each row.
TEST(Explain, WhatExploreFound_IsExplainedRowByRow) {
  Desk desk("01_ideal_use.json", Mode::live, 1600, 2400);
  ASSERT_TRUE(desk.session.open_text(racy_and_leaky()));
  desk.session.apply(model::act::SetMode{Mode::explore});
  desk.session.apply(model::act::ExploreOutputs{});
  desk.settle();
  const auto seen = on_screen(desk);
  for (const char* wanted : {"search.status", "search.verdict", "search.endings", "search.ending", "search.figures", "search.chance", "search.findings", "finding.race", "finding.leak",
                             "search.absent", "search.outputs"})
    EXPECT_TRUE(seen.count(wanted)) << wanted;
  // Of the row that is pointed at, and not of what lies around it.
  const auto told_at = [&](const std::string& id) {
    const widgets::Item* note = desk.note(id);
    EXPECT_NE(note, nullptr) << id;
    std::string_view what;
    const widgets::Point at{note ? note->rect.x + 2 : 0, note ? note->rect.y + 3 : 0};
    for (const auto& thing : desk.driver.ui().explained())
      if (thing.rect.contains(at)) what = thing.what;
    return std::string(what);
  };
  EXPECT_EQ(told_at("explore/ending/0"), "search.ending");
  EXPECT_EQ(told_at("explore/output/0"), "search.outputs");
  const auto findings = model::explore_view(desk.session).findings;
  ASSERT_FALSE(findings.empty());
  for (size_t i = 0; i < findings.size(); ++i) EXPECT_EQ(told_at("explore/finding/" + std::to_string(i)), "finding." + std::string(name_of(findings[i].kind)));
}

TEST(Explain, EveryKindOfFinding_IsExplained) {
  for (const FindingKind kind : kFindingKinds) EXPECT_NE(model::find_explanation("finding." + std::string(name_of(kind))), nullptr) << name_of(kind);
}

TEST(Explain, EveryPanel_ExplainsItsTitle) {
  for (const Mode mode : {Mode::live, Mode::step, Mode::explore}) {
    Desk desk("08_negative_counter.json", mode);
    const auto seen = on_screen(desk);
    for (const char* panel : {"code", "hood", "word", "stage", "story", "output", "step", "branches", "graph", "explore", "timeline"})
      EXPECT_TRUE(!desk.note(panel) || seen.count("panel." + std::string(panel))) << panel;
  }
}

TEST(Explain, TheLegend_HasAllOfThem) {
  Desk desk("01_ideal_use.json", Mode::live);
  const auto seen = on_screen(desk);
  ASSERT_TRUE(desk.key(Key::f1));
  ASSERT_TRUE(desk.key(Key::f1));
  ASSERT_EQ(desk.session.overlay(), Overlay::legend);
  for (const auto& one : model::explanations()) {
    const widgets::Item* note = desk.note("overlay/legend/" + std::string(one.id));
    ASSERT_NE(note, nullptr) << one.id;
    EXPECT_EQ(note->label, desk.session.strings().get(one.text_key()));
  }
  // At the reference size, what is on the screen is told without scrolling.
  for (const std::string& id : seen) {
    const widgets::Item* note = desk.note("overlay/legend/" + id);
    EXPECT_NEAR(note->visible.h, note->rect.h, 1) << id;
  }
  ASSERT_TRUE(desk.key(Key::f1));
  EXPECT_EQ(desk.session.overlay(), Overlay::none);
}

// In the smallest of usual windows, with large text: none of it is cut, for keys bring each line into view, and what is walked through stands whole.
TEST(Explain, WhereThereIsLittleRoom_EachThingCanBeReadWhole) {
  Desk desk("03_many_waiters.json", Mode::explore, 1280, 720, 1.5f);
  ASSERT_TRUE(desk.key(Key::f1));
  ASSERT_EQ(desk.session.overlay(), Overlay::explain);
  const widgets::Rect screen = desk.driver.ui().screen();
  for (size_t i = 0; i < desk.driver.ui().explained().size(); ++i, desk.key(Key::right)) {
    for (const auto& note : desk.driver.ui().notes()) {
      if (!note.id.starts_with("overlay/walk/")) continue;
      EXPECT_TRUE(note.rect.x >= screen.x && note.rect.right() <= screen.right() && note.rect.y >= screen.y && note.rect.bottom() <= screen.bottom()) << note.id;
    }
  }
  ASSERT_TRUE(desk.key(Key::f1));
  ASSERT_EQ(desk.session.overlay(), Overlay::legend);
  for (const auto& one : model::explanations()) {
    const widgets::Item* note = desk.note("overlay/legend/" + std::string(one.id));
    ASSERT_NE(note, nullptr) << one.id;
    EXPECT_NEAR(note->visible.h, note->rect.h, 1) << one.id;
    EXPECT_NEAR(note->visible.w, note->rect.w, 1) << one.id;
    desk.key(Key::down);
  }
}

TEST(Explain, PointingAtAThing_TellsAfterAMoment) {
  Desk desk("01_ideal_use.json", Mode::live);
  const auto thing = [&] {
    for (const auto& one : desk.driver.ui().explained())
      if (one.what == "word.counter") return one;
    return widgets::Explained{};
  }();
  ASSERT_FALSE(thing.text.empty());
  const auto drawn = [&] {
    widgets::PaintLog log;
    desk.driver.ui().watch_paint(&log);
    desk.driver.frames(1);
    desk.driver.ui().watch_paint(nullptr);
    std::string all;
    for (const auto& text : log.texts) all += text.text + ' ';
    return all;
  };
  const std::string first_words(thing.text.substr(0, 24));
  desk.driver.input.mouse = thing.rect.centre();
  desk.driver.frames(2);
  EXPECT_EQ(drawn().find(first_words), std::string::npos);
  desk.driver.wait(1);
  EXPECT_NE(drawn().find(first_words), std::string::npos) << thing.text;
}

}  // namespace
}  // namespace wgscope::test
