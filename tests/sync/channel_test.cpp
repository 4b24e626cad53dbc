// A channel's critical sections, one by one: who gets what, and who is on the way again.
#include "core/sync/channel.h"

#include <gtest/gtest.h>

#include <vector>

namespace wgscope::sync {
namespace {

using Ints = Channel<int, int>;
using What = Ints::Done::What;

Ints with_room(uint32_t capacity) {
  Ints channel;
  channel.capacity = capacity;
  return channel;
}

std::vector<int> buffered(const Ints& channel) { return {channel.buffer.begin(), channel.buffer.end()}; }

void expect_woken(const Ints::Done& done, int who, int value) {
  ASSERT_TRUE(done.woken.has_value());
  EXPECT_EQ(done.woken->who, who);
  EXPECT_EQ(done.woken->value, value);
  EXPECT_TRUE(done.woken->ok);
}

TEST(Channel, SendToAParkedReceiver_IsHandedOver_PastTheBuffer) {
  for (uint32_t capacity : {0u, 2u}) {
    Ints channel = with_room(capacity);
    EXPECT_EQ(channel.receive(1).what, What::parked);
    const auto sent = channel.send(2, 42);
    EXPECT_EQ(sent.what, What::went_over);
    expect_woken(sent, 1, 42);
    EXPECT_TRUE(channel.buffer.empty());
    EXPECT_TRUE(channel.receivers.empty());
  }
}

TEST(Channel, ParkedReceivers_AreServedFirstInFirstOut) {
  Ints channel;
  for (int who : {1, 2, 3}) channel.receive(who);
  for (int who : {1, 2, 3}) expect_woken(channel.send(9, who * 10), who, who * 10);
  EXPECT_EQ(channel.send(9, 40).what, What::parked);
}

TEST(Channel, ParkedSenders_AreServedFirstInFirstOut) {
  Ints channel;
  for (int who : {1, 2, 3}) EXPECT_EQ(channel.send(who, who * 10).what, What::parked);
  for (int who : {1, 2, 3}) {
    const auto got = channel.receive(9);
    EXPECT_EQ(got.value, who * 10);
    expect_woken(got, who, 0);
  }
}

TEST(Channel, BufferTakesAsManyAsItHasRoomFor_ThenTheSenderParks) {
  Ints channel = with_room(2);
  EXPECT_EQ(channel.send(1, 10).what, What::went_over);
  EXPECT_EQ(channel.send(1, 11).what, What::went_over);
  EXPECT_EQ(channel.send(1, 12).what, What::parked);
  EXPECT_EQ(buffered(channel), (std::vector<int>{10, 11}));
}

TEST(Channel, ReceiveFromAFullBuffer_TakesTheOldest_AndTheParkedSendersValueGoesIntoTheFreedSlot) {
  Ints channel = with_room(2);
  for (int value : {10, 11}) channel.send(1, value);
  channel.send(2, 12);
  channel.send(3, 13);
  const auto got = channel.receive(9);
  EXPECT_EQ(got.value, 10);
  expect_woken(got, 2, 0);
  EXPECT_EQ(buffered(channel), (std::vector<int>{11, 12}));
  for (int value : {11, 12, 13}) EXPECT_EQ(channel.receive(9).value, value);
  EXPECT_EQ(channel.receive(9).what, What::parked);
}

TEST(Channel, CloseOfABufferWithValues_TheyAreReceivedFirst_ThenZero) {
  Ints channel = with_room(2);
  channel.send(1, 10);
  std::vector<Ints::Mail> woken;
  EXPECT_TRUE(channel.close(woken));
  EXPECT_TRUE(woken.empty());
  EXPECT_EQ(channel.receive(1).value, 10);
  for (int again = 0; again < 2; ++again) {
    const auto got = channel.receive(1);
    EXPECT_EQ(got.what, What::closed);
    EXPECT_EQ(got.value, 0);
  }
}

TEST(Channel, Close_WakesAllReceivers_ThenAllSenders_InTheirOrder_NotOk) {
  Ints channel;
  std::vector<Ints::Mail> woken;
  // A select may wait on both sides of one channel: others stand in both queues only so.
  channel.queue_for(false, {1, 0, 5});
  channel.queue_for(false, {2, 0, {}});
  channel.queue_for(true, {3, 30, {}});
  channel.queue_for(true, {4, 40, 0});
  EXPECT_TRUE(channel.close(woken));
  ASSERT_EQ(woken.size(), 4u);
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(woken[static_cast<size_t>(i)].who, i + 1);
    EXPECT_FALSE(woken[static_cast<size_t>(i)].ok);
    EXPECT_EQ(woken[static_cast<size_t>(i)].value, 0);
  }
  EXPECT_EQ(woken[0].place, 5);
  EXPECT_EQ(woken[1].place, std::nullopt);
  EXPECT_EQ(woken[3].place, 0);
  EXPECT_TRUE(channel.senders.empty());
  EXPECT_TRUE(channel.receivers.empty());
}

TEST(Channel, ClosedAlready_SendFails_AndASecondCloseToo) {
  Ints channel = with_room(1);
  std::vector<Ints::Mail> woken;
  channel.close(woken);
  EXPECT_EQ(channel.send(1, 10).what, What::closed);
  EXPECT_TRUE(channel.buffer.empty()) << "the value went nowhere";
  EXPECT_FALSE(channel.close(woken));
}

TEST(Channel, WhatASelectAsks_IsWhatTheAccessThenDoes) {
  for (uint32_t capacity : {0u, 1u, 2u}) {
    for (int history = 0; history < 81; ++history) {   // four operations of three kinds
      Ints channel = with_room(capacity);
      std::vector<Ints::Mail> woken;
      for (int i = 0, rest = history; i < 4; ++i, rest /= 3) {
        if (rest % 3 == 0) channel.send(i, i);
        if (rest % 3 == 1) channel.receive(i);
        if (rest % 3 == 2 && i == 3) channel.close(woken);
      }
      Ints sending = channel, receiving = channel;
      EXPECT_EQ(channel.can_send(), sending.send(9, 9).what != What::parked) << capacity << " " << history;
      EXPECT_EQ(channel.can_receive(), receiving.receive(9).what != What::parked) << capacity << " " << history;
    }
  }
}

TEST(Channel, WhoLeaves_StandsInNoQueue_AndTheOthersKeepTheirOrder) {
  Ints channel;
  for (int who : {1, 2, 1, 3}) channel.queue_for(false, {who, 0, static_cast<uint16_t>(who)});
  channel.queue_for(true, {1, 5, 7});
  channel.leave(1);
  EXPECT_TRUE(channel.senders.empty());
  expect_woken(channel.send(9, 20), 2, 20);
  expect_woken(channel.send(9, 30), 3, 30);
  EXPECT_TRUE(channel.receivers.empty());
}

TEST(Channel, PartnerOfASelect_IsToldWhichCaseItWas) {
  Ints channel;
  channel.queue_for(false, {1, 0, 2});
  EXPECT_EQ(channel.send(9, 5).woken->place, 2);
  channel.queue_for(true, {1, 6, 0});
  EXPECT_EQ(channel.receive(9).woken->place, 0);
  channel.receive(3);
  EXPECT_EQ(channel.send(9, 5).woken->place, std::nullopt);
  // Likewise when his value goes into the freed slot of a buffer.
  Ints full;
  full.capacity = 1;
  full.send(9, 5);
  full.queue_for(true, {1, 6, 3});
  EXPECT_EQ(full.receive(9).woken->place, 3);
}

TEST(Channel, Panics_HaveGosWords) {
  EXPECT_EQ(text_of(ChannelPanic::send_on_closed), "send on closed channel");
  EXPECT_EQ(text_of(ChannelPanic::close_of_closed), "close of closed channel");
  EXPECT_EQ(text_of(ChannelPanic::close_of_nil), "close of nil channel");
}

}  // namespace
}  // namespace wgscope::sync
