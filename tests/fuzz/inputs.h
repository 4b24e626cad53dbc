// One function a kind of input: gives it to the part of core that reads it, and looks whether the answer is one. libFuzzer calls them with what it makes up
// (fuzz_main.cpp), test_fuzz with what was found once and is kept in found/, and with some that it makes itself. README.md says how to run them.
//
// Each returns when all is well. What is not well ends the process with a message and abort(), which is what libFuzzer takes for a finding.
#pragma once

#include <string_view>

namespace wgscope::fuzz {

// A scenario's JSON: read, or refused with messages that name places in it.
void try_scenario(std::string_view text);
// A Go program: compiled into well-formed code, or refused likewise, each message with a hint.
void try_go(std::string_view text);
// A schedule: read, and written again as a text that is read as the same.
void try_schedule(std::string_view text);
// A .wgtrace file: refused, or saved again byte for byte; then everything is made of it that a window makes. Tried as it is and with its checksums set right.
void try_trace(std::string_view bytes);
// A Go program that is run and searched if it compiles: try_run below. Long ones and those that do much in a step are left out.
void try_mutant(std::string_view text);
// The bytes are a seed: the program that tests/support/generated_program.h makes of it is run and searched.
void try_program(std::string_view bytes);

using Try = void (*)(std::string_view);
struct Target {
  std::string_view name;   // of the executable, fuzz_NAME, and of its folders
  Try run;
};
inline constexpr Target kTargets[] = {{"scenario", try_scenario}, {"go", try_go}, {"schedule", try_schedule}, {"trace", try_trace}, {"mutant", try_mutant}, {"program", try_program}};

}  // namespace wgscope::fuzz
