#include "app/model/timer_view.h"

#include <algorithm>

#include "app/model/objects.h"
#include "core/base/duration_text.h"

namespace wgscope::model {

std::string time_left_text(int64_t left_ns) {
  constexpr int64_t kShownTo_ns = 1'000'000;   // finer than that nobody reads
  return duration_text(left_ns < kShownTo_ns ? left_ns : left_ns - left_ns % kShownTo_ns);
}

TimerView timer_view(const Scene& scene) {
  const ObjectNow& now = scene.world.objects[scene.object.value];
  TimerView view;
  view.object = scene.object;
  view.name = object_name(scene.trace, scene.object);
  view.does = now.word == kTicker ? TimerView::Does::ticks : now.word == kCallsFunction ? TimerView::Does::calls : TimerView::Does::sends;
  view.set = now.timer_set;
  if (now.set_at != 0 || now.timer_set) view.set_for = duration_text(static_cast<int64_t>(now.set_for_ns));
  if (now.timer_set && scene.trace.header().world == World::recorded && now.set_for_ns > 0) {
    const auto whole = static_cast<int64_t>(now.set_for_ns);
    const int64_t age = std::max<int64_t>(scene.trace.at_ns(scene.cursor()) - scene.trace.at_ns(now.set_at), 0);
    const int64_t since = view.does == TimerView::Does::ticks ? age % whole : std::min(age, whole);   // a ticker's is that since its latest tick was due
    view.passed = static_cast<double>(since) / static_cast<double>(whole);
    view.left = time_left_text(whole - since);
  }
  for (const QueuedOnChannel& one : now.receivers) view.waiting.push_back(chip_of(scene, one.who));
  view.changed = latest_step_on(scene, scene.object) != nullptr;
  return view;
}

}  // namespace wgscope::model
