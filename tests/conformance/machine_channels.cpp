// runtime/chan.go and select.go.
#include <algorithm>

#include "tests/conformance/machine.h"

namespace model {

Case Machine::case_of(const Op& op, size_t which) {
  if (op.what == Do::select) return op.cases[which];
  return {op.object, op.what == Do::send, op.a};
}

Way Machine::way_of(const World& world, const Flow& flow, const Op& op, size_t which) const {
  const int channel = case_of(op, which).channel;
  if (channel < kObjects) return nil(channel) ? Way{} : Way{channel, -1};
  if (channel == kTick) return {-1, flow.ticking};
  if (channel == kAfter) {
    const auto before = op.what != Do::select ? 0 : std::count_if(op.cases.begin(), op.cases.begin() + static_cast<int>(which), [](const Case& one) { return one.channel == kAfter; });
    return {-1, flow.made[static_cast<size_t>(before)]};
  }
  const int timer = held(world, flow, channel < kOfLocal ? channel - kOfTimer : channel);
  return timer < 0 || world.timers[timer].kind == Kind::func ? Way{} : Way{-1, timer};
}

// For certain: of a timer only one that was set for no time.
bool Machine::ready(const World& world, const Way& way, bool sends) const {
  if (way.nil()) return false;
  if (way.timer >= 0) return has_come(world.timers[way.timer]);
  const Channel& channel = world.channels[way.channel];
  if (channel.closed) return true;
  return sends ? !channel.receivers.empty() || static_cast<int>(channel.buffer.size()) < program_.capacity[way.channel] : !channel.senders.empty() || !channel.buffer.empty();
}

// Of the step that it stands before; fewer than two are none.
std::vector<int> Machine::alternatives(const World& world, const Flow& flow) const {
  const Op& op = op_of(flow);
  if (op.what != Do::receive && op.what != Do::range && op.what != Do::select) return {};
  if (is_select(op)) return alternatives_of_select(world, flow, op);
  const Way way = way_of(world, flow, op, 0);
  if (way.timer < 0 || has_come(world.timers[way.timer]) || !may_have_come(world.timers[way.timer])) return {};
  return {0, 1};   // not yet, or it has
}

std::vector<int> Machine::alternatives_of_select(const World& world, const Flow& flow, const Op& op) const {
  std::vector<int> found;
  const int before = op.default_first ? 1 : 0;   // counted as written
  bool certain = false;
  for (size_t i = 0; i < op.cases.size(); ++i) {
    const Way way = way_of(world, flow, op, i);
    const bool is_ready = ready(world, way, op.cases[i].sends);
    certain = certain || is_ready;
    if (is_ready || (way.timer >= 0 && may_have_come(world.timers[way.timer]))) found.push_back(static_cast<int>(i) + before);
  }
  if (!certain && !found.empty()) found.push_back(static_cast<int>(op.cases.size()) + (op.has_default ? 1 : 0));
  return found;
}

void Machine::stand_in_line(World& world, size_t who, const Way& way, const Case& one, int which) {
  const Guest guest{static_cast<int>(who), which, one.value};
  if (way.timer >= 0) {
    Timer& timer = world.timers[way.timer];
    timer.receivers.push_back(guest);
    timer.heaped = timer.heaped || timer.set;
  } else if (!way.nil()) {
    (one.sends ? world.channels[way.channel].senders : world.channels[way.channel].receivers).push_back(guest);
  }
}

// A woken select stands in no line any more.
void Machine::take_off_all_lines(World& world, int who) {
  world.flows[who].asleep = false;
  const auto is_his = [who](const Guest& one) { return one.who == who; };
  for (Channel& channel : world.channels) {
    std::erase_if(channel.senders, is_his);
    std::erase_if(channel.receivers, is_his);
  }
  for (Timer& timer : world.timers) std::erase_if(timer.receivers, is_his);
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

void Machine::communicate(World& world, size_t who, const Op& op, int which, bool time_has_come) const {
  const Way way = way_of(world, world.flows[who], op, static_cast<size_t>(which));
  const Case one = case_of(op, static_cast<size_t>(which));
  if (way.timer >= 0 && time_has_come) {
    take_time(world.timers[way.timer]);
    came_through(world, who, which, 0, true);
  } else if (!ready(world, way, one.sends)) {
    world.flows[who].asleep = true;
    stand_in_line(world, who, way, one, which);
  } else if (way.timer >= 0) {
    take_time(world.timers[way.timer]);
    came_through(world, who, which, 0, true);
  } else if (one.sends) {
    send(world, who, world.channels[way.channel], one, which);
  } else {
    receive(world, who, world.channels[way.channel], which);
  }
}

void Machine::send(World& world, size_t who, Channel& channel, const Case& one, int which) const {
  if (channel.closed) return blow_up(world, who, "send on closed channel");
  if (channel.receivers.empty()) {
    channel.buffer.push_back(one.value);
    return came_through(world, who, which, 0, true);
  }
  const Guest partner = channel.receivers.front();
  take_off_all_lines(world, partner.who);
  came_through(world, who, which, 0, true);
  came_through(world, static_cast<size_t>(partner.who), partner.which, one.value, true);
}

void Machine::receive(World& world, size_t who, Channel& channel, int which) const {
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
  const std::vector<int> all = alternatives_of_select(world, world.flows[who], op);
  if (which < 0 && !all.empty()) which = all.front();
  if (which >= 0 && op.default_first) --which;
  const int cases = static_cast<int>(op.cases.size());
  if (which >= 0 && which < cases) return communicate(world, who, op, which, true);
  if (op.has_default) return enter(world, who, op.cases.size());
  world.flows[who].asleep = true;
  for (int i = 0; i < cases; ++i) stand_in_line(world, who, way_of(world, world.flows[who], op, static_cast<size_t>(i)), op.cases[i], i);
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
  if (op.object >= kObjects) return op.a <= 0 && !op.bodies.empty() ? enter(world, who, 0) : next(world, who);   // a timer's: nothing lies in it
  const int wanted = op.a == kNil ? std::max(0, program_.capacity[op.object]) : op.a;
  const bool is = static_cast<int>(world.channels[op.object].buffer.size()) == wanted;
  return is && !op.bodies.empty() ? enter(world, who, 0) : next(world, who);
}

}  // namespace model
