// The inside of the object's panel when it is a channel: the senders' queue at the left, the ring of its buffer in the middle, the receivers' queue at the right.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "app/model/channel_view.h"
#include "app/model/flights.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

struct ChannelPartData {
  const model::ChannelView& view;
  uint64_t step;                                  // another number: what changed flashes
  const std::vector<model::Flight>& flights;      // those that have not arrived
};
float channel_part_height(const Panel& panel);
// Gives the middle of the buffer, and where each cell is that can be seen.
Point channel_part(const Panel& panel, Rect box, const ChannelPartData& data, std::vector<std::pair<uint32_t, Point>>& cells);

}  // namespace wgscope::panels
