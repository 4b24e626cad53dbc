// The OS threads of a live run: one for each goroutine that lives, with a small stack, used again when its goroutine has ended.
//
// A thread is engaged before the step that needs it, so that a machine that has no more threads stops the run in front of a `go`, not inside it.
#pragma once

#include <pthread.h>

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace wgscope::live {

class Crew {
 public:
  using Job = std::function<void()>;
  class Thread;

  // It asks the machine for so many threads and no more: beyond that, all is as if the machine had none left.
  explicit Crew(size_t threads_max = SIZE_MAX) : threads_max_(threads_max) {}
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;
  ~Crew();   // as dismiss()

  // A thread that waits for its job; null when the machine has none left.
  Thread* engage();
  // Why engage() gave null: the machine's error number; 0 when it never did.
  int refusal() const { return refusal_.load(); }
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
  const size_t threads_max_;
  std::atomic<int> refusal_{0};
  std::mutex mutex_;
  std::vector<std::unique_ptr<Thread>> threads_;
  std::vector<Thread*> idle_;
};

}  // namespace wgscope::live
