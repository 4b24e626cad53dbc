#include "app/model/side_by_side.h"

#include <algorithm>
#include <utility>

#include "app/model/objects.h"

namespace wgscope::model {

SideBySide::SideBySide(ComparedPair pair, LocalText title)
    : sides_{Side{pair.left.scenario}, Side{pair.right.scenario}}, title_(std::move(title)),
      comparison_(compare(pair.left.execution.trace(), pair.right.execution.trace(), one_program(*pair.left.scenario, *pair.right.scenario))) {
  for (size_t side : {kLeft, kRight}) sides_[side].folder.reset(counted(side).shared_trace());
}

uint64_t SideBySide::steps_at(EventIndex cursor) const {
  const uint64_t whole = lead().steps_at(cursor);
  return whole < lead().steps() && cursor > lead().cursor_after(whole) ? whole + 1 : whole;
}

Scene SideBySide::scene(size_t side, uint64_t steps, const Strings& strings, GoroutineId focus) {
  Side& here = sides_[side];
  const Trace& trace = counted(side).trace();
  const EventIndex cursor = steps == 0 ? 0 : counted(side).cursor_after(steps);
  const WorldState& world = here.folder.at(cursor);
  const bool known = focus != kNobody && focus.value <= trace.goroutines().size();
  return {trace, world, here.scenario->lines, strings, known ? focus : cursor > 0 ? trace[cursor - 1].who() : kNobody, object_to_show(trace, world, here.object)};
}

}  // namespace wgscope::model
