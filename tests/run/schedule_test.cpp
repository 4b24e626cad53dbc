#include "core/run/schedule.h"

#include <gtest/gtest.h>

#include <random>

namespace wgscope {
namespace {

Choice step(uint32_t who, std::optional<uint16_t> alternative = {}) { return {GoroutineId{who}, false, alternative}; }
Choice timer(uint32_t who) { return {GoroutineId{who}, true, {}}; }

TEST(Schedule, Alternatives_AreWrittenOneByOne) {
  const Schedule schedule{{step(2, 0), step(2, 1), step(2, 1), step(2), step(2)}};
  EXPECT_EQ(to_string(schedule), "G2/0 G2/1 G2/1 G2*2");
  const auto parsed = parse_schedule("G2/0 G2/1 G2/1 G2*2");
  ASSERT_TRUE(parsed.ok());
  EXPECT_EQ(parsed.value(), schedule);
}

TEST(Schedule, Text_IsRunLength) {
  const Schedule schedule{{step(1), step(1), step(1), step(2), step(1), step(1), timer(3), step(3), step(2, 1), step(2)}};
  EXPECT_EQ(to_string(schedule), "main*3 G2 main*2 timer:G3 G3 G2/1 G2");
  const auto parsed = parse_schedule("main*3 G2 main*2 timer:G3 G3 G2/1 G2");
  ASSERT_TRUE(parsed.ok());
  EXPECT_EQ(parsed.value(), schedule);
}

TEST(Schedule, Empty_IsEmptyText) {
  EXPECT_EQ(to_string(Schedule{}), "");
  EXPECT_TRUE(parse_schedule("").value().choices.empty());
  EXPECT_TRUE(parse_schedule(" \n\t ").value().choices.empty());
}

TEST(Schedule, AnyBlanks_Separate) {
  EXPECT_EQ(to_string(parse_schedule("  main\tG2\n main*1 \r\n").value()), "main G2 main");
}

TEST(Schedule, RandomOnes_SurviveARoundTrip) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    Schedule schedule;
    for (uint32_t n = random() % 40; n > 0; --n) {
      const bool fires = random() % 5 == 0;
      Choice choice{GoroutineId{static_cast<uint32_t>(1 + random() % 4)}, fires, {}};
      if (!fires && random() % 4 == 0) choice.alternative = static_cast<uint16_t>(random() % 3);
      schedule.choices.push_back(choice);
    }
    const auto parsed = parse_schedule(to_string(schedule));
    ASSERT_TRUE(parsed.ok());
    EXPECT_EQ(parsed.value(), schedule);
  }
}

struct Bad {
  std::string text;
  int column;
  std::string says;
};

TEST(Schedule, BadText_IsLocatedByColumn) {
  const Bad bad[] = {
      {"main G", 7, "no goroutine's name in `G`"},
      {"main worker", 6, "no goroutine's name in `worker`"},
      {"G1", 3, "no goroutine's name in `G1`"},
      {"G0", 2, "no goroutine's name"},
      {"G02", 2, "no goroutine's name"},
      {"g2", 1, "no goroutine's name"},
      {"main*0", 6, "no number of times"},
      {"main*", 6, "no number of times"},
      {"main*x", 6, "no number of times"},
      {"main*-1", 6, "no number of times"},
      {"main*2000000", 6, "no number of times"},
      {"main*3x", 7, "something is left over"},
      {"main,G2", 5, "something is left over"},
      {"timer:G3/1", 10, "a timer has no alternatives"},
      {"timer:", 7, "no goroutine's name"},
      {"G2/", 4, "no alternative's number"},
      {"G2/01", 4, "no alternative's number"},
      {"G2/99999", 4, "no alternative's number"},
      {"G99999999999999999999", 2, "no goroutine's name"},
      {"main*900000 G2*900000", 22, "too many choices"},
      {"é main é", 1, "no goroutine's name"},
  };
  for (const Bad& b : bad) {
    const auto parsed = parse_schedule(b.text);
    ASSERT_FALSE(parsed.ok()) << b.text;
    const Diagnostic& error = parsed.errors().front();
    EXPECT_EQ(error.line, 1) << b.text;
    EXPECT_EQ(error.column, b.column) << b.text;
    EXPECT_NE(error.message.find(b.says), std::string::npos) << error.message;
    EXPECT_FALSE(error.hint.empty());
  }
}

TEST(Schedule, EveryBadWord_IsReported) {
  const auto parsed = parse_schedule("main x G2 y*2 é z");
  ASSERT_FALSE(parsed.ok());
  ASSERT_EQ(parsed.errors().size(), 4u);
  EXPECT_EQ(parsed.errors()[3].column, 17);
}

}  // namespace
}  // namespace wgscope
