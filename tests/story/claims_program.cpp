// All that is no step on a WaitGroup: variables, atomics, copies, goroutines, panics, output.
#include <algorithm>
#include <array>

#include "core/trace/value_text.h"
#include "tests/story/claims.h"

namespace wgscope::model::testing {

namespace {

using K = EventKind;

constexpr std::array<std::string_view, 3> kOfWaitGroup = {"sync: negative WaitGroup counter", "sync: WaitGroup misuse: Add called concurrently with Wait",
                                                          "sync: WaitGroup is reused before previous Wait has returned"};

const TraceObject& what(const Claim& c) { return c.trace().objects()[c.event().object.value]; }
bool is_wait_group(const Claim& c) { return what(c).kind == ObjectKind::wait_group; }
const std::string& function_of(const Claim& c, Who who) { return c.trace().goroutines()[who - 1].function; }
bool started_by_go(const Claim& c, Who who) { return function_of(c, who).starts_with("sync.(*WaitGroup).Go."); }

// The panic of this event's text was raised by WaitGroup, the last time that it was raised.
bool of_wait_group(const Claim& c) {
  const std::string& text = c.trace().text(c.event().word);
  if (std::find(kOfWaitGroup.begin(), kOfWaitGroup.end(), text) == kOfWaitGroup.end()) return false;
  if (c.event().kind == K::run_panic) return true;
  for (auto panic = c.going().panics.rbegin(); panic != c.going().panics.rend(); ++panic)
    if (panic->second == c.event().word) return panic->first == K::run_panic;
  return false;
}

bool raised_again_next(const Claim& c) { return c.next() && c.next()->kind == K::run_panic && c.next()->word == c.event().word && c.next()->site == c.event().site; }
bool just_looked_at(const Claim& c) {
  const auto before = c.trace().previous_of(c.event().who(), c.at());
  return before && c.trace()[*before].kind == K::recovered && c.trace()[*before].word == c.event().word && c.trace()[*before].site == c.event().site;
}

// The last step of an Add: of one that brings the counter from below back to 0, a release.
bool of_an_add(EventKind kind) { return kind == K::add_count || kind == K::sema_release; }
bool starts(const Claim& c) { return !c.witness().going(c.event().other).exists && c.says("other", Who{c.event().other}); }

Names alive(const Claim& c) {
  Names who;
  for (Who one = 2; one <= c.witness().goroutines(); ++one)
    if (c.witness().going(one).exists && !c.witness().going(one).over) who.insert(one);
  return who;
}

// Those whose deferred calls are over, and whose panic nobody has recovered.
Names crashing(const Claim& c) {
  Names who;
  for (const Who one : alive(c))
    if (one <= c.trace().tail().standing.size() && c.trace().tail().standing[one - 1].next == K::crash && !c.witness().going(one).panics.empty()) who.insert(one);
  return who;
}

bool is_write(const Claim& c) { return c.event().kind == K::var_write; }
bool says_after(const Claim& c) { return c.event().word != c.object().word; }

// Somebody wrote between this goroutine's read and its write.
Who lost(const Claim& c) {
  const auto read = c.going().last_read;
  return read && c.trace()[*read].object == c.event().object ? c.object().last_changer(*read) : 0;
}

}  // namespace

std::vector<Row> program_rows() {
  return {
      {"variable.read", {K::var_read}, [](const Claim& c) { return c.event().word == c.object().word; }},
      {"variable.write", {K::var_write}, [](const Claim& c) { return is_write(c) && says_after(c) && lost(c) == 0; }},
      {"variable.write_same", {K::var_write}, [](const Claim& c) { return is_write(c) && !says_after(c) && lost(c) == 0; }},
      {"variable.overwrites", {K::var_write}, [](const Claim& c) { return lost(c) != 0 && lost(c) != c.event().goroutine && c.says("other", lost(c)); }},
      {"atomic.load", {K::atomic_load}, [](const Claim& c) { return c.event().word == c.object().word; }},
      {"atomic.store", {K::atomic_store}, [](const Claim&) { return true; }},
      {"atomic.add", {K::atomic_add}, [](const Claim&) { return true; }},
      {"atomic.swap", {K::atomic_swap}, [](const Claim&) { return true; }},
      {"atomic.cas", {K::atomic_cas}, [](const Claim& c) { return !c.event().failed(); }},
      {"atomic.cas_failed", {K::atomic_cas}, [](const Claim& c) { return c.event().failed() && c.event().word == c.object().word; }},

      {"copy.atomic", {K::copy}, [](const Claim& c) { return !is_wait_group(c); }},
      {"copy.unused", {K::copy}, [](const Claim& c) { return is_wait_group(c) && c.object().word == 0 && c.object().tokens == 0; }},
      {"copy.counter", {K::copy}, [](const Claim& c) { return is_wait_group(c) && c.object().waiters() == 0 && c.object().tokens == 0; }},
      {"copy.waiters", {K::copy}, [](const Claim& c) { return is_wait_group(c) && c.object().waiters() > 0; }},
      {"copy.tokens", {K::copy}, [](const Claim& c) { return is_wait_group(c) && c.object().tokens > 0; }},
      {"declare.variable", {K::declare}, [](const Claim& c) { return !is_wait_group(c) && !c.object().exists; }},
      {"declare.assigned", {K::declare}, [](const Claim& c) { return !is_wait_group(c) && c.object().exists; }},
      {"declare.wait_group", {K::declare}, [](const Claim& c) { return is_wait_group(c) && !c.object().exists && c.event().word == 0 && c.event().other == 0; }},
      {"declare.wait_group_copy", {K::declare},
       [](const Claim& c) {
         const auto before = c.trace().previous_of(c.event().who(), c.at());
         return is_wait_group(c) && !c.object().exists && before && c.trace()[*before].kind == K::copy && c.object().queue.empty();
       }},
      {"declare.assigned_wait_group", {K::declare}, [](const Claim& c) { return is_wait_group(c) && c.object().exists; }},

      {"go", {K::spawn}, [](const Claim& c) { return starts(c) && !started_by_go(c, c.event().other) && c.says("function", function_of(c, c.event().other)); }},
      {"go.wait_group", {K::spawn}, [](const Claim& c) { return starts(c) && started_by_go(c, c.event().other) && of_an_add(c.trace()[*c.going().last_step].kind); }},
      {"gosched", {K::gosched}, [](const Claim&) { return true; }},
      {"sleep", {K::sleep}, [](const Claim& c) { return static_cast<int64_t>(c.event().word) > 0; }},
      {"timer", {K::timer}, [](const Claim& c) { return !c.going().over && c.event().object == kNoObject; }},
      {"print", {K::print}, [](const Claim&) { return true; }},
      {"goexit", {K::goexit}, [](const Claim&) { return true; }},
      {"end", {K::end}, [](const Claim& c) { return !c.next(); }},
      {"return.all", {K::main_return}, [](const Claim& c) { return alive(c).empty() && c.at() + 1 == c.trace().size(); }},
      {"return.leaves", {K::main_return}, [](const Claim& c) { return c.at() + 1 == c.trace().size() && c.names("names", alive(c)) && c.says("n", static_cast<int64_t>(alive(c).size())); }},
      {"return.before_crash", {K::main_return},
       [](const Claim& c) { return c.at() + 1 == c.trace().size() && !crashing(c).empty() && c.names("names", crashing(c)) && c.says("n", static_cast<int64_t>(crashing(c).size())); }},
      {"panic.call", {K::panic_call}, [](const Claim&) { return true; }},
      {"panic.wait_group", {K::run_panic}, [](const Claim& c) { return of_wait_group(c) && !just_looked_at(c); }},
      {"panic.runtime", {K::run_panic}, [](const Claim& c) { return !of_wait_group(c) && !just_looked_at(c); }},
      {"panic.again", {K::run_panic}, [](const Claim& c) { return started_by_go(c, c.event().goroutine) && just_looked_at(c); }},
      {"recover.plain", {K::recovered}, [](const Claim& c) { return !of_wait_group(c) && !c.going().panics.empty(); }},
      {"recover.wait_group", {K::recovered}, [](const Claim& c) { return of_wait_group(c) && !raised_again_next(c); }},
      {"recover.looks", {K::recovered}, [](const Claim& c) { return started_by_go(c, c.event().goroutine) && raised_again_next(c); }},
      {"fatal", {K::fatal}, [](const Claim& c) { return c.at() + 1 == c.trace().size(); }},
      {"crash", {K::crash}, [](const Claim& c) { return c.at() + 1 == c.trace().size() && !c.going().panics.empty() && c.trace().tail().ending && *c.trace().tail().ending == c.trace().text(c.event().word); }},
  };
}

}  // namespace wgscope::model::testing
