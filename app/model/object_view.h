// The object that is looked at, whatever it is, and all of them in short.
#pragma once

#include <optional>
#include <variant>

#include "app/model/channel_view.h"
#include "app/model/cond_view.h"
#include "app/model/mutex_view.h"
#include "app/model/objects.h"
#include "app/model/select_view.h"
#include "app/model/timer_view.h"
#include "app/model/word_view.h"

namespace wgscope::model {

struct ObjectView {
  using Shown = std::variant<std::monostate, WordView, ChannelView, MutexView, TimerView, CondView>;
  Shown shown;   // nothing: there is none with a picture yet
  std::optional<SelectView> select;   // beside it; filled in by whoever knows the program
  std::vector<ObjectRow> rows;
  ObjectKinds kinds;   // that the program has made by the trace's end: so that the room for them does not change with every step
};
ObjectView object_view(const Scene& scene);

}  // namespace wgscope::model
