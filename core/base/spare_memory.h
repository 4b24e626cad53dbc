// How much memory this process could still take: what the machine has to spare, its address space limit, its memory cgroups.
//
// A figure of this moment, for choosing a bound; nothing is reserved.
#pragma once

#include <cstddef>
#include <string>

namespace wgscope {

// SIZE_MAX where nothing says anything. `root` is in front of every path that is read: tests have files of their own.
size_t spare_memory_bytes(const std::string& root = {});

}  // namespace wgscope
