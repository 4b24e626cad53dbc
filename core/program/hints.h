// What would be right, for messages whose answer does not depend on the program that they are about.
// Where it does (a name that is nearly right, a conversion that is missing), the checker says so itself.
#pragma once

#include <string_view>

namespace wgscope::program {

// Empty when there is nothing of use to say.
std::string_view general_hint(std::string_view message);

}  // namespace wgscope::program
