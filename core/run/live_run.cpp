#include "core/run/live_run.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "core/program/run/standing.h"
#include "core/run/execution.h"
#include "core/run/live/linearizer.h"
#include "core/run/live/live_goroutine.h"
#include "core/run/live/live_world.h"
#include "core/run/scheduled_world.h"
#include "core/run/trace_recorder.h"
#include "core/trace/world_state.h"

namespace wgscope {

using live::Halt;
using live::LiveGoroutine;
using live::LiveWorld;

namespace {

// What one look at a run that goes on may cost: about 2 ms. At full pace it makes more than that between two pictures; the rest comes with the next look, or at
// the end, when nobody has to wait for it.
constexpr size_t kEventsAtOnce = 16'000;

// Where everybody stood is found by taking all steps again, for so long; after that, where their last events were must do.
constexpr std::chrono::milliseconds kReplayTime{1000};

bool can_any_timer_fire(const Trace& trace) {
  const WorldState end = fold(trace, trace.size());
  for (size_t i = 0; i < end.objects.size(); ++i) {
    const ObjectNow& now = end.objects[i];
    if (trace.objects()[i].kind == ObjectKind::timer && now.timer_set && (now.word == kCallsFunction || !now.receivers.empty())) return true;
  }
  return false;
}

}  // namespace

// The run's threads fill their rings; whoever asks for the trace empties them, one at a time.
struct LiveRun::State {
  State(std::shared_ptr<const Scenario> the_scenario, const LiveOptions& options)
      : scenario(std::move(the_scenario)),
        events_max(options.events_max),
        world(*scenario->program, {options.pace, options.time_scale, options.start_paused, options.seed}, options.events_max, options.threads_max),
        recorder(scenario, World::recorded, world.pool) {}

  void conduct();
  void finish();
  std::shared_ptr<const Trace> trace_so_far();
  std::shared_ptr<const Trace> show(std::shared_ptr<const Trace> trace);
  std::shared_ptr<const Trace> showing();

  // The following with `mutex` held.
  bool collect(bool all, size_t events_most = SIZE_MAX);
  bool take(const live::Linearizer::Step& step);
  RawStanding standing_now(const LiveGoroutine& goroutine) const;
  std::vector<RawStanding> standings_now() const;
  std::vector<RawStanding> final_standings();
  std::vector<RawStanding> replayed_standings();
  void correct(std::vector<RawStanding>& standings) const;
  TraceTail final_tail() const;
  std::optional<Ending> stuck_at() const;

  const std::shared_ptr<const Scenario> scenario;
  const uint64_t events_max;
  LiveWorld world;

  std::mutex mutex;
  TraceRecorder recorder;
  live::Linearizer linearizer{limits::kLiveGoroutines};
  uint32_t turn = 0;                        // whose ring was looked into last
  std::vector<uint64_t> collected;          // by goroutine number: what was taken out of its ring
  std::vector<Event> latest;                // by goroutine number: its last event in the trace
  std::vector<bool> readied;                // by goroutine number: taken out of its queue, in the trace, and not back yet
  bool has_globals = false;
  bool cut_short = false;                   // there was more than events_max
  int64_t latest_ns = -1;
  std::optional<Event> ended_by;            // the ending in the trace: the event, or the mark of a limit
  uint64_t looks_shown = UINT64_MAX;

  std::mutex shown_mutex;                   // of this alone: whoever only wants to see something does not wait for the work
  std::shared_ptr<const Trace> shown;

  int conductor_refused = 0;                // the machine's error number
  std::atomic<bool> done{false};
  std::mutex done_mutex;                    // for those who wait with a limit
  std::condition_variable done_changed;
  std::thread conductor;
};

void LiveRun::State::conduct() {
  LiveGoroutine* main = world.new_goroutine();
  if (main != nullptr) main->begin_main();
  else world.gate.halt(Halt::stopped, StoppedBy::goroutines);
  world.gate.conduct();
  world.crew.dismiss();
  finish();
}

void LiveRun::State::finish() {
  {
    std::lock_guard lock(mutex);
    collect(true);
    show(recorder.snapshot(final_tail(), final_standings()));
    done.store(true, std::memory_order_release);   // within the lock: who asks for the trace now would put an unfinished one over this
  }
  done.notify_all();
  std::lock_guard lock(done_mutex);
  done_changed.notify_all();
}

// Takes what has been published, about `events_most` of it, and puts in order what can be; true: the trace has grown.
bool LiveRun::State::collect(bool all, size_t events_most) {
  if (!world.initialised.load(std::memory_order_acquire)) return false;
  if (!has_globals) {
    has_globals = true;
    std::vector<TraceRecorder::Global> globals;
    for (uint32_t i = 0; i < world.initial_words.size(); ++i) globals.push_back({world.global(i), world.initial_words[i]});
    recorder.add_globals(globals);
  }
  const size_t before = recorder.size();
  const int64_t started_ns = world.started_ns();
  size_t left = events_most;
  uint32_t goroutines = 0;
  while (world.find(GoroutineId{goroutines + 1}) != nullptr) ++goroutines;
  if (goroutines >= collected.size()) collected.resize(goroutines * 2 + 1, 0);
  for (uint32_t n = 0; n < goroutines && left > 0; ++n) {
    turn = turn % goroutines + 1;   // each in its turn, or those behind a busy one would wait for ever
    const uint32_t number = turn;
    LiveGoroutine* goroutine = world.find(GoroutineId{number});
    const uint64_t published = goroutine->published();
    if (published == collected[number]) continue;
    const uint64_t until = collected[number] + std::min<uint64_t>(published - collected[number], left);
    goroutine->ring().drain(
        [&](const Event& event, int64_t at_ns) { linearizer.offer(goroutine->id(), event, at_ns == 0 ? 0 : at_ns - started_ns); }, until);
    left -= until - collected[number];
    collected[number] = until;
    linearizer.complete(goroutine->id(), until == published);
  }
  linearizer.advance(all, [this](const live::Linearizer::Step& step) { return take(step); }, events_most);
  return recorder.size() != before;
}

bool LiveRun::State::take(const live::Linearizer::Step& step) {
  const std::span<const Event> events = step.events;
  const size_t marks = static_cast<size_t>(std::count_if(events.begin(), events.end(), [](const Event& event) { return live::is_mark(event.kind); }));
  if (recorder.size() + events.size() - marks > events_max) {
    cut_short = true;
    world.gate.halt(Halt::stopped, StoppedBy::events);
    return false;
  }
  if (step.at_ns > latest_ns) recorder.at(latest_ns = step.at_ns);
  for (size_t i = 0; i < events.size(); ++i) {
    const Event& event = events[i];
    if (event.kind == live::kMarkStopped) ended_by = event;
    if (live::is_mark(event.kind)) continue;
    recorder.append(live::raw_event(world, event, i + 1 < events.size() ? &events[i + 1] : nullptr));
    if (event.goroutine >= latest.size()) latest.resize(event.goroutine * 2 + 1);
    latest[event.goroutine] = event;
    const GoroutineId woken = woken_by(event);
    if (const size_t most = std::max<size_t>(event.goroutine, woken.value); most >= readied.size()) readied.resize(most * 2 + 1);
    readied[event.goroutine] = false;
    if (woken != kNobody) readied[woken.value] = true;
    if (ends_program(event.kind)) ended_by = event;
  }
  return true;
}

// While the run goes on: what the goroutine has said of itself, if that is of the same moment as the trace.
RawStanding LiveRun::State::standing_now(const LiveGoroutine& goroutine) const {
  if (const Event* left = linearizer.first_left(goroutine.id())) {
    const program::Ref object = left->object == kNoObject ? program::kNil : world.object_numbered(left->object.value).ref;
    return {{.kind = left->kind, .object = object, .site = left->site}, {}, left->site};
  }
  LiveGoroutine::Look look = goroutine.look();
  const uint32_t number = goroutine.id().value;
  if (look.published == (number < collected.size() ? collected[number] : 0)) return std::move(look.standing);
  // It is under way, and did not stop to say where.
  return {{}, {}, number < latest.size() ? latest[number].site : uint16_t{0}};
}

std::vector<RawStanding> LiveRun::State::standings_now() const {
  std::vector<RawStanding> all;
  const size_t goroutines = recorder.now().goroutines().size();
  for (uint32_t number = 1; number <= goroutines; ++number) all.push_back(standing_now(world.goroutine(GoroutineId{number})));
  correct(all);
  return all;
}

// Who has been readied in the trace stands in front of its retry, whether or not its thread has come to know of it.
void LiveRun::State::correct(std::vector<RawStanding>& standings) const {
  for (size_t i = 0; i < standings.size(); ++i) {
    if (standings[i].next.kind == EventKind::sema_acquire && i + 1 < readied.size() && readied[i + 1]) standings[i].next.kind = EventKind::sema_retry;
  }
}

// No thread runs any more: the goroutines themselves say where they stand. But who went on after the ending, or past what is kept, stands where he
// stood then, which nobody remembers: so those few traces are gone through once more.
std::vector<RawStanding> LiveRun::State::final_standings() {
  if (world.find(kMain) == nullptr) return std::vector<RawStanding>(1);   // there was no thread for it
  std::vector<RawStanding> all, replayed;
  bool asked = false;
  const std::vector<GoroutineId> ahead = linearizer.woken_by_what_is_left();
  const size_t goroutines = recorder.now().goroutines().size();
  for (uint32_t number = 1; number <= goroutines; ++number) {
    const LiveGoroutine& goroutine = world.goroutine(GoroutineId{number});
    if (linearizer.first_left(goroutine.id()) == nullptr && !goroutine.was_cut() && std::ranges::find(ahead, goroutine.id()) == ahead.end()) {
      all.push_back(raw_standing(world.program, goroutine.data()));
      continue;
    }
    if (!asked) replayed = replayed_standings();
    asked = true;
    all.push_back(number <= replayed.size() ? replayed[number - 1] : RawStanding{{}, {}, number < latest.size() ? latest[number].site : uint16_t{0}});
  }
  correct(all);
  return all;
}

// Empty: it took too long.
std::vector<RawStanding> LiveRun::State::replayed_standings() {
  ScheduledWorld again(world.program, world.pool);
  const TimeLimit limit{nullptr, std::chrono::steady_clock::now() + kReplayTime};
  again.set_time_limit(limit);
  again.begin();
  size_t taken = 0;
  constexpr size_t kStepsBetweenLooks = 256;
  for (const Choice& choice : schedule_of(recorder.now()).choices) {
    if (taken++ % kStepsBetweenLooks == 0 && limit.over()) return {};
    again.told.clear();
    const program::Turn turn = choice.timer_object != 0 ? again.fire(again.timers()[choice.timer_object - 1]) : again.step(choice.who, choice.timer, choice.alternative);
    if (turn.what == program::Turn::What::stopped && limit.over()) return {};
  }
  std::vector<RawStanding> all;
  for (const program::Goroutine& goroutine : again.goroutines()) all.push_back(raw_standing(world.program, goroutine));
  return all;
}

// A stop that came between the last step and the parking that it led to: nobody could have gone on, and so it reads in the trace.
std::optional<Ending> LiveRun::State::stuck_at() const {
  bool somebody = false;
  const size_t goroutines = recorder.now().goroutines().size();
  for (uint32_t number = 1; number <= goroutines; ++number) {
    const LiveGoroutine* goroutine = world.find(GoroutineId{number});
    if (goroutine == nullptr || goroutine->was_cut() || linearizer.first_left(goroutine->id()) != nullptr) return std::nullopt;
    if (goroutine->data().status == program::Status::finished) continue;
    const bool woken = number < readied.size() && readied[number];
    if (goroutine->data().status != program::Status::parked || woken) return std::nullopt;
    somebody = true;
  }
  if (world.program.has_timers && can_any_timer_fire(recorder.now())) return std::nullopt;
  return somebody ? Ending::deadlock() : Ending::nobody_left();
}

TraceTail LiveRun::State::final_tail() const {
  TraceTail tail;
  tail.over = true;
  tail.duration_ns = world.now_ns();
  if (ended_by) {
    if (ended_by->kind == live::kMarkStopped) {
      tail.stopped_by = static_cast<StoppedBy>(ended_by->word);
    } else if (ended_by->kind == EventKind::main_return) {
      tail.ending = Ending::exit();
    } else {
      tail.ending = Ending::read(world.pool.text(ended_by->word));
      tail.crashed = ended_by->who();
      tail.panics = program::panics_of(world.program, world.pool, world.goroutine(tail.crashed).data());
    }
  } else if (cut_short) {
    tail.stopped_by = StoppedBy::events;
  } else if (world.gate.halt() == Halt::deadlock) {
    tail.ending = Ending::deadlock();
  } else if (world.gate.halt() == Halt::nobody_left) {
    tail.ending = Ending::nobody_left();
  } else if (const auto stuck = stuck_at()) {
    tail.ending = stuck;
  } else {
    // Ended, and yet no ending: it depends on a step that was cut off.
    tail.stopped_by = world.gate.halt() == Halt::stopped ? world.gate.stopped_by() : StoppedBy::interrupt;
  }
  return tail;
}

std::shared_ptr<const Trace> LiveRun::State::trace_so_far() {
  if (done.load(std::memory_order_acquire)) return showing();
  std::unique_lock lock(mutex, std::try_to_lock);
  if (!lock) {   // the last trace is being made
    if (auto last = showing()) return last;
    lock.lock();
  }
  if (done.load(std::memory_order_acquire)) return showing();
  if (world.find(kMain) == nullptr) return recorder.snapshot({}, std::vector<RawStanding>(1));   // asked before the first thread was there
  const uint64_t looks = world.looks.load(std::memory_order_acquire);
  const bool grown = collect(false, kEventsAtOnce);
  if (auto last = showing(); last && !grown && looks == looks_shown) return last;
  looks_shown = looks;
  TraceTail tail;
  tail.duration_ns = world.now_ns();
  return show(recorder.snapshot(std::move(tail), standings_now()));
}

std::shared_ptr<const Trace> LiveRun::State::show(std::shared_ptr<const Trace> trace) {
  std::lock_guard lock(shown_mutex);
  return shown = std::move(trace);
}

std::shared_ptr<const Trace> LiveRun::State::showing() {
  std::lock_guard lock(shown_mutex);
  return shown;
}

LiveRun::LiveRun(std::shared_ptr<const Scenario> scenario, LiveOptions options) : state_(std::make_unique<State>(std::move(scenario), options)) {
  try {
    state_->conductor = std::thread([state = state_.get()] { state->conduct(); });
  } catch (const std::system_error& error) {   // the machine has no thread left, not even for this
    state_->conductor_refused = error.code().value();
    state_->world.gate.halt(Halt::stopped, StoppedBy::goroutines);
    state_->finish();
  }
}

LiveRun::~LiveRun() {
  stop();
  wait();
}

void LiveRun::pause() { state_->world.gate.pause(); }
void LiveRun::resume() { state_->world.gate.resume(); }
void LiveRun::step_one() { state_->world.gate.step_one(); }
void LiveRun::set_pace(std::optional<double> pace) { state_->world.gate.set_pace(pace); }
void LiveRun::stop() { state_->world.gate.halt(Halt::stopped, StoppedBy::interrupt); }
bool LiveRun::paused() const { return state_->world.gate.paused(); }

bool LiveRun::over() const {
  if (!state_->done.load(std::memory_order_acquire)) return false;
  if (state_->conductor.joinable()) state_->conductor.join();
  return true;
}

void LiveRun::wait() {
  state_->done.wait(false);
  over();
}

std::string LiveRun::trouble() const {
  const int refusal = state_->conductor_refused != 0 ? state_->conductor_refused : state_->world.crew.refusal();
  if (refusal == 0 || !state_->done.load(std::memory_order_acquire) || state_->trace_so_far()->tail().stopped_by != StoppedBy::goroutines) return {};
  return "the machine gives this program no more threads (" + std::generic_category().message(refusal) + "): it could not start all of its goroutines, each of which is one";
}

bool LiveRun::wait_for(std::chrono::nanoseconds time) {
  {
    std::unique_lock lock(state_->done_mutex);
    state_->done_changed.wait_for(lock, time, [this] { return state_->done.load(std::memory_order_acquire); });
  }
  return over();
}

std::shared_ptr<const Trace> LiveRun::trace() { return state_->trace_so_far(); }

}  // namespace wgscope
