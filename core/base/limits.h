// Every limit of wgscope, in one place. A limit that is met is always named in what the user reads.
#pragma once

#include <cstddef>
#include <cstdint>

namespace wgscope::limits {

inline constexpr uint32_t kLiveGoroutines = 512;            // alive at once, recorded world and a strategy's run
inline constexpr uint32_t kExploredGoroutines = 64;         // alive at once, Explore
inline constexpr uint32_t kGoroutinesEver = 65535;          // an event names a goroutine in 16 bits
inline constexpr uint32_t kTimersEver = 1'000'000;            // of objects: an execution's steps bound them, and a schedule's names
inline constexpr size_t kScenarioBytes = 1 << 20;
inline constexpr uint64_t kEventsKept = 1'000'000;          // of a live run, unless raised
inline constexpr uint64_t kInstructionsPerStep = 20'000'000;
inline constexpr uint32_t kCallDepth = 10'000;
inline constexpr size_t kOutputBytes = 1 << 20;
inline constexpr size_t kStringBytes = 1 << 20;
inline constexpr size_t kValueBytes = size_t{64} << 20;     // of a program: its variables, texts, boxed values, and the frames of its calls together
inline constexpr uint64_t kStrategySteps = 1'000'000;
// Of a program that is read.
inline constexpr int kCompileSeconds = 10;
inline constexpr size_t kNameCharacters = 1000;             // of a name
inline constexpr size_t kConstantBytes = size_t{16} << 20;  // of all constant expressions together
inline constexpr size_t kMessages = 200;                    // that are told
inline constexpr size_t kMessageCharacters = 300;           // of each, and of its hint
// Of a text that is told (--json has the whole).
inline constexpr size_t kStoryEvents = 10'000;              // from the start, and then
inline constexpr size_t kStoryEventsAtTheEnd = 100;
inline constexpr size_t kToldOfEachKind = 100;              // endings, findings, outputs
inline constexpr size_t kToldCharacters = 400;              // of an ending, a panic, a title
inline constexpr size_t kToldScheduleCharacters = 4000;
inline constexpr size_t kTraceFileBytes = size_t{256} << 20;

}  // namespace wgscope::limits
