// A channel: its buffer as the ring that it is in Go, who is parked at either side, and what the latest step moved.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/model/scene.h"

namespace wgscope::model {

// Somebody who is parked there.
struct QueuedChip {
  Chip chip;
  std::string value;                       // that he sends; empty in the receivers' queue
  std::optional<uint16_t> select_case;     // he waits in a select, for this case among others
};

// A value that went from one to the other, past the buffer.
struct Handed {
  Chip from, to;
  std::string value;
};

struct ChannelView {
  ObjectId object = kNoObject;
  std::string name, type;                  // `jobs`, `chan int`
  uint32_t capacity = 0;
  uint32_t length = 0;                     // how many values are buffered
  uint32_t first = 0;                      // the oldest value's place in the ring (Go: recvx)
  std::vector<std::string> values;         // the oldest first; of more than kRingValues the oldest ones
  std::vector<QueuedChip> senders, receivers;   // front first
  bool closed = false;
  // What the latest step did here. Places of the ring.
  std::optional<uint32_t> put, took;
  std::optional<Handed> handed;
  bool closes = false;
  std::vector<Chip> woken;                 // who goes on because of it

  // Where the next value goes (Go: sendx). Requires: it has a buffer.
  uint32_t next() const { return (first + length) % capacity; }
  // What is in a place of the ring; null: nothing.
  const std::string* at(uint32_t place) const;
};
inline constexpr size_t kRingValues = 256;

// Requires: the scene's object is a channel that exists.
ChannelView channel_view(const Scene& scene);

// The places of the ring that a step on a channel wrote and read, by how the channel is after it.
struct RingStep {
  std::optional<uint32_t> put, took;
};
RingStep ring_step(const Event& step, const ObjectNow& after);
// Which way the value of a step on a channel goes; a select's by the case that it took.
bool is_send(const Event& step);
bool is_receive(const Event& step);
// A value as the channel carries it.
std::string carried_text(const Trace& trace, ObjectId channel, uint64_t word);

}  // namespace wgscope::model
