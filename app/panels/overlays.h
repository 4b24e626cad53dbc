// What lies over the panels, at most one at a time: the lessons, the help, lists of choices. And what may lie over them at any time: diagnostics of a
// broken file, a notice.
#pragma once

#include "app/model/session.h"
#include "app/panels/panel.h"
#include "app/panels/top_bar.h"

namespace wgscope::panels {

void overlay(const Panel& panel, const model::Session& session, const model::TopBarView& view, const TopBarPlaces& places);
// Over the last good picture: what is wrong with the file, each at its place.
void diagnostics(const Panel& panel, const Rect& area, const model::Session& session);
void notice(const Panel& panel, const Rect& area, const model::Notice& notice);

}  // namespace wgscope::panels
