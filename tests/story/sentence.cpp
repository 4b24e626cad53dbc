#include "tests/story/sentence.h"

namespace wgscope::model::testing {

Template::Template(std::string key, std::string_view text) : key_(std::move(key)) {
  while (!text.empty()) {
    const size_t open = text.find('{'), close = text.find('}', open);
    if (open != 0) pieces_.push_back({Piece::Kind::literal, std::string(text.substr(0, open)), {}, {}});
    if (open == text.npos) return;
    const std::string_view inside = text.substr(open + 1, close - open - 1);
    const size_t colon = inside.find(':'), bar = inside.find('|');
    if (colon == inside.npos) pieces_.push_back({Piece::Kind::gap, {}, {}, std::string(inside)});
    else pieces_.push_back({Piece::Kind::choice, std::string(inside.substr(colon + 1, bar - colon - 1)), std::string(inside.substr(bar + 1)), std::string(inside.substr(0, colon))});
    text.remove_prefix(close + 1);
  }
}

void Template::read(size_t at, std::string_view rest, Said said, std::vector<Said>& readings) const {
  if (at == pieces_.size()) {
    if (rest.empty()) readings.push_back(std::move(said));
    return;
  }
  const Piece& piece = pieces_[at];
  if (piece.kind == Piece::Kind::literal) {
    if (rest.starts_with(piece.text)) read(at + 1, rest.substr(piece.text.size()), std::move(said), readings);
    return;
  }
  if (piece.kind == Piece::Kind::choice) {
    for (const bool one : {true, false}) {
      const std::string& form = one ? piece.text : piece.other;
      const auto known = said.singular.find(piece.name);
      if (!rest.starts_with(form) || (known != said.singular.end() && known->second != one)) continue;
      Said with = said;
      with.singular[piece.name] = one;
      read(at + 1, rest.substr(form.size()), std::move(with), readings);
    }
    return;
  }
  if (const auto known = said.gaps.find(piece.name); known != said.gaps.end()) {   // the same again
    if (rest.starts_with(known->second)) read(at + 1, rest.substr(known->second.size()), std::move(said), readings);
    return;
  }
  const bool last = at + 1 == pieces_.size();
  for (size_t end = last ? rest.size() : 0; end <= rest.size(); ++end) {
    if (!last && pieces_[at + 1].kind == Piece::Kind::literal && !rest.substr(end).starts_with(pieces_[at + 1].text)) continue;
    Said with = said;
    with.gaps[piece.name] = rest.substr(0, end);
    read(at + 1, rest.substr(end), std::move(with), readings);
  }
}

std::vector<Said> Template::readings(std::string_view sentence) const {
  std::vector<Said> found;
  if (!pieces_.empty() && pieces_[0].kind == Piece::Kind::literal && !sentence.starts_with(pieces_[0].text)) return found;
  read(0, sentence, Said{key_, {}, {}}, found);
  return found;
}

std::vector<Template> templates(const Strings& strings, std::string_view prefix) {
  constexpr std::string_view kStory = "story.", kHead = "story.head.";
  std::vector<Template> found;
  for (const auto& [key, text] : strings.all()) {
    if (!key.starts_with(prefix) || (prefix != kHead && key.starts_with(kHead))) continue;
    found.emplace_back(key.substr(kStory.size()), text);
  }
  return found;
}

}  // namespace wgscope::model::testing
