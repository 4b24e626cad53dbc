// An operation as Go writes it, in short (hood_calls.h has the lines), with who stands where and the values that their calls hold.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/action.h"
#include "app/model/hood_calls.h"
#include "app/model/scene.h"

namespace wgscope::model {

struct HoodRow {
  std::string_view text;
  bool access = false;               // else it only works on what the access above it gave
  bool latest = false;               // the latest event is this access
  bool taken = false;                // a test that came out true with it
  std::string holds = {};            // what the focused goroutine's call holds here: `w = 2`
  std::string gave = {};             // what the latest step's access gave: `v = 0`
  std::vector<Chip> here = {};       // whose next access this is, or who is parked in it
};

struct HoodView {
  HoodCall call = HoodCall::add;     // never `follow`
  std::string_view heading;          // `func (wg *WaitGroup) Add(delta int) {`
  std::vector<HoodRow> rows;
  HoodGroup group = HoodGroup::wait_group;
  std::span<const HoodCallRow> offered;      // those that can be shown instead
  std::vector<HoodCall> come_forward;        // of the objects that the program has: the room of the longest is kept, so that nothing moves when it comes
  size_t in_other_call = 0;          // goroutines that stand in an operation not shown
  bool focused_inside = false;       // the focused goroutine is in this call
};
HoodView hood_view(const Scene& scene, HoodCall wanted);

}  // namespace wgscope::model
