// What the interpreter asks of the world that it runs in, in words and as a concept: each world's header asserts it.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

#include "core/base/ids.h"
#include "core/platform/platform.h"
#include "core/program/pool.h"
#include "core/program/ref.h"
#include "core/program/run/goroutine.h"
#include "core/program/run/kin.h"
#include "core/program/run/local_code.h"
#include "core/program/run/raw_event.h"
#include "core/sync/wait_group.h"

namespace wgscope::program {

// What came over in a plain copy.
struct CopiedObject {
  uint64_t word = 0;
  uint32_t tokens = 0;
  uint32_t version = 0;   // of the source's word
};

// While one lives, nobody else is in a section of any kin of the WaitGroup.
template <class H>
concept HoldOfKin = requires(const H& hold) {
  { hold.version() } -> std::same_as<uint32_t>;   // this access's number among all of them; 0 in the scheduled world
  hold.only_looked();                             // it was no access: no event will have that number
};

template <class W>
concept World = wgscope::Platform<typename W::Platform> &&
                requires(W& world, GoroutineId who, Goroutine& goroutine, Goroutine&& child, Ref ref, uint32_t index, uint64_t word, int64_t amount, size_t n,
                         std::string_view text, const Turn& turn, const RawEvent& event) {
  // Objects. What `who` makes its accesses with has an AccessLog and update(), and GoroutineIds as its waiters; a value or a reference.
  requires std::same_as<std::remove_cvref_t<decltype(world.platform(who))>, typename W::Platform>;
  { world.wait_group(ref) } -> std::same_as<sync::WaitGroup<typename W::Platform>&>;
  { world.word(ref) } -> std::same_as<typename W::Platform::Word&>;   // of a variable or an atomic
  { world.kin(ref) } -> std::same_as<Kin&>;                           // of a channel, a mutex, a timer, a Cond; only while a hold lives
  { world.hold_kin(who) } -> HoldOfKin;
  { world.global(index) } -> std::same_as<Ref>;                       // of Program::globals[index]; they exist before main does
  // A new object of Program::declarations[index]. In the scheduled world its Ref is make_ref(creator.id, creator.created++); a world may choose otherwise.
  { world.allocate(index, goroutine, word) } -> std::same_as<Ref>;
  { world.declaration(ref) } -> std::same_as<uint32_t>;               // what it was allocated with; not asked of package-level ones
  { world.copy(who, ref, ref) } -> std::same_as<CopiedObject>;        // a plain copy of a WaitGroup or an atomic, as one access
  { world.peek(ref) } -> std::same_as<uint64_t>;                      // a variable, at no access: initialisation, variables that nobody assigns
  world.poke(ref, word);

  // Timers of objects.
  { world.may_fire(ref) } -> std::same_as<bool>;   // somebody is parked on it, or it calls a function; it is set and due
  { world.expired(ref) } -> std::same_as<bool>;    // by the world's clock, where nobody has said
  world.set_timer(ref, amount);                    // due after so many ns
  world.stop_timer(ref);                           // never due
  { world.choose(n) } -> std::same_as<size_t>;     // which of n ready cases of a select, where nobody has said

  // Goroutines.
  { world.new_goroutine() } -> std::same_as<GoroutineId>;   // the next number; nobody: the limit is reached
  world.start(std::move(child));                            // takes over one that has run its first local code: it stands, sleeps, or has finished
  world.ready(who);                                         // a release took it out of the queue: Interpreter::wake() it, or have its thread do so
  // A parked one that a step handed something: its local code runs within that step. Taken once or several times, given back once.
  { world.take_woken(who) } -> std::same_as<Goroutine&>;
  world.give_back(who, turn);

  // What the program does beside its accesses.
  world.emit(event);                                // in the order in which the goroutine's facts happened, the access first
  { world.print(text) } -> std::same_as<bool>;      // the program's output; false: over the limit
  world.hold(amount);                               // a goroutine's frames and slots take so many bytes more (or less) now
  // Asked every few hundred instructions: why to leave local code, or nothing. Whoever holds more values than limits::kValueBytes is stopped by memory.
  { world.stop() } -> std::same_as<StoppedBy>;
  { world.pool() } -> std::same_as<Pool&>;
};

}  // namespace wgscope::program
