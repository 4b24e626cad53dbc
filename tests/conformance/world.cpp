#include "tests/conformance/world.h"

namespace model {
namespace {

class Pen {
 public:
  explicit Pen(const World& world) {
    for (const Flow& flow : world.flows) put(flow);
    put(-1);
    for (const Group& one : world.groups) put(one.count), put(one.waiting), put(one.tokens), put(one.line);
    for (const long long value : world.atomics) put(value);
    for (const long long value : world.variables) put(value);
    for (const Channel& one : world.channels) put(one.closed ? 1 : 0), put(one.buffer), put(one.senders), put(one.receivers);
    for (const Lock& one : world.locks) put(one);
    for (const RwLock& one : world.rw_locks) {
      put(one.writers);
      put(one.announced ? 1 : 0), put(one.readers), put(one.departing);
      put(one.for_writer.spare), put(one.for_writer.line), put(one.for_readers.spare), put(one.for_readers.line);
    }
    for (const Cond& one : world.conds) put(one.places);
    for (const Timer& one : world.timers) put(one);   // `held` is told by the program
    put(world.ending);
  }

  std::string text;

 private:
  void put(long long number) {   // most are small
    const auto bits = static_cast<unsigned long long>(number) + 1;
    if (bits < 255) {
      text.push_back(static_cast<char>(bits));
    } else {
      text.push_back('\xff');
      text.append(reinterpret_cast<const char*>(&number), sizeof number);
    }
  }
  void put(const std::string& words) {
    put(static_cast<long long>(words.size()));
    text += words;
  }
  void put(const Place& place) { put(place.op), put(place.body), put(place.at); }
  void put(const std::vector<int>& numbers) {
    put(static_cast<long long>(numbers.size()));
    for (const int number : numbers) put(number);
  }
  void put(const std::vector<Guest>& line) {
    put(static_cast<long long>(line.size()));
    for (const Guest& one : line) put(one.who), put(one.which), put(one.value);
  }
  void put(const Lock& lock) { put((lock.held ? 1 : 0) + (lock.woken ? 2 : 0)), put(lock.line); }
  void put(const Timer& one) {
    put(static_cast<int>(one.kind)), put(one.function), put((one.set ? 1 : 0) + (one.due ? 2 : 0) + (one.heaped ? 4 : 0)), put(one.receivers), put(one.made_in), put(one.made_at);
  }
  void put(const Flow& flow) {
    put(flow.function), put(flow.place), put(flow.stage), put(flow.started_in), put(flow.started_at), put(flow.kept);
    put((flow.asleep ? 1 : 0) + (flow.gone ? 2 : 0) + (flow.doomed ? 4 : 0) + (flow.panicked_at ? 8 : 0) + (flow.sleeping ? 16 : 0));
    put(flow.phase), put(flow.made), put(flow.ticking);
    for (const int local : flow.locals) put(local);
    put(static_cast<long long>(flow.panics.size()));
    for (const std::string& one : flow.panics) put(one);
    if (flow.panicked_at) put(*flow.panicked_at);
    put(flow.dying);
  }
};

}  // namespace

std::string written(const World& world) { return Pen(world).text; }

}  // namespace model
