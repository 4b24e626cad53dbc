// wgscope::WaitGroup: Go's sync.WaitGroup for C++ programs. Waits for a collection of threads to finish their work.
//
//   wgscope::WaitGroup wg;
//   for (auto& part : parts) wg.go([&part] { work(part); });
//   wg.wait();   // what the parts did is seen here
//
// The algorithm is Go 1.27's, line for line: the text of core/sync/wait_group.h, here over the native platform. This file is its driver.
//
// Requires: an add with a positive delta, when the counter is 0, happens before wait; a new round of adds happens after all waits of
//   the last have returned. It may be destroyed once every wait has returned, even while the done that let them go still is on its way out.
// Guarantees: 16 bytes; zero value ready, also before main (constant initialized); not copyable; what happens before a done is seen
//   after the wait that it lets go. All members may be called from any thread at any time.
// Panics: a misuse that is noticed prints one of these on standard error, and aborts:
//   panic: sync: negative WaitGroup counter
//   panic: sync: WaitGroup misuse: Add called concurrently with Wait
//   panic: sync: WaitGroup is reused before previous Wait has returned
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <type_traits>
#include <utility>

#include "../platform/native/native.h"
#include "wait_group.h"

namespace wgscope {

class WaitGroup {
 public:
  constexpr WaitGroup() = default;
  WaitGroup(const WaitGroup&) = delete;
  WaitGroup& operator=(const WaitGroup&) = delete;

  // Adds delta, which may be negative, to the counter; when it becomes 0, everybody in wait is released.
  // The counter is an int32 as Go's is, and only the low 32 bits of delta count.
  void add(int64_t delta) { run(Lines::add(delta)); }

  // One worker has finished: add(-1).
  void done() { add(-1); }

  // Blocks until the counter is 0.
  void wait() { run(Lines::wait()); }

  // add(1), and runs f() in a new thread, then done(). f must return: an exception that leaves it ends the program through
  // std::terminate, without a done, as a panic in Go's f does. When no thread can be started: std::system_error, and nothing is counted.
  template <class F>
    requires std::is_invocable_v<std::decay_t<F>>
  void go(F&& f) {
    add(1);
    try {
      std::thread([this, f = std::forward<F>(f)]() mutable {
        std::move(f)();
        done();
      }).detach();
    } catch (...) {
      done();
      throw;
    }
  }

 private:
  using Lines = sync::WaitGroup<native::Platform>;

  // The first line is inlined with a constant `at`: all that is left of an add is one `lock xadd` and one test. Everything else is
  // elsewhere, and makes its own platform, so that this one never exists.
  [[gnu::always_inline]] void run(sync::Call<sync::WaitGroupAt> call) {
    native::Platform p;
    const auto next = lines_.step(p, call);
    if (next.outcome != sync::Outcome::returned) [[unlikely]] finish(next);
  }

  [[gnu::noinline, gnu::cold]] void finish(Lines::Next next) {
    native::Platform p;
    for (;; next = lines_.step(p, next.call())) switch (next.outcome) {
        case sync::Outcome::go_on: break;
        case sync::Outcome::park: p.park(); break;
        case sync::Outcome::returned: return;
        case sync::Outcome::panicked: abort_with(text_of(static_cast<sync::WaitGroupPanic>(next.operand)));
      }
  }

  [[noreturn]] static void abort_with(std::string_view text) {
    std::fprintf(stderr, "panic: %.*s\n", static_cast<int>(text.size()), text.data());
    std::abort();
  }

  Lines lines_;
};

static_assert(sizeof(WaitGroup) <= 16);

}  // namespace wgscope
