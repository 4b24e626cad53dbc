// wgscope::Channel as a program uses it: on real threads, where a test can only ask for what holds in every order.
#include "core/sync/native_channel.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <csignal>
#include <memory>
#include <ranges>
#include <string>
#include <thread>
#include <type_traits>
#include <vector>

#if defined(__linux__)
#include <unistd.h>
#endif

namespace wgscope {
namespace {

static_assert(!std::is_copy_constructible_v<Channel<int>> && !std::is_move_constructible_v<Channel<int>>);
static_assert(std::input_iterator<Channel<int>::Iterator>);
static_assert(std::ranges::input_range<Channel<std::string>>);

// No zero value, no copies; counts how many there are.
class Counted {
 public:
  explicit Counted(int number) : number_(number) { ++alive; }
  Counted(Counted&& other) noexcept : number_(other.number_) { ++alive; }
  Counted& operator=(Counted&&) = delete;
  ~Counted() { --alive; }
  int number() const { return number_; }
  static inline std::atomic<int> alive{0};

 private:
  int number_;
};

TEST(NativeChannel, Buffered_GivesInTheOrderOfSending) {
  Channel<int> ch(3);
  EXPECT_EQ(ch.capacity(), 3u);
  for (int round = 0; round < 5; ++round) {   // the ring goes round
    ch.send(1);
    ch.send(2);
    EXPECT_EQ(ch.size(), 2u);
    EXPECT_EQ(ch.receive(), 1);
    EXPECT_EQ(ch.receive(), 2);
    EXPECT_EQ(ch.size(), 0u);
  }
}

TEST(NativeChannel, Try_NeverWaits) {
  Channel<std::unique_ptr<int>> ch(1);
  EXPECT_EQ(ch.try_receive(), std::nullopt);
  EXPECT_TRUE(ch.try_send(std::make_unique<int>(1)));
  auto second = std::make_unique<int>(2);
  EXPECT_FALSE(ch.try_send(std::move(second)));
  ASSERT_NE(second, nullptr) << "a value that was not sent stays the caller's";
  EXPECT_EQ(**ch.try_receive(), 1);
  EXPECT_TRUE(ch.try_send(std::move(second)));
  EXPECT_EQ(second, nullptr);

  Channel<std::string> unbuffered;
  const std::string text = "nobody";
  EXPECT_FALSE(unbuffered.try_send(text));
  EXPECT_EQ(unbuffered.try_receive(), std::nullopt);
  EXPECT_EQ(unbuffered.capacity(), 0u);
}

TEST(NativeChannel, Closed_GivesWhatWasSentAndThenNothing) {
  Channel<int> ch(2);
  ch.send(1);
  ch.send(2);
  ch.close();
  std::optional<int> value;
  EXPECT_EQ(ch.receive(), 1);
  EXPECT_EQ(ch.try_receive(value), Tried::received);
  EXPECT_EQ(value, 2);
  EXPECT_EQ(ch.try_receive(value), Tried::closed);
  EXPECT_EQ(value, std::nullopt);
  EXPECT_EQ(ch.receive(), std::nullopt);
  EXPECT_EQ(ch.try_receive(), std::nullopt);
}

TEST(NativeChannel, OpenAndEmpty_IsToldFromClosed) {
  Channel<int> ch(1);
  std::optional<int> value = 7;
  EXPECT_EQ(ch.try_receive(value), Tried::nothing_yet);
  EXPECT_EQ(value, std::nullopt);
}

// An unbuffered channel takes a value from try_send only when somebody is parked in receive: so this waits until the other thread is.
TEST(NativeChannel, AParkedReceiver_IsGivenTheValueDirectly) {
  Channel<int> ch;
  std::optional<int> got;
  std::thread receiver([&] { got = ch.receive(); });
  while (!ch.try_send(5)) std::this_thread::yield();
  EXPECT_EQ(ch.size(), 0u);
  receiver.join();
  EXPECT_EQ(got, 5);
}

TEST(NativeChannel, AParkedSendersValue_IsTakenFromItsPlace) {
  Channel<Counted> ch;
  std::thread sender([&] { ch.send(Counted(6)); });
  std::optional<Counted> got;
  while (ch.try_receive(got) != Tried::received) std::this_thread::yield();
  EXPECT_EQ(got->number(), 6);
  sender.join();
  got.reset();
  EXPECT_EQ(Counted::alive, 0);
}

// The sender of 1 is on its way or parked; whichever it is, 0 comes first, and the place that became free gets 1.
TEST(NativeChannel, AFullBuffer_IsRefilledByWhoWaits) {
  for (int round = 0; round < 200; ++round) {
    Channel<int> ch(1);
    ch.send(0);
    std::thread sender([&] { ch.send(1); });
    EXPECT_EQ(ch.receive(), 0);
    sender.join();
    EXPECT_EQ(ch.size(), 1u);
    EXPECT_EQ(ch.receive(), 1);
  }
}

TEST(NativeChannel, Range_EndsWhenTheChannelIsClosed) {
  Channel<std::unique_ptr<int>> ch(2);
  std::thread sender([&] {
    for (int i = 0; i < 100; ++i) ch.send(std::make_unique<int>(i));
    ch.close();
  });
  int next = 0;
  for (const auto& value : ch) EXPECT_EQ(*value, next++);
  EXPECT_EQ(next, 100);
  sender.join();
}

TEST(NativeChannel, ValuesThatNobodyReceived_AreDestroyedWithIt) {
  {
    Channel<Counted> ch(4);
    for (int i = 0; i < 4; ++i) ch.send(Counted(i));
    EXPECT_EQ(ch.receive()->number(), 0);
    ch.send(Counted(4));
    EXPECT_EQ(Counted::alive, 4);
  }
  EXPECT_EQ(Counted::alive, 0);
}

TEST(NativeChannel, AnOverAlignedValue_LiesAligned) {
  struct alignas(128) Wide {
    const void* at = this;
    int number = 0;
  };
  Channel<Wide> ch(3);
  for (int i = 0; i < 3; ++i) ch.send(Wide{.number = i});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(ch.receive()->number, i);
}

TEST(NativeChannel, MorePlacesThanItCanCount_Throws) { EXPECT_THROW(Channel<char>(size_t{1} << 32), std::length_error); }

TEST(NativeChannel, Close_WakesAllWhoReceive) {
  constexpr int kReceivers = 100;   // more than one level of who wakes whom
  Channel<int> ch;
  std::atomic<int> nothing{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < kReceivers; ++i) threads.emplace_back([&] { nothing += !ch.receive().has_value(); });
  while (!ch.try_send(1)) std::this_thread::yield();   // one at least is parked
  ch.close();
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(nothing, kReceivers - 1);
}

// A channel for one result: whoever has received it destroys it, while the send may still be on its way out.
TEST(NativeChannel, DestroyedAsSoonAsReceiveIsBack_IsNotTouchedAgain) {
  for (int round = 0; round < 500; ++round) {
    auto ch = std::make_unique<Channel<int>>(static_cast<size_t>(round % 2));
    std::thread sender([&ch = *ch] { ch.send(1); });
    EXPECT_EQ(ch->receive(), 1);
    ch.reset();
    sender.join();
  }
}

// What is on either side of a meeting is plain memory: tsan would see a send that is back before its receive has begun, or the other way.
TEST(NativeChannel, Unbuffered_BothSidesSeeWhatTheOtherDidBefore) {
  constexpr int kRounds = 20'000;
  Channel<int> ch;
  int before_send = 0, before_receive = 0;
  std::thread receiver([&] {
    for (int i = 1; i <= kRounds; ++i) {
      before_receive = i;
      ASSERT_EQ(ch.receive(), i);
      ASSERT_EQ(before_send, i);
      ch.receive();
    }
  });
  for (int i = 1; i <= kRounds; ++i) {
    before_send = i;
    ch.send(i);
    ASSERT_EQ(before_receive, i);
    ch.send(0);
  }
  receiver.join();
}

// Every value comes out once, and each sender's in its order.
void many_to_many(size_t capacity) {
  constexpr int kSenders = 6, kReceivers = 4, kEach = 2000;
  struct Value {
    int sender, number;
  };
  Channel<Value> ch(capacity);
  std::vector<std::thread> senders, receivers;
  std::array<std::atomic<int>, kSenders> sums{};
  for (int s = 0; s < kSenders; ++s)
    senders.emplace_back([&, s] {
      for (int i = 1; i <= kEach; ++i) ch.send({s, i});
    });
  for (int r = 0; r < kReceivers; ++r)
    receivers.emplace_back([&] {
      std::array<int, kSenders> last{};
      for (const Value value : ch) {
        ASSERT_GT(value.number, last[static_cast<size_t>(value.sender)]);
        last[static_cast<size_t>(value.sender)] = value.number;
        sums[static_cast<size_t>(value.sender)] += value.number;
      }
    });
  for (auto& thread : senders) thread.join();
  ch.close();
  for (auto& thread : receivers) thread.join();
  for (const auto& sum : sums) EXPECT_EQ(sum, kEach * (kEach + 1) / 2);
}

TEST(NativeChannel, Stress_ManyToManyUnbuffered) { many_to_many(0); }
TEST(NativeChannel, Stress_ManyToManyThroughOnePlace) { many_to_many(1); }
TEST(NativeChannel, Stress_ManyToManyBuffered) { many_to_many(64); }

using NativeChannelDeathTest = ::testing::Test;

TEST(NativeChannelDeathTest, UseOfAClosedChannel_PrintsGosTextAndAborts) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  Channel<int> ch(1);
  ch.close();
  EXPECT_EXIT(ch.send(1), ::testing::KilledBySignal(SIGABRT), "^panic: send on closed channel\n$");
  EXPECT_EXIT(ch.try_send(1), ::testing::KilledBySignal(SIGABRT), "^panic: send on closed channel\n$");
  EXPECT_EXIT(ch.close(), ::testing::KilledBySignal(SIGABRT), "^panic: close of closed channel\n$");
}

#if defined(__linux__)
TEST(NativeChannelDeathTest, ASenderWhomCloseWakes_Panics) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        alarm(30);
        Channel<int> ch;
        std::thread sender([&] { for (;;) ch.send(1); });
        ch.receive();
        ch.close();   // its next send is parked, or comes later
        sender.join();
      },
      ::testing::KilledBySignal(SIGABRT), "^panic: send on closed channel\n$");
}
#endif

}  // namespace
}  // namespace wgscope
