// The programs on which both explorers must agree: written by hand, one for each way that a WaitGroup can go, and any number made from a seed.
#pragma once

#include <cstdint>
#include <vector>

#include "tests/conformance/model.h"

namespace model {

std::vector<Program> written_programs();
Program generated_program(uint64_t seed);

}  // namespace model
