// Collects the errors of one compilation: in any order, each place once, none lost. Each comes with a hint, which says what would be right.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/base/limits.h"
#include "core/base/result.h"
#include "core/program/compile.h"
#include "core/program/syntax/token.h"

namespace wgscope::program {

class Messages {
 public:
  explicit Messages(const Source& source) : source_(source) {}

  void error(Pos pos, const std::string& message, const std::string& hint);
  // As Go: only the first syntax error of a line is worth reading.
  void syntax_error(Pos pos, const std::string& message, const std::string& hint);
  // What Go has and this subset has not. The hint says what to use instead.
  void refuse(Pos pos, std::string what, std::string hint) { error(pos, what + " not supported here", std::move(hint)); }

  bool any() const { return !found_.empty(); }
  size_t count() const { return found_.size(); }
  bool has_syntax_error_on(uint32_t line) const { return syntax_lines_.count(line) > 0; }
  bool has_syntax_errors() const { return !syntax_lines_.empty(); }
  const std::set<uint32_t>& syntax_lines() const { return syntax_lines_; }

  // Located in the user's file and ordered by place, each of bounded length. Beyond kMostShown one last message says how many were left out.
  Diagnostics take();

  static constexpr size_t kMostShown = limits::kMessages;

 private:
  struct Found {
    Pos pos;
    std::string message, hint;
    bool syntax = false;
    auto operator<=>(const Found&) const = default;
  };

  void add(Found found);

  const Source& source_;
  std::set<Found> found_;          // ordered by place
  std::map<std::pair<uint32_t, std::string>, std::set<Found>::iterator> on_lines_;   // by line and message
  std::set<uint32_t> syntax_lines_;
  size_t left_out_ = 0;
};

}  // namespace wgscope::program
