// The semaphore under WaitGroup: a count of tokens and a queue of waiters, first in, first out.
//
// Don't think of it as a lock, nor as a hand that passes something over. It is Go's sleep and wake-up (runtime/sema.go):
// a release adds a token and readies the head of the queue, but gives the token to nobody. Whoever acquires next takes
// it, and that may be a newcomer; the resumed waiter tries again, and when it loses it queues up at the tail.
// That gap is how a WaitGroup that is reused too early goes wrong.
//
//   acquire:    if tokens > 0: tokens--, done
//               else: queue up at the tail, park; once readied, acquire again
//   release(n): tokens += n; ready the first n of the queue
#pragma once

#include <cstdint>

#include "../platform/platform.h"

namespace wgscope::sync {

template <class P>
struct Sema {
  typename P::Guard guard;  // behind it: the tokens and the queue

  // Takes a token: true. Else queues the caller: false, and it must park until it is readied, and then acquire again.
  bool acquire(P& p) {
    typename P::Section section(p, guard);
    if (section.tokens > 0) {
      --section.tokens;
      return true;
    }
    section.push(p.self());
    return false;
  }

  // n releases under one lock. n is 1 wherever steps are visible; only the native world, where nobody can tell, does all at once.
  void release(P& p, uint32_t n = 1) {
    typename P::Section section(p, guard);
    section.tokens += n;
    section.ready(n);
  }
};

}  // namespace wgscope::sync
