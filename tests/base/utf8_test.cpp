#include "core/base/utf8.h"

#include <gtest/gtest.h>

namespace wgscope {
namespace {

TEST(Utf8, LengthOfSeveralScripts_CountsCharacters) {
  EXPECT_EQ(utf8_length(""), 0u);
  EXPECT_EQ(utf8_length("wg"), 2u);
  EXPECT_EQ(utf8_length("等待者"), 3u);
  EXPECT_EQ(utf8_length("a😀é"), 3u);
}

TEST(Utf8, EveryCharacter_SurvivesARoundTrip) {
  for (const char32_t c : {U'\0', U'\x7f', U'\x80', U'\x7ff', U'\x800', U'\xd7ff', U'\xe000', U'\xffff', U'\x10000', U'\x10ffff'}) {
    std::string text;
    append_utf8(text, c);
    const Utf8Char back = utf8_at(text, 0);
    EXPECT_TRUE(back.valid);
    EXPECT_EQ(back.value, c);
    EXPECT_EQ(back.bytes, text.size());
  }
}

TEST(Utf8, WhatIsNoUtf8_IsFoundAtItsByte) {
  EXPECT_EQ(first_not_utf8("等待"), std::nullopt);
  EXPECT_EQ(first_not_utf8("ab\xff"), 2u);
  EXPECT_EQ(first_not_utf8("\xc0\x80"), 0u) << "overlong";
  EXPECT_EQ(first_not_utf8("\xe0\x80\x80"), 0u) << "overlong";
  EXPECT_EQ(first_not_utf8("\xed\xa0\x80"), 0u) << "a surrogate";
  EXPECT_EQ(first_not_utf8("\xf4\x90\x80\x80"), 0u) << "beyond the last character";
  EXPECT_EQ(first_not_utf8("x\xe4\xb8"), 1u) << "cut off";
  EXPECT_EQ(first_not_utf8("\x80"), 0u) << "a continuation with nothing to continue";
}

}  // namespace
}  // namespace wgscope
