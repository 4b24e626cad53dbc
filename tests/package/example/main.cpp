// Sums in four threads and prints the total; with an argument, misuses the WaitGroup instead.
#include <wgscope/sync/wait_group.h>

#include <array>
#include <cstdio>

void add_range(wgscope::WaitGroup& wg, long from, long to, long& sum);   // other.cpp: a second unit that includes the header

int main(int argc, char**) {
  static_assert(sizeof(wgscope::WaitGroup) == 16);
  wgscope::WaitGroup wg;
  if (argc > 1) wg.done();
  std::array<long, 4> sums{};
  for (long i = 0; i < 4; ++i) add_range(wg, i * 250 + 1, (i + 1) * 250, sums[static_cast<unsigned>(i)]);
  wg.wait();
  std::printf("%ld\n", sums[0] + sums[1] + sums[2] + sums[3]);
}
