#include "app/model/stage_view.h"

#include <algorithm>
#include <tuple>

#include "app/model/doing.h"
#include "app/model/strings.h"

namespace wgscope::model {

std::optional<EndingView> ending_view(const Scene& scene) {
  const TraceTail& tail = scene.trace.tail();
  if (!tail.over || scene.cursor() < scene.trace.size()) return std::nullopt;
  EndingView view;
  if (!tail.ending) {
    const std::string_view by = name_of(tail.stopped_by);
    view.headline = scene.strings.say(by.empty() ? std::string("ending.unfinished") : "ending.stopped_by." + std::string(by));
    return view;
  }
  view.ending = tail.ending;
  if (tail.ending->is(Ending::Kind::exit)) {
    view.headline = scene.strings.say("ending.exit");
    return view;
  }
  // Go's first words; a deadlock's ending is our name for them.
  const std::string& crash = tail.crash;
  const size_t blank = crash.find("\n\n");
  view.words = crash.substr(0, blank == crash.npos ? crash.find('\n') : blank);
  while (!view.words.empty() && view.words.back() == '\n') view.words.pop_back();
  if (view.words.empty()) view.words = tail.ending->text();
  if (tail.ending->is(Ending::Kind::panic)) {
    view.who = tail.crashed;
    view.headline = scene.strings.say("ending.panic", {{"who", goroutine_name(view.who)}});
  } else {
    view.headline = scene.strings.say(tail.ending->is(Ending::Kind::deadlock) ? "ending.deadlock" : "ending.fatal");
  }
  return view;
}

StageView stage_view(const Scene& scene) {
  StageView view;
  for (const auto state : {GoroutineState::running, GoroutineState::runnable, GoroutineState::parked, GoroutineState::finished, GoroutineState::panicked})
    view.columns.push_back({state, {}});
  const Event* latest = scene.latest();
  for (uint32_t number = 1; number <= scene.world.goroutines.size(); ++number) {
    const GoroutineId who{number};
    const GoroutineState state = scene.world.goroutines[number - 1].state;
    view.columns[static_cast<size_t>(state)].cards.push_back({chip_of(scene, who), doing(scene, who), queue_place(scene.world, who), latest && latest->who() == who});
  }
  auto& parked = view.columns[static_cast<size_t>(GoroutineState::parked)].cards;
  std::stable_sort(parked.begin(), parked.end(), [&](const StageCard& a, const StageCard& b) {
    const auto rank = [&](const StageCard& card) {
      const ObjectId waits_on = scene.world.goroutines[card.chip.who.value - 1].waits_on;
      return std::tuple(card.queue_place < 0, card.queue_place < 0 ? 0u : waits_on.value, card.queue_place);
    };
    return rank(a) < rank(b);
  });
  if (view.columns.back().cards.empty()) view.columns.pop_back();

  const EventIndex step = scene.latest_step();
  if (step < scene.trace.size()) {
    const Event& event = scene.trace[step];
    if (on_sema(event.kind) && !event.parked()) view.flight = TokenFlight{event.object, event.who(), event.kind != EventKind::sema_release, step};
  }
  view.ending = ending_view(scene);
  return view;
}

}  // namespace wgscope::model
