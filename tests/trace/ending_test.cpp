// The texts of endings: written and read in one place.
#include "core/trace/ending.h"

#include <gtest/gtest.h>

#include <vector>

namespace wgscope {
namespace {

TEST(Ending, EveryText_IsReadAsWhatItWasWrittenFrom) {
  const std::vector<std::string> values = {"a", "b"};
  for (const Ending& ending : {Ending::exit(), Ending::deadlock(), Ending::livelock(), Ending::nobody_left(), Ending::panic("boom"), Ending::panic(""), Ending::panic(values),
                               Ending::panic("a\rb"), Ending::fatal("go of nil func value")}) {
    const auto again = Ending::read(ending.text());
    ASSERT_TRUE(again) << ending;
    EXPECT_EQ(*again, ending);
    EXPECT_EQ(again->kind(), ending.kind()) << ending;
  }
  EXPECT_EQ(Ending::panic(values), "panic: a / b");
  EXPECT_EQ(Ending::nobody_left(), "fatal: no goroutines (main called runtime.Goexit) - deadlock!");
}

TEST(Ending, Words_AreWhatGoSaysOfIt) {
  EXPECT_EQ(Ending::panic("sync: WaitGroup misuse: Add called concurrently with Wait").words(), "sync: WaitGroup misuse: Add called concurrently with Wait");
  EXPECT_EQ(Ending::panic("sync: WaitGroup misuse: Add called concurrently with Wait").short_words(), "misuse: Add called concurrently with Wait");
  EXPECT_EQ(Ending::panic("sync: negative WaitGroup counter").short_words(), "negative WaitGroup counter");
  EXPECT_EQ(Ending::fatal("sync: x").short_words(), "sync: x");
  EXPECT_EQ(Ending::deadlock().words(), "deadlock");
}

TEST(Ending, AnotherText_IsNoneAndSaysWhatWouldBeRight) {
  const auto hint_for = [](std::string_view text) {
    std::string hint;
    EXPECT_FALSE(Ending::read(text, &hint)) << text;
    return hint;
  };
  EXPECT_EQ(hint_for("Exit"), "did you mean \"exit\"?");
  EXPECT_EQ(hint_for("fatal error: all goroutines are asleep - deadlock!"), "write \"deadlock\"");
  EXPECT_EQ(hint_for("fatal: all goroutines are asleep - deadlock!"), "write \"deadlock\"");
  EXPECT_EQ(hint_for("fatal error: concurrent map writes"), "write \"fatal: concurrent map writes\"");
  EXPECT_EQ(hint_for("panic:boom"), "write \"panic: \" and the exact text that Go prints");
  EXPECT_NE(hint_for("").find("endings are"), std::string::npos);
}

}  // namespace
}  // namespace wgscope
