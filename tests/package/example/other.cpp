#include <wgscope/sync/channel.h>
#include <wgscope/sync/mutex.h>
#include <wgscope/sync/wait_group.h>

#include <mutex>

void add_range(wgscope::WaitGroup& wg, long from, long to, long& sum) {
  wg.go([=, &sum] {
    for (long i = from; i <= to; ++i) sum += i;
  });
}

void add_numbers(wgscope::WaitGroup& wg, wgscope::Channel<long>& numbers, wgscope::Mutex& mutex, long& sum) {
  wg.go([&] {
    for (const long number : numbers) {
      const std::lock_guard hold(mutex);
      sum += number;
    }
  });
}
