#include "tests/conformance/programs.h"
#include "tests/conformance/programs_maker.h"

namespace model {
namespace {

class KinMaker final : public Maker {
 public:
  using Maker::Maker;

 private:
  Program shape() override {
    switch (pick(16)) {
      case 0: return with_channels({room(), room()}, program("pipeline", {{go(1), go(2), range({}, 1)}, {send(1), send(2), closes()}, {range({send(3, 1)}), closes(1)}}));
      case 1: return with_channels({room()}, program("fan-in with a closer", {{add(2), go(1), go(1), go(2), range({bump(1)})}, {send(1), done()}, {wait(), closes()}}));
      case 2: return with_channels({room()}, program("fan-out", {{go(1), go(1), send(1), send(2), closes()}, {range({bump(1)})}}));
      case 3: return with_channels({room()}, program("closed twice", {{go(1), go(1), receive()}, {send(1), closes()}}));
      case 4: return with_channels({room()}, program("sent on closed", {{go(1), go(2), if_drained({leaves()})}, {send(1), send(2)}, {closes()}}));
      case 5: return with_channels({room()}, program("a forgotten receiver", {{add(2), go(1), go(2), receive(), wait()}, {send(1), done()}, {send(2), done()}}));
      case 6: return with_channels({room(), room()}, program("or nothing", {{go(1), or_else(selects({receiving(0, {panics(1)}), sending(7, 1, {gosched()})}), {bump(1)}, one_in(2)), receive()}, {send(1), if_received(7, {panics(7)}, 1)}}));
      case 7: return with_channels({room(), room()}, program("first come", {{go(1), go(2), selects({receiving(0, {panics(1)}), receiving(1, {gosched()})})}, {send(1)}, {send(2, 1)}}));
      case 8: return with_channels({room(), 0}, program("told to stop", {{go(1), receive(), closes(1)}, {selects({sending(1, 0), receiving(1)}), selects({sending(2, 0), receiving(1, {leaves()})})}}));
      case 9: return program("an order turned round", {{add(1), go(1), lock(), lock(1), unlock(1), unlock(), wait()}, {lock(1), lock(), unlock(), unlock(1), done()}});
      case 10: return program("unlocked too often", {{go(1), go(1), lock(), unlock()}, {lock(), increment(), unlock()}});
      case 11: return program("readers and writers", {{go(1), go(2), rw_lock(), store(1), rw_unlock()}, {rlock(), load(), runlock()}, {or_not(if_try_rlock({leaves()})), runlock()}});
      case 12: return program("tries", {{go(1), go(2), if_rw_try_lock({bump(1), rw_unlock()})}, {rlock(), runlock()}, {rw_lock(), rw_unlock()}});
      case 13: return with_channels({1}, program("a channel for a lock", {{add(2), go(1), go(1), wait()}, {send(1), increment(), receive(), done()}}));
      case 14: return with_channels({room()}, program("a lock around a send", {{go(1), lock(), receive(), unlock()}, {if_try_lock({unlock()}), lock(), send(1), unlock()}}));
      default: return with_channels({room(), kNil}, program("which of them", {{go(1), go(2), if_received(2, {panics(2)}), if_length(1, {panics(1)})}, {send(1)}, {selects({receiving(1), sending(2, 0), receiving(0, {bump(1)})})}}));
    }
  }

  Op some_op() override {
    switch (pick(26)) {
      case 0: case 1: case 2: return send(1 + pick(3), pick(2));
      case 3: case 4: return receive(pick(2));
      case 5: return if_received(1 + pick(3), {panics(5)}, pick(2));
      case 6: return if_drained({one_in(2) ? leaves() : bump(1)}, pick(2));
      case 7: return closes(pick(2));
      case 8: return if_full({one_in(2) ? leaves() : receive()}, pick(3));
      case 9: return range({one_in(2) ? gosched() : receive(1)});
      case 10: case 11: case 12: return some_select();
      case 13: case 14: return lock();
      case 15: case 16: return unlock();
      case 17: return one_in(2) ? if_try_lock({unlock()}) : or_not(if_try_lock({leaves()}));
      case 18: return rw_lock();
      case 19: return one_in(2) ? rw_unlock() : runlock();
      case 20: return rlock();
      case 21: return one_in(2) ? if_try_rlock({runlock()}) : if_rw_try_lock({rw_unlock()});
      case 22: return one_in(2) ? add(1) : done();
      case 23: return wait();
      case 24: return one_in(3) ? panics() : bump(1);
      default: return one_in(2) ? increment() : cas(pick(2), pick(2));
    }
  }

  Op some_select() {
    std::vector<Arm> arms;
    for (int i = pick(4); i > 0; --i) {
      const int channel = pick(4) == 0 ? 2 : pick(2);
      const Ops body = one_in(3) ? Ops{panics(10 + i)} : one_in(3) ? Ops{bump(1)} : one_in(4) ? Ops{leaves()} : Ops{};
      arms.push_back(one_in(2) ? sending(1 + pick(3), channel, body) : receiving(channel, body));
    }
    Op op = selects(std::move(arms));
    return one_in(3) ? or_else(op, one_in(2) ? Ops{} : Ops{gosched()}, one_in(3)) : op;
  }

  Op some_deferred() override {
    const Op all[] = {done(), closes(), unlock(), runlock(), rw_unlock(), closes(1)};
    return all[pick(6)];
  }

  Program empty_soup() override { return with_channels({room(), room(), one_in(2) ? kNil : 1}, {"soup", {}}); }
};

}  // namespace

Program generated_kin_program(uint64_t seed, size_t worlds_max) { return small_program<KinMaker>(seed, worlds_max); }

}  // namespace model
