// Ctrl-C, TERM or HUP asks a command to stop and keep what it has; a second one, half a second later or more, ends the program at once.
#pragma once

#include <atomic>

namespace wgscope::cli {

// From now on those signals set the flag. Not before there is something to keep: until then it just ends the program.
void catch_interrupts();
// For others to poll, from any thread.
const std::atomic<bool>& interrupted();

// What to exit with after one of them: 130 after Ctrl-C.
int interrupted_status();

}  // namespace wgscope::cli
