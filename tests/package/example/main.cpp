// Sums in four threads and prints the total, twice: over parts of an array, and over a channel into one sum behind a mutex. With an argument,
// misuses what it names instead.
#include <wgscope/sync/channel.h>
#include <wgscope/sync/mutex.h>
#include <wgscope/sync/wait_group.h>

#include <array>
#include <cstdio>
#include <string_view>

// other.cpp: a second unit that includes the headers
void add_range(wgscope::WaitGroup& wg, long from, long to, long& sum);
void add_numbers(wgscope::WaitGroup& wg, wgscope::Channel<long>& numbers, wgscope::Mutex& mutex, long& sum);

void misuse(std::string_view what) {
  if (what == "WaitGroup") {
    wgscope::WaitGroup().done();
  } else if (what == "Mutex") {
    wgscope::Mutex().unlock();
  } else {
    wgscope::Channel<long> channel;
    channel.close();
    channel.send(1);
  }
}

int main(int argc, char** argv) {
  static_assert(sizeof(wgscope::WaitGroup) == 16);
  if (argc > 1) misuse(argv[1]);
  wgscope::WaitGroup wg;
  std::array<long, 4> sums{};
  for (long i = 0; i < 4; ++i) add_range(wg, i * 250 + 1, (i + 1) * 250, sums[static_cast<unsigned>(i)]);
  wg.wait();
  std::printf("%ld\n", sums[0] + sums[1] + sums[2] + sums[3]);

  wgscope::Channel<long> numbers(8);
  wgscope::Mutex mutex;
  long sum = 0;
  for (int i = 0; i < 4; ++i) add_numbers(wg, numbers, mutex, sum);
  for (long i = 1; i <= 1000; ++i) numbers.send(i);
  numbers.close();
  wg.wait();
  std::printf("%ld\n", sum);
}
