// Every widget once, as the panels use them: what to look at while changing one, and the golden picture that notices.
#pragma once

#include "app/widgets/ui.h"

namespace wgscope::widgets {

void draw_gallery(Ui& ui);

}  // namespace wgscope::widgets
