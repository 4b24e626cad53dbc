#include "app/panels/panel.h"

namespace wgscope::panels {

StateLook look_of(const Ui& ui, GoroutineState state) {
  const theme::Colours& c = ui.colours();
  switch (state) {
    case GoroutineState::running: return {c.running, Icon::running};
    case GoroutineState::runnable: return {c.runnable, Icon::runnable};
    case GoroutineState::parked: return {c.parked, Icon::parked};
    case GoroutineState::finished: return {c.finished, Icon::finished};
    case GoroutineState::panicked: return {c.panicked, Icon::panicked};
  }
  return {c.finished, Icon::none};
}

float chip(const Panel& panel, std::string_view id, Point middle_left, const model::Chip& chip) {
  const bool over = chip.state == GoroutineState::finished;
  if (widgets::chip_button(panel.ui, id, middle_left, chip.name, colour_of(chip.who), over)) panel.ask(model::act::FocusOn{chip.who});
  return widgets::chip_width(panel.ui, chip.name);
}

}  // namespace wgscope::panels
