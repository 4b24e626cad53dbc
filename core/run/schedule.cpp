#include "core/run/schedule.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "core/base/limits.h"
#include "core/base/utf8.h"

namespace wgscope {

namespace {

constexpr std::string_view kTimer = "timer:";
constexpr uint64_t kMostChoices = limits::kStrategySteps;

// One word of the text, and where it stands.
class Word {
 public:
  Word(std::string_view text, size_t column) : rest_(text), whole_(text), column_(column) {}

  bool take(std::string_view prefix) {
    if (!rest_.starts_with(prefix)) return false;
    rest_.remove_prefix(prefix.size());
    return true;
  }
  // A number of `least` (0 or 1) or more, without leading zeros or sign; none when there is none, or too many digits for `most`.
  std::optional<uint64_t> number(uint64_t most, uint64_t least = 1) {
    uint64_t value = 0;
    const auto read = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    const auto digits = static_cast<size_t>(read.ptr - rest_.data());
    if (read.ec != std::errc{} || value < least || value > most || (rest_.starts_with('0') && digits > 1)) return std::nullopt;
    rest_.remove_prefix(static_cast<size_t>(read.ptr - rest_.data()));
    return value;
  }
  bool done() const { return rest_.empty(); }

  Diagnostic error(std::string message, std::string hint) const {
    Diagnostic diagnostic;
    diagnostic.line = 1;
    diagnostic.column = static_cast<int>(column_ + whole_.size() - rest_.size());
    diagnostic.message = "schedule: " + std::move(message) + " in `" + std::string(whole_) + "`";
    diagnostic.hint = std::move(hint);
    return diagnostic;
  }

 private:
  std::string_view rest_;
  const std::string_view whole_;
  const size_t column_;
};

// `main`, `G2`, `timer:G3`, `G2/1`, each with `*n`.
std::optional<Diagnostic> parse_word(Word word, Schedule& schedule) {
  Choice choice;
  choice.timer = word.take(kTimer);
  if (choice.timer && word.take("T")) {
    const auto number = word.number(limits::kTimersEver);
    if (!number) return word.error("no timer's number", "timers are timer:T1, timer:T2, … in order of creation");
    choice = fires(static_cast<uint32_t>(*number));
  } else if (word.take("main")) {
    choice.who = kMain;
  } else {
    const auto number = word.take("G") ? word.number(limits::kGoroutinesEver) : std::nullopt;
    if (!number || *number == kMain.value) return word.error("no goroutine's name", "names are main, G2, G3, … and timer:G3 for a timer's firing");
    choice.who = GoroutineId{static_cast<uint32_t>(*number)};
  }
  if (word.take("/")) {
    if (choice.timer) return word.error("a timer has no alternatives", "write " + to_string(choice));
    const auto alternative = word.number(0xffff, 0);
    if (!alternative) return word.error("no alternative's number", "a choice within a step is written G2/1");
    choice.alternative = static_cast<uint16_t>(*alternative);
  }
  uint64_t times = 1;
  if (word.take("*")) {
    const auto count = word.number(kMostChoices);
    if (!count) return word.error("no number of times", "how often stands behind *, from 1 to " + std::to_string(kMostChoices) + ": main*3");
    times = *count;
  }
  if (!word.done()) return word.error("something is left over", "choices are separated by blanks: main*3 G2 timer:G3");
  if (schedule.choices.size() + times > kMostChoices) return word.error("too many choices", "a schedule has at most " + std::to_string(kMostChoices));
  schedule.choices.insert(schedule.choices.end(), times, choice);
  return std::nullopt;
}

}  // namespace

std::string actor_name(const Choice& choice) { return choice.timer_object != 0 ? "T" + std::to_string(choice.timer_object) : goroutine_name(choice.who); }

std::string to_string(const Choice& choice) {
  std::string text = (choice.timer ? std::string(kTimer) : std::string()) + actor_name(choice);
  if (choice.alternative) text += "/" + std::to_string(*choice.alternative);
  return text;
}

std::string to_string(const Schedule& schedule) {
  std::string text;
  for (size_t from = 0; from < schedule.choices.size();) {
    size_t to = from + 1;
    while (!schedule.choices[from].alternative && to < schedule.choices.size() && schedule.choices[to] == schedule.choices[from]) ++to;
    if (from > 0) text += ' ';
    text += to_string(schedule.choices[from]);
    if (to - from > 1) text += "*" + std::to_string(to - from);
    from = to;
  }
  return text;
}

Result<Schedule> parse_schedule(std::string_view text) {
  Schedule schedule;
  Diagnostics errors;
  constexpr std::string_view kBlanks = " \t\r\n";
  for (size_t at = text.find_first_not_of(kBlanks); at != std::string_view::npos; at = text.find_first_not_of(kBlanks, at)) {
    const size_t end = std::min(text.find_first_of(kBlanks, at), text.size());
    if (auto error = parse_word(Word(text.substr(at, end - at), utf8_length(text.substr(0, at)) + 1), schedule)) errors.push_back(std::move(*error));
    at = end;
  }
  if (!errors.empty()) return errors;
  return schedule;
}

}  // namespace wgscope
