// wgscope check: every mistake of every file, and the proof of what each claims. Its diagnostics are its data: they go to standard output.
#include "app/cli/bounds.h"
#include "app/cli/commands.h"
#include "app/cli/each_file.h"
#include "app/cli/exit_status.h"
#include "app/cli/explore_text.h"
#include "app/cli/interrupt.h"
#include "app/cli/json_report.h"
#include "app/cli/open.h"
#include "app/cli/progress.h"
#include "app/cli/search_stop.h"
#include "core/explore/comparing.h"
#include "core/explore/telling.h"

namespace wgscope::cli {
namespace {

// Of "compare": both sides are taken.
Diagnostics comparing_mistakes(const std::shared_ptr<const Scenario>& scenario) {
  if (!scenario->compare) return {};
  const auto pair = take_compared(scenario, {&interrupted()});
  return pair ? Diagnostics() : pair.errors();
}

int check_one(const std::string& file, const CheckArguments& a, Output& output) {
  const Result<Opened> opened = open_file(file, {});
  if (!opened) {
    if (a.json) output.write(check_report(file, false, opened.errors(), nullptr, {}));
    else for (const Diagnostic& d : opened.errors()) output.write(to_string(d) + "\n");
    return kBadInput;
  }
  if (!opened->expect && opened->scenario->show.empty()) {
    const Diagnostics mistakes = comparing_mistakes(opened->scenario);
    if (a.json) output.write(check_report(file, mistakes.empty(), mistakes, nullptr, {}));
    else if (mistakes.empty()) output.write(file + ": " + output.toned(Tone::good, "no mistakes") + "; it claims no endings, so none were looked for: explore does\n");
    else for (const Diagnostic& d : mistakes) output.write(to_string(d) + "\n");
    return mistakes.empty() ? kGood : kBadInput;
  }
  catch_interrupts();
  Progress progress(file);
  ExploreOptions options;
  options.bounds = bounds_of(a.bounds);
  options.on_progress = progress.callback();
  const ExploreResult proof = [&] {
    const SearchStop stop(output);
    options.cancel = &stop.flag();
    return wgscope::explore(*opened->scenario, options);
  }();
  progress.clear();
  if (output.closed() && !interrupted()) return kGood;   // stopped for a reader who has seen enough
  Diagnostics mistakes = comparing_mistakes(opened->scenario);
  for (const TellingSchedule& telling : opened->scenario->show)
    if (auto mistake = wrong(opened->scenario, telling, proof)) mistakes.push_back(std::move(*mistake));
  const int status = mistakes.empty() ? status_of(proof, opened->expect) : kBadInput;
  if (a.json) {
    output.write(check_report(file, status == kGood, mistakes, &proof, opened->expect));
    return status;
  }
  for (const Diagnostic& d : mistakes) output.write(to_string(d) + "\n");
  if (opened->expect) output.write(proof_text(file, proof, *opened->expect, output));
  else if (mistakes.empty()) output.write(file + ": " + output.toned(Tone::good, "no mistakes") + "; its telling schedules do what they tell, and it claims no endings\n");
  return status;
}

}  // namespace

int check(const CheckArguments& a, Output& output) {
  return each_file(a.files, output, [&](const std::string& file) { return check_one(file, a, output); });
}

}  // namespace wgscope::cli
