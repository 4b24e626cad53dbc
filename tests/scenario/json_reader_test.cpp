#include "core/scenario/json_reader.h"

#include <gtest/gtest.h>

namespace wgscope {
namespace {

struct Read {
  JsonText text;
  Diagnostics errors;
};
Read read(std::string_view text) {
  Read r;
  r.text = read_json("f.json", text, r.errors);
  return r;
}
// `line:column pointer message` of each error.
std::vector<std::string> errors_of(std::string_view text) {
  std::vector<std::string> all;
  for (const Diagnostic& d : read(text).errors) all.push_back(std::to_string(d.line) + ":" + std::to_string(d.column) + " " + d.pointer + " " + d.message);
  return all;
}
using Texts = std::vector<std::string>;

TEST(JsonReader, AWholeDocument_IsReadWithItsPlaces) {
  const Read r = read("{\n  \"a\": [1, \"x\", true],\n  \"等\": null, \"c\": -1.5e3\n}");
  ASSERT_TRUE(r.errors.empty()) << to_string(r.errors[0]);
  EXPECT_TRUE(r.text.whole);
  const JsonNode& root = r.text.root;
  ASSERT_EQ(root.type, JsonNode::Type::object);
  ASSERT_EQ(root.members.size(), 3u);
  EXPECT_EQ(root.members[0].key_place, (TextPlace{2, 3}));
  const JsonNode& a = root.members[0].value;
  EXPECT_EQ(a.place, (TextPlace{2, 8}));
  EXPECT_EQ(a.items[1].text, "x");
  EXPECT_EQ(a.items[1].place, (TextPlace{2, 12}));
  EXPECT_EQ(a.items[2].type, JsonNode::Type::boolean);
  EXPECT_EQ(root.members[2].key_place, (TextPlace{3, 14})) << "columns count characters, not bytes";
  EXPECT_EQ(root.members[2].value.text, "-1.5e3");
}

TEST(JsonReader, Escapes_DecodeAndKeepTheirPlaces) {
  const Read r = read(R"(["a\t\"\u4e2d\ud83d\ude00z"])");
  ASSERT_TRUE(r.errors.empty());
  const JsonNode& s = r.text.root.items[0];
  EXPECT_EQ(s.text, "a\t\"中😀z");
  std::vector<uint32_t> columns;
  for (const TextPlace& p : s.characters) columns.push_back(p.column);
  EXPECT_EQ(columns, (std::vector<uint32_t>{3, 4, 6, 8, 14, 26, 27}));
}

TEST(JsonReader, SlipsOfTheHand_AreAllReportedAtTheirPlaces) {
  EXPECT_EQ(errors_of("[1,]"), (Texts{"1:3  a comma after the last value of the array"}));
  EXPECT_EQ(errors_of("[1 2]"), (Texts{"1:3  no comma between two values"}));
  EXPECT_EQ(errors_of("[1,,2]"), (Texts{"1:4  a comma with no value before it"}));
  EXPECT_EQ(errors_of("{a: 1}"), (Texts{"1:2  the key a is not in double quotes"}));
  EXPECT_EQ(errors_of("{\"a\": 1, \"a\": 2}"), (Texts{"1:10 /a key \"a\" is given twice"}));
  EXPECT_EQ(errors_of("[1, // one\n 2]"), (Texts{"1:5  JSON has no comments"}));
  EXPECT_EQ(errors_of("[\"a\tb\"]"), (Texts{"1:4 /0 a control character (9) inside a string"}));
  EXPECT_EQ(errors_of(R"(["\x"])"), (Texts{"1:3 /0 \"\\x\" is no escape of JSON"}));
  EXPECT_EQ(errors_of(R"(["\ud83d"])"), (Texts{"1:3 /0 half of a surrogate pair"}));
  EXPECT_EQ(errors_of("[007, +1, .5, 1_000, 0x1F]").size(), 5u);
  EXPECT_EQ(errors_of("[True]"), (Texts{"1:2 /0 True is no value of JSON"}));
  EXPECT_EQ(errors_of("[\"abc,\n \"d\"]"), (Texts{"1:2 /0 the string that begins here does not end on its line"}));
}

TEST(JsonReader, SeveralSlips_AreReportedTogether) {
  EXPECT_EQ(errors_of("{\n \"a\" 1,\n \"b\": [1 2,],\n}").size(), 4u);
}

TEST(JsonReader, AMissingOrForgottenQuote_IsOneError) {
  EXPECT_EQ(errors_of(R"j({"program": ["fmt.Println("all done")", "x"]})j"), (Texts{R"j(1:27 /program/0 a quote inside of a string)j"}));
  EXPECT_EQ(errors_of("{\"program\": [\n\"fmt.Println(\"a\", \"b\", \"\")\",\n\"x\"]}"), (Texts{R"(2:14 /program/0 a quote inside of a string)"}));
  EXPECT_EQ(errors_of(R"j({"title": {"en": "a "quoted" word", "zh": "b"}})j"), (Texts{R"j(1:21 /title/en a quote inside of a string)j"}));
  EXPECT_EQ(errors_of(R"j({title": "a", "b": 1})j"), (Texts{R"j(1:2  the key title has no quote before it)j"}));
  EXPECT_EQ(errors_of(R"j({"title: "a", "b": 1})j"), (Texts{R"j(1:2  the key that begins here has no quote behind it)j"}));
  EXPECT_EQ(errors_of(R"j({"title": the word of it", "b": 1})j"), (Texts{R"j(1:11 /title a string without the quote before it)j"}));
  EXPECT_EQ(errors_of(R"j({"program": {"a", "b", "c"}})j"), (Texts{R"j(1:17 /program/a no ":" after the key "a")j"}));
  EXPECT_EQ(errors_of(R"(["a" "b"])"), (Texts{"1:5  no comma between two values"}));
  EXPECT_EQ(errors_of(R"({"a:b": 1})"), Texts{});
}

TEST(JsonReader, WhatCannotBeRead_GivesUpWithOneError) {
  EXPECT_EQ(errors_of(""), (Texts{"1:1  the file is empty"}));
  EXPECT_EQ(errors_of("{\"a\": [1, 2"), (Texts{"1:12 /a the file ends inside the array that begins at 1:7"}));
  EXPECT_EQ(errors_of("[\"abc"), (Texts{"1:2 /0 the string that begins here does not end"}));
  EXPECT_EQ(errors_of("{} {}"), (Texts{"1:4  there is more after the end of the JSON value"}));
  EXPECT_EQ(errors_of("{\"a\": [1}").size(), 1u);
  EXPECT_EQ(errors_of("{\"a\"").size(), 1u);
  EXPECT_EQ(errors_of("{\"a\":").size(), 1u);
  EXPECT_EQ(errors_of("\x01\x02").size(), 1u);
  EXPECT_FALSE(read("{\"a\": [1, 2").text.whole);
}

TEST(JsonReader, DepthAndFloodsOfErrors_AreBounded) {
  EXPECT_EQ(errors_of(std::string(100'000, '[')).size(), 1u);
  const auto flood = errors_of("[" + std::string(100'000, ','));
  ASSERT_EQ(flood.size(), 51u);
  EXPECT_NE(flood.back().find("too many errors"), std::string::npos);
}

TEST(JsonReader, EveryTruncation_EndsWithAnError) {
  const std::string whole = R"({"wgscope": 1, "params": {"n": {"value": -3}}, "program": ["a\t\u4e2d", "b"], "x": [true, null]})";
  for (size_t n = 0; n < whole.size(); ++n) EXPECT_FALSE(read(whole.substr(0, n)).errors.empty()) << n;
}

TEST(JsonReader, Pointers_EscapeAsRfc6901Says) {
  EXPECT_EQ(pointer_to("/params", "a/b~c"), "/params/a~1b~0c");
}

}  // namespace
}  // namespace wgscope
