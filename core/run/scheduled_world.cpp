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
  goroutines_.push_back(Interpreter<ScheduledWorld>::make_main(program));
}

Turn ScheduledWorld::begin() { return Interpreter<ScheduledWorld>(*program_, *this, options_).advance(goroutines_.front()); }

Turn ScheduledWorld::step(GoroutineId who, bool timer) {
  Interpreter<ScheduledWorld> interpreter(*program_, *this, options_);
  Goroutine& g = goroutines_[who.value - 1];
  return timer ? interpreter.fire(g) : interpreter.step(g);
}

ScheduledWorld::Ref ScheduledWorld::allocate(uint32_t declaration, Goroutine& creator, uint64_t initial) {
  if (objects_.size() <= creator.id.value) objects_.resize(creator.id.value + 1);
  std::vector<Object>& mine = objects_[creator.id.value];
  Object& made = mine.emplace_back();
  made.group.word = initial;
  made.declaration = declaration;
  assert(mine.size() == creator.created + 1);
  return program::make_ref(creator.id, creator.created++);
}

program::CopiedObject ScheduledWorld::copy(GoroutineId self, Ref from, Ref to) {
  Platform p = platform(self);
  p.begin_line();
  auto& source = object(from).group;
  auto& target = object(to).group;
  p.copy(source.word, source.sema.guard, target.word, target.sema.guard);
  return {.word = target.word, .tokens = target.sema.guard.tokens};
}

GoroutineId ScheduledWorld::new_goroutine() {
  const auto alive = std::ranges::count_if(goroutines_, [](const Goroutine& g) { return g.status != Status::finished; });
  if (static_cast<uint32_t>(alive) >= limits::kLiveGoroutines || goroutines_.size() >= limits::kGoroutinesEver) return kNobody;
  return {static_cast<uint32_t>(goroutines_.size()) + 1};
}

bool ScheduledWorld::print(std::string_view text) {
  output_bytes_ += text.size();
  return output_bytes_ <= limits::kOutputBytes;
}

}  // namespace wgscope
