// Ctrl-C asks a command to stop and keep what it has; a second one, half a second later or more, ends the program at once.
#pragma once

#include <atomic>

namespace wgscope::cli {

// From now on Ctrl-C sets the flag. Not before there is something to keep: until then it just ends the program.
void catch_interrupts();
// For others to poll, from any thread.
const std::atomic<bool>& interrupted();

inline constexpr int kInterruptedStatus = 130;

}  // namespace wgscope::cli
