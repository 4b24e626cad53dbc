#include "core/base/result.h"

#include <gtest/gtest.h>

namespace wgscope {
namespace {

TEST(Diagnostic, WithAPlace_ReadsFileLineColumn) {
  EXPECT_EQ(to_string(Diagnostic{"a.json", 3, 7, "/title", "error", "what", "what would be right"}), "a.json:3:7: what; what would be right");
  EXPECT_EQ(to_string(Diagnostic{"a.json", 0, 0, "", "error", "no such file", ""}), "a.json: no such file");
  EXPECT_EQ(to_string(Diagnostic{"a.json", 3, 7, "", "warning", "what", ""}), "a.json:3:7: warning: what");
}

TEST(Result, HoldsAValueOrErrors_NeverBoth) {
  const Result<int> good = 3;
  EXPECT_TRUE(good.ok());
  EXPECT_EQ(*good, 3);
  const Result<int> bad = Diagnostic{"f", 1, 1, "", "error", "m", ""};
  EXPECT_FALSE(bad.ok());
  ASSERT_EQ(bad.errors().size(), 1u);
  EXPECT_EQ(bad.errors()[0].message, "m");
}

}  // namespace
}  // namespace wgscope
