// Taking the program out of its file, and putting it back.
#include "app/model/program_text.h"

#include <gtest/gtest.h>

#include "core/scenario/scenario.h"

namespace wgscope::model {
namespace {

constexpr const char* kScenario = R"json({
  "wgscope": 1,
  "title": {"en": "A \"title\"",   "zh": "标题"},
  "program": [
    "func main() {",
    "\tprintln(\"等\", 1)",
    "}"
  ],
  "expect": ["exit"]
}
)json";

TEST(ProgramText, Go_IsItsOwnProgram) {
  const ProgramText text("x.go", "package main\r\n\r\nfunc main() {\r\n}\r\n");
  EXPECT_FALSE(text.in_json());
  EXPECT_EQ(text.edited(), "package main\n\nfunc main() {\n}\n");
  EXPECT_EQ(text.with(text.edited()), "package main\r\n\r\nfunc main() {\r\n}\r\n");
  EXPECT_EQ(text.with("package main\n"), "package main\r\n") << "lines end as they did";
  EXPECT_EQ(text.place_in("a\nbcd\n", 2, 3), (ProgramPlace{1, 2}));
  EXPECT_EQ(text.place_in("a\nbcd\n", 2, 99), (ProgramPlace{1, 3}));
  EXPECT_EQ(text.place_in("a\n", 9, 1), std::nullopt);
}

TEST(ProgramText, Json_KeepsEveryOtherCharacter) {
  const ProgramText text("x.json", kScenario);
  ASSERT_TRUE(text.in_json());
  EXPECT_EQ(text.edited(), "func main() {\n\tprintln(\"等\", 1)\n}");
  EXPECT_EQ(text.with(text.edited()), kScenario);
  const std::string other = text.with("func main() {\n}");
  EXPECT_EQ(other, R"json({
  "wgscope": 1,
  "title": {"en": "A \"title\"",   "zh": "标题"},
  "program": [
    "func main() {",
    "}"
  ],
  "expect": ["exit"]
}
)json");
  EXPECT_TRUE(parse_scenario("x.json", other).ok());
  EXPECT_EQ(ProgramText("x.json", other).with(text.edited()), kScenario) << "and back";
}

TEST(ProgramText, Json_ProgramOfOneString_AndOnOneLine) {
  const ProgramText text("x.json", R"json({"wgscope": 1, "program": "func main() {\n\tx := 1\n}", "tags": ["a]\""]})json");
  ASSERT_TRUE(text.in_json());
  EXPECT_EQ(text.edited(), "func main() {\n\tx := 1\n}");
  const auto again = ProgramText("x.json", text.with("func main() {\n}\n"));
  EXPECT_EQ(again.edited(), "func main() {\n}\n");
  EXPECT_NE(text.with("x").find(R"json("tags": ["a]\""])json"), std::string::npos);
}

// Every mistake that the compiler finds in the file is found again in the program.
TEST(ProgramText, Places_LeadBackIntoTheProgram) {
  const ProgramText text("x.json", kScenario);
  const std::string program = "func main() {\n\tprintln(\"等\", undefined_1)\n\t\"\\t\" + other\n}";
  const std::string file = text.with(program);
  const auto parsed = parse_scenario("x.json", file);
  ASSERT_FALSE(parsed.ok());
  ASSERT_GE(parsed.errors().size(), 2u);
  EXPECT_EQ(text.place_in(program, parsed.errors()[0].line, parsed.errors()[0].column), (ProgramPlace{1, 14})) << parsed.errors()[0].column;
  EXPECT_EQ(text.place_in(program, 1, 1), std::nullopt) << "before the program";
  EXPECT_EQ(text.place_in(program, 10, 5), std::nullopt) << "behind it";
  // The same where somebody else wrote it.
  const ProgramText theirs("x.json", file);
  EXPECT_EQ(theirs.place_in(program, parsed.errors()[0].line, parsed.errors()[0].column), (ProgramPlace{1, 14}));
}

TEST(ProgramText, BrokenJson_IsEditedWhole) {
  const std::string broken = "{\n  \"wgscope\": 1,,\n  \"program\": [\"func main() { }\"]\n}\n";
  const ProgramText text("x.json", broken);
  EXPECT_FALSE(text.in_json());
  EXPECT_TRUE(text.is_json());
  EXPECT_EQ(text.edited(), broken);
  EXPECT_EQ(text.with("{}"), "{}");
}

}  // namespace
}  // namespace wgscope::model
