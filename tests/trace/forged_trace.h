// A saved trace with a few bytes changed and every checksum made right again: what opens here must still be harmless.
#pragma once

#include <cstdint>
#include <random>
#include <string>

#include "core/trace/trace_codec.h"

namespace wgscope::test {

// Sections with their checksums made right again, as somebody with our source could.
inline std::string forged(const std::string& good, std::mt19937& random) {
  std::string bytes(codec::kFirstLine);
  uint32_t checksum = codec::checksum(bytes);
  const size_t victim = random() % 9;
  for (size_t at = bytes.size(), section = 0; at < good.size(); ++section) {
    uint64_t length = 0;
    for (size_t i = 8; i-- > 0;) length = length << 8 | static_cast<uint8_t>(good[at + 4 + i]);
    std::string payload = good.substr(at + 12, length);
    if (section == victim && !payload.empty()) {
      for (unsigned n = 1 + random() % 3; n-- > 0;) {
        const size_t place = random() % payload.size();
        switch (random() % 4) {
          case 0: payload[place] = static_cast<char>(random()); break;
          case 1: payload[place] = static_cast<char>(payload[place] + 1); break;
          case 2: payload.erase(place, 1); break;
          default: payload.insert(place, 1, static_cast<char>(random() % 4 ? random() % 8 : 0xff)); break;
        }
        if (payload.empty()) break;
      }
    }
    std::string whole = good.substr(at, 4);
    for (size_t i = 0; i < 8; ++i) whole.push_back(static_cast<char>(payload.size() >> (8 * i)));
    whole += payload;
    checksum = codec::checksum(whole, checksum);
    for (size_t i = 0; i < 4; ++i) whole.push_back(static_cast<char>(checksum >> (8 * i)));
    bytes += whole;
    at += 12 + length + 4;
  }
  return bytes;
}

}  // namespace wgscope::test
