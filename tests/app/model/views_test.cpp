// What panels show, as plain structs: read at a few cursors of one known story.
#include <gtest/gtest.h>

#include <algorithm>

#include "app/model/code_view.h"
#include "app/model/doing.h"
#include "app/model/hood_view.h"
#include "app/model/object_view.h"
#include "app/model/stage_view.h"
#include "app/model/strings.h"
#include "tests/app/support/stories.h"

namespace wgscope::model {
namespace {

using namespace testing;

// A scene at a cursor, with what it refers to.
struct At {
  At(std::shared_ptr<const Trace> of, EventIndex cursor, std::vector<std::string> lines, GoroutineId focus = kNobody)
      : trace(std::move(of)), world(fold(*trace, cursor)), program(std::move(lines)),
        scene{*trace, world, program, Strings::of("en"), focus == kNobody && cursor > 0 ? (*trace)[cursor - 1].who() : focus, object_to_show(*trace, world, kNoObject)} {}
  std::shared_ptr<const Trace> trace;
  WorldState world;
  std::vector<std::string> program;
  Scene scene;
};

class Broadcast : public ::testing::Test {
 protected:
  std::shared_ptr<const Scenario> scenario = lesson("03_many_waiters.json");
  std::shared_ptr<const Trace> trace = trace_under(scenario, kBroadcast);
  At at(EventIndex cursor, GoroutineId focus = kNobody) { return At(trace, cursor, scenario->lines, focus); }
  EventIndex first_release = after_first(*trace, EventKind::sema_release);
};

std::vector<std::string> names(const std::vector<Chip>& chips) {
  std::vector<std::string> all;
  for (const Chip& chip : chips) all.push_back(chip.name);
  return all;
}
std::vector<std::string> names(const std::vector<StageCard>& cards) {
  std::vector<std::string> all;
  for (const StageCard& card : cards) all.push_back(card.chip.name);
  return all;
}
using Names = std::vector<std::string>;

TEST_F(Broadcast, WordAtTheFirstRelease_HasATokenOfNobodyAndOneInTheQueue) {
  const At a = at(first_release);
  const WordView view = word_view(a.scene);
  EXPECT_EQ(view.name, "wg");
  EXPECT_EQ(view.word, 0u);
  EXPECT_EQ(view.changed(), 0u) << "a release leaves the word alone";
  EXPECT_EQ(view.tokens, 1u);
  EXPECT_EQ(view.token_change, 1);
  EXPECT_TRUE(view.token_for_nobody);
  EXPECT_EQ(names(view.queue), Names{"G5"});
  ASSERT_TRUE(view.just_left);
  EXPECT_EQ(view.just_left->name, "main");
}

TEST_F(Broadcast, WordAfterADone_ShowsWhichBitsChanged) {
  // The first Done: counter 3 -> 2.
  EventIndex done = 0;
  for (EventIndex i = 0; i < trace->size() && done == 0; ++i)
    if ((*trace)[i].kind == EventKind::add_count && (*trace)[i].who() == GoroutineId{2}) done = i + 1;
  const At a = at(done);
  const WordView view = word_view(a.scene);
  EXPECT_EQ(view.before >> 32, 3u);
  EXPECT_EQ(view.word >> 32, 2u);
  EXPECT_EQ(view.changed() >> 32, 1u);
  // Facts that follow the step (it ended) do not make the change forgotten.
  ASSERT_EQ((*trace)[done].kind, EventKind::end);
  const At b = at(done + 1);
  EXPECT_EQ(word_view(b.scene).changed() >> 32, 1u);
}

TEST_F(Broadcast, StageAtTheFirstRelease_GroupsByStateAndFliesAToken) {
  const At a = at(first_release);
  const StageView view = stage_view(a.scene);
  ASSERT_EQ(view.columns.size(), 4u) << "no column for panics while there is none";
  EXPECT_EQ(names(view.columns[0].cards), Names{"G3"});
  EXPECT_EQ(names(view.columns[1].cards), Names{"main"});
  EXPECT_EQ(names(view.columns[2].cards), Names{"G5"});
  EXPECT_EQ(names(view.columns[3].cards), (Names{"G2", "G4"}));
  EXPECT_EQ(view.columns[0].cards[0].doing, "Add · 1 left to release");
  EXPECT_EQ(view.columns[1].cards[0].doing, "has to take a token itself");
  EXPECT_EQ(view.columns[2].cards[0].doing, "1st in queue");
  EXPECT_TRUE(view.columns[0].cards[0].latest);
  ASSERT_EQ(view.flights.size(), 1u);
  EXPECT_EQ(view.flights[0].from, FlightEnd::card(GoroutineId{3})) << "into the bowl, from who releases: nothing is handed to main";
  EXPECT_EQ(view.flights[0].to, FlightEnd::at(a.scene.object));
  EXPECT_FALSE(view.ending);
  const At before = at(first_release - 1);
  EXPECT_TRUE(stage_view(before.scene).flights.empty());
}

TEST_F(Broadcast, ParkedGoroutines_StandInOrderOfTheQueueThenSleepers) {
  const EventIndex both = [&] {
    EventIndex parked = 0;
    for (EventIndex i = 0; i < trace->size(); ++i)
      if ((*trace)[i].kind == EventKind::sema_acquire) parked = i + 1;
    return parked;
  }();
  const At a = at(both);
  EXPECT_EQ(names(stage_view(a.scene).columns[2].cards), (Names{"main", "G5", "G2", "G3", "G4"}));
}

TEST_F(Broadcast, Hood_FollowsTheFocusAndShowsWhatItsCallHolds) {
  const At a = at(first_release);
  const HoodView add = hood_view(a.scene, HoodCall::follow);
  EXPECT_EQ(add.call, HoodCall::add);
  EXPECT_TRUE(add.focused_inside);
  EXPECT_EQ(add.rows.back().holds, "w = 1");
  EXPECT_TRUE(add.rows.back().latest);
  EXPECT_EQ(names(add.rows.back().here), Names{"G3"});
  EXPECT_EQ(add.in_other_call, 2u);
  const At b = at(first_release, kMain);
  const HoodView wait = hood_view(b.scene, HoodCall::follow);
  EXPECT_EQ(wait.call, HoodCall::wait);
  Names standing;
  for (const HoodRow& row : wait.rows)
    for (const Chip& chip : row.here) standing.push_back(std::string(row.text) + ": " + chip.name);
  EXPECT_EQ(standing, (Names{"  runtime_SemacquireWaitGroup(&wg.sema): main", "  runtime_SemacquireWaitGroup(&wg.sema): G5"}));
}

TEST_F(Broadcast, HoodAfterTheLastDone_ShowsWhatTheAddGave) {
  const EventIndex last = after_first(*trace, EventKind::add_recheck) - 1;
  const At a = at(last);
  const HoodView view = hood_view(a.scene, HoodCall::follow);
  ASSERT_FALSE(view.rows.empty());
  EXPECT_TRUE(view.rows[0].latest);
  EXPECT_EQ(view.rows[1].gave, "v = 0");
  EXPECT_EQ(view.rows[2].gave, "w = 2");
  for (const HoodRow& row : view.rows) EXPECT_FALSE(row.taken) << "no test came out true: " << row.text;
}

// What is lit is the event at the cursor: once its goroutine has returned and printed or ended, nothing is.
TEST_F(Broadcast, Hood_LightsNoCallThatItsGoroutineHasLeft) {
  size_t lit = 0, left = 0;
  for (EventIndex cursor = 1; cursor <= trace->size(); ++cursor) {
    const At a = at(cursor);
    const HoodView view = hood_view(a.scene, HoodCall::follow);
    const bool any = std::any_of(view.rows.begin(), view.rows.end(), [](const HoodRow& row) { return row.latest || row.taken; });
    const bool access = on_wait_group_word(a.scene.latest()->kind) || on_sema(a.scene.latest()->kind);
    EXPECT_TRUE(access || !any) << cursor << ": " << name_of(a.scene.latest()->kind);
    lit += any, left += !access;
  }
  EXPECT_GT(lit, 5u);
  EXPECT_GT(left, 5u);
}

TEST_F(Broadcast, Code_HasAChipWhereEachGoroutineStands) {
  const At a = at(first_release);
  const CodeView view = code_view(a.scene);
  ASSERT_EQ(view.lines.size(), scenario->lines.size());
  Names standing;
  for (size_t i = 0; i < view.lines.size(); ++i)
    for (const Chip& chip : view.lines[i].here) standing.push_back(chip.name);
  EXPECT_EQ(standing.size(), 3u) << "those that have finished stand nowhere";
  EXPECT_EQ(names(view.lines[13].here), Names{"main"});
  EXPECT_EQ(names(view.lines[12].here), Names{"G5"});
  ASSERT_GE(view.shown_line, 0);
  EXPECT_TRUE(view.lines[static_cast<size_t>(view.shown_line)].latest);
}

TEST_F(Broadcast, TheStart_HasNothingBehindIt) {
  const At a = at(0);
  EXPECT_EQ(a.scene.latest(), nullptr);
  EXPECT_EQ(code_view(a.scene).shown_line, -1) << "nobody is in focus yet";
  EXPECT_TRUE(stage_view(a.scene).flights.empty());
  EXPECT_TRUE(std::holds_alternative<std::monostate>(object_view(a.scene).shown) || word_view(a.scene).changed() == 0);
  EXPECT_EQ(hood_view(a.scene, HoodCall::follow).call, HoodCall::add);
}

TEST(Endings, Panic_NamesItsGoroutineInGosWords) {
  const auto scenario = lesson("16_panic_in_worker.json");
  const auto trace = [&] {
    Execution execution(scenario);
    while (!execution.over()) execution.step(execution.enabled().back().choice);
    return execution.trace();
  }();
  ASSERT_EQ(trace->tail().ending, "panic: worker failed");
  const At a(trace, trace->size(), scenario->lines);
  const StageView view = stage_view(a.scene);
  ASSERT_EQ(view.columns.size(), 5u);
  EXPECT_EQ(view.columns[4].state, GoroutineState::panicked);
  ASSERT_EQ(view.columns[4].cards.size(), 1u);
  EXPECT_EQ(view.columns[4].cards[0].doing, "") << "its column says that it panicked";
  ASSERT_TRUE(view.ending);
  ASSERT_TRUE(view.ending->ending);
  EXPECT_TRUE(view.ending->ending->is(Ending::Kind::panic));
  EXPECT_EQ(view.ending->words.substr(0, 20), "panic: worker failed");
  EXPECT_EQ(view.ending->who, trace->tail().crashed);
  const At before(trace, trace->size() - 1, scenario->lines);
  EXPECT_FALSE(ending_view(before.scene)) << "an ending is not known before the end";
}

TEST(Endings, Deadlock_IsSaidInGosWords) {
  const auto scenario = lesson("06_forgotten_done.json");
  Execution execution(scenario);
  while (!execution.over()) execution.step(execution.enabled().front().choice);
  const auto trace = execution.trace();
  const At a(trace, trace->size(), scenario->lines);
  const auto view = ending_view(a.scene);
  ASSERT_TRUE(view);
  EXPECT_EQ(view->ending, Ending::deadlock());
  EXPECT_EQ(view->words, "fatal error: all goroutines are asleep - deadlock!");
}

TEST(Objects, SeveralWaitGroups_OneIsShownAndTheOthersAreRows) {
  const auto scenario = lesson("07_passed_by_value.json");
  Execution execution(scenario);
  while (!execution.over()) execution.step(execution.enabled().front().choice);
  const auto trace = execution.trace();
  const At a(trace, trace->size(), scenario->lines);
  const std::vector<ObjectRow> rows = object_rows(a.scene);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].shown + rows[1].shown, 1);
  const ObjectId other = rows[rows[0].shown ? 1 : 0].object;
  EXPECT_EQ(object_to_show(*trace, a.world, other), other) << "the one that was chosen";
}

TEST(Highlighter, Go_IsCutIntoItsKinds) {
  Highlighter highlighter;
  const std::string line = "defer fmt.Println(\"a \\\" b\", 300) // why";
  std::vector<std::pair<std::string, TokenKind>> tokens;
  for (const CodeToken& token : highlighter.tokens_of(line)) tokens.emplace_back(line.substr(token.begin, token.end - token.begin), token.kind);
  const auto has = [&](const std::string& text, TokenKind kind) { return std::find(tokens.begin(), tokens.end(), std::pair(text, kind)) != tokens.end(); };
  EXPECT_TRUE(has("defer", TokenKind::keyword));
  EXPECT_TRUE(has("Println", TokenKind::call));
  EXPECT_TRUE(has("\"a \\\" b\"", TokenKind::text));
  EXPECT_TRUE(has("300", TokenKind::number));
  EXPECT_TRUE(has("// why", TokenKind::comment));
  highlighter.tokens_of("/* begins");
  EXPECT_EQ(highlighter.tokens_of("still").front().kind, TokenKind::comment);
  EXPECT_EQ(highlighter.tokens_of("ends */ go").back().kind, TokenKind::keyword);
}

}  // namespace
}  // namespace wgscope::model
