// Steps on a WaitGroup's semaphore: who released for whom, and who took it.
#include <algorithm>

#include "tests/story/claims.h"

namespace wgscope::model::testing {

namespace {

using K = EventKind;
using At = Waiter::At;

int64_t count(const Names& names) { return static_cast<int64_t>(names.size()); }

bool took(const Claim& c) { return !c.event().parked() && c.object().tokens == c.event().word + 1; }
bool found_none(const Claim& c) { return c.event().parked() && c.object().tokens == 0 && c.event().word == 0; }
bool queues_up(const Claim& c) { return found_none(c) && c.says("place", static_cast<int64_t>(c.object().queue.size() + 1)); }

// This release, of the round that it belongs to.
bool is_release(const Claim& c) {
  const auto& round = c.call().round;
  if (!round || c.object().tokens + 1 != c.event().word) return false;
  const Round& now = c.witness().rounds()[*round];
  return (!c.has("k") || c.says("k", static_cast<int64_t>(now.made + 1))) && (!c.has("n") || c.says("n", static_cast<int64_t>(now.total)));
}
uint64_t number(const Claim& c) { return c.witness().rounds()[*c.call().round].made + 1; }
uint64_t total(const Claim& c) { return c.witness().rounds()[*c.call().round].total; }
bool readies_the_first(const Claim& c) { return !c.object().queue.empty() && c.object().queue.front() == c.event().other && c.says("other", Who{c.event().other}); }

// Who will try to take a token though none is left for it: registered, or woken and too many.
Names on_the_way(const Claim& c) {
  Names who = c.object().standing(At::registered);
  const Names woken = c.object().standing(At::woken);
  if (woken.size() > c.object().tokens) who.insert(woken.begin(), woken.end());
  return who;
}

// When tokens were last lost because another WaitGroup was assigned to this one; 0: never.
EventIndex dropped_at(const Claim& c) { return c.object().dropped ? c.object().dropped->at : 0; }

// Woken, and the token that woke it may still be there.
Names woken_for_a_token(const Claim& c) {
  Names who;
  for (const Who one : c.object().standing(At::woken))
    if (one != c.event().goroutine && c.object().inside.at(one).woken > dropped_at(c)) who.insert(one);
  return who;
}

// Registered, and a token of its round has been released and not been lost.
Names owed(const Claim& c) {
  Names who;
  for (const Who one : c.object().standing(At::registered)) {
    const auto round = c.served(c.object().inside.at(one));
    if (one != c.event().goroutine && round && round->kept > 0) who.insert(one);
  }
  return who;
}

// Will somebody of a round that has ended go without, now that this one has taken a token?
bool somebody_goes_without(const Claim& c) {
  uint64_t needed = 0, supply = c.event().word;
  std::set<size_t> rounds;
  for (const auto& [who, waiter] : c.object().inside) {
    if (who == c.event().goroutine || waiter.at == At::through || !waiter.round) continue;
    const Round& round = c.witness().rounds()[*waiter.round];
    if (round.kept + round.total == round.made) continue;   // what was released for it is lost
    ++needed;
    if (rounds.insert(*waiter.round).second) supply += round.total - round.made;
  }
  return needed > supply;
}

// Who took a token between two events: those who came without having been woken; all of them when there were none of those.
Names takers(const Claim& c, EventIndex from, EventIndex registered_after) {
  Names first, all;
  for (const Taken& taken : c.object().taken) {
    if (taken.at <= from) continue;
    all = {taken.who};   // the last
    if (taken.unwoken && taken.joined >= registered_after) first.insert(taken.who);
  }
  return first.empty() && registered_after == 0 ? all : first;
}

}  // namespace

std::vector<Row> sema_rows() {
  return {
      {"release.first", {K::sema_release}, [](const Claim& c) { return is_release(c) && number(c) == 1 && total(c) > 1 && readies_the_first(c); }},
      {"release.only", {K::sema_release}, [](const Claim& c) { return is_release(c) && number(c) == 1 && total(c) == 1 && readies_the_first(c) && c.returned(); }},
      {"release.next", {K::sema_release}, [](const Claim& c) { return is_release(c) && number(c) > 1 && number(c) < total(c) && readies_the_first(c) && !c.returned(); }},
      {"release.last", {K::sema_release}, [](const Claim& c) { return is_release(c) && number(c) == total(c) && total(c) > 1 && readies_the_first(c) && c.returned(); }},
      {"release.early", {K::sema_release},
       [](const Claim& c) { return is_release(c) && c.event().other == 0 && c.object().queue.empty() && !on_the_way(c).empty() && c.names("names", on_the_way(c)) && c.says("coming", count(on_the_way(c))); }},
      {"release.stray", {K::sema_release}, [](const Claim& c) { return is_release(c) && c.event().other == 0 && c.object().queue.empty() && on_the_way(c).empty(); }},

      {"acquire.token", {K::sema_acquire}, [](const Claim& c) { return took(c) && c.served(); }},
      {"acquire.overtakes", {K::sema_acquire},
       [](const Claim& c) {
         const Names woken = woken_for_a_token(c);
         return took(c) && woken.size() > c.event().word && c.names("names", woken) && c.says("n", count(woken)) && c.says("left", static_cast<int64_t>(c.event().word));
       }},
      {"acquire.steals", {K::sema_acquire},
       [](const Claim& c) { return took(c) && !c.served() && !owed(c).empty() && c.names("names", owed(c)) && c.says("n", count(owed(c))) && somebody_goes_without(c); }},
      {"acquire.stray", {K::sema_acquire}, [](const Claim& c) { return took(c) && !c.served(); }},
      {"acquire.parked_first", {K::sema_acquire}, [](const Claim& c) { return found_none(c) && c.object().queue.empty(); }},
      {"acquire.parked_behind", {K::sema_acquire}, [](const Claim& c) { return queues_up(c) && !c.object().queue.empty() && c.says("other", c.object().queue.back()); }},
      {"acquire.robbed", {K::sema_acquire},
       [](const Claim& c) {
         const auto round = c.served();
         if (!queues_up(c) || !round || round->kept == 0) return false;
         const Names thieves = takers(c, std::max(round->clear, dropped_at(c)), round->add);
         return !thieves.empty() && c.names("names", thieves);
       }},
      {"retry.token", {K::sema_retry}, [](const Claim& c) { return took(c) && c.waiter().at == At::woken && c.says("other", c.waiter().woken_by); }},
      {"retry.lost", {K::sema_retry},
       [](const Claim& c) {
         const Names first = takers(c, std::max(c.waiter().woken, dropped_at(c)), 0);
         return found_none(c) && c.waiter().at == At::woken && !first.empty() && c.names("names", first);
       }},
      {"retry.overwritten", {K::sema_retry},
       [](const Claim& c) {
         const auto& dropped = c.object().dropped;
         return found_none(c) && c.waiter().at == At::woken && dropped && dropped->at > c.waiter().woken && takers(c, dropped->at, 0).empty() && c.says("other", dropped->who);
       }},
  };
}

}  // namespace wgscope::model::testing
