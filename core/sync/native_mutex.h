// wgscope::Mutex: Go's sync.Mutex for C++ programs. Lets one thread at a time go on.
//
//   wgscope::Mutex mutex;
//   std::lock_guard hold(mutex);   // who comes later sees what was done here
//
// The algorithm is Go 1.27's in its normal mode: the text of core/sync/mutex.h, here over the native platform. All of it is one word: free or locked and
// nobody waits, which one compare-and-swap turns into the other; else the text is run on what is behind the word, with the word's guard bit set.
// So an unlock gives it to nobody: it wakes the first who waits, and until that one has looked again a newcomer may take it first.
//
// Requires: it may be destroyed once nobody holds or wants it, even while the last unlock still is on its way out. It is not recursive.
// Guarantees: 8 bytes; zero value ready, also before main (constant initialized); not copyable; what happens before an unlock is seen after the lock
//   that follows it. It meets Lockable: std::lock_guard, std::unique_lock, std::scoped_lock take it. Anybody may unlock it, not only who locked it.
// Fatal: a misuse that is noticed prints this on standard error, and aborts:
//   fatal error: sync: unlock of unlocked mutex
#pragma once

#include <atomic>
#include <cassert>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "../platform/native/single_threaded.h"
#include "../platform/native/waiter.h"
#include "mutex.h"

namespace wgscope {

class Mutex {
 public:
  constexpr Mutex() = default;
  Mutex(const Mutex&) = delete;
  Mutex& operator=(const Mutex&) = delete;

  // Blocks until it is ours.
  [[gnu::always_inline]] void lock() {
    if (!turn(0, kLocked, std::memory_order_acquire)) [[unlikely]] lock_slowly();
  }

  // Takes it when nobody has it: true. Never blocks.
  bool try_lock() {
    if (turn(0, kLocked, std::memory_order_acquire)) return true;
    if ((word_.load(std::memory_order_relaxed) & kLocked) != 0) return false;
    return Section(word_).lines.try_lock();
  }

  // Requires: it is locked.
  [[gnu::always_inline]] void unlock() {
    if (!turn(kLocked, 0, std::memory_order_release)) [[unlikely]] unlock_slowly();
  }

 private:
  using Lines = sync::Mutex<native::Waiter*, native::Queue>;

  // The word. While somebody is queued: | the head's address, and the head's place holds the tail and Go's count of waiters; else: | the count.
  static constexpr uintptr_t kLocked = 1, kGuarded = 2, kAwake = 4, kQueued = 8, kFlags = alignof(native::Waiter) - 1;
  static constexpr unsigned kCountShift = 6;
  static_assert((uintptr_t{1} << kCountShift) == kFlags + 1);

  // Whom an unlock readied: nobody, or one.
  struct Woken {
    native::Waiter* one = nullptr;
    void push_back(native::Waiter* waiter) { one = waiter; }
  };

  // The critical section: all that is behind the word, out of it for as long as this stands. Nobody else changes the word meanwhile: each way
  // past the guard expects a word without it.
  class Section {
   public:
    explicit Section(std::atomic<uintptr_t>& word) : word_(word) {
      native::Backoff backoff;
      uintptr_t seen = word.load(std::memory_order_relaxed);
      while ((seen & kGuarded) != 0 || !word.compare_exchange_weak(seen, seen | kGuarded, std::memory_order_acquire, std::memory_order_relaxed)) {
        backoff.wait();
        seen = word.load(std::memory_order_relaxed);
      }
      lines.locked = (seen & kLocked) != 0;
      lines.somebody_awake = (seen & kAwake) != 0;
      lines.sema.tokens = lines.somebody_awake;   // an unlock releases only when nobody is awake, and who takes the token is awake no more
      if ((seen & kQueued) != 0) {
        auto* const head = reinterpret_cast<native::Waiter*>(seen & ~kFlags);
        lines.sema.queue = native::Queue(head, head->tail);
        lines.waiters = head->queued;
      } else {
        lines.waiters = static_cast<uint32_t>(seen >> kCountShift);
      }
    }

    ~Section() {
      assert(lines.sema.tokens == (lines.somebody_awake ? 1u : 0u) && "a token is there for as long as somebody is awake");
      uintptr_t state = (lines.locked ? kLocked : 0) | (lines.somebody_awake ? kAwake : 0);
      if (native::Waiter* const head = lines.sema.queue.head(); head != nullptr) {
        head->tail = lines.sema.queue.tail();
        head->queued = lines.waiters;
        state |= reinterpret_cast<uintptr_t>(head) | kQueued;
      } else {
        state |= uintptr_t{lines.waiters} << kCountShift;
      }
      word_.store(state, std::memory_order_release);   // the last touch: whoever locks it next may destroy it
      if (woken.one != nullptr) native::wake(woken.one);
    }
    Section(const Section&) = delete;
    Section& operator=(const Section&) = delete;

    Lines lines;
    Woken woken;

   private:
    std::atomic<uintptr_t>& word_;
  };

  // From a word that says all there is to know to another: true. False: it is not `from`.
  [[gnu::always_inline]] bool turn(uintptr_t from, uintptr_t to, std::memory_order order) {
    if (native::single_threaded()) {
      if (word_.load(std::memory_order_relaxed) != from) return false;
      word_.store(to, std::memory_order_relaxed);
      return true;
    }
    return word_.compare_exchange_strong(from, to, order, std::memory_order_relaxed);
  }

  // For about as long as Go's does: whoever holds it may be about to let go. Less and less often, for each look slows the holder down. Only while
  // nobody is queued, who would have been first.
  bool spin() {
    if (!native::several_processors()) return false;
    for (int pauses = 4; pauses <= 64; pauses *= 2) {
      for (int i = 0; i < pauses; ++i) native::pause();
      const uintptr_t seen = word_.load(std::memory_order_relaxed);
      if (seen == 0 && turn(0, kLocked, std::memory_order_acquire)) return true;
      if ((seen & kQueued) != 0) return false;
    }
    return false;
  }

  [[gnu::noinline, gnu::cold]] void lock_slowly() {
    if (spin()) return;
    native::Waiter self;
    for (bool retry = false;; retry = true) {
      if (Section section(word_); section.lines.lock(&self, retry)) return;
      native::park(self);
    }
  }

  [[gnu::noinline, gnu::cold]] void unlock_slowly() {
    Section section(word_);
    const sync::MutexFault fault = section.lines.unlock(section.woken);
    if (fault != sync::MutexFault::none) abort_with(text_of(fault));
  }

  [[noreturn]] static void abort_with(std::string_view text) {
    std::fprintf(stderr, "fatal error: %.*s\n", static_cast<int>(text.size()), text.data());
    std::abort();
  }

  std::atomic<uintptr_t> word_{0};
};

static_assert(sizeof(Mutex) == sizeof(uintptr_t));

}  // namespace wgscope
