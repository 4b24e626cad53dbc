// What explains itself, by keys: over the picture, from thing to thing, each outlined and the chosen one told; or all of them at once, in columns.
#pragma once

#include "app/model/session.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

// Draws whichever of the two is open. After everything else: it goes by what was drawn.
void legend(const Panel& panel, const model::Session& session);

}  // namespace wgscope::panels
