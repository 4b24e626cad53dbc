#include "app/cli/explore_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "app/model/finding_text.h"
#include "app/model/strings.h"
#include "core/trace/value_text.h"

namespace wgscope::cli {
namespace {

const model::Strings& english() { return model::Strings::of("en"); }

std::string plural(uint64_t n, std::string_view one) { return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s"); }

std::string schedules_text(const std::optional<std::string>& schedules, bool complete) {
  if (schedules) return *schedules + (*schedules == "1" ? " schedule" : " schedules");
  return complete ? "endlessly many schedules" : "schedules not counted";
}

std::string_view reason_text(std::string_view stopped_by) {
  static const std::map<std::string_view, std::string_view> kReasons = {
      {"states", "at the bound on states (--bound-states)"},       {"seconds", "at the bound on time (--bound-seconds)"},
      {"memory", "at the bound on memory (--bound-memory)"},       {"switches", "within the bound on switches (--bound-switches)"},
      {"interrupt", "by Ctrl-C"},                                  {"goroutines", "at the limit of 64 goroutines alive at once"},
      {"instructions", "at the limit of 1000000 instructions within one step"}, {"depth", "at the limit of 10000 calls deep"},
      {"output", "at the limit of 1 MiB for a string, or for all that is printed"},
  };
  const auto known = kReasons.find(stopped_by);
  return known == kReasons.end() ? stopped_by : known->second;
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
  for (const FoundEnding& e : result.endings) {
    if (!expected(expect, e.ending)) text += fmt::format("  not expected, but possible: {}\n    {}\n", output.toned(Tone::bad, e.ending.text()), to_string(e.schedule));
  }
  for (const Ending& name : missing(result, expect)) {
    text += fmt::format("  expected, but {}: {}\n", result.complete ? "impossible" : "not found so far", output.toned(result.complete ? Tone::bad : Tone::warn, name.text()));
  }
  return text;
}

std::string joined(const std::vector<Ending>& endings) {
  std::string text;
  for (const Ending& ending : endings) text += (text.empty() ? "" : ", ") + ending.text();
  return text;
}

std::string ending_text(const ExploreResult& result, const FoundEnding& e, bool good, const Output& output) {
  std::string text = output.toned(good ? Tone::good : Tone::bad, e.ending.text()) + "\n";
  text += fmt::format("  {}, {}; {}", plural(e.steps, "step"), e.switches == 1 ? "1 switch" : fmt::format("{} switches", e.switches), schedules_text(e.schedules, result.complete));
  if (e.chance) text += "; under a random scheduler " + model::chance_text(*e.chance);
  if (!e.proved_shortest) text += "; a run came to it, so it may not be the shortest";
  text += "\n";
  if (const std::string rounds = model::rounds_text(e, english()); !rounds.empty()) text += "  " + rounds + "\n";
  return text + "  " + (e.steps == 0 ? "from the start on, whatever anybody does" : output.toned(Tone::faint, to_string(e.schedule))) + "\n";
}

std::string endings_text(const ExploreResult& result, const std::optional<std::vector<Ending>>& expect, const Output& output) {
  std::string text;
  bool chances = false;
  for (const FoundEnding& e : result.endings) {
    text += ending_text(result, e, expect ? expected(*expect, e.ending) : e.ending.is(Ending::Kind::exit), output);
    chances = chances || e.chance.has_value();
  }
  if (result.endings.empty()) text += "no ending was found, by the search or by the runs beside it\n";
  if (chances) text += output.toned(Tone::faint, english().say("panel.explore.chance_note")) + "\n";
  if (!result.assumes.empty()) text += output.toned(Tone::warn, english().say("panel.explore.race_caveat")) + "\n";
  return text;
}

std::string findings_text(const Scenario& scenario, const ExploreResult& result, const Output& output) {
  std::string text;
  for (const Finding& f : result.findings) {
    if (f.also_leak) continue;   // the leak says it
    // Lines are the program's, as in the window; where that is not the file's, the place in the file stands beside.
    const bool inside = f.program_line != f.line;
    text += fmt::format("\n{}: {}{}\n  {}: {}\n", output.toned(Tone::warn, name_of(f.kind)), model::finding_text(f, english()),
                        inside ? output.toned(Tone::faint, fmt::format("  {}:{}", scenario.file, f.line)) : "", plural(f.steps, "step"), output.toned(Tone::faint, to_string(f.schedule)));
    if (!f.loop.empty()) text += "  and round: " + output.toned(Tone::faint, to_string(Schedule{f.loop})) + "\n";
  }
  if (!result.findings_complete) text += "\n" + output.toned(Tone::warn, english().say("panel.explore.findings_bounded")) + "\n";
  return text;
}

}  // namespace

std::string exploration_text(const Scenario& scenario, const ExploreResult& result, const std::optional<std::vector<Ending>>& expect, bool outputs, const Output& output) {
  std::string text = output.toned(Tone::strong, scenario.title.in("en")) + "  " + output.toned(Tone::faint, scenario.file) + "\n\n";
  text += endings_text(result, expect, output) + findings_text(scenario, result, output);
  if (outputs) {
    text += "\n" + plural(result.outputs.size(), "possible output") + (result.outputs_complete ? "" : " (the first ones; there are more)") +
            output.toned(Tone::faint, "  a print is a step here: step --outputs replays these") + "\n";
    for (const FoundOutput& o : result.outputs) text += fmt::format("  {}  ({}, {})\n    {}\n", quoted_short(o.output, 200), o.ending.text(), plural(o.steps, "step"), output.toned(Tone::faint, to_string(o.schedule)));
  }
  text += "\n";
  if (result.complete) {
    text += fmt::format("complete: {}, {}, {}{}", plural(result.states, "state"), plural(result.transitions, "transition"), schedules_text(result.schedules, true), result.merged ? "; symmetric goroutines merged" : "");
  } else {
    text += output.toned(Tone::warn, "not complete") + fmt::format(": stopped {} after {}; other endings may be possible", reason_text(result.stopped_by), plural(result.states, "state"));
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
  return fmt::format("{}: {}: {}: stopped {} after {}\n", file, output.toned(Tone::warn, "not proved"), claim, reason_text(result.stopped_by), plural(result.states, "state")) +
         against_text(result, expect, output);
}

}  // namespace wgscope::cli
