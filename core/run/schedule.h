// A schedule: the ordered choices that go in (docs/go_semantics.md). Text, run-length: `main*3 G2 main*2 timer:G3 G3`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/ids.h"
#include "core/base/result.h"

namespace wgscope {

// One choice: a goroutine makes its step, or its timer fires. `alternative` chooses within a step where there is more than one (the case of a select, by its
// place among all cases from 0); none elsewhere.
struct Choice {
  GoroutineId who;
  bool timer = false;
  std::optional<uint16_t> alternative{};
  uint32_t timer_object = 0;   // of a timer that is not a sleeper's: timer:T1 is 1, in order of creation within the execution; then `who` is nobody
  auto operator<=>(const Choice&) const = default;
};

struct Schedule {
  std::vector<Choice> choices;
  bool operator==(const Schedule&) const = default;
};

constexpr Choice fires(uint32_t timer_object) { return {kNobody, true, {}, timer_object}; }

// Whose it is: a goroutine's name, or a timer's, as `T1`.
std::string actor_name(const Choice& choice);
std::string to_string(const Choice& choice);
std::string to_string(const Schedule& schedule);              // run-length
Result<Schedule> parse_schedule(std::string_view text);       // errors located by column in `text`

}  // namespace wgscope
