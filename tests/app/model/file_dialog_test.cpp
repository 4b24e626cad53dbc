// The dialog of Open and Save, over a folder of the test's own.
#include "app/model/file_dialog.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace wgscope::model {
namespace {

namespace fs = std::filesystem;
using Purpose = FileDialog::Purpose;

struct FileDialogs : testing::Test {
  void SetUp() override {
    fs::remove_all(folder);
    for (const char* name : {"waiters.json", "waits.go", "other.go", "run.wgtrace", "notes.txt", ".hidden.go"}) {
      fs::create_directories(folder);
      std::ofstream(folder + name) << "x";
    }
    fs::create_directories(folder + "lessons");
    std::ofstream(folder + "lessons/one.json") << "x";
  }
  void TearDown() override { fs::remove_all(folder); }
  static std::vector<std::string> labels(const FileDialog& dialog) {
    std::vector<std::string> all;
    for (const FileRow& row : dialog.rows()) all.push_back(row.label);
    return all;
  }
  // As whoever owns it does.
  static void look(FileDialog& dialog) {
    while (const auto question = dialog.take_question()) dialog.take_in(look_into(*question));
  }
  const std::string folder = testing::TempDir() + "wgscope-dialog-" + testing::UnitTest::GetInstance()->current_test_info()->name() + "/";
};

using Labels = std::vector<std::string>;

TEST_F(FileDialogs, Open_ListsWhatCanBeOpened_AndNarrowsAsOneTypes) {
  FileDialog dialog(std::vector<std::string>{});
  dialog.type(folder);
  look(dialog);
  EXPECT_EQ(labels(dialog), (Labels{"other.go", "run.wgtrace", "waiters.json", "waits.go", "lessons/"}));
  dialog.type(folder + "wait");
  look(dialog);
  EXPECT_EQ(labels(dialog), (Labels{"waiters.json", "waits.go"}));
  dialog.type(folder + ".h");
  look(dialog);
  EXPECT_EQ(labels(dialog), (Labels{".hidden.go"}));
  dialog.type(folder + "nothing/like/that");
  look(dialog);
  EXPECT_TRUE(dialog.rows().empty());
}

TEST_F(FileDialogs, Tab_CompletesAsFarAsThereIsOneWay) {
  FileDialog dialog(std::vector<std::string>{});
  dialog.type(folder + "w");
  look(dialog);
  dialog.complete();
  look(dialog);
  EXPECT_EQ(dialog.typed(), folder + "wait");
  dialog.complete();
  look(dialog);
  EXPECT_EQ(dialog.typed(), folder + "wait") << "two ways on";
  dialog.type(folder + "waits");
  look(dialog);
  dialog.complete();
  look(dialog);
  EXPECT_EQ(dialog.typed(), folder + "waits.go");
  dialog.type(folder + "le");
  look(dialog);
  dialog.complete();
  look(dialog);
  EXPECT_EQ(dialog.typed(), folder + "lessons/");
  EXPECT_EQ(labels(dialog), (Labels{"one.json"}));
}

TEST_F(FileDialogs, Enter_TakesTheRow_OrWhatIsTyped_AndGoesIntoFolders) {
  FileDialog dialog(std::vector<std::string>{});
  dialog.type(folder + "wait");
  look(dialog);
  dialog.choose(1);
  dialog.choose(1);
  ASSERT_EQ(dialog.chosen(), 1u);
  EXPECT_EQ(dialog.take()->path, folder + "waits.go");
  dialog.type(folder);
  look(dialog);
  dialog.choose_end(true);
  EXPECT_FALSE(dialog.take()) << "a folder is gone into";
  look(dialog);
  EXPECT_EQ(dialog.typed(), folder + "lessons/");
  dialog.type(folder + "lessons");
  look(dialog);
  EXPECT_FALSE(dialog.take());
  look(dialog);
  EXPECT_EQ(dialog.typed(), folder + "lessons/");
  dialog.type(folder + "lessons/one.json");
  look(dialog);
  EXPECT_EQ(dialog.take()->path, folder + "lessons/one.json");
}

TEST_F(FileDialogs, ToBeginWith_DraftsAndRecentFiles) {
  FileDialog dialog({"/a/b.go", "/a/c.json"});
  dialog.offer({{"/d/draft-1.json", "mine.go", "text"}});
  EXPECT_EQ(labels(dialog), (Labels{"mine.go", "/a/b.go", "/a/c.json"}));
  EXPECT_EQ(dialog.rows()[0].kind, FileRow::Kind::draft);
  dialog.choose(1);
  const auto taken = dialog.take();
  ASSERT_TRUE(taken);
  ASSERT_NE(dialog.draft(taken->path), nullptr);
  EXPECT_EQ(dialog.draft(taken->path)->text, "text");
  dialog.type(folder);
  look(dialog);
  EXPECT_EQ(dialog.rows().size(), 5u);
  dialog.type("");
  look(dialog);
  EXPECT_EQ(dialog.rows().size(), 3u);
}

TEST_F(FileDialogs, Save_OffersItsKind_AndAsksBeforeItReplaces) {
  FileDialog dialog(Purpose::save_trace, folder);
  look(dialog);
  EXPECT_EQ(labels(dialog), (Labels{"run.wgtrace", "lessons/"}));
  dialog.choose(1);
  EXPECT_FALSE(dialog.take()) << "it is typed, not taken";
  look(dialog);
  EXPECT_EQ(dialog.typed(), folder + "run.wgtrace");
  const auto taken = dialog.take();
  ASSERT_TRUE(taken);
  EXPECT_TRUE(dialog.must_ask(taken->path));
  EXPECT_TRUE(dialog.asked());
  EXPECT_FALSE(dialog.must_ask(taken->path)) << "the second time it is meant";
  EXPECT_FALSE(dialog.must_ask(folder + "new.wgtrace"));
}

TEST_F(FileDialogs, UntilThereIsAnAnswer_ShowsWhatStillFits) {
  FileDialog dialog(std::vector<std::string>{});
  dialog.type(folder);
  look(dialog);
  dialog.type(folder + "wait");
  EXPECT_TRUE(dialog.looking());
  EXPECT_EQ(labels(dialog), (Labels{"waiters.json", "waits.go"})) << "known before the disk has answered";
  const auto slow = dialog.take_question();
  ASSERT_TRUE(slow);
  dialog.type(folder + "o");
  EXPECT_TRUE(dialog.rows().empty());
  dialog.take_in(look_into(*slow));
  EXPECT_TRUE(dialog.rows().empty()) << "nobody asks that any more";
  look(dialog);
  EXPECT_FALSE(dialog.looking());
  EXPECT_EQ(labels(dialog), (Labels{"other.go"}));
}

TEST(FileDialogPaths, AreWhole) {
  EXPECT_EQ(FileDialog::path_of("/a/b"), "/a/b");
  EXPECT_EQ(FileDialog::path_of("x.go"), (fs::current_path() / "x.go").string());
  const char* home = std::getenv("HOME");
  if (home) { EXPECT_EQ(FileDialog::path_of("~/x.go"), std::string(home) + "/x.go"); }
}

}  // namespace
}  // namespace wgscope::model
