// Lock, TryLock and Unlock of a Mutex: internal/sync/mutex.go in its normal mode, the fast path and the slow one told as one.
#include "app/model/hood_calls.h"

namespace wgscope::model::hood {

namespace {

bool locks(const HoodStep& s) { return !s.event().parked() && !s.event().failed(); }
bool queues(const HoodStep& s) { return s.event().parked(); }
bool mutex_fails(const HoodStep& s) { return s.event().failed(); }
bool wakes_one(const HoodStep& s) { return s.event().other != 0; }

constexpr HoodLine kLock[] = {
    {.text = "for old := m.state; ; old = m.state {", .at = EventKind::mutex_lock, .or_at = EventKind::mutex_retry},
    {.text = "  if old&mutexLocked == 0 && cas(old, old|mutexLocked) { return }", .took = locks},
    {.text = "  if cas(old, old + 1<<mutexWaiterShift) {", .took = queues},
    {.text = "    runtime_SemacquireMutex(&m.sema, queueLifo)", .parks = WaitReason::mutex_lock},
    {.text = "    awoke, queueLifo = true, true } }"},
};

constexpr HoodLine kTryLock[] = {
    {.text = "old := m.state", .at = EventKind::mutex_try},
    {.text = "if old&mutexLocked != 0 { return false }", .took = mutex_fails},
    {.text = "return cas(old, old|mutexLocked)", .took = locks},
};

constexpr HoodLine kUnlock[] = {
    {.text = "new := m.state.Add(-mutexLocked)", .at = EventKind::mutex_unlock},
    {.text = "if (new+mutexLocked)&mutexLocked == 0 { fatal(unlocked) }", .took = mutex_fails},
    {.text = "if new>>mutexWaiterShift == 0 || new&mutexWoken != 0 { return }"},
    {.text = "runtime_Semrelease(&m.sema)", .took = wakes_one},
};

constexpr HoodCallRow kMutexCalls[] = {
    {HoodCall::lock, HoodGroup::mutex, "Lock", "func (m *Mutex) Lock() {", kLock, ObjectKind::mutex},
    {HoodCall::unlock, HoodGroup::mutex, "Unlock", "func (m *Mutex) Unlock() {", kUnlock, ObjectKind::mutex},
    {HoodCall::try_lock, HoodGroup::mutex, "TryLock", "func (m *Mutex) TryLock() bool {", kTryLock, ObjectKind::mutex},
};

}  // namespace

std::span<const HoodCallRow> mutex_calls() { return kMutexCalls; }

}  // namespace wgscope::model::hood
