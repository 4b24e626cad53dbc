// A program's code as text: for tests and for people.
#pragma once

#include <string>

#include "core/program/code.h"

namespace wgscope::program {

std::string_view name_of(Op op);

// One function: a line an instruction, `0 global_ref wg  @5:3`. Constants, functions and declarations by what they are, not by number.
std::string disassemble(const Program& program, const Function& function);
// All functions, ours last.
std::string disassemble(const Program& program);

}  // namespace wgscope::program
