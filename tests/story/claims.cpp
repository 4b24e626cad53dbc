#include "tests/story/claims.h"

#include <algorithm>

#include "core/trace/value_text.h"

namespace wgscope::model::testing {

namespace {

std::vector<std::string> split(std::string text, const std::string& by) {
  std::vector<std::string> parts;
  for (size_t at = text.find(by); at != text.npos; at = text.find(by)) parts.push_back(text.substr(0, at)), text.erase(0, at + by.size());
  parts.push_back(text);
  return parts;
}

// The word that a sentence speaks of: a copy's source as it is, else what the event made.
uint64_t word_of(const Claim& claim) { return claim.event().kind == EventKind::copy ? claim.object().word : claim.event().word; }

std::string signed_text(int64_t number) { return (number > 0 ? "+" : "") + std::to_string(number); }

std::string delta_text(const Claim& claim) {
  if (claim.event().kind == EventKind::add_count) return signed_text(claim.delta());
  const auto by = static_cast<int64_t>(claim.event().word - claim.object().word);
  return signed_text(claim.trace().objects()[claim.event().object.value].kind == ObjectKind::atomic_int32 ? static_cast<int32_t>(by) : by);
}

std::string value(const Claim& claim, uint64_t word) { return value_text(claim.trace(), claim.trace().objects()[claim.event().object.value], word); }

uint64_t tokens_of(const Claim& claim) {
  if (claim.event().kind == EventKind::copy) return claim.object().tokens;
  return claim.event().kind == EventKind::declare ? claim.event().other : claim.event().word;
}

}  // namespace

const Waiter& Claim::waiter() const {
  static const Waiter kNone;
  const auto found = object().inside.find(event().goroutine);
  return found == object().inside.end() ? kNone : found->second;
}

std::optional<Round> Claim::served(const Waiter& waiter) const {
  const auto round = witness_.round_of(waiter);
  return round && round->made > 0 ? round : std::nullopt;
}

const Event* Claim::next() const {
  const EventIndex next = trace().next_of(event().who(), at() + 1);
  return next == trace().size() ? nullptr : &trace()[next];
}

bool Claim::panics_next(std::string_view text) const { return next() && next()->kind == EventKind::run_panic && trace().text(next()->word) == text; }

bool Claim::says(const std::string& gap, const std::string& value) const {
  asked_.insert(gap);
  const auto found = said_.gaps.find(gap);
  const auto form = said_.singular.find(gap);
  if (form != said_.singular.end() && form->second != (value == "1")) return false;
  return found == said_.gaps.end() || found->second == value;
}

bool Claim::names(const std::string& gap, const Names& who) const {
  asked_.insert(gap);
  std::vector<std::string> told;
  for (const std::string& part : split(said_.gaps.at(gap), ", "))
    for (const std::string& name : split(part, " and ")) told.push_back(name);
  Names known;
  size_t more = 0;
  for (const std::string& name : told) {
    if (name == "main") known.insert(1);
    else if (name.ends_with(" more")) more += std::stoul(name);
    else known.insert(static_cast<Who>(std::stoul(name.substr(1))));
  }
  return known.size() + more == who.size() && std::includes(who.begin(), who.end(), known.begin(), known.end());
}

std::set<std::string> Claim::unasked() const {
  std::set<std::string> left;
  for (const auto& [gap, text] : said_.gaps)
    if (!asked_.count(gap)) left.insert(gap);
  return left;
}

bool gaps_hold(const Claim& claim) {
  const Event& event = claim.event();
  const Trace& trace = claim.trace();
  const auto means = [&](const std::string& gap, const auto& value) { return !(claim.has(gap) || claim.said().singular.count(gap)) || claim.says(gap, value()); };
  const auto number = [](int64_t n) { return [n] { return std::to_string(n); }; };
  bool hold = means("who", [&] { return goroutine_name(event.who()); });
  if (event.object != kNoObject) {
    const Object& before = claim.object();
    hold = hold && means("object", [&] { return object_name(trace, event.object); }) && means("delta", [&] { return delta_text(claim); }) &&
           means("counter", number(static_cast<int32_t>(word_of(claim) >> 32))) && means("counter_before", number(before.counter())) &&
           means("waiters", number(static_cast<int64_t>(word_of(claim) & 0x7fffffff))) && means("waiters_before", number(static_cast<int64_t>(before.waiters()))) &&
           means("word", [&] { return halves_text(word_of(claim)); }) && means("tokens", number(static_cast<int64_t>(tokens_of(claim)))) &&
           means("value", [&] { return value(claim, word_of(claim)); }) && means("value_before", [&] { return value(claim, before.word); }) &&
           means("was", [&] { return std::string(event.word != 0 ? "true" : "false"); }) &&
           means("copy", [&] { return object_name(trace, ObjectId{static_cast<uint32_t>(event.word)}); });
    if (claim.has("waiters_word")) {
      const std::string key = "number." + std::to_string(claim.waiters());
      const Strings& english = Strings::of("en");
      hold = hold && claim.says("waiters_word", english.has(key) ? english.say(key) : std::to_string(claim.waiters()));
    }
  }
  return hold && means("text", [&] {
           const std::string& text = trace.text(event.word);
           if (event.kind == EventKind::fatal) return one_line(text.substr(std::string_view("fatal: ").size()));
           return event.kind == EventKind::print ? quoted_short(text, 80) : one_line(text);
         }) &&
         means("duration", [&] { return duration_text(static_cast<int64_t>(event.word)); });
}

}  // namespace wgscope::model::testing
