#include "core/run/live/crew.h"

#include <cerrno>
#include <csignal>
#include <cstddef>

namespace wgscope::live {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr size_t kStackBytes = 1 << 20;   // their frames are several times as large
#else
constexpr size_t kStackBytes = 256 << 10;   // no recursion here: the interpreter keeps Go's frames on the heap
#endif

// With every signal that is meant for the program blocked: an interrupt belongs to the thread that waits for the run.
int create(pthread_t* handle, void* (*work)(void*), void* argument) {
  sigset_t all, before;
  sigfillset(&all);
  for (int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP}) sigdelset(&all, fault);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, kStackBytes);
  const int error = pthread_create(handle, &attributes, work, argument);
  pthread_attr_destroy(&attributes);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return error;
}

}  // namespace

Crew::~Crew() { dismiss(); }

Crew::Thread* Crew::engage() {
  std::lock_guard lock(mutex_);
  if (!idle_.empty()) {
    Thread* thread = idle_.back();
    idle_.pop_back();
    return thread;
  }
  std::unique_ptr<Thread> thread(new Thread(*this));
  const auto work = [](void* self) -> void* {
    static_cast<Thread*>(self)->work();
    return nullptr;
  };
  const int error = threads_.size() < threads_max_ ? create(&thread->handle_, work, thread.get()) : EAGAIN;
  if (error != 0) {
    refusal_ = error;
    return nullptr;
  }
  threads_.push_back(std::move(thread));
  return threads_.back().get();
}

void Crew::start(Thread* thread, Job job) {
  std::lock_guard lock(thread->mutex_);
  thread->job_ = std::move(job);
  thread->changed_.notify_one();
}

void Crew::release(Thread* thread) {
  std::lock_guard lock(mutex_);
  idle_.push_back(thread);
}

void Crew::dismiss() {
  std::vector<std::unique_ptr<Thread>> threads;
  {
    std::lock_guard lock(mutex_);
    threads.swap(threads_);
  }
  for (auto& thread : threads) {
    {
      std::lock_guard lock(thread->mutex_);
      thread->dismissed_ = true;
      thread->changed_.notify_one();
    }
    pthread_join(thread->handle_, nullptr);
  }
  std::lock_guard lock(mutex_);
  idle_.clear();
}

void Crew::Thread::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return job_ || dismissed_; });
    if (!job_) return;
    Job job = std::move(job_);
    job_ = nullptr;
    lock.unlock();
    job();
    crew_.release(this);
    lock.lock();
  }
}

}  // namespace wgscope::live
