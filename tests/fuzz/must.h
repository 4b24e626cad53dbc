// A claim that holds of every input.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

namespace wgscope::fuzz {

inline void must(bool holds, const std::string& claim) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", claim.c_str());
  std::abort();
}

}  // namespace wgscope::fuzz
