// fmt and the runtime's printing: what Println, Printf, Sprint and a crash make of values of kind any.
//
// Mirrors Go 1.27 fmt/print.go, fmt/format.go and runtime/error.go for the kinds of code.h. A value that Go would print by its
// address prints an address made of its Ref or Pool id: the same whenever the schedule is.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/program/code.h"
#include "core/program/pool.h"

namespace wgscope::program {

std::string format_text(const Program& program, const Pool& pool, std::string_view format, std::span<const uint64_t> values);   // Sprintf
std::string line_text(const Program& program, const Pool& pool, std::span<const uint64_t> values);                                // Sprintln
std::string join_text(const Program& program, const Pool& pool, std::span<const uint64_t> values);                                // Sprint
std::string text_of_any(const Program& program, const Pool& pool, uint64_t value);                                                // %v
// What stands behind `panic: ` in a crash text, without [recovered]. Of a pointer or a function, its type: an address would be another in each run.
std::string panic_text(const Program& program, const Pool& pool, uint64_t value);

}  // namespace wgscope::program
