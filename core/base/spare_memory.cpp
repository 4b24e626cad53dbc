#include "core/base/spare_memory.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <fstream>
#include <optional>
#include <string_view>

namespace wgscope {
namespace {

std::optional<uint64_t> number_in(const std::string& path) {
  std::ifstream file(path);
  std::string word;
  if (!(file >> word)) return std::nullopt;
  uint64_t value = 0;
  const auto read = std::from_chars(word.data(), word.data() + word.size(), value);
  return read.ec == std::errc{} && read.ptr == word.data() + word.size() ? std::optional(value) : std::nullopt;   // `max` is no number
}

uint64_t available_bytes(const std::string& root) {
  std::ifstream meminfo(root + "/proc/meminfo");
  std::string key, rest;
  for (uint64_t kib = 0; meminfo >> key && std::getline(meminfo, rest);) {
    const size_t digits = rest.find_first_not_of(' ');
    if (key == "MemAvailable:" && digits != std::string::npos && std::from_chars(rest.data() + digits, rest.data() + rest.size(), kib).ec == std::errc{}) return kib * 1024;
  }
  return UINT64_MAX;
}

// RLIMIT_AS, less what is mapped already.
uint64_t address_space_bytes(const std::string& root) {
  rlimit limit{};
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return UINT64_MAX;
  const auto page = static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
  const uint64_t mapped = number_in(root + "/proc/self/statm").value_or(0) * page;
  return limit.rlim_cur - std::min<uint64_t>(limit.rlim_cur, mapped);
}

// Of a cgroup and of all those around it: the least that is left. `limit` and `usage` are the names of its files.
uint64_t cgroup_bytes(const std::string& mount, std::string path, const char* limit, const char* usage) {
  uint64_t least = UINT64_MAX;
  for (;;) {
    const auto most = number_in(mount + path + "/" + limit);
    if (most) least = std::min(least, *most - std::min(*most, number_in(mount + path + "/" + usage).value_or(0)));
    if (path.empty()) return least;
    path.resize(std::min(path.find_last_of('/'), path.size() - 1));
  }
}

// Lines of /proc/self/cgroup: `0::/path` in the unified hierarchy, `N:memory:/path` in the old one.
uint64_t cgroups_bytes(const std::string& root) {
  uint64_t least = UINT64_MAX;
  std::ifstream groups(root + "/proc/self/cgroup");
  for (std::string line; std::getline(groups, line);) {
    const size_t first = line.find(':'), second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    const std::string_view controllers = std::string_view(line).substr(first + 1, second - first - 1);
    std::string path = line.substr(second + 1);
    if (path == "/") path.clear();
    if (controllers.empty()) least = std::min(least, cgroup_bytes(root + "/sys/fs/cgroup", path, "memory.max", "memory.current"));
    if (controllers == "memory") least = std::min(least, cgroup_bytes(root + "/sys/fs/cgroup/memory", path, "memory.limit_in_bytes", "memory.usage_in_bytes"));
  }
  return least;
}

}  // namespace

size_t spare_memory_bytes(const std::string& root) {
  return static_cast<size_t>(std::min<uint64_t>({available_bytes(root), address_space_bytes(root), cgroups_bytes(root), SIZE_MAX}));
}

}  // namespace wgscope
