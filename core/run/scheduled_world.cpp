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

Turn ScheduledWorld::fire(Ref timer) {
  pending_.erase(number_of_timer(timer));
  return Interpreter<ScheduledWorld>(*program_, *this, options_).fire(timer);
}

std::vector<uint32_t> ScheduledWorld::timers_that_can_fire() const {
  std::vector<uint32_t> numbers;
  if (timers_.empty()) return numbers;
  numbers.assign(pending_.begin(), pending_.end());
  for (const GoroutineId who : alive_) {
    if (goroutine(who).status != Status::parked) continue;
    program::for_each_channel(*program_, goroutine(who), [&](Ref ref) {
      if (object(ref).kin.is_timer() && can_fire(ref)) numbers.push_back(number_of_timer(ref));
    });
  }
  std::ranges::sort(numbers);
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

bool ScheduledWorld::lets_time_pass(GoroutineId who, uint16_t alternative) const {
  const Goroutine& g = goroutine(who);
  const program::Instruction* in = program::chooses_at(*program_, g);
  if (in == nullptr || timers_.empty()) return false;
  if (in->op == program::Op::channel_receive) return alternative == 1;
  const program::Select& select = program_->selects[static_cast<size_t>(in->b)];
  if (program::is_plain(select)) return alternative == 1;
  if (alternative >= select.cases.size()) return false;
  const Ref ref = g.slots[g.slots.size() - slots_of(select) + slot_of_case(select.cases, alternative)];
  return object(ref).kin.is_timer() && program::readiness(object(ref).kin, false) == program::Readiness::maybe;
}

std::vector<uint16_t> ScheduledWorld::alternatives(GoroutineId who) const {
  const Goroutine& g = goroutine(who);
  const program::Instruction* in = program::chooses_at(*program_, g);
  if (in == nullptr) return {};
  std::vector<uint16_t> all = program::alternatives_of(*program_, g, *in, [&](Ref ref, bool sends) { return program::readiness(object(ref).kin, sends); });
  if (all.size() < 2) all.clear();
  return all;
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
  const Ref ref = program::make_ref(creator.id, creator.created++);
  if (made.kin && made.kin.is_timer()) {
    timers_.push_back(ref);
    timer_numbers_.emplace(ref, static_cast<uint32_t>(timers_.size()));
  }
  return ref;
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
