// The programs on which both explorers must agree: written by hand, one for each way that an object can go, and any number made from a seed.
#pragma once

#include <cstdint>
#include <vector>

#include "tests/conformance/model.h"

namespace model {

std::vector<Program> written_programs();
Program generated_program(uint64_t seed);

std::vector<Program> written_channel_programs();
std::vector<Program> written_select_programs();
std::vector<Program> written_mutex_programs();
std::vector<Program> written_timer_programs();
std::vector<Program> written_cond_programs();
// Channels, selects and mutexes, mixed with the rest: well-known shapes with something changed in them, and soups. Of `worlds_max` worlds at most.
Program generated_kin_program(uint64_t seed, size_t worlds_max);
// Likewise of sleeps, timers and Conds.
Program generated_timer_program(uint64_t seed, size_t worlds_max);

}  // namespace model
