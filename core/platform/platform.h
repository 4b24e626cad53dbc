// What an algorithm in core/sync may ask of the world that it runs in, in words and as a concept (docs/seam.md).
//
// A platform makes the accesses; the algorithm is the text in core/sync. There are three: native (std::atomic and futex),
// recorded (the same accesses, each recorded with the version that it made), scheduled (plain data, one line at a time).
// A line of an algorithm makes exactly one access: one operation on a Word, or one Section of a Guard.
#pragma once

#include <concepts>
#include <cstdint>

namespace wgscope {

template <class P>
concept Platform = requires(P p, typename P::Word& word, const typename P::Word& read_only, typename P::Guard& guard,
                            typename P::Waiter waiter, uint64_t bits, uint32_t count) {
  // Word: one 64-bit atomic, sequentially consistent.
  { p.load(read_only) } -> std::same_as<uint64_t>;
  p.store(word, bits);
  { p.add(word, bits) } -> std::same_as<uint64_t>;            // gives the new value
  { p.compare_exchange(word, bits, bits) } -> std::same_as<bool>;   // expected, desired
  // Guard: a lock, and behind it a number of tokens and a queue of waiters. Only a Section reaches them.
  // Section: holds the guard from its construction to its destruction.
  requires std::constructible_from<typename P::Section, P&, typename P::Guard&>;
  requires requires(typename P::Section section) {
    { section.tokens } -> std::same_as<uint32_t&>;
    // The queue: first in, first out.
    section.push(waiter);
    { section.empty() } -> std::same_as<bool>;
    // Takes the first `count` waiters from the queue, or all when there are fewer, and makes them runnable, at the latest soon after the
    // section ends. From then on their places may be gone. At most once a section.
    section.ready(count);
  };
  // Waiter: the caller's own place in a queue.
  { p.self() } -> std::same_as<typename P::Waiter>;
  // Whether n releases may be one: only where nobody can see the steps between.
  { P::kReleasesAtOnce } -> std::convertible_to<bool>;
};

}  // namespace wgscope
