// What libFuzzer calls: one executable a target, which CMakeLists.txt names in WGSCOPE_FUZZ_TARGET.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "tests/fuzz/inputs.h"
#include "tests/fuzz/mutate.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  wgscope::fuzz::WGSCOPE_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}

#ifdef WGSCOPE_FUZZ_PROGRAMS
// Programs that compile, instead of bytes that were changed.
extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t most, unsigned int seed) {
  std::mt19937_64 random(seed);
  const std::string mutated = wgscope::fuzz::mutate_until_it_compiles({reinterpret_cast<const char*>(data), size}, random, 20);
  const size_t taken = std::min(mutated.size(), most);
  std::memcpy(data, mutated.data(), taken);
  return taken;
}
#endif
