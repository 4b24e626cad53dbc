// The kinds of object that a trace tells of, one row each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

namespace wgscope {

// Files hold the numbers: another kind comes at the end, here as in the table.
enum class ObjectKind : uint8_t { wait_group, atomic_int32, atomic_int64, atomic_bool, variable, channel, mutex, rw_mutex, timer, cond };

struct ObjectKindRow {
  ObjectKind kind;
  std::string_view name;   // as `--json` writes it
  bool is_kin;             // several goroutines may wait there in queues of its own: it lies under the lock of its kin in the recorded world
  bool has_picture;        // a part of the window's object panel
};
inline constexpr ObjectKindRow kObjects[] = {
    {ObjectKind::wait_group,    "sync.WaitGroup", false, true},
    {ObjectKind::atomic_int32,  "atomic.Int32",   false, false},
    {ObjectKind::atomic_int64,  "atomic.Int64",   false, false},
    {ObjectKind::atomic_bool,   "atomic.Bool",    false, false},
    {ObjectKind::variable,      "variable",       false, false},
    {ObjectKind::channel,       "channel",        true,  true},
    {ObjectKind::mutex,         "sync.Mutex",     true,  true},
    {ObjectKind::rw_mutex,      "sync.RWMutex",   true,  true},
    {ObjectKind::timer,         "timer",          true,  true},
    {ObjectKind::cond,          "sync.Cond",      true,  true},
};
inline constexpr size_t kObjectKindCount = std::size(kObjects);
static_assert([] {
  for (size_t i = 0; i < kObjectKindCount; ++i)
    if (kObjects[i].kind != static_cast<ObjectKind>(i)) return false;
  return static_cast<size_t>(ObjectKind::cond) + 1 == kObjectKindCount;
}(), "a row stands in another's place, or is missing");
constexpr const ObjectKindRow& row_of(ObjectKind kind) { return kObjects[static_cast<size_t>(kind)]; }

// A set of kinds.
class ObjectKinds {
 public:
  template <class... Kinds>
  constexpr ObjectKinds(Kinds... kinds) : bits_(static_cast<uint16_t>((0u | ... | (1u << static_cast<unsigned>(kinds))))) {}   // NOLINT: a kind is a set of one
  constexpr bool has(ObjectKind kind) const { return bits_ >> static_cast<unsigned>(kind) & 1u; }
  constexpr bool any_of(ObjectKinds others) const { return (bits_ & others.bits_) != 0; }
  void add(ObjectKind kind) { bits_ |= static_cast<uint16_t>(1u << static_cast<unsigned>(kind)); }

 private:
  uint16_t bits_ = 0;
};
static_assert(kObjectKindCount <= 16);

}  // namespace wgscope
