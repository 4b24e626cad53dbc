// Strong ids: a goroutine is never mistaken for an object, nor either for a number.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace wgscope {

template <class Tag>
struct Id {
  uint32_t value = 0;
  constexpr auto operator<=>(const Id&) const = default;
};

// A goroutine's number within its execution, in order of creation: main is 1, the next is 2, as Go numbers them. 0 is nobody.
struct GoroutineTag;
using GoroutineId = Id<GoroutineTag>;
inline constexpr GoroutineId kNobody{0};
inline constexpr GoroutineId kMain{1};

// An object of a trace (a WaitGroup, an atomic, a shared variable): its place in Trace::objects, in order of first appearance.
struct ObjectTag;
using ObjectId = Id<ObjectTag>;
inline constexpr ObjectId kNoObject{0xffffffff};

// A place in the program: an index into Program::sites and Trace::sites. 0 is "nowhere".
struct SiteTag;
using SiteId = Id<SiteTag>;

// A text of a trace (what was printed, a panic's words): an index into Trace::texts. 0 is the empty text.
struct TextTag;
using TextId = Id<TextTag>;

// The number of an event in its trace, from 0. A cursor is a number of events applied, so the event before cursor c is c - 1.
using EventIndex = size_t;

// `main`, `G2`, `G3`, … as the product writes goroutines everywhere.
inline std::string goroutine_name(GoroutineId id) { return id == kMain ? "main" : "G" + std::to_string(id.value); }

}  // namespace wgscope

template <class Tag>
struct std::hash<wgscope::Id<Tag>> {
  size_t operator()(wgscope::Id<Tag> id) const noexcept { return std::hash<uint32_t>{}(id.value); }
};
