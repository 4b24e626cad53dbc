#include "core/explore/graph.h"

#include <algorithm>

namespace wgscope::search {

uint32_t Graph::depth(StateId s) const {
  return static_cast<uint32_t>(std::ranges::upper_bound(layers_, s) - layers_.begin()) - 1;
}

}  // namespace wgscope::search
