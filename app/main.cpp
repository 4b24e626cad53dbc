// Argument dispatch, and nothing else.
#include <unistd.h>

#include <new>
#include <string_view>
#include <type_traits>

#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/exit_status.h"
#include "app/cli/output.h"

namespace {

// Whatever thread it is: a bound should have come first, but the machine may have less than it said. Saying so takes no memory.
[[noreturn]] void out_of_memory() {
  constexpr std::string_view kText = "wgscope: the machine gives this program no more memory; give it more, or bound it (--bound-memory, --events)\n";
  const ssize_t written = ::write(STDERR_FILENO, kText.data(), kText.size());
  ::_exit(written < 0 ? wgscope::cli::kInternalError : wgscope::cli::kBadInput);
}

}  // namespace

int main(int argc, char** argv) {
  using namespace wgscope::cli;
  std::set_new_handler(out_of_memory);
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
        else if constexpr (std::is_same_v<A, CompareArguments>) return compare(a, output);
        else return window(a);
      },
      *parsed.arguments);
  return output.finish(status);
}
