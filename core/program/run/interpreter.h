// The interpreter: runs a goroutine's local code, and makes its accesses when it is told to. One for both interpreted worlds.
//
// It decides nothing: not who goes next, not what an access yields (core/sync and the world's platform do). It never blocks, never recurses
// in C++ across an access, throws nothing, and keeps nothing between two calls but what is in the Goroutine: so a world may copy goroutines, put
// them back, drive each from a thread of its own (one Interpreter a thread) or all from one.
//
// What it asks of a world, and when: world.h.
#pragma once

#include <cassert>
#include <optional>
#include <utility>
#include <vector>

#include "core/platform/interpreted.h"
#include "core/program/run/kin_access.h"
#include "core/program/run/local_code.h"
#include "core/program/run/world.h"

namespace wgscope::program {

template <class W>
class Interpreter final : private LocalHost {
 public:
  Interpreter(const Program& program, W& world, LocalOptions options = {}) : world_(world), program_(program), local_(program, world.pool(), *this, options) {}

  // main, in front of its first local code: Turn advance(g) is what comes next.
  static Goroutine make_main(const Program& program) { return LocalCode::make_main(program); }

  // Runs local code until the goroutine stands at an access, sleeps, or has ended; until the program is over, or a limit was met.
  Turn advance(Goroutine& g) {
    local_.refill();
    return local_.advance(g);
  }

  // Makes the access that `g` stands at, and advances; then so do those that it handed something, in the order in which they were woken.
  // `alternative`: what it chooses, where there is a choice. Requires: g stands.
  Turn step(Goroutine& g, std::optional<uint16_t> alternative = {}) {
    assert(g.status == Status::standing);
    local_.refill();
    woken_.clear();
    return let_go_on(make_step(g, alternative));
  }

  // The timer of an object fires, if it may: a step of the clock's.
  Turn fire(Ref timer) {
    local_.refill();
    woken_.clear();
    const Fired fired = KinAccess<W>(program_, world_, woken_).fire(timer);
    if (fired.calls == 0) return let_go_on(Turn::stands());
    if (fired.goroutine == kNobody) return Turn::stopped(StoppedBy::goroutines);
    return begin(timer, fired);
  }
  // The goroutine of AfterFunc's function, whose timer has fired: tells of it, runs its first local code, and hands it over.
  Turn begin(Ref timer, const Fired& fired) {
    local_.refill();
    const uint16_t site = program_.declarations[world_.declaration(timer)].site;
    Goroutine child = local_.make_goroutine(fired.calls, creator_of(timer), fired.goroutine, site);
    world_.emit({.kind = EventKind::timer, .site = site, .who = child.id, .other = child.id, .version = fired.version, .code = child.function, .object = timer});
    const Turn first = local_.advance(child);
    world_.start(std::move(child));
    return first.what == Turn::What::over || first.what == Turn::What::stopped ? first : Turn::stands();
  }

  // Its timer fires: a step of its own. Requires: g sleeps.
  Turn fire(Goroutine& g) {
    assert(g.status == Status::sleeping);
    world_.emit({.kind = EventKind::timer, .site = g.sleep_site, .who = g.id});
    return advance(g);
  }

  // A parked goroutine was taken out of its queue: it stands in front of its retry.
  static void wake(Goroutine& g) {
    assert(g.status == Status::parked);
    g.status = Status::standing;
    g.readied = true;
  }

 private:
  using Woken = KinAccess<W>::Woken;

  Turn let_go_on(Turn turn) {
    for (const Woken& woken : woken_) {
      if (turn.what == Turn::What::over || turn.what == Turn::What::stopped) break;
      if (!woken.mail) continue;
      const Turn theirs = resume(world_.take_woken(woken.who), *woken.mail);
      world_.give_back(woken.who, theirs);
      if (theirs.what == Turn::What::over || theirs.what == Turn::What::stopped) turn = theirs;
    }
    return turn;
  }

  Turn make_step(Goroutine& g, std::optional<uint16_t> alternative) {
    if (at_crash(g)) return local_.crash(g);
    const Frame& frame = g.frames.back();
    if (frame.returning) return main_return(g);
    const Instruction in = program_.functions[frame.function].code[frame.pc];
    switch (in.op) {
      case Op::wg_add: return wait_group_line(g, 2);
      case Op::wg_wait: return wait_group_line(g, 1);
      case Op::var_read:
      case Op::var_write:
      case Op::atomic_load:
      case Op::atomic_store:
      case Op::atomic_add:
      case Op::atomic_swap:
      case Op::atomic_cas: return word_access(g, in);
      case Op::copy_object:
      case Op::assign_object: return copy(g, in);
      case Op::go_: return spawn(g, in);
      case Op::panic_: return local_.call_panic(g);
      case Op::gosched:
        world_.emit({.kind = EventKind::gosched, .site = site_of(program_, g), .who = g.id});
        return proceed(g, 0);
      case Op::channel_send:
      case Op::channel_receive:
      case Op::channel_close:
      case Op::channel_length:
      case Op::select_:
      case Op::mutex_lock:
      case Op::mutex_unlock:
      case Op::mutex_try:
      case Op::timer_stop:
      case Op::timer_reset:
      case Op::cond_wait:
      case Op::cond_park:
      case Op::cond_signal: return kin_access(g, in, alternative);
      default: return local_.print_step(g);
    }
  }

  Turn kin_access(Goroutine& g, const Instruction& in, std::optional<uint16_t> alternative) {
    g.readied = false;
    const Came came = KinAccess<W>(program_, world_, woken_).make(g, in, alternative);
    for (const Woken& woken : woken_) {
      if (!woken.mail) world_.ready(woken.who);
    }
    switch (came.what) {
      case Came::What::parked:
        g.status = Status::parked;
        return Turn::parked();
      case Came::What::errs:
        g.call = {};
        return local_.begin_runtime_error(g, came.words);
      case Came::What::panics: return local_.begin_panic(g, came.words);
      case Came::What::passes: {
        const Turn next = proceed(g, 0);
        return next.what == Turn::What::stands ? make_step(g, {}) : next;
      }
      case Came::What::fatal: return local_.fatal_error(g, came.words);
      default: return go_on(g, in, came);
    }
  }

  // Local code behind an access to a channel or a mutex, with what it gave.
  Turn go_on(Goroutine& g, const Instruction& in, const Came& came) {
    g.call = {};
    switch (in.op) {
      case Op::channel_send: return proceed(g, 2);
      case Op::channel_length:
      case Op::timer_stop:
      case Op::mutex_try: return proceed(g, 1, came.value);
      case Op::timer_reset: return proceed(g, 2, came.value);
      case Op::cond_wait:
      case Op::cond_park: return proceed(g, 0);
      case Op::channel_receive:
        if (in.a == 0) return proceed(g, 1, came.value);
        g.slots.back() = came.value;
        return proceed(g, 0, came.ok ? 1 : 0);
      case Op::select_:
        g.slots.resize(g.slots.size() - slots_of(program_.selects[static_cast<size_t>(in.b)]));
        g.slots.insert(g.slots.end(), {came.taken, came.value});
        return proceed(g, 0, came.ok ? 1 : 0);
      default: return proceed(g, 1);
    }
  }

  // A parked goroutine whose partner has done it, or has closed the channel.
  Turn resume(Goroutine& g, const Mail& mail) {
    assert(g.status == Status::parked);
    const Frame& frame = g.frames.back();
    const Instruction in = program_.functions[frame.function].code[frame.pc];
    const uint16_t place = mail.place.value_or(0);
    bool sends = in.op == Op::channel_send;
    if (in.op == Op::select_) sends = program_.selects[static_cast<size_t>(in.b)].cases[place].sends;
    if (sends && !mail.ok) {   // the panic is a step of its own
      g.status = Status::standing;
      if (mail.place) g.call.operand = uint64_t{place} + 1;
      return Turn::stands();
    }
    return go_on(g, in, {.value = mail.value, .ok = mail.ok, .taken = place});
  }

  uint64_t& operand(Goroutine& g, size_t from_top) { return g.slots[g.slots.size() - 1 - from_top]; }

  // The instruction is over: its operands go, and local code goes on behind it.
  Turn proceed(Goroutine& g, size_t operands) {
    g.slots.resize(g.slots.size() - operands);
    ++g.frames.back().pc;
    return local_.advance(g);
  }
  Turn proceed(Goroutine& g, size_t operands, uint64_t result) {
    g.slots.resize(g.slots.size() - operands);
    g.slots.push_back(result);
    ++g.frames.back().pc;
    return local_.advance(g);
  }

  Turn wait_group_line(Goroutine& g, size_t operands) {
    const Ref ref = operand(g, operands - 1);
    const sync::Call<sync::WaitGroupAt> call = g.call;
    auto&& platform = world_.platform(g.id);
    platform.begin_line();
    const auto next = world_.wait_group(ref).step(platform, call);
    const Access access = platform.access();
    RawEvent event{.kind = kind_of(call.at, g.readied), .site = site_of(program_, g), .who = g.id, .other = access.readied, .version = access.version,
                   .object = ref, .word = access.word};
    if (access.failed) event.flags |= kFailed;
    if (next.outcome == sync::Outcome::park) event.flags |= kParked;
    if (next.outcome == sync::Outcome::returned) event.flags |= kReturned;
    g.call = next.outcome == sync::Outcome::go_on || next.outcome == sync::Outcome::park ? next.call() : sync::Call<sync::WaitGroupAt>{};
    g.readied = false;
    if (next.outcome == sync::Outcome::park) g.status = Status::parked;
    world_.emit(event);
    if (access.readied != kNobody) world_.ready(access.readied);
    switch (next.outcome) {
      case sync::Outcome::go_on: return Turn::stands();
      case sync::Outcome::park: return Turn::parked();
      case sync::Outcome::returned: return proceed(g, operands);
      case sync::Outcome::panicked: break;
    }
    return local_.begin_panic(g, sync::text_of(static_cast<sync::WaitGroupPanic>(next.operand)));
  }

  Turn word_access(Goroutine& g, const Instruction& in) {
    const size_t operands = operands_of(in.op);
    const Ref ref = operand(g, operands - 1);
    const uint64_t value = operands > 1 ? operand(g, 0) : 0;            // written, added; cas: the new one
    const uint64_t expected = operands > 2 ? operand(g, 1) : 0;
    const Kind kind = static_cast<Kind>(in.a);
    auto&& platform = world_.platform(g.id);
    auto& word = world_.word(ref);
    platform.begin_line();
    switch (in.op) {
      case Op::var_read:
      case Op::atomic_load: platform.load(word); break;
      case Op::var_write:
      case Op::atomic_store:
      case Op::atomic_swap: platform.store(word, value); break;
      case Op::atomic_add: platform.update(word, [&](uint64_t old) { return wrap(kind == Kind::atomic_int32 ? Kind::int32 : Kind::int64, old + value); }); break;
      default: platform.compare_exchange(word, expected, value); break;
    }
    const Access& access = platform.access();
    const uint64_t after = access.word, before = access.before;
    const bool failed = access.failed;
    world_.emit({.kind = kind_of(in.op), .flags = failed ? kFailed : uint8_t{0}, .site = site_of(program_, g), .who = g.id, .version = access.version,
                 .object = ref, .word = after});
    switch (in.op) {
      case Op::var_write:
      case Op::atomic_store: return proceed(g, operands);
      case Op::atomic_swap: return proceed(g, operands, before);
      case Op::atomic_cas: return proceed(g, operands, failed ? 0 : 1);
      default: return proceed(g, operands, after);
    }
  }

  Turn copy(Goroutine& g, const Instruction& in) {
    const Ref from = operand(g, 0);
    const bool fresh = in.op == Op::copy_object;
    const Ref to = fresh ? world_.allocate(static_cast<uint32_t>(in.b), g, 0) : operand(g, 1);
    const CopiedObject copied = world_.copy(g.id, from, to);
    const uint16_t site = site_of(program_, g);
    world_.emit({.kind = EventKind::copy, .site = site, .who = g.id, .version = copied.version, .tokens = copied.tokens, .object = from, .target = to,
                 .word = copied.word});
    if (!fresh) return proceed(g, 2);
    world_.emit({.kind = EventKind::declare, .site = site, .who = g.id, .code = static_cast<uint32_t>(in.b), .tokens = copied.tokens, .object = to,
                 .word = copied.word});
    return proceed(g, 1, to);
  }

  // The parent makes the child, runs its first local code, and hands it over; then its own local code goes on.
  Turn spawn(Goroutine& g, const Instruction& in) {
    const GoroutineId id = world_.new_goroutine();
    if (id == kNobody) return Turn::stopped(StoppedBy::goroutines);
    const uint16_t site = site_of(program_, g);
    Goroutine child = local_.make_child(g, static_cast<size_t>(in.b), id, site);
    world_.emit({.kind = EventKind::spawn, .site = site, .who = g.id, .other = id, .code = child.function});
    const Turn first = local_.advance(child);
    world_.start(std::move(child));
    if (first.what == Turn::What::over || first.what == Turn::What::stopped) {
      g.status = Status::running;   // it made its access, and got no further
      return first;
    }
    return proceed(g, 1 + static_cast<size_t>(in.b));
  }

  Turn main_return(Goroutine& g) {
    world_.emit({.kind = EventKind::main_return, .site = site_of(program_, g), .who = g.id});
    return Turn::over();
  }

  // LocalHost.
  void emit(const RawEvent& event) override { world_.emit(event); }
  Ref global(uint32_t index) override { return world_.global(index); }
  Ref allocate(uint32_t declaration, Goroutine& creator, uint64_t initial) override { return world_.allocate(declaration, creator, initial); }
  uint32_t declaration(Ref ref) override { return world_.declaration(ref); }
  uint64_t peek(Ref ref) override { return world_.peek(ref); }
  void poke(Ref ref, uint64_t word) override { world_.poke(ref, word); }
  bool print(std::string_view text) override { return world_.print(text); }
  Ref locker(Ref cond) override { return world_.kin(cond).cond().L; }
  void make_timer(Ref ref, int64_t duration_ns, uint64_t calls) override {
    Timer& timer = world_.kin(ref).timer();   // nobody else can reach it yet
    timer.calls = calls;
    timer.begin(duration_ns);
    world_.set_timer(ref, duration_ns);
  }
  void hold(int64_t bytes) override { world_.hold(bytes); }
  StoppedBy stop() override { return world_.stop(); }

  W& world_;
  const Program& program_;
  LocalCode local_;
  std::vector<Woken> woken_;   // by the step at hand
};

}  // namespace wgscope::program
