// The bounds that were given, over the defaults.
#pragma once

#include <algorithm>
#include <cstdint>

#include "app/cli/arguments.h"
#include "core/explore/explore.h"

namespace wgscope::cli {

inline ExploreBounds bounds_of(const Bounds& given) {
  ExploreBounds bounds;
  if (given.states) bounds.states_max = *given.states;
  if (given.seconds) bounds.seconds_max = *given.seconds;
  if (given.memory_mib) bounds.memory_max_bytes = *given.memory_mib > (UINT64_MAX >> 20) ? UINT64_MAX : *given.memory_mib << 20;
  if (given.switches) bounds.switches_max = static_cast<uint32_t>(std::min<uint64_t>(*given.switches, UINT32_MAX));
  return bounds;
}

}  // namespace wgscope::cli
