// The story of a deadlock: who waits for which WaitGroup, what its counter says, and whose Done is missing, as far as the trace knows.
#include <algorithm>
#include <map>
#include <set>

#include "app/model/telling.h"
#include "core/trace/value_text.h"

namespace wgscope::model {

namespace {

// What happened to one WaitGroup that can say whose Done is missing.
struct Past {
  std::set<GoroutineId> called_done;    // took from its counter
  std::set<GoroutineId> started_by_go;  // wg.Go started them, for this one
  std::vector<ObjectId> copies;
};

bool of_wait_group_go(const Trace& trace, GoroutineId who) { return trace.goroutines()[who.value - 1].function.starts_with("sync.(*WaitGroup).Go."); }

// By object. Of a very long trace nothing: the end of a run is not to wait for it.
std::map<ObjectId, Past> pasts_of(const Trace& trace) {
  constexpr size_t kLongest = 100'000;
  std::map<ObjectId, Past> pasts;
  if (trace.size() > kLongest) return pasts;
  std::map<GoroutineId, ObjectId> just_added;   // the group to which a goroutine's latest step added
  for (EventIndex index = 0; index < trace.size(); ++index) {
    const Event& event = trace[index];
    if (event.kind == EventKind::copy) pasts[event.object].copies.push_back(ObjectId{static_cast<uint32_t>(event.word)});
    if (event.kind == EventKind::add_count && delta_of(trace, index) < 0) pasts[event.object].called_done.insert(event.who());
    if (event.kind == EventKind::spawn && event.other >= 1 && event.other <= trace.goroutines().size() && of_wait_group_go(trace, {event.other})) {
      if (const auto group = just_added.find(event.who()); group != just_added.end()) pasts[group->second].started_by_go.insert({event.other});
    }
    if (event.kind == EventKind::add_count) just_added[event.who()] = event.object;
    else if (trace.is_step(event)) just_added.erase(event.who());
  }
  return pasts;
}

std::vector<GoroutineId> listed(const std::set<GoroutineId>& who) { return {who.begin(), who.end()}; }

// Those that ran a function in which others called Done, and called none themselves.
std::vector<GoroutineId> called_none(const Trace& trace, const WorldState& end, const Past& past) {
  std::set<std::string> functions;
  for (const GoroutineId who : past.called_done)
    if (who != kMain && !of_wait_group_go(trace, who)) functions.insert(trace.goroutines()[who.value - 1].function);
  std::vector<GoroutineId> found;
  for (uint32_t number = 2; number <= std::min(end.goroutines.size(), trace.goroutines().size()); ++number)
    if (!past.called_done.count({number}) && functions.count(trace.goroutines()[number - 1].function)) found.push_back({number});
  return found;
}

std::vector<GoroutineId> not_through(const Past& past) {
  std::vector<GoroutineId> found;
  for (const GoroutineId who : past.started_by_go)
    if (!past.called_done.count(who)) found.push_back(who);
  return found;
}

// Of those who are parked on something else than a WaitGroup.
std::string_view elsewhere_key(WaitReason reason, GoroutineId holder, bool at_timer) {
  if (at_timer && reason == WaitReason::chan_receive) return "timer";
  switch (reason) {
    case WaitReason::chan_send: return "send";
    case WaitReason::chan_receive: return "receive";
    case WaitReason::nil_chan_send:
    case WaitReason::nil_chan_receive: return "nil";
    case WaitReason::select: return "select";
    case WaitReason::select_no_cases: return "select_empty";
    case WaitReason::cond_wait: return "cond";
    default: return holder == kNobody ? "mutex" : "mutex_held";
  }
}

}  // namespace

std::string deadlock_sentence(const Trace& trace, const WorldState& end, const Strings& strings) {
  std::map<ObjectId, std::vector<GoroutineId>> waiting;
  std::map<std::pair<WaitReason, ObjectId>, std::vector<GoroutineId>> elsewhere;
  for (uint32_t number = 1; number <= end.goroutines.size(); ++number) {
    const GoroutineNow& now = end.goroutines[number - 1];
    if (now.state != GoroutineState::parked) continue;
    if (now.wait_reason == WaitReason::wait_group && now.waits_on.value < end.objects.size()) waiting[now.waits_on].push_back({number});
    else if (now.wait_reason != WaitReason::wait_group) elsewhere[{now.wait_reason, now.waits_on}].push_back({number});
  }
  const auto pasts = pasts_of(trace);
  std::string told = strings.say("story.deadlock.nobody");
  for (const auto& [object, who] : waiting) {
    const int32_t counter = end.objects[object.value].counter();
    std::vector<Gap> gaps{{"object", object_name(trace, object)}, {"counter", std::to_string(counter)}};
    const auto tell = [&](std::string_view key, const std::vector<GoroutineId>& names) {
      std::vector<Gap> all = gaps;
      all.push_back({"names", name_list(strings, names)});
      all.push_back({"n", std::to_string(names.size())});
      told = strings.say("list.sentences", {{"before", told}, {"after", strings.say("story.deadlock." + std::string(key), all)}});
    };
    tell(counter > 0 ? "missing" : counter < 0 ? "negative" : "lost", who);
    const auto past = pasts.find(object);
    if (counter <= 0 || past == pasts.end()) continue;
    if (const auto none = called_none(trace, end, past->second); !none.empty()) tell("called_none", none);
    if (const auto none = not_through(past->second); !none.empty()) tell("not_through", none);
    for (const ObjectId copy : past->second.copies) {
      const auto of_copy = pasts.find(copy);
      if (of_copy == pasts.end() || of_copy->second.called_done.empty()) continue;
      gaps.push_back({"copy", object_name(trace, copy)});
      tell("to_copy", listed(of_copy->second.called_done));
      gaps.pop_back();
    }
  }
  for (const auto& [where, who] : elsewhere) {
    const bool known = where.second.value < end.objects.size();
    const GoroutineId holder = known ? end.objects[where.second.value].holder : kNobody;
    const std::vector<Gap> gaps{{"object", object_name(trace, where.second)}, {"names", name_list(strings, who)}, {"n", std::to_string(who.size())}, {"holder", goroutine_name(holder)}};
    told = strings.say("list.sentences", {{"before", told}, {"after", strings.say("story.deadlock." + std::string(elsewhere_key(where.first, holder, known && trace.objects()[where.second.value].kind == ObjectKind::timer)), gaps)}});
  }
  return told;
}

}  // namespace wgscope::model
