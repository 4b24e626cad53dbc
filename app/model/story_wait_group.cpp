// The story of steps on a WaitGroup: on its word, and on the semaphore under it.
#include <algorithm>

#include "app/model/story_facts.h"
#include "app/model/telling.h"
#include "core/sync/wait_group.h"
#include "core/trace/value_text.h"

namespace wgscope::model {

namespace {

int64_t counter_of(uint64_t word) { return static_cast<int32_t>(word >> 32); }
int64_t waiters_of(uint64_t word) { return static_cast<int64_t>(word & 0x7fffffff); }

bool is_misuse(const std::optional<std::string>& panic) { return panic && *panic == text_of(sync::WaitGroupPanic::misuse); }

// The goroutines in a list but one.
std::vector<GoroutineId> without(std::vector<GoroutineId> goroutines, GoroutineId who) {
  std::erase(goroutines, who);
  return goroutines;
}

std::string_view add_key(Telling& telling, int64_t delta, int64_t counter_before) {
  const Event& event = telling.event();
  const int64_t counter = counter_of(event.word), waiters = waiters_of(event.word);
  if (counter < 0) {
    if (counter_before < 0) return "add.still_negative";
    return delta > 0 ? "add.wraps" : "add.negative";
  }
  if (is_misuse(panic_after(telling.trace, telling.index)) || (waiters != 0 && delta > 0 && counter == delta)) return "add.misuse";
  if (counter > 0) {
    if (delta == 0) return "add.nothing";
    if (delta < 0) return delta == -1 ? "add.done" : "add.down";
    if (counter_before < 0) return "add.from_below";
    if (waiters > 0) return "add.while_waiting";
    const auto late = without(inside_wait(telling.trace, telling.before, telling.index, telling.object()), event.who());
    if (counter_before != 0 || late.empty()) return "add.up";
    telling.names("names", late);
    telling.gap("n", static_cast<int64_t>(late.size()));
    return "add.too_early";
  }
  if (waiters == 0) {
    if (delta == 0) return "add.nothing";
    return delta == -1 ? "add.last_quiet" : delta < 0 ? "add.zero_quiet" : "add.back_quiet";
  }
  if (delta == 0) return "add.again";
  return delta == -1 ? "add.last" : delta < 0 ? "add.zero" : "add.back";
}

void tell_add(Telling& telling) {
  const int64_t delta = delta_of(telling.trace, telling.index);
  const int64_t counter_before = counter_of(telling.object_before().word);
  telling.gap("delta", (delta > 0 ? "+" : "") + std::to_string(delta));
  telling.count("waiters_word", waiters_of(telling.event().word));
  telling.head("add");
  telling.say(add_key(telling, delta, counter_before));
}

void tell_recheck(Telling& telling) {
  telling.head("load");
  const uint64_t expected = telling.who_before().remembered;
  if (telling.event().word == expected) return telling.say("recheck.same");
  telling.gap("expected", halves_text(expected));
  const auto own = previous_step(telling.trace, telling.event().who(), telling.index);
  const GoroutineId other = last_writer(telling.trace, telling.index, own.value_or(0));
  telling.gap("other", other);
  telling.say(other == kNobody ? "untold" : "recheck.changed");
}

void tell_clear(Telling& telling) {
  telling.head("store");
  const uint64_t was = telling.object_before().word, expected = telling.who_before().remembered;
  if (was == expected) return telling.say("clear.plain");
  const auto own = previous_step(telling.trace, telling.event().who(), telling.index);
  const GoroutineId other = last_writer(telling.trace, telling.index, own.value_or(0));
  telling.gap("other", other);
  telling.gap("before", halves_text(was));
  telling.say(other == kNobody ? "untold" : counter_of(was) != 0 ? "clear.wipes" : "clear.wipes_waiter");
}

void tell_look(Telling& telling) {
  telling.head("load");
  const int64_t counter = counter_of(telling.event().word);
  const auto own = previous_step(telling.trace, telling.event().who(), telling.index);
  const bool again = own && telling.trace[*own].kind == EventKind::wait_join && telling.trace[*own].failed() && telling.trace[*own].object == telling.object();
  if (counter == 0) return telling.say(waiters_of(telling.event().word) > 0 ? "look.zero_busy" : again ? "look.zero_again" : "look.zero");
  if (counter < 0) return telling.say("look.negative");
  telling.say(again ? "look.again" : "look.wait");
}

void tell_join(Telling& telling) {
  const uint64_t seen = telling.who_before().remembered;
  telling.gap("seen", halves_text(seen));
  if (!telling.event().failed()) {
    telling.gap("waiters_before", waiters_of(telling.event().word) - 1);
    telling.head("cas");
    return telling.say("join.done");
  }
  telling.head("cas_failed");
  const auto own = previous_step(telling.trace, telling.event().who(), telling.index);
  const GoroutineId other = last_writer(telling.trace, telling.index, own.value_or(0));
  telling.gap("other", other);
  telling.say(other == kNobody ? "untold" : "join.failed");
}

void tell_check(Telling& telling) {
  telling.head("load");
  if (telling.event().word == 0) return telling.say("check.zero");
  const GoroutineId other = last_writer(telling.trace, telling.index, registration(telling.trace, telling.event().who(), telling.index).value_or(0));
  telling.gap("other", other);
  telling.say(other == kNobody ? "check.own" : "check.reused");
}

void tell_release(Telling& telling) {
  const ReleasePlace place = release_place(telling.trace, telling.before, telling.index);
  telling.gap("k", static_cast<int64_t>(place.number));
  telling.gap("n", static_cast<int64_t>(place.total));
  telling.gap("tokens", static_cast<int64_t>(telling.event().word));
  if (telling.event().other != 0) {
    telling.head("release");
    return telling.say(place.total == 1 ? "release.only" : place.number == 1 ? "release.first" : place.number == place.total ? "release.last" : "release.next");
  }
  telling.head("release_nobody");
  auto coming = registered_only(telling.trace, telling.before, telling.index, telling.object());
  // Who was woken and lost its token is on the way, too.
  const auto woken = readied(telling.trace, telling.before, telling.index, telling.object());
  if (woken.size() >= telling.event().word) coming.insert(coming.end(), woken.begin(), woken.end());
  std::sort(coming.begin(), coming.end(), [](GoroutineId a, GoroutineId b) { return a.value < b.value; });
  telling.names("names", coming);
  telling.gap("coming", static_cast<int64_t>(coming.size()));
  telling.say(coming.empty() ? "release.stray" : "release.early");
}

void tell_no_token(Telling& telling, const std::optional<RoundEnd>& end) {
  telling.head("acquire_parked");
  const auto& queue = telling.object_before().queue;
  telling.gap("place", static_cast<int64_t>(queue.size() + 1));
  if (end && end->kept > 0) {
    const auto thieves = came_later(telling.trace, telling.object(), end->add, end->kept_since, telling.index);
    telling.names("names", thieves);
    if (!thieves.empty()) return telling.say("acquire.robbed");
  }
  if (queue.empty()) return telling.say("acquire.parked_first");
  telling.gap("other", queue.back());
  telling.say("acquire.parked_behind");
}

void tell_acquire(Telling& telling) {
  const auto join = registration(telling.trace, telling.event().who(), telling.index);
  std::optional<RoundEnd> end;
  if (join) end = round_end(telling.trace, *join, telling.index);
  if (telling.event().parked()) return tell_no_token(telling, end);
  telling.head("acquire_token");
  const auto name = [&telling](const std::vector<GoroutineId>& losers) {
    telling.names("names", losers);
    telling.gap("n", static_cast<int64_t>(losers.size()));
  };
  telling.gap("left", static_cast<int64_t>(telling.event().word));
  const auto woken = without(readied_and_kept(telling.trace, telling.before, telling.index, telling.object()), telling.event().who());
  if (woken.size() > telling.event().word) {
    name(woken);
    return telling.say("acquire.overtakes");
  }
  if (end && end->released > 0) return telling.say("acquire.token");
  const auto robbed = robbed_by(telling.trace, telling.before, telling.index);
  name(robbed);
  telling.say(robbed.empty() ? "acquire.stray" : "acquire.steals");
}

void tell_retry(Telling& telling) {
  const auto release = release_before(telling.trace, telling.index);
  if (!telling.event().parked()) {
    telling.head("retry_token");
    if (!release) return telling.say("untold");
    telling.gap("other", telling.trace[*release].who());
    return telling.say("retry.token");
  }
  telling.head("retry_parked");
  const EventIndex released = release.value_or(telling.index);
  const auto overwritten = tokens_overwritten(telling.trace, telling.object(), released, telling.index);
  const EventIndex from = overwritten.value_or(released);
  auto first = came_first(telling.trace, telling.object(), from, telling.index);
  const GoroutineId taker = last_taker(telling.trace, telling.object(), from, telling.index);
  if (first.empty() && taker != kNobody) first.push_back(taker);
  telling.names("names", first);
  if (!first.empty()) return telling.say("retry.lost");
  if (!overwritten) return telling.say("untold");
  telling.gap("other", telling.trace[*overwritten].who());
  telling.say("retry.overwritten");
}

}  // namespace

void tell_wait_group(Telling& telling) {
  const Event& event = telling.event();
  telling.gap("word", halves_text(event.word));
  telling.gap("counter", counter_of(event.word));
  telling.gap("counter_before", counter_of(telling.object_before().word));
  telling.gap("waiters", waiters_of(event.word));
  switch (event.kind) {
    case EventKind::add_count: return tell_add(telling);
    case EventKind::add_recheck: return tell_recheck(telling);
    case EventKind::add_clear: return tell_clear(telling);
    case EventKind::wait_load: return tell_look(telling);
    case EventKind::wait_join: return tell_join(telling);
    default: return tell_check(telling);
  }
}

void tell_semaphore(Telling& telling) {
  switch (telling.event().kind) {
    case EventKind::sema_release: return tell_release(telling);
    case EventKind::sema_acquire: return tell_acquire(telling);
    default: return tell_retry(telling);
  }
}

}  // namespace wgscope::model
