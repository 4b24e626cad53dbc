#include "core/run/execution.h"

#include <algorithm>
#include <utility>

#include "core/run/scheduled_world.h"
#include "core/run/trace_recorder.h"

namespace wgscope {

using program::Goroutine;
using program::Status;
using program::Turn;

struct Execution::State {
  State(std::shared_ptr<const Scenario> the_scenario, ExecutionOptions options, const TimeLimit& time_limit)
      : scenario(std::move(the_scenario)),
        pool(std::make_shared<program::Pool>(scenario->program->strings)),
        world(*scenario->program, *pool, {.prints_are_steps = options.prints_are_steps}),
        recorder(scenario, World::scheduled, *pool, options.prints_are_steps) {
    world.set_time_limit(time_limit);
    const Turn turn = world.begin();
    // What initialised the package is in its variables by now; the rest of what was told came after.
    std::vector<TraceRecorder::Global> globals;
    for (uint32_t i = 0; i < scenario->program->globals.size(); ++i) globals.push_back({world.global(i), world.peek(world.global(i))});
    recorder.add_globals(globals);
    settle(turn);
  }

  // After a step: its events become the trace's, and it may have been the last.
  void settle(const Turn& turn) {
    for (const program::RawEvent& event : world.told) {
      recorder.append(event);
      if (event.kind == EventKind::sleep) set_timer(due_ns, event.who.value, static_cast<int64_t>(event.word));
      if (event.kind == EventKind::timer_set) set_timer(timers_due_ns, world.number_of_timer(event.object), static_cast<int64_t>(event.word));
      if (event.kind == EventKind::main_return) end(Ending::exit());
      if (event.kind == EventKind::crash || event.kind == EventKind::fatal) {
        end(*Ending::read(pool->text(event.word)));
        tail.crashed = event.who;
        tail.panics = panics_of(*scenario->program, *pool, world.goroutine(event.who));
      }
    }
    world.told.clear();
    trace = nullptr;
    if (turn.what == Turn::What::stopped) stop(turn.stopped_by);
    if (tail.over) return;
    const auto can_go_on = [this](GoroutineId who) { return world.goroutine(who).status == Status::standing || world.goroutine(who).status == Status::sleeping; };
    if (std::ranges::any_of(world.alive(), can_go_on) || !world.timers_that_can_fire().empty()) return;
    end(world.alive().empty() ? Ending::nobody_left() : Ending::deadlock());
  }

  void end(Ending ending) {
    tail.ending = std::move(ending);
    tail.over = true;
  }
  void stop(StoppedBy why) {
    tail.stopped_by = why;
    tail.over = true;
    trace = nullptr;
  }

  void set_timer(std::vector<int64_t>& due, uint32_t number, int64_t duration_ns) {
    if (due.size() < number) due.resize(number);
    due[number - 1] = now_ns > INT64_MAX - std::max<int64_t>(duration_ns, 0) ? INT64_MAX : now_ns + std::max<int64_t>(duration_ns, 0);
  }
  int64_t due_of(const Choice& timer) const { return timer.timer_object != 0 ? timers_due_ns[timer.timer_object - 1] : due_ns[timer.who.value - 1]; }

  bool can(const Choice& choice) const {
    if (!tail.over && choice.timer_object != 0) return choice == fires(choice.timer_object) && choice.timer_object <= world.timers().size() && world.can_fire(world.timers()[choice.timer_object - 1]);
    if (tail.over || choice.who == kNobody || choice.who.value > world.goroutines().size()) return false;
    if (world.goroutine(choice.who).status != (choice.timer ? Status::sleeping : Status::standing)) return false;
    const std::vector<uint16_t> alternatives = world.alternatives(choice.who);
    return choice.alternative ? std::ranges::find(alternatives, *choice.alternative) != alternatives.end() : alternatives.empty();
  }

  std::shared_ptr<const Scenario> scenario;
  std::shared_ptr<program::Pool> pool;       // copies share it: it only grows
  ScheduledWorld world;
  TraceRecorder recorder;
  TraceTail tail;                            // without `standing` and `crash`
  Schedule schedule;
  uint64_t switches = 0;
  GoroutineId last;                          // who stepped last; a timer is nobody's step
  // When the timers are due, were it only they that took time: a firing moves the clock to when it was due. Orders timers, and nothing else.
  std::vector<int64_t> due_ns;               // [i] is goroutine i + 1
  std::vector<int64_t> timers_due_ns;        // [i] is timer:T(i + 1)
  int64_t now_ns = 0;
  std::shared_ptr<const Trace> trace;        // of this very moment, once somebody has asked
};

Execution::Execution(std::shared_ptr<const Scenario> scenario, ExecutionOptions options, const TimeLimit& time_limit)
    : state_(std::make_unique<State>(std::move(scenario), options, time_limit)) {}
Execution::Execution(const Execution& other) : state_(std::make_unique<State>(*other.state_)) {}
Execution& Execution::operator=(const Execution& other) {
  if (this != &other) state_ = std::make_unique<State>(*other.state_);
  return *this;
}
Execution::Execution(Execution&&) noexcept = default;
Execution& Execution::operator=(Execution&&) noexcept = default;
Execution::~Execution() = default;

std::vector<EnabledStep> Execution::enabled() const {
  std::vector<EnabledStep> steps;
  if (over()) return steps;
  const auto now = trace();
  const auto& standing = now->tail().standing;
  for (const GoroutineId who : state_->world.alive()) {
    const Standing& at = standing[who.value - 1];
    const auto add = [&](std::optional<uint16_t> alternative) {
      const Choice choice{who, state_->world.goroutine(who).status == Status::sleeping, alternative};
      if (state_->can(choice)) steps.push_back({.choice = choice, .kind = at.next, .object = at.object, .site = at.site, .operand = at.operand});
    };
    const std::vector<uint16_t> alternatives = state_->world.alternatives(who);
    for (const uint16_t alternative : alternatives) add(alternative);
    if (alternatives.empty()) add(std::nullopt);
  }
  for (const uint32_t number : state_->world.timers_that_can_fire()) {
    const ObjectId object = state_->recorder.object_of(state_->world.timers()[number - 1]);
    steps.push_back({.choice = fires(number), .kind = EventKind::timer, .object = object, .site = now->objects()[object.value].declared_at});
  }
  return steps;
}

Offer Execution::offer() const {
  Offer offer;
  offer.last = state_->last;
  if (over()) return offer;
  for (const GoroutineId who : state_->world.alive()) {
    const Status status = state_->world.goroutine(who).status;
    if (status == Status::standing) {
      std::vector<uint16_t> alternatives = state_->world.alternatives(who);
      std::ranges::stable_partition(alternatives, [&](uint16_t alternative) { return !state_->world.lets_time_pass(who, alternative); });
      for (const uint16_t alternative : alternatives) offer.steps.push_back({who, false, alternative});
      if (alternatives.empty()) offer.steps.push_back({who});
    }
    if (status == Status::sleeping) offer.timers.push_back({who, true});
  }
  for (const uint32_t number : state_->world.timers_that_can_fire()) offer.timers.push_back(fires(number));
  std::ranges::stable_sort(offer.timers, {}, [this](const Choice& timer) { return state_->due_of(timer); });
  return offer;
}

bool Execution::step(const Choice& choice) {
  State& s = *state_;
  if (!s.can(choice)) return false;
  if (choice.timer) {
    s.now_ns = std::max(s.now_ns, s.due_of(choice));
  } else {
    if (s.last != kNobody && s.last != choice.who && s.world.goroutine(s.last).status == Status::standing) ++s.switches;
    s.last = choice.who;
  }
  s.schedule.choices.push_back(choice);
  s.settle(choice.timer_object != 0 ? s.world.fire(s.world.timers()[choice.timer_object - 1]) : s.world.step(choice.who, choice.timer, choice.alternative));
  return true;
}

void Execution::set_time_limit(const TimeLimit& limit) { state_->world.set_time_limit(limit); }

void Execution::stop(StoppedBy why) {
  if (!over()) state_->stop(why);
}

bool Execution::over() const { return state_->tail.over; }
const std::optional<Ending>& Execution::ending() const { return state_->tail.ending; }
StoppedBy Execution::stopped_by() const { return state_->tail.stopped_by; }
const Schedule& Execution::schedule() const { return state_->schedule; }
uint64_t Execution::switches() const { return state_->switches; }
size_t Execution::value_bytes() const { return state_->world.value_bytes(); }

std::shared_ptr<const Trace> Execution::trace() const {
  State& s = *state_;
  if (s.trace) return s.trace;
  std::vector<RawStanding> standings;
  for (const Goroutine& g : s.world.goroutines()) standings.push_back(raw_standing(*s.scenario->program, g));
  return s.trace = s.recorder.snapshot(s.tail, standings);
}

Schedule schedule_of(const Trace& trace) {
  // Which timer:T… an object is: they have their numbers in order of creation, as objects do.
  std::vector<uint32_t> timers(trace.objects().size());
  uint32_t ever = 0;
  for (size_t i = 0; i < timers.size(); ++i) timers[i] = trace.objects()[i].kind == ObjectKind::timer ? ++ever : 0;
  Schedule schedule;
  for (EventIndex i = 0; i < trace.size(); ++i) {
    const Event& event = trace[i];
    if (event.kind == EventKind::timer && event.object != kNoObject) schedule.choices.push_back(fires(timers[event.object.value]));
    else if (trace.is_step(event)) schedule.choices.push_back({event.who(), event.kind == EventKind::timer, {}});
    if (event.kind == EventKind::chose) schedule.choices.back().alternative = static_cast<uint16_t>(event.word);
  }
  return schedule;
}

}  // namespace wgscope
