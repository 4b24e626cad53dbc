// The bar at the top: what is open, the mode, the transport, how fast, where we are; language, text size, help.
#pragma once

#include "app/model/top_bar_view.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

// What overlays hang from.
struct TopBarPlaces {
  Rect lessons, rate, params, menu;
};
float top_bar_height(const Panel& panel, float width, const model::TopBarView& view);
TopBarPlaces top_bar(const Panel& panel, const Rect& rect, const model::TopBarView& view, model::Overlay open);

}  // namespace wgscope::panels
