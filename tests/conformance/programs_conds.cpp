// Conds: one program for each way that they can go.
#include "tests/conformance/ops.h"
#include "tests/conformance/programs.h"

namespace model {
namespace {

std::vector<Program> waits() {
  return {
      program("signalled with the lock", {{lock(), go(1), cond_wait(), unlock()}, {lock(), signal(), unlock()}}),
      program("signalled without the lock", {{lock(), go(1), cond_wait(), unlock()}, {signal()}}),
      program("signalled too early", {{go(1), lock(), cond_wait(), unlock()}, {lock(), signal(), unlock()}}),
      program("signalled with nobody there", {{signal(), broadcast(), gosched()}}),
      program("nobody signals", {{go(1), lock(), cond_wait()}, {lock(), unlock()}}),
      program("nobody signals, beside", {{go(1), gosched(), gosched()}, {lock(), cond_wait(), unlock()}}),
      program("woken when main returns", {{go(1), lock(), signal(), unlock()}, {lock(), cond_wait(), bump(1), unlock()}}),
      program("waits without the lock", {{go(1), cond_wait()}, {signal()}}),
      program("waits without the lock that another has", {{go(1), lock(), gosched(), unlock()}, {cond_wait()}}),
      program("unlocked after its place was taken", {{lock(), go(1), cond_wait(), unlock()}, {unlock(), signal()}}),
      program("its lock is taken", {{lock(), go(1), cond_wait(), unlock()}, {lock(), signal(), gosched()}}),
      program("waits twice", {{lock(), go(1), cond_wait(), cond_wait(), unlock()}, {signal(), signal()}}),
      program("a signal deferred", {{lock(), go(1), cond_wait(), unlock()}, {}}),
      deferring(signal(), program("a signal deferred, and a panic", {{lock(), go(1), cond_wait(), unlock()}, {panics()}})),
      deferring(unlock(), program("unlock deferred, and a panic behind the wait", {{go(1), gosched(), lock(), signal(), unlock(), lock()}, {lock(), cond_wait(), panics()}}, {1})),
  };
}

std::vector<Program> conditions() {
  return {
      program("until", {{go(1), lock(), until(1, {cond_wait()}), unlock()}, {lock(), store(1), signal(), unlock()}}),
      program("until, stored without the lock", {{go(1), lock(), until(1, {cond_wait()}), unlock()}, {store(1), signal()}}),
      program("until, signalled before it is stored", {{go(1), lock(), until(1, {cond_wait()}), unlock()}, {lock(), signal(), store(1), unlock()}}),
      program("until, signalled before it is stored without the lock", {{go(1), lock(), until(1, {cond_wait()}), unlock()}, {signal(), store(1)}}),
      program("until, and never signalled", {{go(1), lock(), until(1, {cond_wait()}), unlock()}, {lock(), store(1), unlock()}}),
      program("until of two, one signal", {{go(1), go(1), lock(), store(1), signal(), unlock()}, {lock(), until(1, {cond_wait()}), unlock()}}),
      program("until of two, for all", {{add(1), go(1), lock(), store(1), broadcast(), unlock(), wait()}, {lock(), until(1, {cond_wait()}), unlock(), done()}}),
      program("asked once", {{go(1), go(2), lock(), cond_wait(), if_full({panics()}), unlock()}, {lock(), signal(), unlock()}, {lock(), unlock()}}),
      with_channels({1}, program("taken by who came first", {{go(1), go(2), lock(), if_length(0, {cond_wait()}), or_else(selects({receiving(0)}), {panics()}), unlock()},
                                                             {lock(), or_else(selects({receiving(0)}), {}), unlock()}, {lock(), send(1), signal(), unlock()}})),
      with_lockers({0, 0, 0}, program("there and back", {{go(1), lock(), until(1, {cond_wait()}), store(2), signal(1), unlock()}, {lock(), store(1), signal(), until(2, {cond_wait(1)}), unlock()}})),
      with_lockers({0, 1, 0}, program("two Conds, two locks", {{go(1), lock(), cond_wait(), unlock()}, {lock(1), signal(), unlock(1), signal(1)}})),
      with_lockers({0, 1, 0}, program("waits with another lock held", {{lock(), lock(1), go(1), cond_wait(1), unlock(1), unlock()}, {lock(), signal(1), unlock()}})),
      program("woken by the clock", {{after_func(1), lock(), cond_wait(), unlock()}, {broadcast()}}),
      program("woken by the clock, with the lock", {{lock(), after_func(1), cond_wait(), unlock()}, {lock(), broadcast(), unlock()}}),
      program("signalled after a sleep", {{go(1), lock(), cond_wait(), unlock()}, {sleep(), signal()}}),
  };
}

std::vector<Program> several() {
  return {
      program("the first place first", {{go(1), go(2), lock(), signal(), unlock()}, {lock(), cond_wait(), unlock()}, {lock(), cond_wait(), bump(1), unlock()}}),
      program("the first place first, parked last", {{lock(), go(1), cond_wait(), store(1), unlock()}, {lock(), signal(), cond_wait(), panics(), unlock()}}),
      program("two signals", {{go(1), go(1), signal(), signal()}, {lock(), cond_wait(), unlock()}}),
      program("for all", {{go(1), go(1), lock(), broadcast(), unlock()}, {lock(), cond_wait(), unlock()}}),
      program("for all, who then have it in turn", {{lock(), go(1), go(2), cond_wait(), if_try_lock({panics()}), unlock()}, {lock(), cond_wait(), unlock()}, {broadcast()}}),
      program("for all, twice", {{lock(), go(1), cond_wait(), cond_wait(), unlock()}, {broadcast(), broadcast()}}),
      program("for all, and one comes late", {{go(1), go(2), lock(), cond_wait(), unlock()}, {lock(), cond_wait(), unlock()}, {lock(), broadcast(), unlock()}}),
      program("handed on", {{lock(), go(1), go(2), cond_wait(), signal(), unlock()}, {lock(), cond_wait(), signal(), unlock()}, {signal()}}),
  };
}

std::vector<Program> of_rw_mutexes() {
  const auto rw = [](Program p) { return with_lockers({kObjects, 0, 0}, std::move(p)); };
  return {
      rw(program("waits for writing", {{rw_lock(), go(1), cond_wait(), rw_unlock()}, {rw_lock(), signal(), rw_unlock()}})),
      rw(program("waits for writing, and a reader", {{rw_lock(), go(1), cond_wait(), rw_unlock()}, {rlock(), signal(), runlock()}})),
      rw(program("waits for writing behind a reader who stays", {{rw_lock(), go(1), cond_wait(), rw_unlock()}, {rlock(), signal(), gosched()}})),
      rw(program("waits and only reads", {{go(1), rlock(), cond_wait(), runlock()}, {signal()}})),
      rw(program("readers let in by a wait", {{rw_lock(), go(1), go(1), cond_wait(), rw_unlock()}, {rlock(), runlock(), broadcast()}})),
      rw(program("writes until", {{go(1), rw_lock(), until(1, {cond_wait()}), rw_unlock()}, {rw_lock(), store(1), broadcast(), rw_unlock()}})),
      rw(program("two writers wait", {{go(1), go(1), rw_lock(), broadcast(), rw_unlock()}, {rw_lock(), cond_wait(), rw_unlock()}})),
      with_lockers({kObjects + 1, 0, 0}, program("waits with the other's lock", {{rw_lock(), go(1), cond_wait()}, {signal()}})),
  };
}

}  // namespace

std::vector<Program> written_cond_programs() {
  std::vector<Program> all;
  for (const auto& some : {waits(), conditions(), several(), of_rw_mutexes()}) all.insert(all.end(), some.begin(), some.end());
  return all;
}

}  // namespace model
