// Values through a channel: by one thread, so that nobody ever waits, and from one thread to another, who go where they are put.
#include <atomic>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>

#if defined(WGSCOPE_BENCH_BOOST_FIBER)
#include <boost/fiber/buffered_channel.hpp>
#include <boost/fiber/unbuffered_channel.hpp>
#endif

#include "bench/commands.h"
#include "bench/companion.h"
#include "bench/peers.h"
#include "bench/rows.h"
#include "core/sync/native_channel.h"

namespace wgscope::bench {
namespace {

constexpr size_t kPlaces = 64, kPairs = 20'000, kPassed = 20'000, kMeetings = 1000;

// The sides as one: send(value), and receive() that gives the value.
template <class T>
struct OurChannel {
  explicit OurChannel(size_t places) : channel(places) {}
  void send(T value) { channel.send(std::move(value)); }
  T receive() { return *channel.receive(); }
  Channel<T> channel;
};
#if defined(WGSCOPE_BENCH_BOOST_FIBER)
template <class T>
struct BoostBuffered {
  explicit BoostBuffered(size_t places) : channel(places) {}
  void send(T value) { channel.push(std::move(value)); }
  T receive() { return channel.value_pop(); }
  boost::fibers::buffered_channel<T> channel;
};
template <class T>
struct BoostUnbuffered {
  explicit BoostUnbuffered(size_t) {}
  void send(T value) { channel.push(std::move(value)); }
  T receive() { return channel.value_pop(); }
  boost::fibers::unbuffered_channel<T> channel;
};
#endif

template <class Side>
double alone_ns() {
  const Companion companion;
  Side side(kPlaces);
  return quickest_ns_each(kPairs, [&] {
    for (size_t i = 0; i < kPairs; ++i) {
      side.send({});
      keep(side.receive());
    }
  });
}

template <class Side>
double passing_ns(size_t places, size_t count) {
  Side side(places);
  std::atomic<bool> there{false};
  std::thread receiver([&] {
    there = true;
    for (size_t i = 0; i < count; ++i) keep(side.receive());
  });
  while (!there.load()) {}
  return ns_each(count, [&] {
    for (size_t i = 0; i < count; ++i) side.send(static_cast<int>(i));
    receiver.join();
  });
}

// The same in Go, as a program of its own (channel_peer.go).
class GoPeer {
 public:
  GoPeer() { seconds_of("cd '" + folder_.path().string() + "' && go build -o peer '" WGSCOPE_BENCH_FOLDER "/channel_peer.go'"); }
  double ns_of(const std::string& row) const {
    seconds_of("cd '" + folder_.path().string() + "' && ./peer " + row + " >said");
    const auto said = lines_of(folder_.path() / "said");
    return said.empty() ? 0 : std::strtod(said.front().c_str(), nullptr);   // a peer that failed costs nothing, so that the row is missed
  }

 private:
  const WorkFolder folder_;
};

}  // namespace

void channel_rows(Bench& bench) {
  const std::string alone = "buffered send + receive, one thread", buffered = "buffered channel, to another thread", unbuffered = "unbuffered channel, to another thread";
  const auto ours_alone = bench.measure(alone_ns<OurChannel<int>>);
  const auto ours_buffered = bench.measure([] { return passing_ns<OurChannel<int>>(kPlaces, kPassed); });
  const auto ours_unbuffered = bench.measure([] { return passing_ns<OurChannel<int>>(0, kMeetings); });
  bench.row(alone, "ns", ours_alone, "mutex + condition variables", bench.measure(alone_ns<CondvarQueue<int>>), 0.8);
  bench.row(alone + ", strings", "ns", bench.measure(alone_ns<OurChannel<std::string>>), "mutex + condition variables", bench.measure(alone_ns<CondvarQueue<std::string>>), 1);
  bench.row(buffered, "ns", ours_buffered, "mutex + condition variables", bench.measure([] { return passing_ns<CondvarQueue<int>>(kPlaces, kPassed); }), 0.8);
  bench.row(unbuffered, "ns", ours_unbuffered, "mutex + condition variables", bench.measure([] { return passing_ns<CondvarQueue<int>>(0, kMeetings); }), 0.8);
#if defined(WGSCOPE_BENCH_BOOST_FIBER)
  bench.row(alone, "ns", ours_alone, "boost::fibers", bench.measure(alone_ns<BoostBuffered<int>>), 1);
  bench.row(buffered, "ns", ours_buffered, "boost::fibers", bench.measure([] { return passing_ns<BoostBuffered<int>>(kPlaces, kPassed); }), 1);
  bench.row(unbuffered, "ns", ours_unbuffered, "boost::fibers", bench.measure([] { return passing_ns<BoostUnbuffered<int>>(0, kMeetings); }), 1);
#else
  bench.absent("channels", "boost::fibers");
#endif
  if (there_is("go")) {
    // Told where goroutines meet: they change places without the kernel, threads do not.
    const auto peer = [made = std::make_shared<std::unique_ptr<GoPeer>>()](const std::string& row) {
      if (!*made) *made = std::make_unique<GoPeer>();
      return (*made)->ns_of(row);
    };
    bench.row(alone, "ns", ours_alone, "Go's channel", bench.measure([peer] { return peer("alone"); }, 5), 1);
    bench.row(buffered, "ns", ours_buffered, "Go's channel", bench.measure([peer] { return peer("buffered"); }, 5), kTold);
    bench.row(unbuffered, "ns", ours_unbuffered, "Go's channel", bench.measure([peer] { return peer("unbuffered"); }, 5), kTold);
  } else {
    bench.absent("channels", "Go");
  }
}

}  // namespace wgscope::bench
