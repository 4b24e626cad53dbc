#include "app/model/object_view.h"

#include <iterator>

namespace wgscope::model {

namespace {

using Shown = ObjectView::Shown;
Shown no_view(const Scene&) { return {}; }
template <auto view>
Shown view_of(const Scene& scene) { return view(scene); }

// In the order of ObjectKind.
constexpr Shown (*kViews[])(const Scene&) = {view_of<word_view>, no_view, no_view, no_view, no_view, view_of<channel_view>, view_of<mutex_view>, view_of<mutex_view>, view_of<timer_view>, view_of<cond_view>};
static_assert(std::size(kViews) == kObjectKindCount);

}  // namespace

ObjectView object_view(const Scene& scene) {
  ObjectView view;
  view.rows = object_rows(scene);
  const auto& objects = scene.trace.objects();
  for (size_t i = 0; i < objects.size(); ++i) view.kinds.add(objects[i].kind);
  if (scene.object.value < scene.world.objects.size()) view.shown = kViews[static_cast<size_t>(objects[scene.object.value].kind)](scene);
  return view;
}

}  // namespace wgscope::model
