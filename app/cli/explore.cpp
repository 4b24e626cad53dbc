// wgscope explore: every ending of a program, each with its shortest schedule, and what else was found on the way.
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

namespace wgscope::cli {
namespace {

int explore_one(const std::string& file, const ExploreArguments& a, Output& output) {
  const Result<Opened> opened = open_file(file, a.params);
  if (!opened) {
    complain(opened.errors());
    return kBadInput;
  }
  catch_interrupts();
  Progress progress(file);
  ExploreOptions options;
  options.bounds = bounds_of(a.bounds);
  options.outputs = a.outputs;
  options.on_progress = progress.callback();
  const ExploreResult result = [&] {
    const SearchStop stop(output);
    options.cancel = &stop.flag();
    return wgscope::explore(*opened->scenario, options);
  }();
  progress.clear();
  if (output.closed() && !interrupted()) return kGood;   // stopped for a reader who has seen enough
  if (a.json) output.write(explore_report(file, result, opened->expect, a.outputs));
  else output.write(exploration_text(*opened->scenario, result, opened->expect, a.outputs, a.language, output));
  return status_of(result, opened->expect);
}

}  // namespace

int explore(const ExploreArguments& a, Output& output) {
  return each_file(a.files, output, [&](const std::string& file) {
    if (!a.json && &file != &a.files.front()) output.write("\n");
    return explore_one(file, a, output);
  });
}

}  // namespace wgscope::cli
