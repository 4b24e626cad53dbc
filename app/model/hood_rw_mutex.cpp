// The two sides of an RWMutex: sync/rwmutex.go.
#include <algorithm>

#include "app/model/hood_calls.h"

namespace wgscope::model::hood {

namespace {

// A writer's retry: behind the other writers, or already through there and behind the readers.
bool behind_readers(const HoodAccess& a) {
  const Event* parked = step_before(a);
  return a.kind == EventKind::mutex_retry && parked && !parked->failed();
}
bool at_writers(const HoodAccess& a) { return a.kind == EventKind::mutex_lock || !behind_readers(a); }

// A writer has announced himself, and waits until those readers have left that were there.
bool writer_waits(const HoodStep& s) {
  return std::ranges::any_of(s.object().queue, [&](GoroutineId who) { return s.scene.world.goroutines[who.value - 1].wait_reason == WaitReason::rw_mutex_lock; });
}
bool rw_fails(const HoodStep& s) { return s.event().failed(); }
bool passes(const HoodStep& s) { return !s.event().parked() && !s.event().failed(); }
bool of_reader(const HoodStep& s, EventIndex parked) { return on_reading_side(s.scene.trace[parked].kind); }
bool of_writer(const HoodStep& s, EventIndex parked) { return !of_reader(s, parked); }

constexpr HoodLine kWriteLock[] = {
    {.text = "rw.w.Lock()", .at = EventKind::mutex_lock, .or_at = EventKind::mutex_retry, .here = at_writers, .parks = WaitReason::mutex_lock},
    {.text = "r := readerCount.Add(-maxReaders) + maxReaders"},
    {.text = "if r != 0 && readerWait.Add(r) != 0 {", .took = [](const HoodStep& s) { return s.event().kind != EventKind::mutex_retry && s.event().parked() && !s.event().failed(); }},
    {.text = "  runtime_SemacquireRWMutex(&rw.writerSem) }", .at = EventKind::mutex_retry, .here = behind_readers, .parks = WaitReason::rw_mutex_lock},
};

constexpr HoodLine kWriteUnlock[] = {
    {.text = "r := readerCount.Add(maxReaders)", .at = EventKind::mutex_unlock},
    {.text = "if r >= maxReaders { fatal(unlocked) }", .took = rw_fails},
    {.text = "for range r { runtime_Semrelease(&rw.readerSem) }", .took = [](const HoodStep& s) { return woke(s, of_reader); }},
    {.text = "rw.w.Unlock()", .took = [](const HoodStep& s) { return woke(s, of_writer); }},
};

// Writers are asked first, then readers: a lock for writing, or one who waits to, is one of the former.
bool writer_there(const HoodStep& s) { return (s.event().word & kLockedWord) != 0 || writer_waits(s); }
constexpr HoodLine kWriteTry[] = {
    {.text = "if !rw.w.TryLock() { return false }", .at = EventKind::mutex_try, .gave = [](const HoodStep& s) { return std::string(s.event().failed() && writer_there(s) ? "false" : "true"); }},
    {.text = "if !readerCount.CompareAndSwap(0, -maxReaders) {", .took = [](const HoodStep& s) { return s.event().failed() && !writer_there(s); }},
    {.text = "  rw.w.Unlock(); return false }"},
    {.text = "return true", .took = passes},
};

constexpr HoodLine kReadLock[] = {
    {.text = "if readerCount.Add(1) >= 0 { return }", .at = EventKind::read_lock, .gave = [](const HoodStep& s) { return std::string(s.event().parked() ? "false" : ""); }},
    {.text = "runtime_SemacquireRWMutexR(&rw.readerSem)", .at = EventKind::read_retry, .parks = WaitReason::rw_mutex_read_lock},
};

constexpr HoodLine kReadUnlock[] = {
    {.text = "r := readerCount.Add(-1)", .at = EventKind::read_unlock},
    {.text = "if r >= 0 { return }", .took = [](const HoodStep& s) { return passes(s) && s.event().other == 0 && !writer_waits(s); }},
    {.text = "if r+1 == 0 || r+1 == -maxReaders { fatal(unlocked) }", .took = rw_fails},
    {.text = "if readerWait.Add(-1) == 0 { runtime_Semrelease(&rw.writerSem) }", .took = [](const HoodStep& s) { return s.event().other != 0; }},
};

constexpr HoodLine kReadTry[] = {
    {.text = "c := readerCount.Load()", .at = EventKind::read_try},
    {.text = "if c < 0 { return false }", .took = rw_fails},
    {.text = "return readerCount.CompareAndSwap(c, c+1)", .took = passes},
};

constexpr auto kOn = ObjectKind::rw_mutex;
constexpr HoodCallRow kRWMutexCalls[] = {
    {HoodCall::write_lock, HoodGroup::rw_mutex, "Lock", "func (rw *RWMutex) Lock() {", kWriteLock, kOn},
    {HoodCall::write_unlock, HoodGroup::rw_mutex, "Unlock", "func (rw *RWMutex) Unlock() {", kWriteUnlock, kOn},
    {HoodCall::write_try, HoodGroup::rw_mutex, "TryLock", "func (rw *RWMutex) TryLock() bool {", kWriteTry, kOn},
    {HoodCall::read_lock, HoodGroup::rw_mutex, "RLock", "func (rw *RWMutex) RLock() {", kReadLock, kOn},
    {HoodCall::read_unlock, HoodGroup::rw_mutex, "RUnlock", "func (rw *RWMutex) RUnlock() {", kReadUnlock, kOn},
    {HoodCall::read_try, HoodGroup::rw_mutex, "TryRLock", "func (rw *RWMutex) TryRLock() bool {", kReadTry, kOn},
};

}  // namespace

std::span<const HoodCallRow> rw_mutex_calls() { return kRWMutexCalls; }

}  // namespace wgscope::model::hood
