// Argument dispatch, and nothing else.
#include <type_traits>

#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"

int main(int argc, char** argv) {
  using namespace wgscope::cli;
  const Parsed parsed = parse_arguments(argc, argv);
  Output output;
  if (!parsed.arguments) {
    output.write(parsed.text);
    return output.finish(parsed.status);
  }
  const int status = std::visit(
      [&](const auto& a) {
        using A = std::decay_t<decltype(a)>;
        if constexpr (std::is_same_v<A, RunArguments>) return run(a, output);
        else if constexpr (std::is_same_v<A, CheckArguments>) return check(a, output);
        else if constexpr (std::is_same_v<A, RenderArguments>) return render(a, output);
        else if constexpr (std::is_same_v<A, StepArguments>) return step(a, output);
        else if constexpr (std::is_same_v<A, ExploreArguments>) return explore(a, output);
        else return window(a);
      },
      *parsed.arguments);
  return output.finish(status);
}
