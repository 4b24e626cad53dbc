// Sleeping until a 32-bit word changes: Linux's futex, elsewhere std::atomic's wait.
//
// Don't think of a word as owned by its sleeper: futex_wake names an address only. It may be called when the word's owner is gone already;
// then it wakes nobody, or wakes for nothing somebody who sleeps at the same address since. So who is woken looks again.
#pragma once

#include <atomic>
#include <bit>
#include <climits>
#include <cstdint>

#if defined(__linux__)
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace wgscope::native {

using FutexWord = std::atomic<uint32_t>;
static_assert(sizeof(FutexWord) == 4 && FutexWord::is_always_lock_free);

// Returns when woken, when the word is not `expected`, or for nothing.
inline void futex_wait(const FutexWord& word, uint32_t expected) {
#if defined(__linux__)
  syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, expected, nullptr, nullptr, 0);
#else
  word.wait(expected, std::memory_order_acquire);
#endif
}

// Wakes one sleeper.
inline void futex_wake(const FutexWord* word) {
#if defined(__linux__)
  syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
#else
  const_cast<FutexWord*>(word)->notify_one();
#endif
}

// Half of a word of 64 bits as what many sleep on. Only its address is used: nobody reads or writes it but through the whole.
#if defined(__linux__)
inline constexpr bool kHasFutexHalves = true;
inline const FutexWord* upper_half(const std::atomic<uint64_t>& whole) {
  return reinterpret_cast<const FutexWord*>(reinterpret_cast<const char*>(&whole) + (std::endian::native == std::endian::little ? 4 : 0));
}
inline void futex_wait_upper(const std::atomic<uint64_t>& whole, uint32_t expected) {
  syscall(SYS_futex, upper_half(whole), FUTEX_WAIT_PRIVATE, expected, nullptr, nullptr, 0);
}
// Wakes so many who sleep there, or all when there are fewer.
inline void futex_wake_upper(const std::atomic<uint64_t>* whole, uint32_t count) {
  syscall(SYS_futex, upper_half(*whole), FUTEX_WAKE_PRIVATE, count < INT_MAX ? count : INT_MAX, nullptr, nullptr, 0);
}
#else
inline constexpr bool kHasFutexHalves = false;
inline void futex_wait_upper(const std::atomic<uint64_t>&, uint32_t) {}
inline void futex_wake_upper(const std::atomic<uint64_t>*, uint32_t) {}
#endif

}  // namespace wgscope::native
