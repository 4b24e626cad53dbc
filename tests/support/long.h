// `scripts/test --long` asks for all of it: every test that samples what it could do thousands of times looks here how often to.
#pragma once

#include <cstdlib>

namespace wgscope {

inline bool long_suite() {
  const char* value = std::getenv("WGSCOPE_LONG");
  return value != nullptr && *value != '\0';
}

}  // namespace wgscope
