// Steps on Conds: who takes a place, who parks, whom a Signal or a Broadcast lets go on.
#include <algorithm>

#include "tests/story/claims.h"

namespace wgscope::model::testing {

namespace {

using K = EventKind;

const std::deque<InLine>& line(const Claim& c) { return c.object().kin.receivers; }   // the word says who has parked
bool ok(const Claim& c) { return !c.event().failed(); }
int64_t many(const Claim& c, bool parked) { return std::ranges::count_if(line(c), [&](const InLine& one) { return (one.word != 0) == parked; }); }
bool nobody(const Claim& c) { return ok(c) && line(c).empty() && c.event().other == 0; }
bool first_is(const Claim& c, bool parked) { return ok(c) && !line(c).empty() && (line(c).front().word != 0) == parked && c.says("other", Who{line(c).front().who}); }
bool names_parked(const Claim& c) {
  Names all;
  for (const InLine& one : line(c)) {
    if (one.word != 0) all.insert(one.who);
  }
  return c.names("names", all) && c.says("n", static_cast<int64_t>(all.size()));
}
bool says_before(const Claim& c) { return c.says("before", many(c, false)); }

}  // namespace

std::vector<Row> cond_rows() {
  return {
      {"cond.place", {K::cond_wait}, [](const Claim& c) { return ok(c) && c.says("place", static_cast<int64_t>(line(c).size()) + 1); }},
      {"cond.park", {K::cond_park}, [](const Claim& c) { return c.event().parked() && std::ranges::any_of(line(c), [&](const InLine& one) { return one.who == c.event().goroutine && one.word == 0; }); }},
      {"cond.copied", {K::cond_wait, K::cond_signal, K::cond_broadcast}, [](const Claim& c) { return c.event().failed() && c.panics_next("sync.Cond is copied"); }},
      {"signal.nobody", {K::cond_signal}, nobody},
      {"signal.wakes", {K::cond_signal}, [](const Claim& c) { return first_is(c, true) && c.event().other == line(c).front().who; }},
      {"signal.before", {K::cond_signal}, [](const Claim& c) { return first_is(c, false) && c.event().other == 0; }},
      {"broadcast.nobody", {K::cond_broadcast}, nobody},
      {"broadcast.before", {K::cond_broadcast}, [](const Claim& c) { return ok(c) && many(c, true) == 0 && many(c, false) > 0 && says_before(c); }},
      {"broadcast.wakes", {K::cond_broadcast}, [](const Claim& c) { return ok(c) && many(c, false) == 0 && many(c, true) > 0 && names_parked(c); }},
      {"broadcast.wakes_and_before", {K::cond_broadcast}, [](const Claim& c) { return ok(c) && many(c, false) > 0 && many(c, true) > 0 && names_parked(c) && says_before(c); }},
      {"declare.cond", {K::declare}, [](const Claim& c) { return !c.object().exists && c.event().word == 0; }},
  };
}

}  // namespace wgscope::model::testing
