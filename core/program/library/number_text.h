// Numbers as Go writes them: strconv.FormatFloat.
#pragma once

#include <cstdint>
#include <string>

namespace wgscope::program {

// verb: one of e E f F g G b x X. precision -1: the shortest text that reads back as the same number.
std::string float_text(double value, char verb, int precision);

}  // namespace wgscope::program
