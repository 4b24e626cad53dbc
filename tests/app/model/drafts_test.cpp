// Drafts outlive whoever wrote them.
#include "app/model/drafts.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>

namespace wgscope::model {
namespace {

namespace fs = std::filesystem;

struct DraftsFolder : testing::Test {
  void SetUp() override { fs::remove_all(folder); }
  void TearDown() override { fs::remove_all(folder); }
  const std::string folder = testing::TempDir() + "wgscope-drafts/" + testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(DraftsFolder, Draft_IsOfferedOnceItsWindowIsGone) {
  auto first = std::make_unique<Drafts>(folder);
  EXPECT_FALSE(first->keep("/tmp/a.go", "package main // 等\n"));
  EXPECT_FALSE(first->keep("/tmp/a.go", "package main // 等待\n"));
  const Drafts second(folder);
  EXPECT_TRUE(second.found().empty()) << "its window is still there";
  first.reset();
  const auto found = second.found();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].file, "/tmp/a.go");
  EXPECT_EQ(found[0].text, "package main // 等待\n");
  second.remove(found[0]);
  EXPECT_TRUE(second.found().empty());
  EXPECT_TRUE(fs::is_empty(folder));
}

TEST_F(DraftsFolder, SavedText_LeavesNoDraft) {
  auto drafts = std::make_unique<Drafts>(folder);
  drafts->keep("", "x");
  drafts->drop();
  drafts.reset();
  EXPECT_TRUE(Drafts(folder).found().empty());
  EXPECT_TRUE(fs::is_empty(folder));
}

TEST_F(DraftsFolder, SetAside_StaysBesideTheNext) {
  Drafts drafts(folder);
  drafts.keep("a", "1");
  drafts.set_aside();
  EXPECT_EQ(drafts.found().size(), 1u) << "it is nobody's now";
  drafts.keep("b", "2");
  const auto found = drafts.found();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].text, "1");
}

TEST_F(DraftsFolder, Unwritable_SaysSo) {
  Drafts drafts("/proc/wgscope");
  const auto problem = drafts.keep("a", "1");
  ASSERT_TRUE(problem);
  EXPECT_NE(problem->message.find("drafts"), std::string::npos);
}

}  // namespace
}  // namespace wgscope::model
