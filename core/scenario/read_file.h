// A whole text file, or standard input, into memory, and every way that can go wrong in one sentence.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace wgscope {

// Requires: nothing of the path; "-" is standard input. Reads at most bytes_max + 1 bytes, so a device that never ends is an error, not a hang.
// With `cancel`, what nobody writes to (a pipe, a terminal) is waited for only until it is set; then there is an error that nobody will read.
Result<std::string> read_file(const std::string& path, size_t bytes_max, const std::atomic<bool>* cancel = nullptr);
// The same where the limit depends on how the file begins (its first bytes, at least 64 of them unless it is shorter).
Result<std::string> read_file(const std::string& path, const std::function<size_t(std::string_view beginning)>& bytes_max_of, const std::atomic<bool>* cancel = nullptr);

// Refuses what is no UTF-8 text, at its place: other encodings, binary files. Removes a byte order mark.
Result<std::string> checked_text(const std::string& file, std::string bytes);

}  // namespace wgscope
