// The catalogue: every text that the window, the story and the terminal show, by key, in one language.
//
// assets/strings.LANGUAGE.json is an object of objects of texts; a key is the path through it: `panel.code.title`. It is part of the program
// (cmake/Embed.cmake): nothing has to be found at run time. A text has gaps:
//   `{name}`              the value given for it
//   `{n:token|tokens}`    the first when the value of n is 1, else the second
// Both languages have the same keys with the same gaps (a test). A key that is missing shows itself, so that it is seen.
#pragma once

#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace wgscope::model {

struct Gap {
  std::string_view name;
  std::string value;
};

class Strings {
 public:
  // `en` or `zh`; English for any other.
  static const Strings& of(std::string_view language);
  static Result<Strings> parse(const std::string& file, std::string_view json, std::string_view language);

  const std::string& language() const { return language_; }
  bool has(std::string_view key) const { return texts_.find(key) != texts_.end(); }
  // The text as it stands, gaps unfilled.
  std::string_view get(std::string_view key) const;
  std::string say(std::string_view key, std::span<const Gap> gaps) const;
  std::string say(std::string_view key, std::initializer_list<Gap> gaps) const { return say(key, std::span<const Gap>(gaps.begin(), gaps.size())); }
  std::string say(std::string_view key) const { return std::string(get(key)); }
  const std::map<std::string, std::string, std::less<>>& all() const { return texts_; }

 private:
  std::string language_;
  std::map<std::string, std::string, std::less<>> texts_;
};

// Fills the gaps of a text.
std::string fill(std::string_view text, std::span<const Gap> gaps);
inline std::string fill(std::string_view text, std::initializer_list<Gap> gaps) { return fill(text, std::span<const Gap>(gaps.begin(), gaps.size())); }

// For those who have a language's name and no catalogue at hand.
inline std::string tr(std::string_view language, std::string_view key, std::initializer_list<Gap> gaps = {}) { return Strings::of(language).say(key, gaps); }

}  // namespace wgscope::model
