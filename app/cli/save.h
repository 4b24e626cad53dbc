// Traces to files.
#pragma once

#include <optional>
#include <string>

#include "core/trace/trace.h"

namespace wgscope::cli {

// Why a file cannot be written there, as far as can be told before there is anything to write.
std::optional<std::string> cannot_save(const std::string& path);
// Writes the trace; what went wrong when it could not be written whole.
std::optional<std::string> save(const std::string& path, const Trace& trace);

}  // namespace wgscope::cli
