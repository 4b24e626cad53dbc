// The words for what a trace holds, as command lines, panels, files and tests write them.
#include <array>

#include "core/trace/event.h"
#include "core/trace/trace.h"
#include "core/trace/world_state.h"

namespace wgscope {

std::string_view name_of(EventKind kind) {
  switch (kind) {
    case EventKind::add_count:
    case EventKind::atomic_add: return "add";
    case EventKind::add_recheck:
    case EventKind::wait_load:
    case EventKind::wait_check:
    case EventKind::atomic_load: return "load";
    case EventKind::add_clear:
    case EventKind::atomic_store: return "store";
    case EventKind::wait_join:
    case EventKind::atomic_cas: return "cas";
    case EventKind::atomic_swap: return "swap";
    case EventKind::sema_release: return "release";
    case EventKind::sema_acquire: return "acquire";
    case EventKind::sema_retry: return "retry";
    case EventKind::var_read: return "read";
    case EventKind::var_write: return "write";
    case EventKind::copy: return "copy";
    case EventKind::spawn: return "go";
    case EventKind::panic_call:
    case EventKind::run_panic: return "panic";
    case EventKind::gosched: return "gosched";
    case EventKind::timer: return "timer";
    case EventKind::main_return: return "return";
    case EventKind::declare: return "declare";
    case EventKind::sleep: return "sleep";
    case EventKind::print: return "print";
    case EventKind::recovered: return "recovered";
    case EventKind::goexit: return "goexit";
    case EventKind::end: return "end";
    case EventKind::crash: return "crash";
    case EventKind::fatal: return "fatal";
    case EventKind::chan_send: return "send";
    case EventKind::chan_receive: return "receive";
    case EventKind::chan_close: return "close";
    case EventKind::chan_length: return "len";
    case EventKind::select_step: return "select";
    case EventKind::mutex_lock: return "lock";
    case EventKind::mutex_retry: return "relock";
    case EventKind::mutex_unlock: return "unlock";
    case EventKind::mutex_try: return "trylock";
    case EventKind::read_lock: return "rlock";
    case EventKind::read_retry: return "rrelock";
    case EventKind::read_unlock: return "runlock";
    case EventKind::read_try: return "tryrlock";
    case EventKind::readied: return "ready";
    case EventKind::select_case: return "case";
    case EventKind::chose: return "chose";
  }
  return {};
}

std::string_view name_of(World world) { return world == World::recorded ? "recorded" : "scheduled"; }

std::string_view name_of(StoppedBy stopped_by) {
  constexpr std::array<std::string_view, 9> kNames{"", "interrupt", "events", "goroutines", "instructions", "steps", "depth", "output", "memory"};
  return kNames[static_cast<size_t>(stopped_by)];
}

std::string_view name_of(GoroutineState state) {
  constexpr std::array<std::string_view, 5> kNames{"running", "runnable", "parked", "finished", "panicked"};
  return kNames[static_cast<size_t>(state)];
}

std::string_view name_of(WaitReason reason) {
  constexpr std::array<std::string_view, 12> kNames{
      "", "sync.WaitGroup.Wait", "sleep", "chan receive", "chan send", "chan receive (nil chan)", "chan send (nil chan)", "select", "select (no cases)",
      "sync.Mutex.Lock", "sync.RWMutex.Lock", "sync.RWMutex.RLock"};
  return kNames[static_cast<size_t>(reason)];
}

}  // namespace wgscope
