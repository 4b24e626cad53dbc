// One function a command. Each returns the status to exit with (exit_status.h).
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/output.h"

namespace wgscope::cli {

int run(const RunArguments& arguments, Output& output);
int check(const CheckArguments& arguments, Output& output);
int render(const RenderArguments& arguments, Output& output);
int step(const StepArguments& arguments, Output& output);
int explore(const ExploreArguments& arguments, Output& output);
int compare(const CompareArguments& arguments, Output& output);
int window(const WindowArguments& arguments);

}  // namespace wgscope::cli
