// The recorded platform: real accesses by real threads, each of which takes its object's next version in the same atomic act.
//
// It does not record: it tells the driver, per line, what the access made or saw (interpreted.h), and the driver writes the event
// into its thread's ring (ring.h). Versions and the order within each goroutine are the linearization; words repeat (0 1 0 1), so
// they alone would not do, and no clock and no global sequence is needed.
//
// Sequentially consistent, as Go's atomics are: every access holds its object's lock, and programs whose accesses are all ordered by locks
// behave as if interleaved. The studied program's variables live in Words too: its races are never races of ours.
#pragma once

#include <array>
#include <algorithm>
#include <atomic>
#include <functional>
#include <utility>

#include "core/platform/interpreted.h"
#include "core/platform/native/backoff.h"

namespace wgscope::recorded {

// A lock that counts how often it was taken: the count is the version. Held for a few instructions, so waiting is spinning (backoff.h).
class VersionLock {
 public:
  uint32_t lock() const {
    uint64_t seen = state_.load(std::memory_order_relaxed);
    if ((seen & kLocked) != 0 || !take(seen)) [[unlikely]] seen = lock_slowly();
    return static_cast<uint32_t>((seen >> 1) + 1);
  }
  // As if it had never been locked: the version that lock() gave will be given again.
  void unlock_unused() const { state_.store(state_.load(std::memory_order_relaxed) - kLocked, std::memory_order_release); }
  // Leaves the version that lock() gave.
  void unlock() const {
    state_.store(state_.load(std::memory_order_relaxed) + 1, std::memory_order_release);   // …1 + 1: unlocked, next version
  }

 private:
  static constexpr uint64_t kLocked = 1;
  bool take(uint64_t& seen) const {
    return state_.compare_exchange_weak(seen, seen | kLocked, std::memory_order_acquire, std::memory_order_relaxed);
  }
  [[gnu::noinline, gnu::cold]] uint64_t lock_slowly() const {
    for (native::Backoff backoff;; backoff.wait()) {
      uint64_t seen = state_.load(std::memory_order_relaxed);
      if ((seen & kLocked) == 0 && take(seen)) return seen;
    }
  }
  mutable std::atomic<uint64_t> state_{0};   // version << 1 | locked; reading is an access too, so a const object's lock moves
};

// One 64-bit atomic.
class Word {
 public:
  constexpr Word() = default;
  explicit Word(uint64_t value) : value_(value) {}
  // Not an access: for whoever knows that no other thread can reach the object, at its declaration or after the end.
  uint64_t peek() const { return value_.load(std::memory_order_relaxed); }
  void poke(uint64_t value) { value_.store(value, std::memory_order_relaxed); }

 private:
  friend class Platform;
  VersionLock lock_;
  std::atomic<uint64_t> value_{0};   // relaxed throughout: the lock is what orders
};

// A lock, tokens, and a queue of waiters.
class Guard {
 public:
  // Not accesses, like Word's.
  void poke_tokens(uint32_t tokens) { tokens_ = tokens; }

 private:
  friend class Platform;
  friend class Section;
  VersionLock lock_;
  uint32_t tokens_ = 0;
  WaiterQueue queue_;
};

class Section;

// What copying a WaitGroup made: four cells, each with its own version.
struct CopyAccess {
  uint64_t word = 0;     // copied
  uint32_t tokens = 0;     // copied
  uint32_t from_word_version = 0, from_sema_version = 0, to_word_version = 0, to_sema_version = 0;
};

// One a goroutine; used by one thread at a time.
class Platform : public AccessLog {
 public:
  using Word = recorded::Word;
  using Guard = recorded::Guard;
  using Section = recorded::Section;
  using Waiter = GoroutineId;
  static constexpr bool kReleasesAtOnce = false;

  using AccessLog::AccessLog;

  uint64_t load(const Word& word) {
    const uint32_t version = word.lock_.lock();
    const uint64_t seen = word.peek();
    word.lock_.unlock();
    note({.word = seen, .before = seen, .version = version});
    return seen;
  }
  void store(Word& word, uint64_t value) {
    update(word, [value](uint64_t) { return value; });
  }
  uint64_t add(Word& word, uint64_t delta) {
    return update(word, [delta](uint64_t old) { return old + delta; });
  }
  // Any read-modify-write, for the studied program's atomics: gives the new value; access().before has the old one.
  template <class F>
  uint64_t update(Word& word, F&& next) {
    const uint32_t version = word.lock_.lock();
    const uint64_t before = word.peek();
    const uint64_t after = next(before);
    word.poke(after);
    word.lock_.unlock();
    note({.word = after, .before = before, .version = version});
    return after;
  }
  bool compare_exchange(Word& word, uint64_t expected, uint64_t desired) {
    const uint32_t version = word.lock_.lock();
    const uint64_t before = word.peek();
    const bool won = before == expected;
    if (won) word.poke(desired);
    word.lock_.unlock();
    note({.word = won ? desired : before, .before = before, .version = version, .failed = !won});
    return won;
  }

  // A plain copy of a WaitGroup, as one access: word and tokens at one moment; either queue stays where it is.
  CopyAccess copy(const Word& from_word, const Guard& from_sema, Word& to_word, Guard& to_sema);
};

class Section {
 public:
  Section(Platform& p, Guard& guard) : tokens(guard.tokens_), p_(p), guard_(guard), version_(guard.lock_.lock()), before_(guard.tokens_) {}
  ~Section() {
    const Access access{.word = tokens, .before = before_, .version = version_, .readied = readied_, .queued = queued_};
    guard_.lock_.unlock();
    p_.note(access);
  }
  Section(const Section&) = delete;
  Section& operator=(const Section&) = delete;

  uint32_t& tokens;
  void push(GoroutineId who) { guard_.queue_.push(who); queued_ = true; }
  bool empty() const { return guard_.queue_.empty(); }
  void ready([[maybe_unused]] uint32_t count) {
    assert(count == 1 && "where steps are visible, a section is one release");
    if (!empty()) readied_ = guard_.queue_.pop();
  }

 private:
  Platform& p_;
  Guard& guard_;
  const uint32_t version_;
  const uint32_t before_;
  GoroutineId readied_;
  bool queued_ = false;
};

inline CopyAccess Platform::copy(const Word& from_word, const Guard& from_sema, Word& to_word, Guard& to_sema) {
  CopyAccess made;
  // Several locks at once: always in the order of their addresses, and one that is named twice (`wg = wg`) only once.
  std::array<std::pair<const VersionLock*, uint32_t*>, 4> locks{{{&from_word.lock_, &made.from_word_version},
                                                                {&from_sema.lock_, &made.from_sema_version},
                                                                {&to_word.lock_, &made.to_word_version},
                                                                {&to_sema.lock_, &made.to_sema_version}}};
  std::sort(locks.begin(), locks.end(), [](const auto& a, const auto& b) { return std::less<const VersionLock*>{}(a.first, b.first); });
  const auto again = [&](size_t i) { return i > 0 && locks[i].first == locks[i - 1].first; };
  for (size_t i = 0; i < locks.size(); ++i) *locks[i].second = again(i) ? *locks[i - 1].second : locks[i].first->lock();
  made.word = from_word.peek();
  to_word.poke(made.word);
  made.tokens = to_sema.tokens_ = from_sema.tokens_;
  for (size_t i = 0; i < locks.size(); ++i)
    if (!again(i)) locks[i].first->unlock();
  note({.word = made.word, .before = made.word, .version = made.from_word_version});
  return made;
}

}  // namespace wgscope::recorded
