// What a trace may tell of channels and mutexes: the part of find_inconsistency that knows their rules, and no code of core/sync or of fold.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "core/trace/trace.h"

namespace wgscope {

class KinRules {
 public:
  explicit KinRules(const Trace& trace);

  // A step on a channel or a mutex, or one of its facts (readied, select_case). Gives what is wrong with it; empty: nothing.
  std::string check_step(const Event& event);
  std::string check_fact(const Event& event);
  // Before the next step, and before any fact that is not one of these: has the last step told everything?
  std::string check_told() const;
  // What a plain copy brought.
  void copied(ObjectId to, uint64_t word);

  // Who may go on since the last step, and whether he is to find that the channel was closed under him.
  struct Woken {
    GoroutineId who;
    bool to_panic = false;
  };
  std::vector<Woken> take_woken() { return std::move(woken_); }

 private:
  struct Waiter {
    GoroutineId who;
    uint64_t word = 0;
  };
  struct Object {
    bool is_channel = false, is_timer = false, is_set = false;
    std::deque<uint64_t> buffer;
    std::deque<Waiter> senders, receivers, queue;   // of a Cond its line is the second; the word says who has parked
    bool closed = false, locked = false, somebody_awake = false;
    bool is_copy = false;    // of a mutex that was in use: waiters are counted there that are queued elsewhere
    bool is_misused = false; // an RWMutex that somebody unlocked for one who only waits: Go does not notice, and its counts are wrong from then on
    uint32_t readers = 0, on_the_way = 0;   // who hold it for reading; who were readied, and have not come again
    uint64_t capacity = 0;
  };

  std::string send(Object& channel, const Event& event);
  std::string receive(Object& channel, const Event& event);
  std::string close(Object& channel, const Event& event);
  std::string select(const Event& event);
  std::string fire(Object& timer, const Event& event);
  std::string timer(Object& timer, const Event& event);
  std::string cond(Object& cond, const Event& event);
  std::string broadcast(Object& cond, const Event& event);
  std::string mutex(Object& mutex, const Event& event);
  std::string unlock(Object& mutex, const Event& event);
  std::string readies(const Event& event, Object& mutex);
  void wake(GoroutineId who, bool to_panic);
  Object& object(const Event& event);

  const Trace& trace_;
  std::vector<Object> objects_;
  std::vector<Woken> woken_;
  std::deque<Woken> to_be_told_;       // of a close: whom the `readied` facts behind it name, in order
  ObjectId told_of_ = kNoObject;       // on which object
  bool case_due_ = false, queues_ = false;   // a select that has not said its case; one that parks, and says where
  Event select_;
};

}  // namespace wgscope
