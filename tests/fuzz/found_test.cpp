// The fuzzers' functions without a fuzzer: over every input that one of them found once, and over some that are made here.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "tests/fuzz/inputs.h"
#include "tests/fuzz/mutate.h"
#include "tests/support/generated_program.h"
#include "tests/support/long.h"

namespace wgscope::fuzz {
namespace {

namespace fs = std::filesystem;

std::string bytes_of_hex(const std::string& hex) {
  std::string bytes;
  std::istringstream in(hex);
  for (std::string pair; in >> pair;) bytes += static_cast<char>(std::stoi(pair, nullptr, 16));
  return bytes;
}

TEST(Fuzz, WhatWasFoundOnce_IsAnswered) {
  for (const Target& target : kTargets) {
    const fs::path folder = fs::path(WGSCOPE_SOURCE_DIR) / "tests/fuzz/found" / target.name;
    if (!fs::exists(folder)) continue;
    for (const auto& entry : fs::directory_iterator(folder)) {
      SCOPED_TRACE(entry.path().string());
      std::ostringstream text;
      text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
      target.run(entry.path().extension() == ".hex" ? bytes_of_hex(text.str()) : text.str());
    }
  }
}

TEST(Fuzz, ProgramsMutatedByTokensAndLines_RunAndAreSearched) {
  std::mt19937_64 random(1);
  int other = 0;
  for (int round = 0; round < (long_suite() ? 3'000 : 60); ++round) {
    const std::string before = GeneratedProgram::text(static_cast<uint64_t>(round), GeneratedProgram::small());
    const std::string mutated = mutate_until_it_compiles(before, random, 20);
    other += mutated != before;
    SCOPED_TRACE(mutated);
    try_mutant(mutated);
  }
  EXPECT_GT(other, 30) << "mutations hardly ever compile";
}

}  // namespace
}  // namespace wgscope::fuzz
