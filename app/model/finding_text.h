// What Explore found, in sentences: the same in the window and on the command line, and in either language.
#pragma once

#include <string>

#include "core/explore/explore.h"

namespace wgscope::model {

class Strings;

// A sentence of the finding's facts. Its lines are the program's: those that stand beside it on the screen.
std::string finding_text(const Finding& finding, const Strings& strings);
// Who goes round for ever in a livelock, a sentence each.
std::string rounds_text(const FoundEnding& ending, const Strings& strings);
// `12.5 %`: what is neither 0 nor 1 never reads as either.
std::string chance_text(double chance);

}  // namespace wgscope::model
