// Every limit of wgscope, in one place. A limit that is met is always named in what the user reads.
#pragma once

#include <cstddef>
#include <cstdint>

namespace wgscope::limits {

inline constexpr uint32_t kLiveGoroutines = 512;            // alive at once, recorded world and a strategy's run
inline constexpr uint32_t kExploredGoroutines = 64;         // alive at once, Explore
inline constexpr uint32_t kGoroutinesEver = 65535;          // an event names a goroutine in 16 bits
inline constexpr size_t kScenarioBytes = 1 << 20;
inline constexpr uint64_t kEventsKept = 1'000'000;          // of a live run, unless raised
inline constexpr uint64_t kInstructionsPerStep = 1'000'000;
inline constexpr uint32_t kCallDepth = 10'000;
inline constexpr size_t kOutputBytes = 1 << 20;
inline constexpr size_t kStringBytes = 1 << 20;
inline constexpr size_t kPoolBytes = size_t{512} << 20;     // all texts and boxed values of an execution together; met, it counts as output
inline constexpr uint64_t kStrategySteps = 1'000'000;

}  // namespace wgscope::limits
