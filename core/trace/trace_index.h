// Which events of a full chunk belong to which goroutine and to which object: made once, when the chunk is full, and shared by every trace that has the chunk.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/trace/event.h"

namespace wgscope {

struct ChunkIndex {
  // The events of one key (a goroutine, an object) are places[begin, end), in order.
  struct Run {
    uint32_t key = 0;
    uint32_t begin = 0, end = 0;
  };
  struct Keyed {
    std::vector<Run> runs;          // by key
    std::vector<uint16_t> places;   // within the chunk

    std::optional<size_t> first_from(uint32_t key, size_t place) const;     // at or after
    std::optional<size_t> last_before(uint32_t key, size_t place) const;
  };
  Keyed goroutines, objects;
};

// `events` are the `count` events of a chunk.
ChunkIndex index_of_chunk(const Event* events, size_t count);

}  // namespace wgscope
