#include "core/base/spare_memory.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace wgscope {
namespace {

namespace fs = std::filesystem;

class SpareMemory : public testing::Test {
 protected:
  SpareMemory() {
    std::string pattern = (fs::temp_directory_path() / "wgscope-spare-XXXXXX").string();
    root_ = mkdtemp(pattern.data());
    write("/proc/meminfo", "MemTotal: 64000 kB\nMemAvailable:   32000 kB\nSwapFree: 0 kB\n");
  }
  ~SpareMemory() override { fs::remove_all(root_); }
  void write(const std::string& file, const std::string& text) const {
    fs::create_directories(fs::path(root_ + file).parent_path());
    std::ofstream(root_ + file) << text;
  }
  std::string root_;
};

TEST_F(SpareMemory, WithoutACgroup_IsWhatTheMachineHas) { EXPECT_EQ(spare_memory_bytes(root_), 32000u * 1024); }

TEST_F(SpareMemory, InACgroup_IsWhatIsLeftOfItsLimit) {
  write("/proc/self/cgroup", "0::/user/one\n");
  write("/sys/fs/cgroup/user/one/memory.max", "max\n");
  EXPECT_EQ(spare_memory_bytes(root_), 32000u * 1024);
  write("/sys/fs/cgroup/user/one/memory.max", "3000000\n");
  write("/sys/fs/cgroup/user/one/memory.current", "1000000\n");
  EXPECT_EQ(spare_memory_bytes(root_), 2'000'000u);
  write("/sys/fs/cgroup/user/memory.max", "500000\n");
  EXPECT_EQ(spare_memory_bytes(root_), 500'000u) << "a group around it has less";
  write("/sys/fs/cgroup/user/memory.current", "600000\n");
  EXPECT_EQ(spare_memory_bytes(root_), 0u);
}

TEST_F(SpareMemory, InACgroupOfTheOldHierarchy_IsWhatIsLeftOfItsLimit) {
  write("/proc/self/cgroup", "9:name=systemd:/\n4:memory:/job\n0::/\n");
  write("/sys/fs/cgroup/memory/job/memory.limit_in_bytes", "2000000\n");
  write("/sys/fs/cgroup/memory/job/memory.usage_in_bytes", "500000\n");
  EXPECT_EQ(spare_memory_bytes(root_), 1'500'000u);
}

}  // namespace
}  // namespace wgscope
