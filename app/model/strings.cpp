#include "app/model/strings.h"

#include <cassert>
#include <nlohmann/json.hpp>
#include <optional>

namespace wgscope::embedded {
std::string_view catalogue(std::string_view file);
}

namespace wgscope::model {

namespace {

using Json = nlohmann::json;

// Objects within objects become keys with dots. Gives the path of the first thing that is neither text nor object.
std::optional<std::string> flatten(const Json& json, const std::string& path, std::map<std::string, std::string, std::less<>>& texts) {
  for (const auto& [name, value] : json.items()) {
    const std::string key = path.empty() ? name : path + '.' + name;
    if (value.is_string()) texts[key] = value.get<std::string>();
    else if (!value.is_object()) return key;
    else if (auto wrong = flatten(value, key, texts)) return wrong;
  }
  return std::nullopt;
}

// What stands for the inside of one pair of braces; none when no gap of that name was given.
std::optional<std::string> filled(std::string_view inside, std::span<const Gap> gaps) {
  const size_t colon = inside.find(':');
  for (const Gap& gap : gaps) {
    if (gap.name != inside.substr(0, colon)) continue;
    if (colon == inside.npos) return gap.value;
    const std::string_view forms = inside.substr(colon + 1);
    const size_t bar = forms.find('|');
    return std::string(gap.value == "1" || bar == forms.npos ? forms.substr(0, bar) : forms.substr(bar + 1));
  }
  return std::nullopt;
}

}  // namespace

std::string fill(std::string_view text, std::span<const Gap> gaps) {
  std::string out;
  out.reserve(text.size() + 32);
  while (!text.empty()) {
    const size_t open = text.find('{');
    const size_t close = open == text.npos ? text.npos : text.find('}', open);
    out += text.substr(0, open);
    if (close == text.npos) {
      if (open != text.npos) out += text.substr(open);
      break;
    }
    if (auto value = filled(text.substr(open + 1, close - open - 1), gaps)) out += *value;
    else out += text.substr(open, close - open + 1);
    text.remove_prefix(close + 1);
  }
  return out;
}

Result<Strings> Strings::parse(const std::string& file, std::string_view json, std::string_view language) {
  const Json parsed = Json::parse(json, nullptr, false);
  if (!parsed.is_object()) return Diagnostic{file, 0, 0, {}, "error", "the catalogue of texts is not a JSON object", "texts and objects of texts stand in a catalogue"};
  Strings strings;
  strings.language_ = language;
  if (auto wrong = flatten(parsed, {}, strings.texts_))
    return Diagnostic{file, 0, 0, '/' + *wrong, "error", "`" + *wrong + "` is not a text", "texts and objects of texts stand in a catalogue"};
  return strings;
}

const Strings& Strings::of(std::string_view language) {
  const auto load = [](std::string_view which) {
    const std::string file = "strings." + std::string(which) + ".json";
    Result<Strings> strings = parse(file, embedded::catalogue(file), which);
    assert(strings.ok() && "the catalogue within the program is well formed");
    return std::move(strings).value();
  };
  static const Strings kEnglish = load("en"), kChinese = load("zh");
  return language == "zh" ? kChinese : kEnglish;
}

std::string_view Strings::get(std::string_view key) const {
  const auto found = texts_.find(key);
  return found == texts_.end() ? key : std::string_view(found->second);
}

std::string Strings::say(std::string_view key, std::span<const Gap> gaps) const { return fill(get(key), gaps); }

}  // namespace wgscope::model
