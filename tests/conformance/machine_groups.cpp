// sync/waitgroup.go.
#include "tests/conformance/machine.h"

namespace model {
namespace {

constexpr const char* kMisuse = "sync: WaitGroup misuse: Add called concurrently with Wait";

}  // namespace

void Machine::add(World& world, size_t who, Group& group, int delta) const {
  Flow& flow = world.flows[who];
  switch (flow.stage) {
    case 0:
      group.count = static_cast<int32_t>(static_cast<uint32_t>(group.count) + static_cast<uint32_t>(delta));
      if (group.count < 0) return blow_up(world, who, "sync: negative WaitGroup counter");
      if (group.waiting > 0 && delta > 0 && group.count == delta) return blow_up(world, who, kMisuse);
      if (group.count > 0 || group.waiting == 0) return next(world, who);
      flow.kept = group.word();
      flow.stage = 1;
      return;
    case 1:
      if (group.word() != flow.kept) return blow_up(world, who, kMisuse);
      flow.kept &= 0xffffffff;
      flow.stage = 2;
      return;
    case 2:
      group.count = 0;
      group.waiting = 0;
      flow.stage = 3;
      return;
    default:
      ++group.tokens;
      if (!group.line.empty()) {
        world.flows[group.line.front()].asleep = false;
        group.line.erase(group.line.begin());
      }
      if (--flow.kept == 0) next(world, who);
  }
}

void Machine::wait(World& world, size_t who, Group& group) const {
  Flow& flow = world.flows[who];
  switch (flow.stage) {
    case 0:
      if (group.count == 0) return next(world, who);
      flow.kept = group.word();
      flow.stage = 1;
      return;
    case 1:
      if (group.word() == flow.kept) {
        ++group.waiting;
        flow.stage = 2;
      } else {
        flow.stage = 0;
      }
      flow.kept = 0;
      return;
    case 2:
      if (group.tokens > 0) {
        --group.tokens;
        flow.stage = 3;
      } else {
        flow.asleep = true;
        group.line.push_back(static_cast<int>(who));
      }
      return;
    default:
      if (group.word() != 0) return blow_up(world, who, "sync: WaitGroup is reused before previous Wait has returned");
      next(world, who);
  }
}

}  // namespace model
