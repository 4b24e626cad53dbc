// Sleeps and timers: one program for each way that they can go.
#include "tests/conformance/ops.h"
#include "tests/conformance/programs.h"

namespace model {
namespace {

std::vector<Program> sleeps() {
  return {
      program("a sleep", {{sleep(), load()}}),
      program("two sleep", {{go(1), sleep(), cas(1, 2)}, {sleep(), bump(1)}}),
      program("asleep when main returns", {{go(1), gosched()}, {sleep(), bump(1)}}),
      program("sleeps again and again", {{go(1), until(1, {sleep()})}, {gosched(), store(1)}}),
      program("sleeps for nothing", {{go(1), until(1, {sleep()})}, {gosched()}}),
      program("sleeps for no time", {{go(1), sleep(0), load()}, {sleep(-1), sleep(0), bump(1)}}),
      program("sleeps with the lock", {{go(1), sleep(), lock(), unlock()}, {lock(), sleep(), unlock()}}),
      program("a sleep for a wait", {{go(1), sleep(), if_drained({panics()})}, {sleep(), closes()}}),
      program("sleeps, and a group", {{add(2), go(1), go(1), wait()}, {sleep(), done()}}),
      deferring(done(), program("a panic after a sleep", {{add(1), go(1), wait()}, {sleep(), panics()}})),
      program("asleep beside who is stuck", {{go(1), go(2), sleep(), gosched()}, {receive()}, {sleep()}}),
  };
}

std::vector<Program> timers() {
  return {
      with_timers({kTimer}, program("a timer", {{expires(), gosched()}})),
      with_timers({kTimer}, program("a timer that two wait for", {{go(1), expires()}, {expires(), bump(1)}})),
      with_timers({kTimer}, program("a timer that nobody looks at", {{go(1), receive()}, {gosched()}})),
      with_timers({kTimer}, program("a timer that is the last hope", {{go(1), receive()}, {expires(), send(1)}})),
      with_timers({kTimer}, program("stopped, then waited for", {{stop(), expires()}})),
      with_timers({kTimer}, program("stopped twice", {{or_not(if_stopped({panics(1)})), if_stopped({panics(2)})}})),
      with_timers({kTimer}, program("stopped by another", {{go(1), expires()}, {stop()}})),
      with_timers({kTimer}, program("stopped by another, who says so", {{go(1), selects({expiring(0, {panics(1)}), receiving(0)})}, {if_stopped({closes()})}})),
      with_timers({kTimer}, program("stopped when it has come", {{expires(), if_stopped({panics()})}})),
      with_timers({kTimer}, program("stopped as one used to", {{or_not(if_stopped({expires()})), if_reset({panics()}), expires()}})),
      with_timers({kTimer}, program("set again", {{expires(), if_reset({panics()}), expires()}})),
      with_timers({kTimer}, program("set again while it is set", {{or_not(if_reset({panics()})), expires(), expires()}})),
      with_timers({kTimer}, program("set again by another", {{stop(), go(1), expires()}, {reset()}})),
      with_timers({kTimer}, program("set again in between", {{go(1), expires(), expires()}, {if_reset({leaves()}), panics()}})),
      with_timers({kTimer, kTimer}, program("of two the other", {{go(1), expires(0), stop(1)}, {expires(1), stop(0)}})),
      with_timers({{{Kind::zero_timer}}}, program("Stop of what nobody set up", {{gosched(), stop()}})),
      with_timers({{{Kind::zero_timer}}}, program("Reset of what nobody set up, recovered", {{add(1), go(1), wait()}, {reset()}}, {1})),
      with_timers({{{Kind::zero_ticker}, calling(1)}}, program("a timer that nobody set up, and one that is", {{receive()}, {panics()}})),
      with_timers({{{Kind::zero_timer}}}, program("the channel of what nobody set up", {{go(1), expires()}, {gosched()}})),
      program("a timer of its own", {{go(1), makes(Kind::timer), expires(kOfLocal), gosched()}, {makes(Kind::timer, 1), or_not(if_stopped({panics()}, kOfLocal + 1))}}),
      program("whose timer is the first", {{go(1), go(1), load(), sleep()}, {gosched(), after()}}),
      program("whose timer is the first, of three", {{go(1), go(2), after()}, {gosched(), after(), bump(1)}, {after(), cas(1, 5), after_func(3)}, {panics()}}),
      with_timers({kTimer}, program("length of a timer", {{go(1), {Do::length, kOfTimer, 1, 0, {}, false, false, {{panics()}}}}, {expires()}})),
      with_timers({{{Kind::after}}}, program("the channel of After", {{go(1), expires()}, {expires(), panics()}})),
  };
}

std::vector<Program> timeouts() {
  return {
      program("a timeout", {{go(1), selects({receiving(0), timeout({bump(1)})})}, {send(1)}}),
      with_channels({1}, program("a timeout, with room", {{go(1), selects({receiving(0), timeout({bump(1)})})}, {send(1)}})),
      program("two timeouts", {{selects({timeout({panics(1)}), timeout({panics(2)})})}}),
      program("a timeout alone", {{go(1), selects({timeout()})}, {gosched()}}),
      program("a timeout or nothing", {{or_else(selects({timeout({panics(1)})}), {gosched()})}}),
      program("nothing first, or a timeout", {{or_else(selects({timeout({panics(1)}), receiving(0)}), {gosched()}, true)}}),
      with_channels({1}, program("a timeout beside what is ready", {{send(1), selects({timeout({panics(1)}), receiving(0, {gosched()})})}})),
      with_channels({1}, program("two timeouts beside what is ready", {{send(1), selects({timeout({panics(1)}), receiving(0, {gosched()}), timeout({panics(2)})})}})),
      with_channels({1}, program("a timeout, and both ways", {{go(1), selects({timeout({panics(1)}), sending(1, 0), receiving(0, {panics(2)})})}, {send(2)}})),
      program("no time, or nothing", {{or_else(selects({timeout({}, 0)}), {panics()})}}),
      program("less than no time, or nothing", {{or_else(selects({receiving(0), timeout({}, -1)}), {panics()}, true)}}),
      with_channels({1}, program("no time beside some", {{send(1), selects({receiving(0, {gosched()}), timeout({}, 0), timeout({panics()})})}})),
      program("no time to wait for", {{go(1), after(0), load()}, {after(-5), bump(1)}}),
      with_timers({{{Kind::timer, 0, 0}}}, program("no time that two wait for", {{go(1), expires()}, {expires()}})),
      with_timers({kTimer}, program("set again for no time", {{reset(0, 0), or_else(selects({expiring()}), {panics()}), if_stopped({panics()})}})),
      with_timers({{{Kind::timer, 0, 0}}}, program("set again for some", {{reset(), or_else(selects({expiring()}), {panics()})}})),
      with_timers({{{Kind::timer, 0, 0}}}, program("no time, stopped", {{or_not(if_stopped({panics()})), or_else(selects({expiring({}, {panics()})}), {})}})),
      with_timers({kTimer}, program("set for no time while somebody waits", {{stop(), go(1), expires(), gosched()}, {reset(0, 0), or_else(selects({expiring()}), {bump(1)})}})),
      with_timers({kTimer}, program("set again for no time when it has come", {{expires(), reset(0, 0), or_else(selects({expiring()}), {panics()})}})),
      with_timers({kTimer}, program("set again for no time where one has waited", {{go(1), selects({expiring(0, {leaves()}), receiving(0)}), reset(0, -1), or_else(selects({expiring()}), {bump(1)})}, {send(1)}})),
      with_timers({kTimer}, program("a timer twice in a select", {{go(1), selects({expiring(0, {panics(1)}), expiring(0, {gosched()})})}, {stop()}})),
      with_timers({kTimer}, program("selects and receives", {{go(1), selects({expiring(), receiving(0)})}, {expires(), send(1)}})),
      with_timers({kTimer}, program("off a timer's line", {{go(1), go(2), send(1), gosched()}, {selects({receiving(0), expiring()})}, {expires(), bump(1)}})),
      with_timers({kTimer}, program("a deadline for two", {{go(1), go(2), selects({receiving(0), expiring(0, {leaves()})}), selects({receiving(0), expiring(0, {panics()})})}, {send(1)}, {send(2)}})),
      program("told to stop, or too late", {{go(1), closes(1), receive()}, {selects({receiving(1), timeout({panics()})}), closes()}}),
  };
}

std::vector<Program> functions() {
  return {
      program("a function some time", {{after_func(1), load(), load()}, {bump(1)}}),
      program("a function at once", {{after_func(1, 0), load(), load()}, {bump(1)}}),
      program("a function for a group", {{add(1), after_func(1), wait()}, {done()}}),
      program("a function, and nobody else", {{after_func(1), receive()}, {bump(1)}}),
      program("a function for who is parked", {{after_func(1), receive()}, {send(1)}}),
      program("a function that panics", {{after_func(1), gosched(), gosched()}, {panics()}}),
      deferring(closes(), program("a function that panics, closed deferred", {{after_func(1), receive()}, {panics()}})),
      program("two functions", {{after_func(1), after_func(2), gosched()}, {bump(1)}, {cas(1, 2)}}),
      program("functions with a lock", {{after_func(1), after_func(1), lock(), unlock()}, {lock(), gosched(), unlock()}}),
      program("functions that stay behind", {{after_func(1), after_func(1), sleep()}, {receive()}}),
      with_timers({calling(1)}, program("a function stopped", {{or_not(if_stopped({spin_until(1)})), gosched()}, {store(1)}})),
      with_timers({calling(1)}, program("a function stopped and not waited for", {{add(1), if_stopped({done()}), wait()}, {done()}})),
      with_timers({calling(1)}, program("a function stopped and forgotten", {{add(1), stop(), wait()}, {done()}})),
      with_timers({calling(1)}, program("a function again", {{if_reset({gosched()}), gosched()}, {bump(1)}})),
      with_timers({calling(1)}, program("a function set again by another", {{go(2), receive()}, {send(1)}, {or_not(if_reset({panics()}))}})),
      with_timers({calling(1, 0)}, program("a function has no channel", {{go(2), expires()}, {gosched()}, {gosched()}})),
      with_timers({calling(1), kTimer}, program("a function that names what is declared behind it", {{load(), if_stopped({gosched()}), or_not(if_stopped({panics()}, 1))}, {expires(1)}})),
      with_timers({calling(1), kTicker, calling(2)}, program("functions that name each other's timers", {{sleep(), load()}, {if_stopped({expires(1)}, 2)}, {bump(1)}})),
      program("a function of its own", {{makes(Kind::func, 0, 1, 1), or_not(if_stopped({receive()}, kOfLocal))}, {send(1)}}),
  };
}

std::vector<Program> tickers() {
  return {
      with_timers({kTicker}, program("two ticks", {{expires(), expires(), gosched()}})),
      with_timers({kTicker}, program("ticks for two", {{go(1), expires()}, {expires(), expires()}})),
      with_timers({kTicker}, program("ticks and breaks", {{ticks({breaks()}), gosched()}})),
      with_timers({kTicker}, program("ticks up to two", {{ticks({break_if(2)}), gosched()}})),
      with_timers({kTicker}, program("ticks and returns", {{go(1), ticks({leaves()})}, {ticks({bump(1), leaves()})}})),
      with_timers({kTicker}, program("ticks until stopped", {{go(1), ticks({gosched()})}, {stop()}})),
      with_timers({kTicker}, program("ticks until closed", {{go(1), closes()}, {selects({expiring(), receiving(0, {leaves()})}), selects({expiring(0, {panics()}), receiving(0)})}})),
      with_timers({kTicker}, program("set again, ticks", {{stop(), go(1), expires(), expires()}, {reset()}})),
      with_timers({kTicker}, program("a tick or nothing", {{or_else(selects({expiring(0, {bump(1)})}), {}), or_else(selects({expiring(0, {cas(1, 2)})}), {})}})),
      with_timers({kTicker}, program("set again for no time, ticks", {{go(1), expires()}, {reset(0, 0)}})),
      with_timers({kTicker}, program("set again for no time, recovered", {{go(1), expires()}, {reset(0, -1)}}, {1})),
      with_timers({{{Kind::zero_ticker}}}, program("Reset of a ticker that nobody set up", {{stop(), reset()}})),
      with_timers({{{Kind::tick}}}, program("the channel of Tick", {{go(1), expires()}, {ticks({break_if(2)})}})),
      program("no ticker", {{go(1), makes(Kind::ticker, 0, 0), expires(kOfLocal)}, {gosched()}}),
      program("no ticker, recovered", {{add(1), go(1), wait()}, {makes(Kind::ticker, 0, 0), done()}}, {1}),
      program("a ticker of its own", {{makes(Kind::ticker), expires(kOfLocal), stop(kOfLocal), or_else(selects({expiring(kOfLocal, {panics()})}), {})}}),
      program("Tick up to two", {{tick({break_if(2)}), gosched()}}),
      program("Tick of nothing", {{go(1), tick({gosched()}, 0)}, {gosched()}}),
      program("Ticks of two", {{go(1), tick({bump(1), breaks()}), gosched()}, {gosched(), tick({leaves()})}}),
  };
}

}  // namespace

std::vector<Program> written_timer_programs() {
  std::vector<Program> all;
  for (const auto& some : {sleeps(), timers(), timeouts(), functions(), tickers()}) all.insert(all.end(), some.begin(), some.end());
  return all;
}

}  // namespace model
