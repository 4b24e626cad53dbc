#include "core/program/messages.h"

#include "core/base/shorten.h"

namespace wgscope::program {

void Messages::error(Pos pos, const std::string& message, const std::string& hint) {
  if (found_.size() >= kMostShown) {
    ++left_out_;
    return;
  }
  found_.insert({pos, shortened(message, limits::kMessageCharacters), shortened(hint, limits::kMessageCharacters), false});
}

void Messages::syntax_error(Pos pos, const std::string& message, const std::string& hint) {
  if (!syntax_lines_.insert(pos.line).second) return;
  if (found_.size() >= kMostShown) {
    ++left_out_;
    return;
  }
  found_.insert({pos, shortened(message, limits::kMessageCharacters), shortened(hint, limits::kMessageCharacters), true});
}

Diagnostics Messages::take() {
  Diagnostics diagnostics;
  std::set<std::pair<uint32_t, std::string_view>> said;
  for (const Found& found : found_) {
    if (!said.insert({found.pos.line, found.message}).second) continue;   // as Go: once a line
    // Where a line could not be read, what was made of it is not worth another message.
    if (!found.syntax && syntax_lines_.count(found.pos.line) > 0) continue;
    Diagnostic diagnostic;
    diagnostic.file = source_.file;
    FilePlace place{static_cast<int>(found.pos.line), static_cast<int>(found.pos.column), ""};
    if (source_.place_of && found.pos.known()) place = source_.place_of(place.line, place.column);
    diagnostic.line = place.line;
    diagnostic.column = place.column;
    diagnostic.pointer = std::move(place.pointer);
    diagnostic.message = found.message;
    diagnostic.hint = found.hint;
    diagnostics.push_back(std::move(diagnostic));
  }
  if (left_out_ > 0) {
    Diagnostic more = diagnostics.back();
    more.message = "too many errors: " + std::to_string(left_out_) + " more are not shown";
    more.hint = "mend these first";
    diagnostics.push_back(std::move(more));
  }
  return diagnostics;
}

}  // namespace wgscope::program
