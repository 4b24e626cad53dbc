#include "app/cli/explore_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <span>

#include "app/model/explore_view.h"
#include "app/model/finding_text.h"
#include "app/model/strings.h"
#include "core/base/limits.h"
#include "core/base/shorten.h"
#include "core/trace/value_text.h"

namespace wgscope::cli {
namespace {

using model::Strings;
constexpr size_t kCountCharacters = 200;

std::string told(std::string_view text) { return shortened(text, limits::kToldCharacters); }
std::string told(const Schedule& schedule) { return shortened(to_string(schedule), limits::kToldScheduleCharacters); }

// What follows the first limits::kToldOfEachKind of a list.
std::string rest_text(size_t all, std::string_view one) {
  return all <= limits::kToldOfEachKind ? "" : fmt::format("  … and {} more {}s (--json has all)\n", all - limits::kToldOfEachKind, one);
}
template <class T>
std::span<const T> first_of(const std::vector<T>& list) { return std::span(list).first(std::min(list.size(), limits::kToldOfEachKind)); }

std::string plural(uint64_t n, std::string_view one) { return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s"); }

std::string schedules_text(const std::optional<std::string>& schedules, bool complete) {
  if (schedules) return shortened(*schedules, kCountCharacters) + (*schedules == "1" ? " schedule" : " schedules");
  return complete ? "endlessly many schedules" : "schedules not counted";
}

// A bound or a limit, with its number where it is one of ours.
std::string reason_text(const ExploreResult& result) {
  if (result.stopped_by == "memory" && result.out_of_values) return fmt::format("at the limit of {} MiB of values a program", limits::kValueBytes >> 20);
  static const std::map<std::string_view, std::string> kReasons = {
      {"states", "at the bound on states (--bound-states)"},       {"seconds", "at the bound on time (--bound-seconds)"},
      {"memory", "at the bound on memory (--bound-memory)"},       {"switches", "within the bound on switches (--bound-switches)"},
      {"interrupt", "by Ctrl-C"},
      {"goroutines", fmt::format("at the limit of {} goroutines alive at once", limits::kExploredGoroutines)},
      {"instructions", fmt::format("at the limit of {} instructions within one step", limits::kInstructionsPerStep)},
      {"depth", fmt::format("at the limit of {} calls deep", limits::kCallDepth)},
      {"output", fmt::format("at the limit of {} MiB for a string, or for all that is printed", limits::kStringBytes >> 20)},
  };
  const auto known = kReasons.find(result.stopped_by);
  return known == kReasons.end() ? result.stopped_by : known->second;
}

std::vector<Ending> missing(const ExploreResult& result, const std::vector<Ending>& expect) {
  std::vector<Ending> names;
  std::copy_if(expect.begin(), expect.end(), std::back_inserter(names), [&](const Ending& name) {
    return std::none_of(result.endings.begin(), result.endings.end(), [&](const FoundEnding& e) { return e.ending == name; });
  });
  return names;
}

bool expected(const std::vector<Ending>& expect, const Ending& ending) { return std::find(expect.begin(), expect.end(), ending) != expect.end(); }

// What contradicts, or does not yet support, the claim.
std::string against_text(const ExploreResult& result, const std::vector<Ending>& expect, const Output& output) {
  std::string text;
  for (const FoundEnding& e : first_of(result.endings)) {
    if (!expected(expect, e.ending)) text += fmt::format("  not expected, but possible: {}\n    {}\n", output.toned(Tone::bad, told(e.ending.text())), told(e.schedule));
  }
  text += rest_text(result.endings.size(), "ending");
  const std::vector<Ending> names = missing(result, expect);
  for (const Ending& name : first_of(names)) {
    text += fmt::format("  expected, but {}: {}\n", result.complete ? "impossible" : "not found so far", output.toned(result.complete ? Tone::bad : Tone::warn, told(name.text())));
  }
  return text + rest_text(names.size(), "ending");
}

std::string joined(const std::vector<Ending>& endings) {
  std::string text;
  for (const Ending& ending : first_of(endings)) text += (text.empty() ? "" : ", ") + told(ending.text());
  return text + (endings.size() > limits::kToldOfEachKind ? ", …" : "");
}

std::string ending_text(const ExploreResult& result, const FoundEnding& e, bool good, const Strings& strings, const Output& output) {
  std::string text = output.toned(good ? Tone::good : Tone::bad, told(e.ending.text())) + "\n";
  text += fmt::format("  {}, {}; {}", plural(e.steps, "step"), e.switches == 1 ? "1 switch" : fmt::format("{} switches", e.switches), schedules_text(e.schedules, result.complete));
  if (e.chance) text += "; under a random scheduler " + model::chance_text(*e.chance);
  if (!e.proved_shortest) text += "; a run came to it, so it may not be the shortest";
  text += "\n";
  if (const std::string rounds = model::rounds_text(e, strings); !rounds.empty()) text += "  " + rounds + "\n";
  return text + "  " + (e.steps == 0 ? "from the start on, whatever anybody does" : output.toned(Tone::faint, told(e.schedule))) + "\n";
}

std::string endings_text(const ExploreResult& result, const std::optional<std::vector<Ending>>& expect, const Strings& strings, const Output& output) {
  std::string text;
  bool chances = false;
  for (const FoundEnding& e : first_of(result.endings)) {
    text += ending_text(result, e, expect ? expected(*expect, e.ending) : e.ending.is(Ending::Kind::exit), strings, output);
    chances = chances || e.chance.has_value();
  }
  text += rest_text(result.endings.size(), "ending");
  if (result.endings.empty()) text += "no ending was found, by the search or by the runs beside it\n";
  if (chances) text += output.toned(Tone::faint, strings.say("panel.explore.chance_note")) + "\n";
  for (const Assumption assumption : result.assumes) text += output.toned(Tone::warn, strings.say(model::caveat_of(assumption))) + "\n";
  return text;
}

std::string findings_text(const Scenario& scenario, const ExploreResult& result, const Strings& strings, const Output& output) {
  std::string text;
  for (const Finding& f : first_of(result.findings)) {
    if (f.also_leak) continue;   // the leak says it
    // Lines are the program's, as in the window; where that is not the file's, the place in the file stands beside.
    const bool inside = f.program_line != f.line;
    text += fmt::format("\n{}: {}{}\n  {}: {}\n", output.toned(Tone::warn, name_of(f.kind)), told(model::finding_text(f, strings)),
                        inside ? output.toned(Tone::faint, fmt::format("  {}:{}", scenario.file, f.line)) : "", plural(f.steps, "step"), output.toned(Tone::faint, told(f.schedule)));
    if (!f.loop.empty()) text += "  and round: " + output.toned(Tone::faint, told(Schedule{f.loop})) + "\n";
  }
  text += rest_text(result.findings.size(), "finding");
  if (!result.findings_complete) text += "\n" + output.toned(Tone::warn, strings.say("panel.explore.findings_bounded")) + "\n";
  return text;
}

}  // namespace

std::string exploration_text(const Scenario& scenario, const ExploreResult& result, const std::optional<std::vector<Ending>>& expect, bool outputs, const std::string& language,
                             const Output& output) {
  const Strings& strings = Strings::of(language);
  std::string text = output.toned(Tone::strong, told(scenario.title.in(language))) + "  " + output.toned(Tone::faint, scenario.file) + "\n\n";
  text += endings_text(result, expect, strings, output);
  if (!result.endings.empty()) {
    text += output.toned(Tone::faint, "wgscope step " + scenario.file + " --schedule \"…\" takes one of these schedules. A switch is a step by another goroutine than the last, though that one could have gone on.") + "\n";
  }
  text += findings_text(scenario, result, strings, output);
  if (outputs) {
    text += "\n" + plural(result.outputs.size(), "possible output") + (result.outputs_complete ? "" : " (the first ones; there are more)") +
            output.toned(Tone::faint, "  a print is a step here: step --outputs replays these") + "\n";
    for (const FoundOutput& o : first_of(result.outputs)) text += fmt::format("  {}  ({}, {})\n    {}\n", quoted_short(o.output, 200), told(o.ending.text()), plural(o.steps, "step"), output.toned(Tone::faint, told(o.schedule)));
    text += rest_text(result.outputs.size(), "output");
  }
  text += "\n";
  if (result.complete) {
    text += fmt::format("complete: {}, {}, {}{}", plural(result.states, "state"), plural(result.transitions, "transition"), schedules_text(result.schedules, true), result.merged ? "; symmetric goroutines merged" : "");
  } else {
    text += output.toned(Tone::warn, "not complete") + fmt::format(": stopped {} after {}; other endings may be possible", reason_text(result), plural(result.states, "state"));
  }
  text += fmt::format(" ({})\n", duration_text(result.elapsed_ns));
  if (!expect) return text;
  const auto met = meets(result, *expect);
  const std::string claim = joined(*expect);
  if (met == true) return text + output.toned(Tone::good, "as expected") + ": " + claim + "\n";
  if (met == false) return text + output.toned(Tone::bad, "not as expected") + ": " + claim + "\n" + against_text(result, *expect, output);
  return text + output.toned(Tone::warn, "not proved") + ": " + claim + "\n" + against_text(result, *expect, output);
}

std::string proof_text(const std::string& file, const ExploreResult& result, const std::vector<Ending>& expect, const Output& output) {
  const auto met = meets(result, expect);
  const std::string claim = joined(expect);
  if (met == true) {
    return fmt::format("{}: {}: {} ({}, {}, {})\n", file, output.toned(Tone::good, "proved"), claim, plural(result.states, "state"), schedules_text(result.schedules, true), duration_text(result.elapsed_ns));
  }
  if (met == false) return fmt::format("{}: {}: {}\n", file, output.toned(Tone::bad, "not as expected"), claim) + against_text(result, expect, output);
  return fmt::format("{}: {}: {}: stopped {} after {}\n", file, output.toned(Tone::warn, "not proved"), claim, reason_text(result), plural(result.states, "state")) +
         against_text(result, expect, output);
}

}  // namespace wgscope::cli
