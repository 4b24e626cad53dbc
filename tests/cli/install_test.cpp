// cmake --install puts the program and its data where the installed program finds them.
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/cli/files.h"
#include "tests/cli/process.h"

namespace wgscope::testing_cli {
namespace {

class Install : public Files {};

TEST_F(Install, IntoAnyPrefix_PutsEverythingInPlace) {
  const std::string command = "cmake --install " WGSCOPE_BUILD_DIR " --prefix " + path("prefix") + " > " + path("log") + " 2>&1";
  ASSERT_EQ(std::system(command.c_str()), 0) << read("log");
  for (const char* file : {"bin/wgscope", "share/wgscope/scenarios/01_ideal_use.json", "share/wgscope/assets/scenario.schema.json", "share/applications/wgscope.desktop",
                           "share/icons/hicolor/scalable/apps/wgscope.svg", "include/wgscope/sync/wait_group.h"}) {
    EXPECT_TRUE(exists(std::string("prefix/") + file)) << file;
  }
  const Finished installed = wgscope({"--version"}, {.program = path("prefix/bin/wgscope")});
  EXPECT_EQ(installed.status, 0) << installed.err;
  EXPECT_EQ(installed.out, wgscope({"--version"}).out);
  EXPECT_EQ(wgscope({"run", path("prefix/share/wgscope/scenarios/02_wait_at_zero.json")}, {.program = path("prefix/bin/wgscope")}).status, 0);
}

}  // namespace
}  // namespace wgscope::testing_cli
