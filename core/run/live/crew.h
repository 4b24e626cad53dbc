// The OS threads of a live run: one for each goroutine that lives, with a small stack, used again when its goroutine has ended.
//
// A thread is engaged before the step that needs it, so that a machine that has no more threads stops the run in front of a `go`, not inside it.
#pragma once

#include <pthread.h>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace wgscope::live {

class Crew {
 public:
  using Job = std::function<void()>;
  class Thread;

  Crew() = default;
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;
  ~Crew();   // as dismiss()

  // A thread that waits for its job; null when the machine has none left.
  Thread* engage();
  // Gives an engaged thread its job, or none after all.
  void start(Thread* thread, Job job);
  void release(Thread* thread);
  // Waits until every job has ended, then ends and joins every thread. Nobody engages any more.
  void dismiss();

  class Thread {
   private:
    friend class Crew;
    explicit Thread(Crew& crew) : crew_(crew) {}
    void work();

    Crew& crew_;
    pthread_t handle_{};
    std::mutex mutex_;
    std::condition_variable changed_;
    Job job_;
    bool dismissed_ = false;
  };

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Thread>> threads_;
  std::vector<Thread*> idle_;
};

}  // namespace wgscope::live
