// sync.WaitGroup: waits for a collection of goroutines to finish.
//
// Don't think of it as a barrier or a latch: it may be used again, its counter may rise while others wait, and it does not
// wake anybody "at once": it makes one release a waiter.
// Mirrors Go 1.27 sync/waitgroup.go outside a synctest bubble, step for step.
//
// One 64-bit word holds both halves, so that one atomic operation sees both:
//
//     63            32 31            0
//     +---------------+--------------+
//     |    counter    |   waiters    |    counter is read as int32; bit 31 is Go's synctest flag and stays 0 here
//     +---------------+--------------+
//
//   Add(delta):   word += delta << 32; v, w = counter, waiters          (one atomic add)
//                   if v < 0:                               panic negative counter
//                   if w != 0 and delta > 0 and v == delta: panic misuse
//                   if v > 0 or w == 0:                     return
//                 if the word is not what the add made:     panic misuse
//                 word = 0
//                 w times: release the semaphore
//   Done():       Add(-1)
//   Wait():       v, w = counter, waiters of the word; if v == 0: return
//                 compare-and-swap waiters + 1; when somebody was faster, look again
//                 acquire the semaphore                                (parks)
//                 if the word is not 0:                     panic reused
//   Go(f):        Add(1), and in a new goroutine f(), then Done(); no Done when f panics. It has no lines of its own.
//
// Example:
//   wg.Add(2); go { work(); wg.Done() }; go { work(); wg.Done() }; wg.Wait()     // both have worked
//
// Requires: Add with a positive delta, when the counter is 0, happens before Wait; a new round of Adds happens after all Waits of the last
//   have returned. Where that is broken, a panic may follow, or a waiter that waits for ever. Detection is best effort, as Go's is.
// Guarantees: a Wait is back only after the counter was 0. Waiters are released one by one, in the order in which they parked; in which
//   order they run is the scheduler's, and who has not parked yet may overtake them. Only the low 32 bits of delta count.
// Panics: "sync: negative WaitGroup counter", in Add and Done.
//         "sync: WaitGroup misuse: Add called concurrently with Wait", in Add, at two places, and in Done.
//         "sync: WaitGroup is reused before previous Wait has returned", in Wait.
//   No panic rolls anything back: the word keeps the delta that was added, and nobody is released.
// Memory ordering: sequentially consistent throughout; what happens before a Done is seen after the Wait that it lets go.
#pragma once

#include <cstdint>
#include <string_view>

#include "call.h"
#include "sema.h"

namespace wgscope::sync {

enum class WaitGroupPanic : uint8_t { negative, misuse, reused };

// Go's words, exactly. Go has four panic sites and three texts: misuse is found at add_count and at add_recheck.
constexpr std::string_view text_of(WaitGroupPanic panic) {
  switch (panic) {
    case WaitGroupPanic::negative: return "sync: negative WaitGroup counter";
    case WaitGroupPanic::misuse: return "sync: WaitGroup misuse: Add called concurrently with Wait";
    case WaitGroupPanic::reused: return "sync: WaitGroup is reused before previous Wait has returned";
  }
  return {};
}

// Where a call stands: the access that it makes next. Beside it, all that the call remembers there.
enum class WaitGroupAt : uint8_t {
  add_count,     // delta
  add_recheck,   // the word that add_count made
  add_clear,     // waiters to release, taken from that word
  add_release,   // waiters still to release
  wait_load,     // nothing
  wait_join,     // the word that wait_load saw
  wait_acquire,  // nothing; the first try and every retry
  wait_check,    // nothing
};

// The two halves of a word.
struct Halves {
  uint64_t word = 0;
  constexpr int32_t counter() const { return static_cast<int32_t>(word >> 32); }
  constexpr uint32_t waiters() const { return static_cast<uint32_t>(word) & 0x7fffffffu; }
  // The counter is not negative and nobody waits: the fast path of Add, in one test of the sign bit and the waiters.
  constexpr bool quiet() const { return (word & 0x8000'0000'7fff'ffffu) == 0; }
};

// Go's own names, in Go's order; the race detector's lines and synctest's are left out, and the panics' texts are short.
inline constexpr Row<WaitGroupAt> kWaitGroupRows[] = {
    {WaitGroupAt::add_count, true, "state := wg.state.Add(uint64(delta) << 32)", "delta"},
    {WaitGroupAt::add_count, false, "v := int32(state >> 32)", ""},
    {WaitGroupAt::add_count, false, "w := uint32(state & 0x7fffffff)", ""},
    {WaitGroupAt::add_count, false, "if v < 0 { panic(negative) }", ""},
    {WaitGroupAt::add_count, false, "if w != 0 && delta > 0 && v == int32(delta) { panic(misuse) }", ""},
    {WaitGroupAt::add_count, false, "if v > 0 || w == 0 { return }", ""},
    {WaitGroupAt::add_recheck, true, "if wg.state.Load() != state { panic(misuse) }", "state"},
    {WaitGroupAt::add_clear, true, "wg.state.Store(0)", "w"},
    {WaitGroupAt::add_release, true, "for ; w != 0; w-- { runtime_Semrelease(&wg.sema) }", "w"},
    {WaitGroupAt::wait_load, true, "for { state := wg.state.Load()", ""},
    {WaitGroupAt::wait_load, false, "v := int32(state >> 32)", ""},
    {WaitGroupAt::wait_load, false, "if v == 0 { return }", ""},
    {WaitGroupAt::wait_join, true, "if wg.state.CompareAndSwap(state, state+1) {", "state"},
    {WaitGroupAt::wait_acquire, true, "  runtime_SemacquireWaitGroup(&wg.sema)", ""},
    {WaitGroupAt::wait_check, true, "  if wg.state.Load() != 0 { panic(reused) }", ""},
    {WaitGroupAt::wait_check, false, "  return } }", ""},
};

template <class P>
struct WaitGroup {
  using At = WaitGroupAt;
  using Next = sync::Next<At>;

  typename P::Word word{};
  Sema<P> sema;

  static constexpr Call<At> add(int64_t delta) { return {At::add_count, static_cast<uint64_t>(delta)}; }
  static constexpr Call<At> wait() { return {At::wait_load, 0}; }

  // Makes one line of a call: one access, and the local work that follows it.
  [[gnu::always_inline]] Next step(P& p, Call<At> call) {
    switch (call.at) {
      case At::add_count: {
        const auto delta = static_cast<int64_t>(call.operand);
        const Halves now{p.add(word, call.operand << 32)};
        if (now.quiet()) [[likely]] return Next::returned();  // a shortcut: the tests below would say the same
        const int32_t v = now.counter();
        const uint32_t w = now.waiters();
        if (v < 0) return Next::panicked(WaitGroupPanic::negative);
        if (w != 0 && delta > 0 && v == static_cast<int32_t>(delta)) return Next::panicked(WaitGroupPanic::misuse);
        if (v > 0 || w == 0) return Next::returned();
        return Next::go_on(At::add_recheck, now.word);
      }
      case At::add_recheck:
        if (p.load(word) != call.operand) return Next::panicked(WaitGroupPanic::misuse);
        return Next::go_on(At::add_clear, Halves{call.operand}.waiters());
      case At::add_clear:
        p.store(word, 0);
        return Next::go_on(At::add_release, call.operand);
      case At::add_release: {
        const uint64_t n = P::kReleasesAtOnce ? call.operand : 1;
        sema.release(p, static_cast<uint32_t>(n));
        return call.operand == n ? Next::returned() : Next::go_on(At::add_release, call.operand - n);
      }
      case At::wait_load: {
        const Halves seen{p.load(word)};
        if (seen.counter() == 0) return Next::returned();
        return Next::go_on(At::wait_join, seen.word);
      }
      case At::wait_join:
        return p.compare_exchange(word, call.operand, call.operand + 1) ? Next::go_on(At::wait_acquire) : Next::go_on(At::wait_load);
      case At::wait_acquire:
        return sema.acquire(p) ? Next::go_on(At::wait_check) : Next::park(At::wait_acquire);
      case At::wait_check:
        if (p.load(word) != 0) return Next::panicked(WaitGroupPanic::reused);
        return Next::returned();
    }
    return Next::returned();
  }
};

}  // namespace wgscope::sync
