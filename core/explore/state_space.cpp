#include "core/explore/state_space.h"

#include <algorithm>
#include <cassert>
#include <cstdio>
#include <cstdlib>

#include "core/base/limits.h"

namespace wgscope::search {
namespace {

// What else a remembered step depends on (StepKey::other).
enum class DependsOn : uint64_t { object, goroutines, timer, output, alternative, look };

StepKey key_of(uint32_t who, DependsOn kind, PartId self, uint32_t other) {
  return {uint64_t{who} << 40 | static_cast<uint64_t>(kind) << 32 | self, other};
}

constexpr size_t kEntryBytes = 96;   // of a map's entry or a list's, beside its content

[[noreturn]] void our_bug(const char* text) {
  std::fprintf(stderr, "wgscope: bug: %s\n", text);
  std::abort();
}

bool is_plain_access(const program::NextAccess& next) {
  return next.kind == EventKind::var_read || next.kind == EventKind::var_write || next.kind == EventKind::copy;
}

}  // namespace

StateSpace::StateSpace(const program::Program& program, SpaceOptions options)
    : program_(program),
      options_(std::move(options)),
      pool_(program.strings),
      world_(*this, options_.time_limit),
      interpreter_(program, world_, program::LocalOptions{.prints_are_steps = options_.outputs}) {
  infos_.push_back({});   // kAbsent: not created yet, so it can do nothing
  woken_.push_back(kAbsent);
  ending_cell_ = new_cell();
  if (options_.outputs) output_cell_ = new_cell();
  if (options_.switches_max) {
    last_cell_ = new_cell();
    switches_cell_ = new_cell();
  }
  // Package-level objects exist from the start.
  for (uint32_t i = 0; i < program.globals.size(); ++i) cell_of_object(program::make_ref(kNobody, i));
  cell_of_goroutine(1);
  layout_ = wanted_;
}

uint32_t StateSpace::new_cell() {
  // A few at a time while rows are short; later in proportion, since all rows are laid out anew each time.
  constexpr uint32_t kCellsAtATime = 8;
  if (cells_ == wanted_.cells) wanted_.cells += std::max(kCellsAtATime, wanted_.cells / 32 * kCellsAtATime);
  refs_.push_back(program::kNil);
  return cells_++;
}

uint32_t StateSpace::cell_of_goroutine(uint32_t number) {
  while (goroutine_cells_.size() <= number) goroutine_cells_.push_back(new_cell());
  return goroutine_cells_[number];
}

uint32_t StateSpace::cell_of_object(program::Ref ref) {
  const auto [at, fresh] = object_cells_.try_emplace(ref, 0);
  if (fresh) {
    at->second = new_cell();
    refs_[at->second] = ref;
  }
  return at->second;
}

void StateSpace::fit(PartId part) {
  if (part > wanted_.largest()) wanted_.cell_bytes = 4;
}

PartId StateSpace::intern(const program::Goroutine& goroutine) {
  flat_.clear();
  flatten(goroutine, flat_);
  // Where it was started is told of it while it runs a wrapper of ours (`go wg.Wait()`), so that findings have a line.
  flat_.push_back(goroutine.status == program::Status::finished ? 0 : goroutine.created_at);
  const PartId part = goroutine_parts_.intern(flat_);
  if (part == infos_.size()) {
    GoroutineInfo info{.status = goroutine.status, .next = next_access(program_, goroutine), .created_at = static_cast<uint16_t>(flat_.back())};
    if (info.next.object != program::kNil) info.object_cell = cell_of_object(info.next.object);
    info.select = select_of(goroutine);
    infos_.push_back(info);
    woken_.push_back(kAbsent);
    has_plain_accesses_ = has_plain_accesses_ || is_plain_access(infos_.back().next);
    fit(part);
  }
  return part;
}

PartId StateSpace::intern(const ObjectPart& object) {
  flat_.clear();
  flatten(object, flat_);
  const PartId part = object_parts_.intern(flat_);
  fit(part);
  return part;
}

Ending StateSpace::ending_of_step() const { return world_.crashed ? *Ending::read(pool_.text(world_.crash_text)) : Ending::exit(); }

uint32_t StateSpace::ending_index(const Ending& ending) {
  const auto known = ending_indices_.find(ending);
  if (known != ending_indices_.end()) return known->second;
  const auto index = static_cast<uint32_t>(endings_.size());
  ending_indices_.emplace(ending, index);
  endings_.push_back(ending);
  counted_bytes_ += 2 * (ending.text().size() + kEntryBytes);
  return index;
}

uint32_t StateSpace::ending(const uint64_t* row) {
  if (const uint32_t ended = cell(row, ending_cell_); ended != 0) return ended - 1;
  for (uint32_t number = 1; number <= goroutines(row); ++number) {
    if (info(row, number).status == program::Status::parked) return ending_index(Ending::deadlock());
  }
  return ending_index(options_.start_functions.empty() ? Ending::nobody_left() : Ending::exit());
}

void StateSpace::leave_main(uint64_t* row) {
  program::Goroutine gone;
  gone.status = program::Status::finished;
  const PartId part = intern(gone);
  if (has_outgrown()) return;
  set(row, goroutine_cells_[1], part);
  for (const uint32_t fact : {ending_cell_, output_cell_, last_cell_, switches_cell_}) set(row, fact, 0);
  collect(row);
}

uint32_t StateSpace::recovered_set() {
  if (world_.recovered.empty()) return 0;
  std::vector<uint32_t> set;
  for (const StepWorld::Recovered& one : world_.recovered) {
    const RecoveredPanic panic{std::string(pool_.text(one.text)), one.site};
    const auto [at, fresh] = recovered_indices_.try_emplace(panic, static_cast<uint32_t>(recovered_.size()));
    if (fresh) {
      recovered_.push_back(panic);
      counted_bytes_ += 2 * (panic.text.size() + kEntryBytes);
    }
    set.push_back(at->second);
  }
  const auto [at, fresh] = recovered_set_indices_.try_emplace(set, static_cast<uint32_t>(recovered_sets_.size()));
  if (fresh) {
    counted_bytes_ += 2 * (set.size() * sizeof(uint32_t) + kEntryBytes);
    recovered_sets_.push_back(std::move(set));
  }
  return at->second;
}

bool StateSpace::may_create(const uint64_t* row, size_t more) const {
  size_t alive = more;
  for (uint32_t number = 1; number <= goroutines(row); ++number) alive += info(row, number).status != program::Status::finished;
  return alive < limits::kExploredGoroutines;
}

StepKey StateSpace::memo_key(const uint64_t* row, ChoiceCode code) const {
  const uint32_t who = goroutine_of(code);
  if (is_object_timer(code)) return {};   // never remembered
  const PartId self = cell(row, goroutine_cells_[who]);
  if (is_timer(code)) return key_of(who, DependsOn::timer, self, 0);
  const GoroutineInfo& info = infos_[self];
  if (const auto alternative = alternative_of(code)) return key_of(who, DependsOn::alternative, self, *alternative);
  if (info.next.kind == EventKind::spawn) return key_of(who, DependsOn::goroutines, self, goroutines(row));
  if (info.next.kind == EventKind::print) return key_of(who, DependsOn::output, self, cell(row, output_cell_));
  return key_of(who, DependsOn::object, self, info.object_cell == 0 ? 0 : cell(row, info.object_cell));
}

// What a step depends on beyond its first key is found out by making it: it looked at some cell, and by what it found there at another. So what is remembered
// is a tree: an effect, or which cell to look at next, and under that cell's part the rest.
StepKey StateSpace::key_behind(const uint64_t* row, uint32_t look) const { return key_of(0, DependsOn::look, look, cell(row, effects_[look].looks_at - 1)); }

const StateSpace::Effect* StateSpace::remembered(const uint64_t* row, StepKey key) const {
  for (auto known = memo_.find(key); known; known = memo_.find(key_behind(row, *known))) {
    if (effects_[*known].looks_at == 0) return &effects_[*known];
  }
  return nullptr;
}

// A program whose steps hardly ever find the same would fill the memory with what nobody asks for again.
bool StateSpace::pays_to_look() const {
  constexpr size_t kAtFirst = 1 << 18, kEach = 8;   // so many effects in any case; then, so many steps for each
  return effects_.size() < kAtFirst || effects_.size() * kEach < steps_;
}

// Of the step that world_ has just made.
void StateSpace::remember(const uint64_t* row, StepKey key, const Effect& effect) {
  const auto put = [this](const StepKey& at, const Effect& what) {
    memo_.insert(at, static_cast<uint32_t>(effects_.size()));
    effects_.push_back(what);
    return static_cast<uint32_t>(effects_.size() - 1);
  };
  for (const uint32_t at : world_.looked_at) {
    const auto known = memo_.find(key);
    const uint32_t look = known ? *known : put(key, {.looks_at = at + 1});
    if (effects_[look].looks_at != at + 1) our_bug("a step went another way though it had found the same");
    key = key_behind(row, look);
  }
  put(key, effect);
}

// The objects that the step touched, and what changed of them.
bool StateSpace::write_touched(const uint64_t* row, Effect& effect, std::vector<Write>& more) {
  for (const auto& one : world_.touched) {
    const uint32_t at = cell_of_object(one.ref);
    const PartId part = intern(one.part);
    if (one.created && one.part.kin && one.part.kin.is_timer() && !know_timer(at)) return false;
    if (part == cell(row, at)) continue;
    if (effect.object_cell == 0) {
      effect.object_cell = at;
      effect.object = part;
    } else {
      more.push_back({at, part});
    }
  }
  return true;
}

bool StateSpace::interpret(const uint64_t* row, ChoiceCode code, Effect& effect, bool& may_remember) {
  const uint32_t who = is_object_timer(code) ? 0 : goroutine_of(code);   // 0: nobody's step
  const PartId self_before = who == 0 ? kAbsent : cell(row, goroutine_cells_[who]);
  const size_t room = retraces_ ? limits::kValueBytes : memory_left() / kCopiesOfAStep;
  if (!retraces_ && (options_.time_limit.over() || room == 0)) {
    stop(room == 0 ? StoppedBy::memory : StoppedBy::interrupt);
    return false;
  }
  world_.values_max_bytes = std::min(room, limits::kValueBytes);
  world_.bounded = !retraces_;
  world_.begin(row, goroutines(row));
  if (who != 0) restore_goroutine(row, who, scratch_);
  const program::Turn turn = who == 0 ? interpreter_.fire(timer_of(code)) : is_timer(code) ? interpreter_.fire(scratch_) : interpreter_.step(scratch_, alternative_of(code));
  if (turn.what == program::Turn::What::stopped) {
    stop(turn.stopped_by);
    return false;
  }
  hands_over_ = hands_over_ || !world_.handed.empty();
  queues_twice_ = queues_twice_ || world_.queued_twice;
  // A new object's number depends on which are free. What becomes of the second and later ones that it readied depends on their parts.
  may_remember = !is_object_timer(code) && std::ranges::none_of(world_.touched, &StepWorld::Touched::created);
  for (size_t i = 1; i < world_.readied.size(); ++i) world_.looked_at.push_back(place_of(world_.readied[i]));
  if (who != 0 && !is_timer(code) && !alternative_of(code)) std::erase(world_.looked_at, infos_[self_before].object_cell);   // that is in the first key (memo_key)
  made_by_step_ = timers_of_step();
  forget_what_nobody_reaches();
  effect = {};
  effect.self = who == 0 ? kAbsent : intern(scratch_);
  effect.readied = world_.readied.empty() ? 0 : world_.readied.front().value;
  std::vector<Write> more;
  for (size_t i = 1; i < world_.readied.size(); ++i) {
    const uint32_t at = goroutine_cells_[world_.readied[i].value];
    more.push_back({at, woken(cell(row, at))});
  }
  for (const program::Goroutine& other : world_.handed) more.push_back({goroutine_cells_[other.id.value], intern(other)});
  if (!write_touched(row, effect, more)) return false;
  for (const program::Goroutine& child : world_.started) more.push_back({cell_of_goroutine(child.id.value), intern(child)});
  if (options_.outputs && !world_.printed.empty()) {
    const std::string printed = output(row) + world_.printed;
    flat_.assign(1, pool_.string(printed));
    const PartId text = texts_.intern(flat_);
    fit(text);
    more.push_back({output_cell_, text});
  }
  effect.more_begin = static_cast<uint32_t>(more_.size());
  more_.insert(more_.end(), more.begin(), more.end());
  effect.more_end = static_cast<uint32_t>(more_.size());
  if (world_.over) effect.ending = ending_index(ending_of_step()) + 1;
  effect.recovered = recovered_set();
  effect.collect = drops_something(row, self_before, effect.self);
  effect.plain = effect.readied == 0 && effect.ending == 0 && !effect.collect;
  return true;
}

PartId StateSpace::woken(PartId part) {
  if (woken_[part] == kAbsent) {
    program::Goroutine goroutine;
    restore_part(part, goroutine);
    program::Interpreter<StepWorld>::wake(goroutine);
    const PartId awake = intern(goroutine);
    woken_[part] = awake;
  }
  return woken_[part];
}

StateSpace::Step StateSpace::take(const uint64_t* row, ChoiceCode code, uint64_t* next) {
  made_by_step_.clear();   // a step that is remembered makes none
  const StepKey key = memo_key(row, code);
  Effect effect;
  const bool spawns = !is_timer(code) && info(row, goroutine_of(code)).next.kind == EventKind::spawn;
  const Effect* const known = is_object_timer(code) || (spawns && !may_create(row, 0)) ? nullptr : remembered(row, key);
  if (known != nullptr) effect = *known;
  if (known == nullptr || options_.check_memo) {
    Effect fresh;
    bool may_remember = false;
    if (!interpret(row, code, fresh, may_remember)) return {Took::stopped};
    if (known != nullptr) {
      if (!may_remember || !same(effect, fresh)) our_bug("a step does not do what was remembered of it: its key lacks something that it depends on");
    } else if (may_remember && (world_.looked_at.empty() || pays_to_look())) {
      remember(row, key, fresh);
    }
    effect = fresh;
  }
  // Whom a release readies is in the object's part, and so in the key; what becomes of it is in its own.
  if (effect.readied != 0) woken(cell(row, goroutine_cells_[effect.readied]));
  if (wanted_ != layout_ && !retraces_) return {Took::outgrown};
  patch(row, code, effect, next);
  if (effect.collect) {
    collect(next);
    if (wanted_ != layout_ && !retraces_) return {Took::outgrown};
  }
  if (options_.switches_max && !count_switch(row, code, next)) return {Took::pruned};
  return {Took::ok, effect.recovered};
}

void StateSpace::retrace(const uint64_t* row, ChoiceCode code, uint64_t* next) {
  retraces_ = true;
  take(row, code, next);
  retraces_ = false;
}

bool StateSpace::take_all(const uint64_t* row, const std::vector<ChoiceCode>& choices, uint64_t* successors, std::vector<Step>& steps) {
  return layout_.cell_bytes == 2 ? take_all_as<uint16_t>(row, choices, successors, steps) : take_all_as<uint32_t>(row, choices, successors, steps);
}

template <class Cell>
bool StateSpace::take_all_as(const uint64_t* row, const std::vector<ChoiceCode>& choices, uint64_t* successors, std::vector<Step>& steps) {
  // The commonest step by far is a remembered one that only changes cells: it is done here, everything else in take().
  const bool only_slowly = options_.check_memo || options_.switches_max.has_value();
  const auto cells = reinterpret_cast<const Cell*>(row);
  const size_t stride = layout_.words();
  steps_ += choices.size();
  uint64_t* next = successors;
  for (const ChoiceCode code : choices) {
    const uint32_t who = goroutine_of(code);
    const Effect* effect = nullptr;
    if (!only_slowly && !is_object_timer(code) && !is_timer(code)) {
      const PartId self = cells[goroutine_cells_[who]];
      const GoroutineInfo& info = infos_[self];
      if (info.next.kind != EventKind::spawn && info.next.kind != EventKind::print) {
        const auto alternative = alternative_of(code);
        effect = remembered(row, alternative ? key_of(who, DependsOn::alternative, self, *alternative)
                                             : key_of(who, DependsOn::object, self, info.object_cell == 0 ? 0 : cells[info.object_cell]));
      }
    }
    if (effect != nullptr && effect->plain) {
      std::copy_n(row, stride, next);
      const auto after = reinterpret_cast<Cell*>(next);
      after[goroutine_cells_[who]] = static_cast<Cell>(effect->self);
      if (effect->object_cell != 0) after[effect->object_cell] = static_cast<Cell>(effect->object);
      for (uint32_t i = effect->more_begin; i < effect->more_end; ++i) after[more_[i].cell] = static_cast<Cell>(more_[i].part);
      steps.push_back({Took::ok, effect->recovered});
      next += stride;
      continue;
    }
    steps.push_back(take(row, code, next));
    if (steps.back().took == Took::outgrown || steps.back().took == Took::stopped) return false;
    next += stride;
  }
  return true;
}

bool StateSpace::same(const Effect& a, const Effect& b) const {
  return a.self == b.self && a.object == b.object && a.object_cell == b.object_cell && a.readied == b.readied && a.ending == b.ending &&
         a.collect == b.collect && a.recovered == b.recovered &&
         std::equal(more_.begin() + a.more_begin, more_.begin() + a.more_end, more_.begin() + b.more_begin, more_.begin() + b.more_end);
}

void StateSpace::patch(const uint64_t* row, ChoiceCode code, const Effect& effect, uint64_t* next) {
  std::copy_n(row, layout_.words(), next);
  if (!is_object_timer(code)) set(next, goroutine_cells_[goroutine_of(code)], effect.self);
  if (effect.object_cell != 0) set(next, effect.object_cell, effect.object);
  if (effect.readied != 0) set(next, goroutine_cells_[effect.readied], woken_[cell(row, goroutine_cells_[effect.readied])]);
  for (uint32_t i = effect.more_begin; i < effect.more_end; ++i) set(next, more_[i].cell, more_[i].part);
  if (effect.ending != 0) set(next, ending_cell_, effect.ending);
}

bool StateSpace::count_switch(const uint64_t* row, ChoiceCode code, uint64_t* next) const {
  if (is_timer(code)) return true;
  const uint32_t last = cell(row, last_cell_), who = goroutine_of(code);
  const bool is_switch = last != 0 && last != who && could_step(row, last);
  const uint32_t switches = cell(row, switches_cell_) + (is_switch ? 1 : 0);
  set(next, last_cell_, who);
  set(next, switches_cell_, switches);
  return switches <= *options_.switches_max;
}

void StateSpace::stop(StoppedBy why) {
  stopped_by_ = why;
  values_met_their_limit_ = why == StoppedBy::memory && memory_left() > 0 && world_.values_max_bytes == limits::kValueBytes;
}

size_t StateSpace::memory_left() const {
  const size_t used = memory_bytes() + bytes_elsewhere_.load(std::memory_order_relaxed);
  return options_.memory_max_bytes - std::min(options_.memory_max_bytes, used);
}

size_t StateSpace::memory_bytes() const {
  return pool_.bytes() + counted_bytes_ + object_cells_.size() * kEntryBytes + refs_.capacity() * sizeof(program::Ref) + flat_.capacity() * sizeof(uint64_t) + goroutine_parts_.memory_bytes() + object_parts_.memory_bytes() + texts_.memory_bytes() + infos_.capacity() * sizeof(GoroutineInfo) +
         woken_.capacity() * sizeof(PartId) + memo_.memory_bytes() + effects_.capacity() * sizeof(Effect) + more_.capacity() * sizeof(Write);
}

}  // namespace wgscope::search
