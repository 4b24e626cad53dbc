// runtime/chan.go and select.go.
#include <algorithm>

#include "tests/conformance/machine.h"

namespace model {

bool Machine::ready(const World& world, const Case& one) const {
  if (nil(one.channel)) return false;
  const Channel& channel = world.channels[one.channel];
  if (channel.closed) return true;
  return one.sends ? !channel.receivers.empty() || static_cast<int>(channel.buffer.size()) < program_.capacity[one.channel] : !channel.senders.empty() || !channel.buffer.empty();
}

std::vector<int> Machine::ready_cases(const World& world, const Op& op) const {
  std::vector<int> found;
  for (size_t i = 0; i < op.cases.size(); ++i) {
    if (ready(world, op.cases[i])) found.push_back(static_cast<int>(i));
  }
  return found;
}

void Machine::stand_in_line(World& world, size_t who, const Case& one, int which) const {
  if (nil(one.channel)) return;
  Channel& channel = world.channels[one.channel];
  (one.sends ? channel.senders : channel.receivers).push_back({static_cast<int>(who), which, one.value});
}

// A woken select stands in no line any more.
void Machine::take_off_all_lines(World& world, int who) {
  world.flows[who].asleep = false;
  for (Channel& channel : world.channels) {
    std::erase_if(channel.senders, [who](const Guest& one) { return one.who == who; });
    std::erase_if(channel.receivers, [who](const Guest& one) { return one.who == who; });
  }
}

// What a goroutine does behind its communication: by itself, or in the step of him who woke it.
void Machine::came_through(World& world, size_t who, int which, int value, bool ok) const {
  const Op& op = op_of(world.flows[who]);
  switch (op.what) {
    case Do::select: return enter(world, who, static_cast<size_t>(which));
    case Do::range: return ok ? enter(world, who, 0) : next(world, who);
    case Do::receive: return !op.bodies.empty() && (op.unless_ok ? !ok : value == op.a) ? enter(world, who, 0) : next(world, who);
    default: return next(world, who);
  }
}

void Machine::communicate(World& world, size_t who, const Case& one, int which) const {
  if (!ready(world, one)) {
    world.flows[who].asleep = true;
    return stand_in_line(world, who, one, which);
  }
  Channel& channel = world.channels[one.channel];
  if (one.sends) {
    if (channel.closed) return blow_up(world, who, "send on closed channel");
    if (channel.receivers.empty()) {
      channel.buffer.push_back(one.value);
      return came_through(world, who, which, 0, true);
    }
    const Guest partner = channel.receivers.front();
    take_off_all_lines(world, partner.who);
    came_through(world, who, which, 0, true);
    return came_through(world, static_cast<size_t>(partner.who), partner.which, one.value, true);
  }
  if (channel.senders.empty()) {
    const bool ok = !channel.buffer.empty();
    const int value = ok ? channel.buffer.front() : 0;
    if (ok) channel.buffer.erase(channel.buffer.begin());
    return came_through(world, who, which, value, ok);
  }
  const Guest partner = channel.senders.front();
  take_off_all_lines(world, partner.who);
  channel.buffer.push_back(partner.value);
  const int value = channel.buffer.front();
  channel.buffer.erase(channel.buffer.begin());
  came_through(world, who, which, value, true);
  came_through(world, static_cast<size_t>(partner.who), partner.which, 0, true);
}

void Machine::select(World& world, size_t who, const Op& op, int which) const {
  const std::vector<int> found = ready_cases(world, op);
  if (which >= 0 && op.default_first) --which;
  if (which < 0 && !found.empty()) which = found.front();
  if (which >= 0) return communicate(world, who, op.cases[which], which);
  if (op.has_default) return enter(world, who, op.cases.size());
  world.flows[who].asleep = true;
  for (size_t i = 0; i < op.cases.size(); ++i) stand_in_line(world, who, op.cases[i], static_cast<int>(i));
}

void Machine::close(World& world, size_t who, int number) const {
  if (nil(number)) return blow_up(world, who, "close of nil channel");
  Channel& channel = world.channels[number];
  if (channel.closed) return blow_up(world, who, "close of closed channel");
  channel.closed = true;
  next(world, who);
  while (!channel.receivers.empty()) {
    const Guest one = channel.receivers.front();
    take_off_all_lines(world, one.who);
    came_through(world, static_cast<size_t>(one.who), one.which, 0, false);
  }
  while (!channel.senders.empty()) {
    const Guest one = channel.senders.front();
    take_off_all_lines(world, one.who);
    world.flows[one.who].doomed = true;
  }
}

// `a`: the length asked for, or kNil: as much as fits.
void Machine::length(World& world, size_t who, const Op& op) const {
  const int wanted = op.a == kNil ? std::max(0, program_.capacity[op.object]) : op.a;
  const bool is = static_cast<int>(world.channels[op.object].buffer.size()) == wanted;
  return is && !op.bodies.empty() ? enter(world, who, 0) : next(world, who);
}

}  // namespace model
