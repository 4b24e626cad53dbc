// Programs of strangers: small texts that would take much time, memory or paper from whoever runs, searches or tells them without bounds.
#pragma once

#include <string>

namespace wgscope::testing_cli {

// A recursion without a base case, each frame with a variable that a deferred literal changes.
std::string recursion();
// A loop that makes so many variables within one step, none of which anybody keeps.
std::string variables(int count);
// So many variables, each made in a step of its own and kept by the next one's.
std::string kept_variables(int count);
// Goroutines that are thousands of calls deep, with many locals in each frame, and step there.
std::string deep_frames(int goroutines);
// Texts of up to 1 MiB, each another one.
std::string long_texts();
// As many endings as there are orders, each a text of 10,000 characters.
std::string long_endings();
// Function values made of function values, over and over: deep, and with 2^60 ways through them.
std::string shared_closures();
// Numbers with the bits that function values have.
std::string numbers_like_values();
// Millions of instructions in every step.
std::string long_steps();
// A format of thousands of widths of a million.
std::string wide_format();
// Thousands of goroutines, of which a few live at once.
std::string many_goroutines();
// It prints, and never ends.
std::string endless();

// Text constants that would take gigabytes; fractions with exponents of thousands of digits; many mistakes about a very long type.
std::string long_constants();
std::string long_fractions();
std::string long_messages();

}  // namespace wgscope::testing_cli
