// Numbers as Go writes them: strconv.FormatFloat, and the runtime's own print.
#pragma once

#include <cstdint>
#include <string>

namespace wgscope::program {

// verb: one of e E f F g G b x X. precision -1: the shortest text that reads back as the same number.
std::string float_text(double value, char verb, int precision);
// As print and a crash text write it: +1.500000e+000
std::string runtime_float_text(double value);

}  // namespace wgscope::program
