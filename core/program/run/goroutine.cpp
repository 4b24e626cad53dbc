#include "core/program/run/goroutine.h"

#include <cassert>

namespace wgscope::program {

namespace {

// Headers: lengths and small fields, two to a word. Then the frames, the panics, the slots, the deferred calls.
constexpr size_t kHeaderWords = 4, kFrameWords = 4, kPanicWords = 2;

uint64_t pack(uint64_t high, uint64_t low) { return high << 32 | low; }
uint32_t high(uint64_t word) { return static_cast<uint32_t>(word >> 32); }
uint32_t low(uint64_t word) { return static_cast<uint32_t>(word); }

}  // namespace

void flatten(const Goroutine& g, std::vector<uint64_t>& out) {
  assert(g.slots.size() < (size_t{1} << 32) && g.deferred.size() < (size_t{1} << 32));
  out.reserve(out.size() + kHeaderWords + g.frames.size() * kFrameWords + g.panics.size() * kPanicWords + g.slots.size() + g.deferred.size());
  out.push_back(pack(g.created, static_cast<uint64_t>(g.status) << 16 | static_cast<uint64_t>(g.call.at) << 8));
  out.push_back(g.call.operand);
  out.push_back(pack(g.frames.size(), g.panics.size()));
  out.push_back(pack(g.slots.size(), g.deferred.size()));
  for (const Frame& frame : g.frames) {
    out.push_back(pack(frame.function, frame.pc));
    out.push_back(pack(frame.base, uint64_t{frame.deferred} << 3 | static_cast<uint64_t>(frame.entered) << 1 | (frame.returning ? 1 : 0)));
    out.push_back(frame.closure);
    out.push_back(frame.deferred_at);
  }
  for (const Panic& panic : g.panics) {
    out.push_back(panic.value);
    out.push_back(pack(panic.began, uint64_t{panic.owner} << 3 | (panic.unwound ? 4 : 0) | (panic.recovered ? 2 : 0) | (panic.goexit ? 1 : 0)));
  }
  out.insert(out.end(), g.slots.begin(), g.slots.end());
  out.insert(out.end(), g.deferred.begin(), g.deferred.end());
}

size_t restore(Goroutine& g, std::span<const uint64_t> flat) {
  size_t at = 0;
  const auto next = [&] { return flat[at++]; };
  const uint64_t first = next();
  g.created = high(first);
  g.status = static_cast<Status>(first >> 16 & 0xff);
  g.call = {static_cast<sync::WaitGroupAt>(first >> 8 & 0xff), next()};
  const uint64_t control = next(), data = next();
  g.frames.resize(high(control));
  g.panics.resize(low(control));
  for (Frame& frame : g.frames) {
    const uint64_t place = next(), owned = next();
    const uint32_t flags = low(owned);
    frame = {.function = high(place), .pc = low(place), .base = high(owned), .deferred = flags >> 3, .closure = next(),
             .entered = static_cast<Entered>(flags >> 1 & 3), .returning = (flags & 1) != 0, .deferred_at = static_cast<uint16_t>(next())};
  }
  for (Panic& panic : g.panics) {
    const uint64_t value = next(), place = next();
    panic = {.value = value, .began = high(place), .owner = low(place) >> 3, .recovered = (place & 2) != 0, .goexit = (place & 1) != 0, .unwound = (place & 4) != 0};
  }
  const auto slots = flat.begin() + static_cast<std::ptrdiff_t>(at);
  const auto deferred = slots + high(data);
  g.slots.assign(slots, deferred);
  g.deferred.assign(deferred, deferred + low(data));
  return at + high(data) + low(data);
}

}  // namespace wgscope::program
