// What a goroutine that has not got there yet would do to a WaitGroup, read off its code and its plain data.
#pragma once

#include <optional>

#include "core/program/code.h"
#include "core/program/pool.h"
#include "core/program/run/goroutine.h"

namespace wgscope::program {

// Where a goroutine's code still has a Done of the group (or Add(-1), which is the same), on some way on from where it is, or in a call that it has deferred.
//
// A site: of the call, or of the `defer` or `go` whose call it is. None: none that can be told from here, which is no proof that there is none: a group
// that is handed on to another function, or read from a variable, is not followed. Whether a branch leads there, nobody knows.
std::optional<uint16_t> done_ahead(const Program& program, const Pool& pool, const Goroutine& g, Ref group);

}  // namespace wgscope::program
