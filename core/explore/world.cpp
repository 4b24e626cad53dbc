#include "core/explore/world.h"

#include <algorithm>

#include "core/explore/state_space.h"

namespace wgscope::search {

void flatten(const ObjectPart& part, std::vector<uint64_t>& out) {
  const auto& sema = part.object.sema.guard;
  out.push_back(uint64_t{part.declaration} << 32 | sema.tokens);
  out.push_back(part.object.word);
  for (const GoroutineId who : sema.queue.waiters()) out.push_back(who.value);
}

void restore(ObjectPart& part, std::span<const uint64_t> flat) {
  auto& sema = part.object.sema.guard;
  part.declaration = static_cast<uint32_t>(flat[0] >> 32);
  sema.tokens = static_cast<uint32_t>(flat[0]);
  part.object.word = flat[1];
  sema.queue.waiters().clear();
  for (const uint64_t who : flat.subspan(2)) sema.queue.push(GoroutineId{static_cast<uint32_t>(who)});
}

void StepWorld::begin(const uint64_t* row, uint32_t goroutines) {
  row_ = row;
  goroutines_ = goroutines;
  touched.clear();
  started.clear();
  readied = kNobody;
  over = crashed = false;
  crash_text = 0;
  recovered.clear();
  printed.clear();
}

ObjectPart& StepWorld::find(program::Ref ref) {
  for (Touched& one : touched) {
    if (one.ref == ref) return one.part;
  }
  Touched& one = touched.emplace_back(Touched{ref, {}, false});
  space_.load_object(row_, ref, one.part);
  return one.part;
}

program::Ref StepWorld::allocate(uint32_t declaration, program::Goroutine& creator, uint64_t initial) {
  // The first serial that is free, not one that was never used: so a loop that creates an object a round comes back to where it was.
  const auto taken = [&](program::Ref ref) {
    return space_.exists(row_, ref) || std::ranges::any_of(touched, [ref](const Touched& one) { return one.ref == ref; });
  };
  uint32_t serial = 0;
  while (taken(program::make_ref(creator.id, serial))) ++serial;
  const program::Ref ref = program::make_ref(creator.id, serial);
  Touched& one = touched.emplace_back(Touched{ref, {}, true});
  one.part.declaration = declaration;
  one.part.object.word = initial;
  return ref;
}

program::CopiedObject StepWorld::copy(GoroutineId self, program::Ref from, program::Ref to) {
  ObjectPart& source = find(from);
  ObjectPart& target = find(to);
  Platform p(self);
  p.begin_line();
  p.copy(source.object.word, source.object.sema.guard, target.object.word, target.object.sema.guard);
  return {target.object.word, target.object.sema.guard.tokens, 0};
}

GoroutineId StepWorld::new_goroutine() {
  return space_.may_create(row_, started.size()) ? GoroutineId{goroutines_ + static_cast<uint32_t>(started.size()) + 1} : kNobody;
}

void StepWorld::emit(const program::RawEvent& event) {
  switch (event.kind) {
    case EventKind::main_return: over = true; break;
    case EventKind::crash:
    case EventKind::fatal:
      over = crashed = true;
      crash_text = event.word;
      break;
    case EventKind::recovered: recovered.push_back({event.word, event.site}); break;
    case EventKind::run_panic:
      // What WaitGroup.Go throws again, nobody has recovered from.
      if (!recovered.empty() && recovered.back().text == event.word && recovered.back().site == event.site) recovered.pop_back();
      break;
    default: break;
  }
}

bool StepWorld::print(std::string_view text) {
  printed += text;
  return true;
}

program::Pool& StepWorld::pool() { return space_.pool(); }

}  // namespace wgscope::search
