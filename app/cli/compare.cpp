// wgscope compare: two executions side by side, of one program or of two; where they part, and what each takes.
#include <fmt/format.h>

#include <algorithm>

#include "app/cli/commands.h"
#include "app/cli/exit_status.h"
#include "app/cli/interrupt.h"
#include "app/cli/json_report.h"
#include "app/cli/open.h"
#include "app/cli/search_stop.h"
#include "app/model/comparison_view.h"
#include "app/model/strings.h"
#include "core/base/limits.h"
#include "core/base/shorten.h"
#include "core/base/utf8.h"
#include "core/explore/comparing.h"
#include "core/explore/telling.h"

namespace wgscope::cli {
namespace {

// A schedule that was given, the one of a saved trace, or main before all.
Result<ComparedSide> side_of(const Opened& opened, const std::optional<std::string>& schedule, const std::string& option, const TimeLimit& limit) {
  const auto taken = [&]() -> Result<Execution> {
    if (schedule) return take(opened.scenario, {*schedule, "the schedule", {.file = option}}, limits::kStrategySteps, limit);
    if (opened.trace) return replay(opened.scenario, schedule_of(*opened.trace), {.prints_are_steps = opened.trace->header().prints_are_steps}, limit);
    return main_first(opened.scenario, limits::kStrategySteps, limit);
  }();
  if (!taken) return taken.errors();
  return ComparedSide{opened.scenario, *taken};
}

Result<ComparedPair> pair_of(const CompareArguments& a, const TimeLimit& limit) {
  Result<Opened> left = open_file(a.file, {});
  if (!left) return left.errors();
  Result<Opened> right = a.with ? open_file(*a.with, {}) : left;
  if (!right) return right.errors();
  const auto& spec = left->scenario->compare;
  if (!a.with && spec && !left->trace) {
    if (!a.schedule && !a.with_schedule) return take_compared(left->scenario, limit);
    const auto other = compared_scenario(left->scenario, limit);
    if (!other) return other.errors();
    right->scenario = *other;
  } else if (!a.with && !a.schedule && !a.with_schedule) {
    return Diagnostic{.file = a.file, .message = "says nothing of what to compare it with", .hint = "give a second FILE, or --schedule or --with-schedule; a scenario may have a \"compare\""};
  }
  Result<ComparedSide> one = side_of(*left, a.schedule, "--schedule", limit);
  if (!one) return one.errors();
  if (!a.with) right->trace.reset();   // of one file the trace is the first side; the second is what --with-schedule or main first makes of the program
  Result<ComparedSide> other = side_of(*right, a.with_schedule, "--with-schedule", limit);
  if (!other) return other.errors();
  return ComparedPair{std::move(*one), std::move(*other)};
}

std::string comparison_text(const ComparedPair& pair, const model::Comparison& comparison, const CompareArguments& a, const Output& output) {
  const model::Strings& strings = model::Strings::of(a.language);
  const model::ComparisonView view = model::comparison_view(comparison, strings);
  const std::string left = strings.say("panel.figures.left"), right = strings.say("panel.figures.right");
  std::string text;
  if (const auto& spec = pair.left.scenario->compare; spec && !a.with && !spec->title.empty()) text += output.toned(Tone::strong, spec->title.in(a.language)) + "\n";
  // A Chinese character takes two columns.
  const auto columns = [](const std::string& word) { return utf8_length(word) + (word.size() - utf8_length(word)) / 2; };
  const auto padded = [&](const std::string& word, size_t width) { return word + std::string(width - std::min(width, columns(word)), ' '); };
  const auto before = [&](const std::string& word, size_t width) { return std::string(width - std::min(width, columns(word)), ' ') + word; };
  const auto told = [&](const std::string& name, const ComparedSide& side, const model::CountedTrace& counted) {
    text += padded(name, 7) + side.scenario->title.in(a.language) + output.toned(Tone::faint, "  " + side.scenario->file) + "\n" + std::string(7, ' ') + strings.say("cli.schedule") + " " +
            shortened(to_string(counted.schedule()), limits::kToldScheduleCharacters) + "\n";
  };
  told(left, pair.left, comparison.left);
  told(right, pair.right, comparison.right);
  text += "\n" + std::string(15, ' ') + before(left, 10) + before(right, 10) + "\n";
  for (const model::FigureRow& row : view.rows) {
    const std::string line = padded(row.name, 15) + before(std::to_string(row.left), 10) + before(std::to_string(row.right), 10);
    text += (row.left == row.right ? line : output.toned(Tone::strong, line)) + "\n";
  }
  text += "\n";
  for (const std::string& sentence : view.sentences) text += sentence + "\n";
  return text;
}

}  // namespace

int compare(const CompareArguments& a, Output& output) {
  catch_interrupts();
  const Result<ComparedPair> pair = [&] {
    const SearchStop stop(output);
    Result<ComparedPair> made = pair_of(a, {&stop.flag()});
    if (made) made->left.execution.set_time_limit({}), made->right.execution.set_time_limit({});   // the flag is over with this
    return made;
  }();
  if (interrupted()) return interrupted_status();
  if (output.closed()) return kGood;   // stopped for a reader who has seen enough
  if (!pair) {
    complain(pair.errors());
    return kBadInput;
  }
  const auto& [left, right] = *pair;
  const model::Comparison comparison = model::compare(left.execution.trace(), right.execution.trace(), one_program(*left.scenario, *right.scenario));
  if (a.json) output.write(compare_report(left.scenario->file, right.scenario->file, comparison));
  else output.write(comparison_text(*pair, comparison, a, output));
  const bool stopped = left.execution.stopped_by() != StoppedBy::nothing || right.execution.stopped_by() != StoppedBy::nothing;
  return stopped ? kNotAsExpected : kGood;
}

}  // namespace wgscope::cli
