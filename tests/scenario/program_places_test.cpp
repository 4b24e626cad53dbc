// A mistake in the Go program is reported where the user edits it: in the JSON file, at the character that stands for it there.
// `@` is no character of Go outside strings, so the front end complains exactly where one is.
#include <gtest/gtest.h>

#include "core/scenario/scenario.h"

namespace wgscope {
namespace {

// The place of the first error whose message is about `@`, as `line:column pointer`.
std::string place_of_at(const std::string& file, const std::string& text) {
  const auto scenario = parse_scenario(file, text);
  if (scenario) return "no error";
  for (const Diagnostic& d : scenario.errors()) {
    if (d.message.find('@') != std::string::npos || d.message.find("U+0040") != std::string::npos) return std::to_string(d.line) + ":" + std::to_string(d.column) + " " + d.pointer;
  }
  return to_string(scenario.errors()[0]);
}

TEST(ProgramPlaces, InAnArrayOfLines_AreTheLinesOfTheFile) {
  EXPECT_EQ(place_of_at("f.json", "{\"wgscope\": 1, \"program\": [\n  \"func main() {\",\n  \"  @\",\n  \"}\"\n]}"), "3:6 /program/1");
}

TEST(ProgramPlaces, BehindEscapes_CountTheCharactersOfTheFile) {
  EXPECT_EQ(place_of_at("f.json", "{\"wgscope\": 1, \"program\": [\n\"func main() {\",\n\"\\tprintln(\\\"\\u4e2d等\\\") @\",\n\"}\"]}"), "3:25 /program/1");
}

TEST(ProgramPlaces, InOneString_AreColumnsOfThatOneLine) {
  EXPECT_EQ(place_of_at("f.json", "{\"wgscope\": 1,\n\"program\": \"func main() {\\n\\t@\\n}\"}"), "2:30 /program");
}

TEST(ProgramPlaces, InAnElementThatHoldsLineBreaks_StayInThatElement) {
  EXPECT_EQ(place_of_at("f.json", "{\"wgscope\": 1, \"program\": [\n\"func main() {\\n@\",\n\"}\"]}"), "2:17 /program/0");
}

TEST(ProgramPlaces, InAGoFile_AreItsOwn) {
  EXPECT_EQ(place_of_at("f.go", "func main() {\n\t等 @\n}\n"), "2:4 ");
}

}  // namespace
}  // namespace wgscope
