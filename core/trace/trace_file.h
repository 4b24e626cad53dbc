// `.wgtrace` files: a whole trace, with the scenario that it came from inside (docs/trace_format.md has every byte).
//
// A file is refused unless all of it is what a trace can be: every checksum, every index, every kind. So whatever opens here can be shown, folded
// and told without another look. Saving what was opened gives the same bytes again.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/trace/trace.h"

namespace wgscope {

// The file's bytes.
std::string trace_bytes(const Trace& trace);
// The trace in a file's bytes. `file` names it in messages, which say at which byte something is wrong, and in what.
Result<std::shared_ptr<const Trace>> parse_trace(std::string_view bytes, const std::string& file);
// Do the bytes begin as a trace's do, of whatever version?
bool looks_like_trace(std::string_view bytes);

// Writes beside `path` first and then renames, so that there is the old file, or none, or the whole new one. What is not a plain file (a pipe, a device) is
// written to directly. none: it is saved.
std::optional<Diagnostic> save_trace(const Trace& trace, const std::string& path);
// "-" is standard input.
Result<std::shared_ptr<const Trace>> open_trace(const std::string& path);

// The same care for other files: pictures, settings.
std::optional<Diagnostic> save_file(std::string_view bytes, const std::string& path);

}  // namespace wgscope
