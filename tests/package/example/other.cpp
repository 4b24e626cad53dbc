#include <wgscope/sync/wait_group.h>

void add_range(wgscope::WaitGroup& wg, long from, long to, long& sum) {
  wg.go([=, &sum] {
    for (long i = from; i <= to; ++i) sum += i;
  });
}
