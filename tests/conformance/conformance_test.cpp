// core/explore against the independent model: the same endings, the same shortest lengths, the same fewest switches, the same numbers of schedules and chances, the same schedules; the same goroutines left behind.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/explore/explore.h"
#include "core/run/execution.h"
#include "core/run/live_run.h"
#include "tests/conformance/programs.h"
#include "tests/support/long.h"

namespace wgscope {
namespace {

std::map<std::string, model::Verdict> verdicts_of(const ExploreResult& result) {
  std::map<std::string, model::Verdict> verdicts;
  for (const FoundEnding& found : result.endings) {
    verdicts[found.ending.text()] = {static_cast<int>(found.steps), static_cast<int>(found.switches), found.schedules, found.chance.value_or(-1), to_string(found.schedule)};
  }
  return verdicts;
}

std::vector<model::Left> left_of(const ExploreResult& result) {
  std::vector<model::Left> left;
  for (const Finding& finding : result.findings) {
    if (finding.kind != FindingKind::stuck && finding.kind != FindingKind::leak && finding.kind != FindingKind::unfinished) continue;
    left.push_back({finding.at_crash ? "crash" : std::string(name_of(finding.kind)), finding.line, static_cast<int>(finding.count), static_cast<int>(finding.steps)});
  }
  std::ranges::sort(left);
  return left;
}

std::string to_string(const std::vector<model::Left>& left) {
  std::string text;
  for (const model::Left& one : left) text += one.kind + " x" + std::to_string(one.count) + " at line " + std::to_string(one.line) + " after " + std::to_string(one.steps) + "\n";
  return text;
}

void agree(const model::Program& program, const model::Answer& answer) {
  const std::string go = model::to_go(program);
  SCOPED_TRACE(program.name + "\n" + go);
  auto parsed = parse_scenario("model.go", go);
  ASSERT_TRUE(parsed.ok()) << to_string(parsed.errors().front());
  const auto scenario = std::make_shared<const Scenario>(std::move(*parsed));
  const ExploreResult result = explore(*scenario, {.check_memo = true});
  ASSERT_TRUE(result.complete) << result.stopped_by;
  const auto& expected = answer.endings;
  const auto found = verdicts_of(result);
  for (const auto& [ending, verdict] : expected) {
    ASSERT_TRUE(found.contains(ending)) << "not found: " << ending;
    EXPECT_EQ(found.at(ending).steps, verdict.steps) << ending;
    EXPECT_EQ(found.at(ending).switches, verdict.switches) << ending;
    EXPECT_EQ(found.at(ending).schedules, verdict.schedules) << ending;
    EXPECT_NEAR(found.at(ending).chance, verdict.chance, 1e-9) << ending;
    EXPECT_EQ(found.at(ending).schedule, verdict.schedule) << ending;
  }
  EXPECT_EQ(found.size(), expected.size());
  EXPECT_TRUE(result.findings_complete);
  EXPECT_EQ(to_string(left_of(result)), to_string(answer.left));
  // And what was found can be shown, in a trace that adds up.
  for (const FoundEnding& one : result.endings) {
    const auto execution = replay(scenario, one.schedule);
    ASSERT_TRUE(execution.ok()) << to_string(execution.errors().front());
    EXPECT_EQ(execution->switches(), one.switches);
    EXPECT_EQ(find_inconsistency(*execution->trace()), std::nullopt);
    if (!one.ending.is(Ending::Kind::livelock)) { EXPECT_EQ(execution->trace()->tail().ending, one.ending); }
  }
}

// Gives the endings.
std::map<std::string, model::Verdict> expect_agreement(const model::Program& program) {
  const model::Answer answer = model::explore(program).value();
  agree(program, answer);
  return answer.endings;
}

TEST(Conformance, WrittenPrograms_AgreeWithTheModel) {
  for (const model::Program& program : model::written_programs()) expect_agreement(program);
}

TEST(Conformance, Channels_AgreeWithTheModel) {
  for (const model::Program& program : model::written_channel_programs()) expect_agreement(program);
}

TEST(Conformance, Selects_AgreeWithTheModel) {
  for (const model::Program& program : model::written_select_programs()) expect_agreement(program);
}

TEST(Conformance, Mutexes_AgreeWithTheModel) {
  for (const model::Program& program : model::written_mutex_programs()) expect_agreement(program);
}

TEST(Conformance, Timers_AgreeWithTheModel) {
  for (const model::Program& program : model::written_timer_programs()) expect_agreement(program);
}

TEST(Conformance, Conds_AgreeWithTheModel) {
  for (const model::Program& program : model::written_cond_programs()) expect_agreement(program);
}

TEST(Conformance, GeneratedPrograms_AgreeWithTheModel) {
  for (uint64_t seed = 0; seed < 150; ++seed) expect_agreement(model::generated_program(seed));
}

// Each is another: what two shapes come to is rarely the same.
TEST(Conformance, GeneratedProgramsOfChannelsAndMutexes_AgreeWithTheModel) {
  std::set<std::string> endings;
  for (uint64_t seed = 0; seed < (long_suite() ? 3000u : 200u); ++seed) {
    const model::Program program = model::generated_kin_program(seed, long_suite() ? 4000 : 600);
    for (const auto& [ending, verdict] : expect_agreement(program)) endings.insert(ending);
    if (HasFailure()) return;
  }
  for (const char* ending : {"exit", "deadlock", "panic: send on closed channel", "panic: close of closed channel", "panic: close of nil channel", "panic: boom 7", "fatal: sync: unlock of unlocked mutex",
                             "fatal: sync: Unlock of unlocked RWMutex", "fatal: sync: RUnlock of unlocked RWMutex", "panic: send on closed channel / close of closed channel"}) {
    EXPECT_TRUE(endings.contains(ending)) << ending;
  }
}

TEST(Conformance, GeneratedProgramsOfTimersAndConds_AgreeWithTheModel) {
  std::set<std::string> endings;
  for (uint64_t seed = 0; seed < (long_suite() ? 3000u : 60u); ++seed) {
    const model::Program program = model::generated_timer_program(seed, long_suite() ? 4000 : 600);
    for (const auto& [ending, verdict] : expect_agreement(program)) endings.insert(ending);
    if (HasFailure()) return;
  }
  for (const char* ending : {"exit", "deadlock", "fatal: sync: unlock of unlocked mutex"}) EXPECT_TRUE(endings.contains(ending)) << ending;
}

}  // namespace
}  // namespace wgscope
