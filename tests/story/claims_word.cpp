// Steps on a WaitGroup's word.
#include "core/trace/value_text.h"
#include "tests/story/claims.h"

namespace wgscope::model::testing {

namespace {

using K = EventKind;

constexpr std::string_view kNegative = "sync: negative WaitGroup counter", kMisuse = "sync: WaitGroup misuse: Add called concurrently with Wait",
                           kReused = "sync: WaitGroup is reused before previous Wait has returned";

// Goes on to the second look: not over, and no panic.
bool goes_to_release(const Claim& c) { return !c.returned() && (!c.next() || c.next()->kind == K::add_recheck); }
bool quiet(const Claim& c) { return c.returned() && c.waiters() == 0; }

// Everybody else within Wait who has been counted, whether queued, woken or about to look a last time.
Names late(const Claim& c) {
  Names who;
  for (const auto& [one, waiter] : c.object().inside)
    if (one != c.event().goroutine) who.insert(one);
  return who;
}

bool legal_from_zero(const Claim& c) { return c.object().counter() != 0 || late(c).empty(); }

}  // namespace

std::vector<Row> word_rows() {
  return {
      {"add.up", {K::add_count}, [](const Claim& c) { return c.delta() > 0 && c.counter() > 0 && c.object().counter() >= 0 && c.returned() && c.waiters() == 0 && legal_from_zero(c); }},
      {"add.while_waiting", {K::add_count}, [](const Claim& c) { return c.delta() > 0 && c.object().counter() > 0 && c.counter() > 0 && c.waiters() > 0 && c.returned(); }},
      {"add.from_below", {K::add_count}, [](const Claim& c) { return c.object().counter() < 0 && c.counter() > 0 && c.returned(); }},
      {"add.too_early", {K::add_count},
       [](const Claim& c) { return c.object().counter() == 0 && c.counter() > 0 && c.returned() && !late(c).empty() && c.names("names", late(c)) && c.says("n", static_cast<int64_t>(late(c).size())); }},
      {"add.done", {K::add_count}, [](const Claim& c) { return c.delta() == -1 && c.counter() > 0 && c.returned(); }},
      {"add.down", {K::add_count}, [](const Claim& c) { return c.delta() < -1 && c.counter() > 0 && c.returned(); }},
      {"add.last", {K::add_count}, [](const Claim& c) { return c.delta() == -1 && c.counter() == 0 && c.waiters() > 0 && goes_to_release(c); }},
      {"add.last_quiet", {K::add_count}, [](const Claim& c) { return c.delta() == -1 && c.counter() == 0 && quiet(c); }},
      {"add.zero", {K::add_count}, [](const Claim& c) { return c.delta() < -1 && c.counter() == 0 && c.waiters() > 0 && goes_to_release(c); }},
      {"add.zero_quiet", {K::add_count}, [](const Claim& c) { return c.delta() < -1 && c.counter() == 0 && quiet(c); }},
      {"add.back", {K::add_count}, [](const Claim& c) { return c.delta() > 0 && c.object().counter() < 0 && c.counter() == 0 && c.waiters() > 0 && goes_to_release(c); }},
      {"add.back_quiet", {K::add_count}, [](const Claim& c) { return c.delta() > 0 && c.object().counter() < 0 && c.counter() == 0 && quiet(c); }},
      {"add.again", {K::add_count}, [](const Claim& c) { return c.delta() == 0 && c.counter() == 0 && c.waiters() > 0 && goes_to_release(c); }},
      {"add.nothing", {K::add_count}, [](const Claim& c) { return c.delta() == 0 && c.object().word == c.event().word && c.returned(); }},
      {"add.negative", {K::add_count}, [](const Claim& c) { return c.object().counter() >= 0 && c.counter() < 0 && c.panics_next(kNegative); }},
      {"add.still_negative", {K::add_count}, [](const Claim& c) { return c.object().counter() < 0 && c.counter() < 0 && c.panics_next(kNegative); }},
      {"add.wraps", {K::add_count}, [](const Claim& c) { return c.object().counter() >= 0 && c.delta() > 0 && c.counter() < 0 && c.panics_next(kNegative); }},
      {"add.misuse", {K::add_count}, [](const Claim& c) { return c.object().counter() == 0 && c.waiters() > 0 && c.panics_next(kMisuse); }},

      {"recheck.same", {K::add_recheck}, [](const Claim& c) { return c.event().word == c.call().made && !c.panics_next(kMisuse); }},
      {"recheck.changed", {K::add_recheck},
       [](const Claim& c) { return c.event().word != c.call().made && c.panics_next(kMisuse) && c.says("expected", halves_text(c.call().made)) && c.says("other", c.object().last_changer(c.call().added)); }},
      {"clear.plain", {K::add_clear}, [](const Claim& c) { return c.event().word == 0 && c.object().word == c.call().made; }},
      {"clear.wipes", {K::add_clear},
       [](const Claim& c) {
         return c.event().word == 0 && c.object().counter() != 0 && c.object().word != c.call().made && c.says("before", halves_text(c.object().word)) &&
                c.says("other", c.object().last_changer(c.call().rechecked));
       }},
      {"clear.wipes_waiter", {K::add_clear},
       [](const Claim& c) {
         return c.event().word == 0 && c.object().counter() == 0 && c.object().word != c.call().made && c.says("before", halves_text(c.object().word)) &&
                c.says("other", c.object().last_changer(c.call().rechecked));
       }},

      {"look.zero", {K::wait_load}, [](const Claim& c) { return c.event().word == 0 && c.returned(); }},
      {"look.zero_again", {K::wait_load}, [](const Claim& c) { return c.event().word == 0 && c.returned() && c.trace()[*c.going().last_step].kind == K::wait_join; }},
      {"look.zero_busy", {K::wait_load}, [](const Claim& c) { return c.counter() == 0 && c.waiters() > 0 && c.returned(); }},
      {"look.negative", {K::wait_load}, [](const Claim& c) { return c.counter() < 0 && !c.returned(); }},
      {"look.wait", {K::wait_load}, [](const Claim& c) { return c.counter() > 0 && !c.returned(); }},
      {"look.again", {K::wait_load}, [](const Claim& c) { return c.counter() > 0 && !c.returned() && c.trace()[*c.going().last_step].kind == K::wait_join && c.trace()[*c.going().last_step].failed(); }},
      {"join.done", {K::wait_join}, [](const Claim& c) { return !c.event().failed() && !c.event().parked() && c.object().word + 1 == c.event().word && c.object().word == c.call().seen; }},
      {"join.failed", {K::wait_join},
       [](const Claim& c) {
         return c.event().failed() && c.event().word == c.object().word && c.object().word != c.call().seen && c.says("seen", halves_text(c.call().seen)) &&
                c.says("other", c.object().last_changer(c.call().looked));
       }},
      {"check.zero", {K::wait_check}, [](const Claim& c) { return c.event().word == 0 && c.returned(); }},
      {"check.reused", {K::wait_check},
       [](const Claim& c) { return c.event().word != 0 && c.panics_next(kReused) && c.object().last_changer(c.waiter().joined) != 0 && c.says("other", c.object().last_changer(c.waiter().joined)); }},
      {"check.own", {K::wait_check},
       [](const Claim& c) { return c.event().word != 0 && c.panics_next(kReused) && c.object().last_changer(c.waiter().joined) == 0 && !c.served(); }},
  };
}

}  // namespace wgscope::model::testing
