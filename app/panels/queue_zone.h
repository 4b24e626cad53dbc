// Who waits at an object: a name for the queue, and below it a line for each, the first at the top.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/model/channel_view.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

struct QueueZone {
  std::string_view id;               // of the chips; also what explains the queue
  std::string title;
  const std::vector<model::QueuedChip>& queued;
  bool numbered = true;              // the order means something
  std::string brief = {};            // its name where there is no room for the title; empty: none
};
void queue_zone(const Panel& panel, Rect box, const QueueZone& zone);
// The same for those who bring nothing.
void queue_zone(const Panel& panel, const Rect& box, std::string_view id, const std::string& title, const std::vector<model::Chip>& chips, bool numbered = true);

}  // namespace wgscope::panels
