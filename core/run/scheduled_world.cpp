#include "core/run/scheduled_world.h"

#include <algorithm>
#include <cassert>

namespace wgscope {

using program::Interpreter;
using program::Status;
using program::Turn;

ScheduledWorld::ScheduledWorld(const program::Program& program, program::Pool& pool, program::LocalOptions options)
    : program_(&program), pool_(&pool), options_(options) {
  objects_.emplace_back(program.globals.size());
  for (size_t i = 0; i < program.globals.size(); ++i) objects_[0][i].kin = program::Kin(program.declarations[program.globals[i]], 0);
  goroutines_.push_back(Interpreter<ScheduledWorld>::make_main(program));
}

Turn ScheduledWorld::begin() { return Interpreter<ScheduledWorld>(*program_, *this, options_).advance(goroutines_.front()); }

Turn ScheduledWorld::step(GoroutineId who, bool timer, std::optional<uint16_t> alternative) {
  Interpreter<ScheduledWorld> interpreter(*program_, *this, options_);
  Goroutine& g = goroutines_[who.value - 1];
  return timer ? interpreter.fire(g) : interpreter.step(g, alternative);
}

std::vector<uint16_t> ScheduledWorld::alternatives(GoroutineId who) const {
  const Goroutine& g = goroutine(who);
  std::vector<uint16_t> ready;
  const program::Instruction* in = program::select_at(*program_, g);
  if (in == nullptr) return ready;
  program::ready_cases(*program_, g, *in, [&](Ref ref, bool sends) {
    const program::Channel& channel = object(ref).kin.channel();
    return sends ? channel.can_send() : channel.can_receive();
  }, ready);
  if (ready.size() < 2) ready.clear();
  return ready;
}

ScheduledWorld::Ref ScheduledWorld::allocate(uint32_t declaration, Goroutine& creator, uint64_t initial) {
  if (objects_.size() <= creator.id.value) objects_.resize(creator.id.value + 1);
  std::vector<Object>& mine = objects_[creator.id.value];
  Object& made = mine.emplace_back();
  object_bytes_ += sizeof(Object);
  made.group.word = initial;
  made.kin = program::Kin(program_->declarations[declaration], initial);
  object_bytes_ += made.kin.memory_bytes();
  made.declaration = declaration;
  assert(mine.size() == creator.created + 1);
  return program::make_ref(creator.id, creator.created++);
}

program::CopiedObject ScheduledWorld::copy(GoroutineId self, Ref from, Ref to) {
  if (object(from).kin) {
    object(to).kin.copy_from(object(from).kin);
    return {.word = object(to).kin.word()};
  }
  Platform p = platform(self);
  p.begin_line();
  auto& source = object(from).group;
  auto& target = object(to).group;
  p.copy(source.word, source.sema.guard, target.word, target.sema.guard);
  return {.word = target.word, .tokens = target.sema.guard.tokens};
}

GoroutineId ScheduledWorld::new_goroutine() {
  if (alive_.size() >= limits::kLiveGoroutines || goroutines_.size() >= limits::kGoroutinesEver) return kNobody;
  return {static_cast<uint32_t>(goroutines_.size()) + 1};
}

void ScheduledWorld::start(Goroutine&& child) {
  if (child.status != Status::finished) alive_.push_back(child.id);
  goroutines_.push_back(std::move(child));
}

void ScheduledWorld::emit(const program::RawEvent& event) {
  if (event.kind == EventKind::end) std::erase(alive_, event.who);
  told.push_back(event);
}

StoppedBy ScheduledWorld::stop() const {
  if (value_bytes() > limits::kValueBytes) return StoppedBy::memory;
  return time_limit_.over() ? StoppedBy::interrupt : StoppedBy::nothing;
}

bool ScheduledWorld::print(std::string_view text) {
  output_bytes_ += text.size();
  return output_bytes_ <= limits::kOutputBytes;
}

}  // namespace wgscope
