// The object that is looked at (word_part, channel_part, mutex_part, timer_part, cond_part), the cases of the select that is in use
// (select_part), and all objects as pills below it.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "app/model/flights.h"
#include "app/model/object_view.h"
#include "app/panels/object_strip.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

struct ObjectPanelData {
  const model::ObjectView& view;
  uint64_t step;                                  // another number: what changed flashes
  const std::vector<model::Flight>& flights;      // those that have not arrived; what flies is not there yet
};

// Where the objects are: whatever flies from one or to one begins or ends there.
struct ObjectPlaces {
  ObjectId shown = kNoObject;
  Point centre;                                   // its bowl, its lock
  std::vector<std::pair<uint32_t, Point>> cells;  // of a channel's ring
  PillPlaces pills;
  // None: it is not in the picture.
  std::optional<Point> of(const model::FlightEnd& end) const;
};

// The height that suits a width: the same for all objects of a program, so that nothing below moves when another comes forward.
float object_panel_height(const Panel& panel, float width, const model::ObjectView& view);
ObjectPlaces object_panel(const Panel& panel, const Rect& rect, const ObjectPanelData& data);

}  // namespace wgscope::panels
