#include "core/program/syntax/messages.h"

#include "core/base/shorten.h"

namespace wgscope::program {

void Messages::error(Pos pos, const std::string& message, const std::string& hint) { add({pos, shortened(message, limits::kMessageCharacters), shortened(hint, limits::kMessageCharacters), false}); }

void Messages::syntax_error(Pos pos, const std::string& message, const std::string& hint) {
  if (!syntax_lines_.insert(pos.line).second) return;
  add({pos, shortened(message, limits::kMessageCharacters), shortened(hint, limits::kMessageCharacters), true});
}

// As Go: once a line, where it comes first. However often it is met there, it is one, and takes no other's room.
void Messages::add(Found found) {
  const auto key = std::pair(found.pos.line, found.message);
  const auto before = on_lines_.find(key);
  if (before != on_lines_.end() && before->second->pos <= found.pos) return;
  if (before != on_lines_.end()) {
    found_.erase(before->second);
  } else if (found_.size() >= kMostShown) {
    ++left_out_;
    return;
  }
  on_lines_[key] = found_.insert(std::move(found)).first;
}

Diagnostics Messages::take() {
  Diagnostics diagnostics;
  for (const Found& found : found_) {
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
