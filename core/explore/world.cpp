#include "core/explore/world.h"

#include <algorithm>

#include "core/explore/state_space.h"

namespace wgscope::search {
namespace {

constexpr size_t kFoundByLooking = 8;
constexpr size_t kTouchedBytes = sizeof(StepWorld::Touched) + 3 * sizeof(uint64_t) + sizeof(void*) * 4;   // with its parts, and its place in the map

}  // namespace

void flatten(const ObjectPart& part, std::vector<uint64_t>& out) {
  if (part.kin) {
    out.push_back(uint64_t{part.declaration} << 32);
    return part.kin.flatten(out);
  }
  const auto& sema = part.object.sema.guard;
  out.push_back(uint64_t{part.declaration} << 32 | sema.tokens);
  out.push_back(part.object.word);
  for (const GoroutineId who : sema.queue.waiters()) out.push_back(who.value);
}

void restore(const program::Program& program, ObjectPart& part, std::span<const uint64_t> flat) {
  part.declaration = static_cast<uint32_t>(flat[0] >> 32);
  if (const program::Declaration& declared = program.declarations[part.declaration]; program::is_kin(declared)) {
    part.kin = program::Kin(declared, 0);
    return part.kin.restore(flat.subspan(kPartHeader));
  }
  auto& sema = part.object.sema.guard;
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
  readied.clear();
  handed.clear();
  looked_at.clear();
  queued_at.clear();
  queued_twice = false;
  over = crashed = false;
  crash_text = 0;
  recovered.clear();
  printed.clear();
  places_.clear();
  free_serials_.clear();
  held_bytes_ = 0;
  pool_bytes_before_ = pool().bytes();
}

// Most steps touch one object or two: those are found by looking.
StepWorld::Touched* StepWorld::touched_already(program::Ref ref) {
  if (touched.size() > kFoundByLooking) {
    const auto at = places_.find(ref);
    return at == places_.end() ? nullptr : &touched[at->second];
  }
  const auto at = std::ranges::find(touched, ref, &Touched::ref);
  return at == touched.end() ? nullptr : &*at;
}

StepWorld::Touched& StepWorld::touch(Touched&& one) {
  touched.push_back(std::move(one));
  held_bytes_ += int64_t{kTouchedBytes};
  if (touched.size() > kFoundByLooking) {
    for (size_t place = places_.size(); place < touched.size(); ++place) places_.emplace(touched[place].ref, place);
  }
  return touched.back();
}

ObjectPart& StepWorld::find(program::Ref ref) {
  if (Touched* one = touched_already(ref)) return one->part;
  Touched& one = touch({ref, {}, false});
  space_.load_object(row_, ref, one.part);
  looked_at.push_back(space_.place_of(ref));
  return one.part;
}

program::Ref StepWorld::allocate(uint32_t declaration, program::Goroutine& creator, uint64_t initial) {
  // The first serial that is free, not one that was never used: so a loop that creates an object a round comes back to where it was.
  // Within a step none becomes free again.
  if (free_serials_.size() <= creator.id.value) free_serials_.resize(creator.id.value + 1);
  uint32_t& serial = free_serials_[creator.id.value];
  while (space_.exists(row_, program::make_ref(creator.id, serial)) || touched_already(program::make_ref(creator.id, serial)) != nullptr) ++serial;
  const program::Ref ref = program::make_ref(creator.id, serial++);
  Touched& one = touch({ref, {}, true});
  one.part.declaration = declaration;
  one.part.kin = program::Kin(space_.program().declarations[declaration], initial);
  if (!one.part.kin) one.part.object.word = initial;
  return ref;
}

program::CopiedObject StepWorld::copy(GoroutineId self, program::Ref from, program::Ref to) {
  ObjectPart& source = find(from);
  ObjectPart& target = find(to);
  if (source.kin) {
    target.kin.copy_from(source.kin);
    return {target.kin.word(), 0, 0};
  }
  Platform p(self);
  p.begin_line();
  p.copy(source.object.word, source.object.sema.guard, target.object.word, target.object.sema.guard);
  return {target.object.word, target.object.sema.guard.tokens, 0};
}

program::Goroutine& StepWorld::take_woken(GoroutineId who) {
  const auto at = std::ranges::find(handed, who, &program::Goroutine::id);
  if (at != handed.end()) return *at;
  space_.restore_goroutine(row_, who.value, handed.emplace_back());
  looked_at.push_back(space_.place_of(who));
  return handed.back();
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
    case EventKind::select_case: {
      const uint64_t place = event.object << 1 | (event.other.value & 1);
      queued_twice = queued_twice || (event.object != program::kNil && std::ranges::find(queued_at, place) != queued_at.end());
      queued_at.push_back(place);
      break;
    }
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

StoppedBy StepWorld::stop() {
  if (!bounded) return StoppedBy::nothing;
  const size_t bytes = static_cast<size_t>(std::max<int64_t>(held_bytes_, 0)) + pool().bytes() - pool_bytes_before_;
  if (bytes > values_max_bytes) return StoppedBy::memory;
  constexpr uint32_t kLooksBetweenClocks = 8;
  const bool over = ++looks_ % kLooksBetweenClocks == 0 ? time_limit_.over() : time_limit_.cancelled();
  return over ? StoppedBy::interrupt : StoppedBy::nothing;
}

program::Pool& StepWorld::pool() { return space_.pool(); }

}  // namespace wgscope::search
