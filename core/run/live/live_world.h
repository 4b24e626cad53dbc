// What all threads of a live run share: the objects of the program, its goroutines, the gate, the threads, the program's output so far.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/limits.h"
#include "core/platform/recorded/recorded.h"
#include "core/program/code.h"
#include "core/program/pool.h"
#include "core/program/ref.h"
#include "core/program/run/kin.h"
#include "core/run/live/alarm.h"
#include "core/run/live/crew.h"
#include "core/run/live/directory.h"
#include "core/run/live/gate.h"
#include "core/sync/wait_group.h"

namespace wgscope::live {

class LiveGoroutine;

// An object of the studied program: a WaitGroup, or an atomic or a variable, which use its word alone.
struct LiveObject {
  program::Ref ref;
  uint32_t number;        // in the rings: Event::object
  uint32_t declaration;
  sync::WaitGroup<recorded::Platform> group;
  program::Kin kin;                            // of a channel, a mutex, a timer
  int64_t due_ns = 0;                          // of a timer that is set, by the program's clock; changed and read with the lock of all kin held
  std::unique_ptr<Alarm> alarm = nullptr;      // of a timer that calls a function, once it was set
};

// While it lives, nobody else is in a section of any channel or mutex.
class KinHold {
 public:
  explicit KinHold(const recorded::VersionLock& lock) : lock_(lock), version_(lock.lock()) {}
  ~KinHold() { only_looked_ ? lock_.unlock_unused() : lock_.unlock(); }
  KinHold(const KinHold&) = delete;
  KinHold& operator=(const KinHold&) = delete;
  uint32_t version() const { return version_; }
  // It was no access: no event will have its version.
  void only_looked() const { only_looked_ = true; }

 private:
  const recorded::VersionLock& lock_;
  const uint32_t version_;
  mutable bool only_looked_ = false;
};

class LiveWorld {
 public:
  using Steady = std::chrono::steady_clock;

  LiveWorld(const program::Program& program, const GateOptions& options, uint64_t events_max, size_t threads_max = SIZE_MAX);
  ~LiveWorld();

  // Its number is taken, it counts as alive, and a thread is engaged for it; null: there is no more room, or no more threads.
  LiveGoroutine* new_goroutine();
  LiveGoroutine& goroutine(GoroutineId id) const { return goroutines_[id.value]; }
  LiveGoroutine* find(GoroutineId id) const { return goroutines_.find(id.value); }

  LiveObject& object(program::Ref ref) const;
  LiveObject& object_numbered(uint32_t number) const { return numbered_[number]; }
  // The creator's `serial`th; one creator's are made one after the other.
  LiveObject& make_object(GoroutineId creator, uint32_t serial, uint32_t declaration, uint64_t word);
  program::Ref global(uint32_t index) const { return program::make_ref(kNobody, index); }

  // Threads that wait for the timer of an AfterFunc: as many at once as goroutines, and no more.
  bool admit_alarm() {
    if (alarms_.fetch_add(1) < limits::kLiveGoroutines) return true;
    alarms_.fetch_sub(1);
    return false;
  }
  void dismiss_alarm() { alarms_.fetch_sub(1); }

  // The program has printed so much more; false: over the limit.
  bool print(size_t bytes) { return output_bytes_.fetch_add(bytes, std::memory_order_relaxed) + bytes <= limits::kOutputBytes; }

  // What the program's values take: its objects, what its goroutines hold, its texts.
  void hold(int64_t bytes) { held_bytes_.fetch_add(bytes, std::memory_order_relaxed); }
  bool holds_too_much() const { return pool.bytes() + static_cast<uint64_t>(std::max<int64_t>(held_bytes_.load(std::memory_order_relaxed), 0)) > limits::kValueBytes; }

  // Events are counted in lots, so that the counter is not what everybody waits for.
  uint32_t events_lot() const { return events_lot_; }
  void count_events(uint64_t events);

  int64_t now_ns() const { return std::chrono::duration_cast<std::chrono::nanoseconds>(Steady::now() - started_).count(); }
  int64_t started_ns() const { return std::chrono::duration_cast<std::chrono::nanoseconds>(started_.time_since_epoch()).count(); }

  KinHold hold_kin() const { return KinHold(kin_lock_); }

  const program::Program& program;
  program::Pool pool;
  Gate gate;
  Crew crew;
  std::atomic<bool> initialised{false};                // main stands for the first time, and initial_words are those of the globals
  std::vector<uint64_t> initial_words;
  std::atomic<uint64_t> looks{0};                      // raised whenever somebody has said anew where it stands

 private:
  const Steady::time_point started_ = Steady::now();
  const uint64_t events_max_;
  const uint32_t events_lot_;
  std::atomic<uint64_t> events_{0};
  std::atomic<uint32_t> goroutines_ever_{0}, alarms_{0};
  std::atomic<uint32_t> objects_ever_{0};
  std::atomic<uint64_t> output_bytes_{0};
  std::atomic<int64_t> held_bytes_{0};
  recorded::VersionLock kin_lock_;
  Directory<LiveObject, true> numbered_;
  Directory<LiveObject, false> globals_;               // by their place in Program::globals
  Directory<LiveGoroutine, true> goroutines_;          // by number; each has its own objects
};

}  // namespace wgscope::live
