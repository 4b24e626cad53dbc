#include "app/model/stage_view.h"

#include <algorithm>
#include <utility>

#include "app/model/doing.h"
#include "app/model/strings.h"
#include "core/trace/value_text.h"

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

namespace {

// Where somebody stands in a queue: on which object, at which side, at which place.
struct Queued {
  uint32_t object;
  int side, place;
  auto operator<=>(const Queued&) const = default;
};

// All queues that somebody is in, in the order of the objects. A select may stand in one of them twice.
std::vector<Queued> queued_in(const WorldState& world, GoroutineId who) {
  std::vector<Queued> all;
  const auto look = [&](uint32_t object, int side, const auto& queue, auto&& who_of) {
    const auto found = std::find_if(queue.begin(), queue.end(), [&](const auto& one) { return who_of(one) == who; });
    if (found != queue.end()) all.push_back({object, side, static_cast<int>(found - queue.begin())});
  };
  const auto self = [](GoroutineId one) { return one; };
  const auto queued = [](const QueuedOnChannel& one) { return one.who; };
  for (uint32_t object = 0; object < world.objects.size(); ++object) {
    const ObjectNow& now = world.objects[object];
    look(object, 0, now.queue, self);
    look(object, 0, now.senders, queued);
    look(object, 1, now.receivers, queued);
  }
  return all;
}

StageCard card_of(const Scene& scene, GoroutineId who, const std::vector<Queued>& queued) {
  const Event* latest = scene.latest();
  StageCard card{.chip = chip_of(scene, who), .doing = doing(scene, who), .queue_place = queued.empty() ? -1 : queued.front().place, .latest = latest && latest->who() == who};
  const auto& objects = scene.trace.objects();
  for (const Queued& one : queued) {
    const std::string name = object_name(scene.trace, ObjectId{one.object});
    const bool twice = !card.waits.empty() && card.waits.back() == name;   // a select that sends and receives there
    if (objects[one.object].kind != ObjectKind::wait_group && !twice) card.waits.push_back(name);
  }
  for (uint32_t object = 0; object < scene.world.objects.size(); ++object) {
    const ObjectNow& now = scene.world.objects[object];
    if (now.holder == who || std::ranges::count(now.readers, who) > 0) card.holds.push_back(object_name(scene.trace, ObjectId{object}));
  }
  return card;
}

}  // namespace

StageView stage_view(const Scene& scene) {
  StageView view;
  for (const auto state : {GoroutineState::running, GoroutineState::runnable, GoroutineState::parked, GoroutineState::finished, GoroutineState::panicked})
    view.columns.push_back({state, {}});
  std::vector<std::pair<std::vector<Queued>, StageCard>> parked;
  for (uint32_t number = 1; number <= scene.world.goroutines.size(); ++number) {
    const GoroutineId who{number};
    const GoroutineState state = scene.world.goroutines[number - 1].state;
    if (state != GoroutineState::parked) {
      view.columns[static_cast<size_t>(state)].cards.push_back(card_of(scene, who, {}));
      continue;
    }
    std::vector<Queued> queued = queued_in(scene.world, who);
    StageCard card = card_of(scene, who, queued);
    parked.emplace_back(std::move(queued), std::move(card));
  }
  std::ranges::stable_sort(parked, {}, [](const auto& one) {
    return one.first.empty() ? std::pair(true, Queued{}) : std::pair(false, one.first.front());
  });
  for (auto& [queued, card] : parked) view.columns[static_cast<size_t>(GoroutineState::parked)].cards.push_back(std::move(card));
  if (view.columns.back().cards.empty()) view.columns.pop_back();
  view.flights = flights_of(scene);
  view.flew_at = scene.latest_step();
  view.ending = ending_view(scene);
  return view;
}

}  // namespace wgscope::model
