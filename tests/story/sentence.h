// From a sentence back to its text in the catalogue and what filled its gaps.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/strings.h"

namespace wgscope::model::testing {

struct Said {
  std::string key;                            // below `story.`
  std::map<std::string, std::string> gaps;
  std::map<std::string, bool> singular;       // of those that choose a form: was it the one for 1?
};

// A text of the catalogue, taken apart once.
class Template {
 public:
  Template(std::string key, std::string_view text);
  const std::string& key() const { return key_; }
  // Every way in which `sentence` can be this text, gaps filled. Mostly one or none.
  std::vector<Said> readings(std::string_view sentence) const;

 private:
  struct Piece {
    enum class Kind { literal, gap, choice } kind;
    std::string text, other;   // a literal; a gap's name; a choice's forms
    std::string name;
  };
  void read(size_t piece, std::string_view rest, Said said, std::vector<Said>& readings) const;

  std::string key_;
  std::vector<Piece> pieces_;
};

// All texts of the catalogue below a prefix (`story.head.`), each under what stands behind `story.`.
std::vector<Template> templates(const Strings& strings, std::string_view prefix);

}  // namespace wgscope::model::testing
