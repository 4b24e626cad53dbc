// Whether this is the process's only thread, where the C library knows. Then nobody can come between a load and a store, and a lock needs no atomic
// instruction for being taken: what makes the C library's own mutex cheap in programs without threads.
#pragma once

#if defined(__has_include)
#if __has_include(<sys/single_threaded.h>)
#include <sys/single_threaded.h>
#define WGSCOPE_KNOWS_SINGLE_THREADED 1
#endif
#endif

namespace wgscope::native {

[[gnu::always_inline]] inline bool single_threaded() {
#if defined(WGSCOPE_KNOWS_SINGLE_THREADED)
  return __libc_single_threaded != 0;
#else
  return false;
#endif
}

}  // namespace wgscope::native

#undef WGSCOPE_KNOWS_SINGLE_THREADED
