// Words, names and durations as they are written.
#include "core/trace/value_text.h"

#include <gtest/gtest.h>

#include <bit>

#include "core/trace/trace_builder.h"

namespace wgscope {
namespace {

TEST(DurationText, IsAsGoWritesIt) {
  EXPECT_EQ(duration_text(0), "0s");
  EXPECT_EQ(duration_text(1), "1ns");
  EXPECT_EQ(duration_text(1'500), "1.5µs");
  EXPECT_EQ(duration_text(300'000'000), "300ms");
  EXPECT_EQ(duration_text(2'000'000'000), "2s");
  EXPECT_EQ(duration_text(90'000'000'000), "1m30s");
  EXPECT_EQ(duration_text(3'600'000'000'000), "1h0m0s");
  EXPECT_EQ(duration_text(-1'000'001), "-1.000001ms");
  EXPECT_EQ(duration_text(INT64_MIN), "-2562047h47m16.854775808s");
}

TEST(ValueText, FollowsTheKindOfTheWord) {
  TraceBuilder builder({});
  const TextId text = builder.text("a\n\"b\"");
  builder.add_object({"wg", ObjectKind::wait_group, WordKind::none, "sync.WaitGroup", {0}, kNobody, 0});
  builder.add_object({"wg", ObjectKind::wait_group, WordKind::none, "sync.WaitGroup", {0}, kNobody, 0});
  const auto trace = builder.snapshot();
  const auto text_of = [&](WordKind kind, uint64_t word) { return value_text(*trace, {"x", ObjectKind::variable, kind, "T", {0}, kNobody, 0}, word); };
  EXPECT_EQ(text_of(WordKind::signed_int, ~uint64_t{2}), "-3");
  EXPECT_EQ(text_of(WordKind::unsigned_int, ~uint64_t{0}), "18446744073709551615");
  EXPECT_EQ(text_of(WordKind::boolean, 1), "true");
  EXPECT_EQ(text_of(WordKind::float64, std::bit_cast<uint64_t>(1.5)), "1.5");
  EXPECT_EQ(text_of(WordKind::text, text.value), R"("a\n\"b\"")");
  EXPECT_EQ(text_of(WordKind::text, 999), "?") << "never out of range";
  EXPECT_EQ(text_of(WordKind::reference, 2), "&wg #2");
  EXPECT_EQ(text_of(WordKind::reference, 0), "nil");
  EXPECT_EQ(object_name(*trace, {0}), "wg");
  EXPECT_EQ(object_name(*trace, {77}), "");
  EXPECT_EQ(halves_text((uint64_t{0xffffffff} << 32) | 2), "-1·2");
  EXPECT_EQ(one_line("a\n\tb  c"), "a b c");
  EXPECT_EQ(one_line("世界世界", 2), "世界…");
  EXPECT_EQ(quoted_short("世界世界", 2), "\"世界…\"");
}

}  // namespace
}  // namespace wgscope
