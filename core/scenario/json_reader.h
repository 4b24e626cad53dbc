// JSON with places: every value knows the line and column where it begins, and every character of a string the place it was written at.
//
// Not a JSON library. It is here, beside nlohmann/json which writes our output, because a scenario is written by hand and its
// errors are the user's main feedback: it goes on after a slip (a comma too many or missing, a comment) so that all of
// them are reported at once, it sees keys given twice, and it keeps numbers as they were written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace wgscope {

// Both from 1, columns in characters.
struct TextPlace {
  uint32_t line = 1, column = 1;
  bool operator==(const TextPlace&) const = default;
};

struct JsonMember;

struct JsonNode {
  enum class Type : uint8_t { null, boolean, number, string, array, object };
  Type type = Type::null;
  TextPlace place;                     // of its first character
  std::string text;                    // string: decoded; number, boolean: as written
  std::vector<TextPlace> characters;   // string: where each character of `text` is written, and, last, the closing quote
  std::vector<JsonNode> items;
  std::vector<JsonMember> members;     // in the order of the file, keys given twice included

  const JsonNode* find(std::string_view key) const;   // the first of that name
};

struct JsonMember {
  std::string key;
  TextPlace key_place;
  JsonNode value;
};

// `an object`, `a string`, …
std::string_view name_of(JsonNode::Type type);

// Appends one step to an RFC 6901 pointer.
std::string pointer_to(std::string_view parent, std::string_view key);

struct JsonText {
  JsonNode root;
  bool whole = true;   // false: reading was given up at some point, so what is missing from `root` may stand behind it
};

// Reads one value and nothing after it. Appends what is wrong to `errors` (file and pointer are filled in) and returns what could be read.
// Requires: `text` is UTF-8, without a byte order mark.
JsonText read_json(const std::string& file, std::string_view text, Diagnostics& errors);

}  // namespace wgscope
