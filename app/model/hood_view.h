// Add or Wait as Go writes them, in short (core/sync keeps the rows beside the steps), with who stands where and the values that their calls hold.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/action.h"
#include "app/model/scene.h"
#include "core/sync/wait_group.h"

namespace wgscope::model {

// The line of core/sync/wait_group.h that an access is; none when it is no access of a WaitGroup.
std::optional<sync::WaitGroupAt> line_of(EventKind kind);
inline bool of_add(sync::WaitGroupAt at) { return at <= sync::WaitGroupAt::add_release; }

struct HoodRow {
  std::string_view text;
  bool access = false;               // else it only tests what the access above it gave
  bool latest = false;               // the latest event is this access
  bool taken = false;                // a test that came out true with it
  std::string holds;                 // what the focused goroutine's call holds here: `w = 2`
  std::string gave;                  // what the latest step's access gave: `v = 0`
  std::vector<Chip> here;            // whose next access this is
};

struct HoodView {
  HoodCall call = HoodCall::add;     // add or wait
  std::string_view heading;          // `func (wg *WaitGroup) Add(delta int) {`
  std::vector<HoodRow> rows;
  size_t in_other_call = 0;          // goroutines that stand in the operation not shown
  bool focused_inside = false;       // the focused goroutine is in this call
};
HoodView hood_view(const Scene& scene, HoodCall wanted);

}  // namespace wgscope::model
