#include "core/run/trace_recorder.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "core/program/library/format.h"
#include "core/program/run/kin.h"
#include "core/trace/crash_text.h"

namespace wgscope {

using program::is_kin;
using program::Kind;
using program::RawEvent;
using program::Ref;

namespace {

ObjectKind object_kind(const program::Declaration& declared) {
  if (declared.kind == Kind::channel && is_kin(declared)) return ObjectKind::channel;
  switch (declared.kind) {
    case Kind::wait_group: return ObjectKind::wait_group;
    case Kind::atomic_int32: return ObjectKind::atomic_int32;
    case Kind::atomic_int64: return ObjectKind::atomic_int64;
    case Kind::atomic_bool: return ObjectKind::atomic_bool;
    case Kind::mutex: return ObjectKind::mutex;
    case Kind::rw_mutex: return ObjectKind::rw_mutex;
    case Kind::cond: return ObjectKind::cond;
    case Kind::timer: return ObjectKind::timer;
    default: return ObjectKind::variable;
  }
}

WordKind word_kind(Kind kind) {
  switch (kind) {
    case Kind::boolean:
    case Kind::atomic_bool: return WordKind::boolean;
    case Kind::int_:
    case Kind::int32:
    case Kind::int64:
    case Kind::atomic_int32:
    case Kind::atomic_int64: return WordKind::signed_int;
    case Kind::uint32:
    case Kind::uint64: return WordKind::unsigned_int;
    case Kind::float64: return WordKind::float64;
    case Kind::string:
    case Kind::any: return WordKind::text;   // an `any`: as Print shows it
    case Kind::channel:
    case Kind::pointer: return WordKind::reference;
    case Kind::function: return WordKind::function;
    case Kind::none:
    case Kind::structure:
    case Kind::mutex:
    case Kind::rw_mutex:
    case Kind::cond:
    case Kind::timer:
    case Kind::wait_group: return WordKind::none;
  }
  return WordKind::none;
}

// Its word is one of the values that its channel carries.
bool carries_value(EventKind kind) {
  return kind == EventKind::chan_send || kind == EventKind::chan_receive || kind == EventKind::select_step || kind == EventKind::select_case;
}

TraceHeader header_of(const Scenario& scenario, World world, bool prints_are_steps) {
  const program::Program& program = *scenario.program;
  TraceHeader header;
  header.scenario_name = scenario.file;
  header.program_file = program.file;
  header.scenario_text = scenario.text;
  for (const ScenarioParam& param : scenario.params) header.params.emplace_back(param.name, param.value);
  header.world = world;
  header.prints_are_steps = prints_are_steps;
  for (const program::Site& site : program.sites) {
    header.sites.push_back({site.line, site.column, site.program_line, site.function < program.functions.size() ? program.functions[site.function].name : ""});
  }
  return header;
}

}  // namespace

RawStanding raw_standing(const program::Program& program, const program::Goroutine& goroutine) {
  return {program::next_access(program, goroutine), program::stack_of(program, goroutine), program::site_of(program, goroutine)};
}

TraceRecorder::TraceRecorder(std::shared_ptr<const Scenario> scenario, World world, program::Pool& pool, bool prints_are_steps)
    : scenario_(std::move(scenario)), pool_(&pool), builder_(header_of(*scenario_, world, prints_are_steps)) {
  const program::Program& program = *scenario_->program;
  builder_.add_goroutine({kNobody, SiteId{}, program.functions[program.main_function].name});
}

void TraceRecorder::add_globals(std::span<const Global> globals) {
  assert(size() == 0 && now().objects().empty());
  const program::Program& program = *scenario_->program;
  assert(globals.size() == program.globals.size());
  // A variable that nobody assigns is no object of the trace. Numbers first: a pointer's word may name any of them.
  std::vector<size_t> shown;
  for (size_t i = 0; i < globals.size(); ++i) {
    const program::Declaration& declared = program.declarations[program.globals[i]];
    if (!declared.shared && object_kind(declared) == ObjectKind::variable) continue;
    objects_.emplace(globals[i].ref, Known{ObjectId{static_cast<uint32_t>(shown.size())}, declared.kind, Kind::none});
    shown.push_back(i);
  }
  for (size_t i : shown) add_object(globals[i].ref, program.declarations[program.globals[i]], kNobody, globals[i].word);
}

void TraceRecorder::append(const RawEvent& raw) {
  stepped_ = stepped_ || counts_as_step(raw.kind) || (raw.kind == EventKind::print && now().header().prints_are_steps);
  if (raw.kind == EventKind::declare) return declare(raw);
  if (raw.kind == EventKind::copy) return copy(raw);
  Event event{.word = raw.word, .goroutine = static_cast<uint16_t>(raw.who.value), .other = static_cast<uint16_t>(raw.other.value), .site = raw.site,
              .kind = raw.kind, .flags = raw.flags};
  if (raw.object != program::kNil) {
    Known& object = known(raw.object);
    event.object = object.id;
    event.version = on_sema(raw.kind) ? ++object.sema_version : counts_as_step(raw.kind) ? ++object.word_version : object.word_version;
    assert((raw.version == 0 || raw.version == event.version) && "the platform counted otherwise");
    if (carries_value(raw.kind)) event.word = word_of(builder_, object.element, raw.word);
    else if (!on_sema(raw.kind) && object.element == Kind::none) event.word = word_of(builder_, object.kind, raw.word);   // a channel's own are numbers
  }
  switch (raw.kind) {
    case EventKind::timer:
    case EventKind::spawn:
      event.word = 0;
      if (born_of(event) == kNobody) break;
      builder_.add_goroutine({raw.kind == EventKind::spawn ? raw.who : program::creator_of(raw.object), SiteId{raw.site}, scenario_->program->functions[raw.code].name});
      assert(builder_.now().goroutines().size() == raw.other.value && "numbers are given in order of creation");
      break;
    case EventKind::panic_call:
    case EventKind::crash:
    case EventKind::print:
    case EventKind::run_panic:
    case EventKind::recovered:
    case EventKind::fatal: event.word = builder_.text(pool_->text(raw.word)).value; break;
    default: break;
  }
  builder_.append(event);
}

void TraceRecorder::declare(const RawEvent& raw) {
  if (const auto found = objects_.find(raw.object); found != objects_.end()) return initialise(found->second, raw);
  const ObjectId id = add_object(raw.object, scenario_->program->declarations[raw.code], raw.who, 0);
  builder_.append({.word = initial_word(builder_, known(raw.object), raw.word), .object = id, .goroutine = static_cast<uint16_t>(raw.who.value),
                   .other = static_cast<uint16_t>(raw.tokens), .site = raw.site, .kind = EventKind::declare});
}

// A package-level variable that existed from the start. It is only told when accesses came before, in the initialisation of another.
void TraceRecorder::initialise(Known& object, const RawEvent& raw) {
  if (!stepped_ && now().objects()[object.id.value].creator == kNobody) return;   // its initial word says it
  builder_.append({.word = word_of(builder_, object.kind, raw.word), .version = object.word_version, .object = object.id,
                   .goroutine = static_cast<uint16_t>(raw.who.value), .site = raw.site, .kind = EventKind::declare});
}

// One access of both objects, all their cells. A `declare` says what became of the one that was written: a new object's comes by itself.
void TraceRecorder::copy(const RawEvent& raw) {
  Known& from = known(raw.object);
  const auto to = objects_.find(raw.target);
  const ObjectId to_id = to == objects_.end() ? ObjectId{static_cast<uint32_t>(now().objects().size())} : to->second.id;
  const bool has_sema = from.kind == Kind::wait_group;
  Event event{.word = to_id.value, .version = ++from.word_version, .object = from.id, .goroutine = static_cast<uint16_t>(raw.who.value), .site = raw.site,
              .kind = EventKind::copy};
  assert((raw.version == 0 || raw.version == event.version) && "the platform counted otherwise");
  if (has_sema) ++from.sema_version;
  builder_.append(event);
  if (to == objects_.end()) return;
  Known& target = to->second;
  if (target.id != from.id) {
    ++target.word_version;
    if (has_sema) ++target.sema_version;
  }
  builder_.append({.word = raw.word, .version = target.word_version, .object = target.id, .goroutine = event.goroutine,
                   .other = static_cast<uint16_t>(raw.tokens), .site = raw.site, .kind = EventKind::declare});
}

TraceRecorder::Known& TraceRecorder::known(Ref ref) {
  const auto found = objects_.find(ref);
  assert(found != objects_.end() && "an object is declared before it is used");
  return found->second;
}

ObjectId TraceRecorder::add_object(Ref ref, const program::Declaration& declared, GoroutineId creator, uint64_t word) {
  const ObjectId id = builder_.add_object({.name = declared.name,
                                           .kind = object_kind(declared),
                                           .word_kind = word_kind(is_kin(declared) && declared.kind == Kind::channel ? declared.element : declared.kind),
                                           .type_name = scenario_->program->types[declared.type.value].name,
                                           .declared_at = SiteId{declared.site},
                                           .creator = creator,
                                           .initial_word = initial_word(builder_, Known{id, declared.kind, declared.element}, word)});
  objects_.emplace(ref, Known{id, declared.kind, declared.element});
  return id;
}

// A channel's own word is its capacity, not a value.
uint64_t TraceRecorder::initial_word(TraceBuilder& builder, const Known& object, uint64_t bits) const {
  return object.element == Kind::none ? word_of(builder, object.kind, bits) : bits;
}

uint64_t TraceRecorder::word_of(TraceBuilder& builder, Kind kind, uint64_t bits) const {
  switch (kind) {
    case Kind::string: return builder.text(pool_->text(bits)).value;
    case Kind::any: return builder.text(program::text_of_any(*scenario_->program, *pool_, bits)).value;
    case Kind::channel:
    case Kind::pointer: {
      const auto found = objects_.find(bits);
      return found == objects_.end() ? 0 : found->second.id.value + 1;
    }
    case Kind::function: return bits == 0 ? 0 : pool_->parts(bits)[0] + 1;
    default: return bits;
  }
}

Standing TraceRecorder::standing_of(TraceBuilder& builder, const RawStanding& raw) const {
  Standing standing{.next = raw.next.kind, .site = SiteId{raw.next.kind == EventKind::end ? raw.site : raw.next.site}, .operand = raw.next.operand, .stack = raw.stack};
  const auto object = objects_.find(raw.next.object);
  if (object != objects_.end()) standing.object = object->second.id;
  switch (raw.next.kind) {
    case EventKind::chan_send:
      if (object != objects_.end()) standing.operand = word_of(builder, object->second.element, raw.next.operand);
      break;
    case EventKind::var_write:
      if (object != objects_.end()) standing.operand = word_of(builder, object->second.kind, raw.next.operand);
      break;
    case EventKind::copy: {
      const auto target = objects_.find(raw.next.target);
      standing.operand = target == objects_.end() ? 0 : target->second.id.value + 1;
      break;
    }
    case EventKind::panic_call: standing.operand = builder.text(program::panic_text(*scenario_->program, *pool_, raw.next.operand)).value; break;
    case EventKind::spawn: standing.operand = word_of(builder, Kind::function, raw.next.operand); break;
    default: break;
  }
  return standing;
}

std::shared_ptr<const Trace> TraceRecorder::snapshot(TraceTail tail, std::span<const RawStanding> standings) const {
  TraceBuilder builder = builder_;   // a text that only a standing names is no text of the events to come
  tail.standing.reserve(standings.size());
  for (const RawStanding& standing : standings) tail.standing.push_back(standing_of(builder, standing));
  // main has returned: it makes no access any more.
  if (size() > 0 && now().events().back().kind == EventKind::main_return) tail.standing[0] = {.site = tail.standing[0].site};
  if (!tail.over || !tail.ending) {
    builder.set_tail(std::move(tail));
    return builder.snapshot();
  }
  builder.set_tail(tail);
  tail.crash = crash_text(builder.now());
  builder.set_tail(std::move(tail));
  return builder.snapshot();
}

}  // namespace wgscope
