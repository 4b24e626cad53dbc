// wgscope run: on real threads, told event by event, once or many times.
#include <algorithm>
#include <chrono>
#include <map>

#include "app/cli/commands.h"
#include "app/cli/exit_status.h"
#include "app/cli/interrupt.h"
#include "app/cli/json_report.h"
#include "app/cli/open.h"
#include "app/cli/save.h"
#include "app/cli/story_printer.h"
#include "core/base/limits.h"
#include "core/base/shorten.h"
#include "core/run/live_run.h"

namespace wgscope::cli {
namespace {

using TracePtr = std::shared_ptr<const Trace>;

constexpr std::chrono::nanoseconds kLookAgainFirst = std::chrono::microseconds(50), kLookAgainMost = std::chrono::milliseconds(10);

// Runs to the end, or until Ctrl-C or nobody reads any more: then what happened so far is kept. `printer`: tells it as it happens.
TracePtr run_once(const Opened& opened, const RunArguments& a, uint64_t seed, Output& output, StoryPrinter* printer) {
  LiveOptions options;
  options.pace = a.pace;
  options.time_scale = a.time_scale;
  options.events_max = a.events_max;
  options.seed = seed;
  LiveRun live(opened.scenario, options);
  bool stopped = false;
  for (std::chrono::nanoseconds look_again = kLookAgainFirst;; look_again = std::min(look_again * 2, kLookAgainMost)) {
    const bool over = live.wait_for(look_again);
    if (printer) printer->print_events(live.trace());
    if (over) {
      if (const std::string trouble = live.trouble(); !trouble.empty()) complain(trouble);
      return live.trace();
    }
    if ((interrupted() || output.reader_has_gone()) && !stopped) {
      live.stop();
      stopped = true;
    }
  }
}

// Every trace that we make is checked; one that contradicts itself is our bug, and says so.
int checked(const Trace& trace, int status) {
  const auto inconsistency = find_inconsistency(trace);
  if (!inconsistency) return status;
  complain("a bug of wgscope: the recorded trace contradicts itself: " + *inconsistency);
  return kInternalError;
}

struct Tally {
  std::map<Ending, uint64_t> endings;
  std::map<std::string, uint64_t> stopped_by;
  uint64_t runs = 0;

  void count(const Trace& trace) {
    ++runs;
    if (trace.tail().ending) ++endings[*trace.tail().ending];
    else ++stopped_by[std::string(name_of(trace.tail().stopped_by))];
  }
};

using Rows = std::vector<std::pair<std::optional<Ending>, uint64_t>>;

// The commonest first; stopped runs are one row.
Rows rows_of(const Tally& tally) {
  Rows rows(tally.endings.begin(), tally.endings.end());
  uint64_t stopped = 0;
  for (const auto& [reason, count] : tally.stopped_by) stopped += count;
  if (stopped > 0) rows.emplace_back(std::nullopt, stopped);
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  return rows;
}

void print_tally(const Tally& tally, Output& output, const model::Strings& strings) {
  struct Row { std::string text; Tone tone; uint64_t count; };
  std::vector<Row> rows;
  for (const auto& [ending, count] : tally.endings) rows.push_back({ending.text(), ending.is(Ending::Kind::exit) ? Tone::good : Tone::bad, count});
  for (const auto& [reason, count] : tally.stopped_by) rows.push_back({strings.say("cli.stopped", {{"reason", reason}}), Tone::bad, count});
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.count > b.count; });
  output.write(strings.say("cli.runs", {{"n", std::to_string(tally.runs)}}) + "\n");
  for (const auto& [text, tone, count] : rows) {
    std::string number = std::to_string(count);
    number.insert(0, number.size() < 10 ? 10 - number.size() : 0, ' ');
    output.write(number + "  " + output.toned(tone, shortened(text, limits::kToldCharacters)) + "\n");
  }
}

int run_many(const Opened& opened, const RunArguments& a, Output& output, TracePtr& last) {
  Tally tally;
  int status = kGood;
  bool found = false;
  while (tally.runs < a.repeat && !found && !interrupted() && !output.reader_has_gone()) {
    last = run_once(opened, a, tally.runs, output, nullptr);
    status = checked(*last, status);
    if (status == kInternalError) break;
    if (interrupted() && last->tail().stopped_by == StoppedBy::interrupt) break;   // cut short: no run to count
    tally.count(*last);
    status = worse(status, status_of(*last, opened.expect));
    found = a.until && last->tail().ending == a.until;
  }
  const model::Strings& strings = model::Strings::of(a.language);
  if (a.json) {
    output.write(repeat_report(a.file, tally.runs, rows_of(tally)));
    return status;
  }
  print_tally(tally, output, strings);
  if (found) {
    StoryPrinter printer(output, opened.scenario, a.language);
    output.write("\n");
    printer.print_head();
    printer.print_events(last);
    printer.print_ending(last);
  } else if (a.until) {
    complain(strings.say("cli.not_seen", {{"ending", a.until->text()}, {"n", std::to_string(tally.runs)}}));
  }
  return status;
}

int run_and_tell(const Opened& opened, const RunArguments& a, Output& output, TracePtr& last) {
  StoryPrinter printer(output, opened.scenario, a.language);
  if (!a.json) printer.print_head();
  last = run_once(opened, a, 0, output, a.json ? nullptr : &printer);
  if (a.json) output.write(run_report(a.file, *last));
  else printer.print_ending(last);
  return checked(*last, status_of(*last, opened.expect));
}

// What a saved trace holds, told as when it happened.
int tell(const Opened& opened, const RunArguments& a, Output& output) {
  if (const auto inconsistency = find_inconsistency(*opened.trace)) {
    complain(a.file + ": this trace contradicts itself, so it is none of a run: " + *inconsistency);
    return kBadInput;
  }
  if (a.json) {
    output.write(run_report(a.file, *opened.trace));
  } else {
    StoryPrinter printer(output, opened.scenario, a.language);
    printer.print_head();
    printer.print_events(opened.trace);
    printer.print_ending(opened.trace);
  }
  return status_of(*opened.trace, opened.expect);
}

}  // namespace

int run(const RunArguments& a, Output& output) {
  const Result<Opened> opened = open_file(a.file, a.params);
  if (!opened) {
    complain(opened.errors());
    return kBadInput;
  }
  if (a.trace) {
    if (const auto problem = cannot_save(*a.trace)) {
      complain(*problem);
      return kBadInput;
    }
  }
  catch_interrupts();
  TracePtr last;
  const bool saved = opened->trace && !a.anew;
  if (saved) last = opened->trace;
  int status = saved ? tell(*opened, a, output) : a.repeat > 0 ? run_many(*opened, a, output, last) : run_and_tell(*opened, a, output, last);
  output.flush();
  if (a.trace && last) {
    if (const auto problem = save(*a.trace, *last)) {
      complain(*problem);
      status = kBadInput;
    }
  }
  if (interrupted()) return interrupted_status();
  // A reader that has seen enough (`| head`) is no failure of the run that was stopped for it.
  return output.closed() && status == kNotAsExpected ? kGood : status;
}

}  // namespace wgscope::cli
