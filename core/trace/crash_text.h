// What Go prints when a program dies, from the trace of its execution, line for line (docs/go_semantics.md):
//
//   panic: sync: negative WaitGroup counter
//
//   goroutine 2 [running]:
//   main.worker(...)
//   	lesson.go:4
//   created by main.main in goroutine 1
//   	lesson.go:9
//   exit status 2
//
// Left out, because they are Go's own and none of the program's: addresses and offsets, the frames inside `sync` and `runtime` (so the
// first frame is the program's call of Done, not sync.(*WaitGroup).Add), and the `panic(...)` frames between a deferred call and the panic
// that runs it. What `wg.Go` started was created by the function that called wg.Go, at that line. Arguments are written (...), as Go writes
// those it cannot know.
#pragma once

#include <string>

#include "core/trace/trace.h"

namespace wgscope {

// Reads the tail's `ending`, `crashed`, `panics` and `standing`, and the states at the end of the trace; not the tail's `crash`.
// Empty for `exit`, and for an execution without an ending. The last line ends without a line break.
std::string crash_text(const Trace& trace);

// The text of the panic lines alone, as Go chains them: `panic: a [recovered]`, then `\tpanic: b`.
std::string panic_lines(const std::vector<TracePanic>& panics);

}  // namespace wgscope
