#include "tests/conformance/programs.h"
#include "tests/conformance/programs_maker.h"

namespace model {
namespace {

// Sleeps, timers and Conds, with channels and mutexes beside them.
class TimerMaker final : public Maker {
 public:
  using Maker::Maker;

 private:
  int some_time() { return one_in(5) ? 0 : 1; }

  Program shape() override { return one_in(3) ? shape_of_conds() : shape_of_timers(); }

  Program shape_of_timers() {
    switch (pick(14)) {
      case 0: return with_channels({room()}, program("a timeout", {{go(1), selects({receiving(0), timeout({bump(1)}, some_time())}), load()}, {send(1)}}));
      case 1: return with_timers({kTimer}, program("stopped by another", {{go(1), selects({expiring(0, {panics(1)}), receiving(0)})}, {if_stopped({closes()})}}));
      case 2: return with_timers({kTimer}, program("stopped as one used to", {{or_not(if_stopped({expires()})), reset(0, some_time()), expires()}, {bump(1)}}));
      case 3: return with_timers({calling(1)}, program("a function stopped", {{add(1), if_stopped({done()}), wait()}, {done()}}));
      case 4: return with_timers({kTicker}, program("ticks until closed", {{go(1), selects({expiring(), receiving(0, {leaves()})}), selects({expiring(0, {panics(2)}), receiving(0)})}, {closes()}}));
      case 5: return with_timers({kTicker}, program("ticks up to two", {{go(1), ticks({break_if(2)}), stop()}, {expires(), bump(1, 1)}}));
      case 6: return program("sleeps, and a group", {{add(2), go(1), go(2), wait()}, {sleep(some_time()), done()}, {increment(), done()}});
      case 7: return with_timers({kTimer, {Kind::timer, 0, 0}}, program("two timers", {{go(1), selects({expiring(0, {bump(1)}), expiring(1)}), stop()}, {or_not(if_reset({expires(1)}))}}));
      case 8: return with_channels({1}, program("tried again later", {{go(1), or_else(selects({receiving(0)}), {sleep()}), or_else(selects({receiving(0)}), {panics(3)})}, {after(some_time()), send(1)}}));
      case 9: return program("a function of its own", {{go(2), makes(Kind::func, 0, some_time(), 1), if_reset({gosched()}, kOfLocal), stop(kOfLocal)}, {bump(1)}, {cas(1, 2)}});
      case 10: return with_timers({kTimer}, program("a deadline for two", {{go(1), go(2), expires(), closes()}, {selects({receiving(0), expiring(0, {bump(1)})})}, {receive()}}));
      case 11: return program("tries the lock later", {{lock(), after_func(1, some_time()), after_func(2), unlock()}, {or_not(if_try_lock({leaves()})), unlock()}, {lock(), unlock()}});
      case 12: return with_timers({kTimer}, program("set again where one waits", {{go(1), selects({expiring(), receiving(0, {gosched()})}), reset(0, some_time()), or_else(selects({expiring(0, {bump(1)})}), {})}, {send(1)}}));
      default: return program("whose is the first", {{go(1), go(2), after(some_time())}, {bump(1), after(), sleep_or_not()}, {cas(1, 2), tick({leaves()})}});
    }
  }
  Op sleep_or_not() { return one_in(2) ? sleep() : gosched(); }

  Program shape_of_conds() {
    switch (pick(8)) {
      case 0: return program("until", {{go(1), lock(), until(1, {cond_wait()}), unlock()}, {lock(), store(1), signal(), unlock()}});
      case 1: return program("until of two", {{go(1), go(1), lock(), store(1), broadcast(), unlock()}, {lock(), until(1, {cond_wait()}), unlock()}});
      case 2: return with_lockers({0, 0, 0}, program("there and back", {{go(1), lock(), until(1, {cond_wait()}), store(2), signal(1), unlock()}, {lock(), store(1), signal(), until(2, {cond_wait(1)}), unlock()}}));
      case 3: return with_lockers({kObjects, 0, 0}, program("writes until", {{go(1), rw_lock(), until(1, {cond_wait()}), rw_unlock()}, {rw_lock(), store(1), broadcast(), rw_unlock()}}));
      case 4: return with_channels({1}, program("asked once", {{go(1), go(2), lock(), if_length(0, {cond_wait()}), or_else(selects({receiving(0)}), {panics(4)}), unlock()}, {or_else(selects({receiving(0)}), {})}, {lock(), send(1), signal(), unlock()}}));
      case 5: return program("woken by the clock", {{after_func(1, some_time()), go(2), lock(), cond_wait(), unlock()}, {broadcast()}, {lock(), unlock()}});
      case 6: return program("handed on", {{lock(), go(1), go(2), cond_wait(), signal(), unlock()}, {lock(), cond_wait(), unlock()}, {signal()}});
      default: return with_lockers({kObjects, 0, 0}, program("waits for writing, and a reader", {{rw_lock(), go(1), cond_wait(), rw_unlock()}, {rlock(), signal(), runlock()}}));
    }
  }

  Op some_op() override {
    switch (pick(30)) {
      case 0: case 1: return sleep(some_time());
      case 2: case 3: return after(some_time());
      case 4: case 5: return expires(pick(2));
      case 6: case 7: return some_select();
      case 8: return one_in(2) ? stop(pick(2)) : if_stopped({one_in(2) ? leaves() : bump(1)}, pick(2));
      case 9: return or_not(if_stopped({one_in(2) ? expires(0) : leaves()}, pick(2)));
      case 10: return reset(pick(2), some_time());
      case 11: return one_in(2) ? if_reset({leaves()}, pick(2)) : or_not(if_reset({bump(1)}, pick(2)));
      case 12: return ticks({one_in(2) ? break_if(2) : one_in(2) ? leaves() : breaks()}, pick(2));
      case 13: return tick({one_in(2) ? break_if(2) : one_in(2) ? leaves() : breaks()}, some_time());
      case 14: return after_func(1, some_time());
      case 15: return makes(one_in(2) ? Kind::timer : Kind::ticker, 0, some_time());
      case 16: return one_in(2) ? expires(kOfLocal) : stop(kOfLocal);
      case 17: return lock();
      case 18: return one_in(2) ? unlock() : if_try_lock({unlock()});
      case 19: return one_in(2) ? rw_lock() : rw_unlock();
      case 20: case 21: return cond_wait(pick(2));
      case 22: case 23: return one_in(2) ? signal(pick(2)) : broadcast(pick(2));
      case 24: return until(1, {one_in(2) ? cond_wait() : one_in(2) ? sleep() : after()});
      case 25: return one_in(2) ? send(1) : receive();
      case 26: return one_in(2) ? closes() : if_drained({leaves()});
      case 27: return one_in(2) ? add(1) : one_in(2) ? done() : wait();
      case 28: return one_in(3) ? panics() : bump(1);
      default: return one_in(2) ? store(1) : increment();
    }
  }

  Op some_select() {
    std::vector<Arm> arms;
    for (int i = 1 + pick(3); i > 0; --i) {
      const Ops body = one_in(3) ? Ops{panics(10 + i)} : one_in(3) ? Ops{bump(1)} : one_in(4) ? Ops{leaves()} : Ops{};
      switch (pick(4)) {
        case 0: arms.push_back(timeout(body, some_time())); break;
        case 1: arms.push_back(one_in(2) ? sending(1, 0, body) : receiving(0, body)); break;
        default: arms.push_back(expiring(pick(2), body)); break;
      }
    }
    Op op = selects(std::move(arms));
    return one_in(3) ? or_else(op, one_in(2) ? Ops{} : Ops{gosched()}, one_in(3)) : op;
  }

  Op some_deferred() override {
    const Op all[] = {done(), closes(), unlock(), stop(), signal(), broadcast(1), reset()};
    return all[pick(7)];
  }

  Timing some_timing() {
    constexpr Kind kinds[] = {Kind::timer, Kind::timer, Kind::timer, Kind::ticker, Kind::ticker, Kind::func, Kind::after, Kind::tick, Kind::zero_timer, Kind::zero_ticker};
    const Kind kind = kinds[pick(10)];
    return {kind, 1, kind == Kind::ticker || !one_in(4) ? 1 : 0};
  }

  Program empty_soup() override {
    Program made = with_channels({room()}, {"soup", {}});
    made.timers = {some_timing(), some_timing()};
    made.lockers = {one_in(3) ? kObjects : 0, one_in(2) ? 0 : kObjects};
    return made;
  }
};

}  // namespace

Program generated_timer_program(uint64_t seed, size_t worlds_max) { return small_program<TimerMaker>(seed, worlds_max); }

}  // namespace model
