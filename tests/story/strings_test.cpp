// The catalogue: both languages say the same things, and gaps are filled.
#include "app/model/strings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>

namespace wgscope::model {
namespace {

// The names of a text's gaps; of those that only choose a plural form, on their own: a language without plurals does not need them.
struct Gaps {
  std::set<std::string> filled, choosing;
};
Gaps gaps_of(const std::string& text) {
  static const std::regex kGap(R"(\{([a-z_0-9]+)(:[^}]*)?\})");
  Gaps gaps;
  for (std::sregex_iterator it(text.begin(), text.end(), kGap), end; it != end; ++it) ((*it)[2].matched ? gaps.choosing : gaps.filled).insert((*it)[1]);
  return gaps;
}
// What stands in one and not in the other; `{n}` in one language answers `{n:it|them}` in the other.
std::vector<std::string> unanswered(const Gaps& gaps, const Gaps& other) {
  std::vector<std::string> names;
  for (const std::string& name : gaps.filled) {
    if (!other.filled.count(name) && !other.choosing.count(name)) names.push_back(name);
  }
  return names;
}

std::string file_of(const std::string& language) {
  std::ifstream in(WGSCOPE_SOURCE_DIR "/assets/strings." + language + ".json");
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

TEST(Catalogue, BothLanguages_HaveTheSameKeysAndGaps) {
  const auto& english = Strings::of("en").all();
  const auto& chinese = Strings::of("zh").all();
  ASSERT_FALSE(english.empty());
  for (const auto& [key, text] : english) {
    const auto other = chinese.find(key);
    ASSERT_NE(other, chinese.end()) << key << " is not in Chinese";
    EXPECT_EQ(unanswered(gaps_of(text), gaps_of(other->second)), std::vector<std::string>()) << key;
    EXPECT_EQ(unanswered(gaps_of(other->second), gaps_of(text)), std::vector<std::string>()) << key;
    EXPECT_FALSE(text.empty()) << key;
    EXPECT_FALSE(other->second.empty()) << key;
  }
  for (const auto& [key, text] : chinese) EXPECT_TRUE(english.count(key)) << key << " is not in English";
}

TEST(Catalogue, EachKey_StandsOnceInItsFile) {
  for (const std::string language : {"en", "zh"}) {
    const std::string text = file_of(language);
    const std::regex entry(R"re("[^"]+": ")re");
    const auto entries = std::distance(std::sregex_iterator(text.begin(), text.end(), entry), std::sregex_iterator());
    EXPECT_EQ(static_cast<size_t>(entries), Strings::of(language).all().size()) << language << ": a key stands twice, or a text does not begin on its key's line";
  }
}

TEST(Catalogue, EmbeddedTexts_AreThoseOfTheFiles) {
  for (const std::string language : {"en", "zh"}) {
    const auto file = Strings::parse("strings.json", file_of(language), language);
    ASSERT_TRUE(file.ok());
    EXPECT_EQ(file->all(), Strings::of(language).all());
  }
}

TEST(Strings, Gaps_AreFilledAndPluralsChosen) {
  EXPECT_EQ(fill("{who} has {n} {n:token|tokens}", {{"who", "G2"}, {"n", "1"}}), "G2 has 1 token");
  EXPECT_EQ(fill("{who} has {n} {n:token|tokens}", {{"who", "G2"}, {"n", "3"}}), "G2 has 3 tokens");
  EXPECT_EQ(fill("{unknown} stays", {}), "{unknown} stays");
  EXPECT_EQ(fill("an open { brace", {{"x", "1"}}), "an open { brace");
}

TEST(Strings, MissingKey_ShowsItself) { EXPECT_EQ(tr("en", "no.such.key"), "no.such.key"); }
TEST(Strings, UnknownLanguage_IsEnglish) { EXPECT_EQ(&Strings::of("fr"), &Strings::of("en")); }

TEST(Strings, BrokenCatalogue_IsRefusedByName) {
  EXPECT_FALSE(Strings::parse("x.json", "[1]", "en").ok());
  const auto wrong = Strings::parse("x.json", R"({"a": {"b": 3}})", "en");
  ASSERT_FALSE(wrong.ok());
  EXPECT_NE(to_string(wrong.errors()[0]).find("a.b"), std::string::npos);
}

}  // namespace
}  // namespace wgscope::model
