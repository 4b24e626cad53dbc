// The editor in the session: what is typed runs, mistakes stand on their lines, no text is lost, saving goes where it says.
#include <gtest/gtest.h>

#include <iterator>

#include "tests/app/support/sessions.h"

namespace wgscope::model {
namespace {

using namespace testing;

constexpr const char* kGo = "package main\n\nfunc main() {\n}\n";

struct Editing : Sessions {
  std::unique_ptr<Session> with_file(const std::string& name, const std::string& text) {
    auto session = make();
    EXPECT_TRUE(session->open_path(write(name, text)));
    tick(*session);
    press(*session, CommandId::edit_program);
    EXPECT_TRUE(session->editing());
    return session;
  }
  static void type(Session& session, const std::string& text) {
    session.apply(act::EditText{[&](TextEdit& edit) { edit.type(text); }});
  }
  static void put(Session& session, size_t line, size_t column) {
    session.apply(act::EditText{[&](TextEdit& edit) { edit.put_at(line, column); }});
  }
  std::string text_of(const std::string& path) const {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
  }
};

TEST_F(Editing, WhatIsTyped_RunsAtOnce) {
  auto session = with_file("a.go", kGo);
  const size_t runs = world.runs;
  put(*session, 2, 13);
  type(*session, "\n\tgo main()");
  EXPECT_EQ(world.runs, runs + 1);
  EXPECT_EQ(session->program().size(), 5u);
  EXPECT_TRUE(session->unsaved());
  EXPECT_EQ(session->title().substr(0, 3), "●");
  press(*session, CommandId::undo);
  EXPECT_FALSE(session->unsaved());
  EXPECT_EQ(session->program().size(), 4u);
  press(*session, CommandId::redo);
  EXPECT_EQ(session->program().size(), 5u);
}

TEST_F(Editing, Mistakes_ComeToTheirLines_OnceTheTextRests) {
  auto session = with_file("a.go", kGo);
  put(*session, 2, 13);
  type(*session, "\n\tx := 1");
  tick(*session, kSecond_ns / 10);
  EXPECT_TRUE(session->editor()->marks().empty()) << "not while somebody types";
  EXPECT_EQ(session->program().size(), 4u) << "what runs is the last that could";
  tick(*session, kSecond_ns);
  ASSERT_EQ(session->editor()->marks().size(), 1u);
  EXPECT_EQ(session->editor()->marks()[0].line, 3u);
  EXPECT_TRUE(session->diagnostics().empty()) << "no box over the picture";
  put(*session, 0, 0);
  press(*session, CommandId::next_mistake);
  EXPECT_EQ(session->editor()->edit().line_of(session->editor()->edit().caret()), 3u);
  session->apply(act::EditText{[](TextEdit& edit) { edit.move(Motion::line_end, false); }});
  type(*session, "\n\t_ = x");
  EXPECT_TRUE(session->editor()->marks().empty());
  EXPECT_EQ(session->program().size(), 6u);
}

TEST_F(Editing, Mistakes_OnOtherLines_ComeAsOneTypes) {
  auto session = with_file("a.go", "package main\n\nfunc main() {\n\tx := 1\n\t_ = x\n}\n");
  put(*session, 4, 5);
  session->apply(act::EditText{[](TextEdit& edit) { edit.move(Motion::line_end, false); }});
  type(*session, "y");
  tick(*session);
  ASSERT_EQ(session->editor()->marks().size(), 1u) << "of x, and not of xy on the line that is typed";
  EXPECT_EQ(session->editor()->marks()[0].line, 3u);
  tick(*session, kSecond_ns);
  EXPECT_EQ(session->editor()->marks().size(), 2u);
}

TEST_F(Editing, FileWithMistakes_ShowsItsOwnText) {
  auto session = make();
  ASSERT_TRUE(session->open_path(lesson_path("01_ideal_use.json")));
  EXPECT_FALSE(session->open_path(write("broken.go", "package main\n\nfunc main() {\n\tx := 1\n}\n")));
  ASSERT_TRUE(session->editing());
  EXPECT_EQ(session->editor()->edit().line(3), "\tx := 1");
  ASSERT_EQ(session->editor()->marks().size(), 1u);
  EXPECT_EQ(session->editor()->marks()[0].line, 3u);
  EXPECT_FALSE(session->editor_has_keys()) << "keys are still the window's";
  session->apply(act::GoToMistake{0});
  EXPECT_TRUE(session->editor_has_keys());
  // Mended by another program: what was shown for the mistake goes.
  write("broken.go", kGo);
  tick(*session, kSecond_ns);
  EXPECT_FALSE(session->editing());
  EXPECT_EQ(session->program().size(), 4u);
  EXPECT_FALSE(session->open_path((folder / "nothing.go").string()));
  EXPECT_FALSE(session->editing()) << "there is no text to show";
}

TEST_F(Editing, Lesson_IsSavedElsewhere_AsJsonOrAsGo) {
  auto session = make();
  ASSERT_TRUE(session->open_path(lesson_path("01_ideal_use.json")));
  press(*session, CommandId::edit_program);
  type(*session, "// mine\n");
  press(*session, CommandId::save_program);
  ASSERT_EQ(session->overlay(), Overlay::files) << "a lesson is nothing to be written over";
  EXPECT_EQ(session->file_dialog().typed(), (folder / "01_ideal_use.json").string());
  press(*session, CommandId::take_chosen);
  EXPECT_FALSE(session->unsaved());
  const std::string saved = (folder / "01_ideal_use.json").string();
  EXPECT_NE(text_of(saved).find("\"expect\""), std::string::npos);
  EXPECT_EQ(session->scenario()->file, saved);
  type(*session, "// more\n");
  press(*session, CommandId::save_program);
  EXPECT_EQ(session->overlay(), Overlay::none) << "it has a place now";
  EXPECT_NE(text_of(saved).find("// more"), std::string::npos);
  ASSERT_EQ(session->preferences().recent.size(), 1u);
  EXPECT_EQ(session->preferences().recent[0], saved);
  press(*session, CommandId::save_program_as);
  session->apply(act::DialogText{(folder / "mine.go").string()});
  press(*session, CommandId::take_chosen);
  EXPECT_EQ(text_of((folder / "mine.go").string()).substr(0, 16), "// mine\n// more\n");
}

TEST_F(Editing, SavingOverAnother_AsksFirst) {
  auto session = with_file("a.go", kGo);
  const std::string other = write("b.go", "other");
  press(*session, CommandId::save_program_as);
  session->apply(act::DialogText{other});
  press(*session, CommandId::take_chosen);
  EXPECT_EQ(session->overlay(), Overlay::files);
  EXPECT_EQ(text_of(other), "other");
  press(*session, CommandId::take_chosen);
  EXPECT_EQ(text_of(other), kGo);
}

TEST_F(Editing, PlaceThatCannotBeWritten_IsOneClearMessage_AndTheTextStays) {
  auto session = with_file("a.go", kGo);
  type(*session, "// x\n");
  press(*session, CommandId::save_program_as);
  session->apply(act::DialogText{"/proc/nothing/here.go"});
  press(*session, CommandId::take_chosen);
  ASSERT_TRUE(session->notice());
  EXPECT_NE(session->notice()->text.find("/proc/nothing/here.go"), std::string::npos);
  EXPECT_TRUE(session->unsaved());
}

TEST_F(Editing, UnsavedText_IsADraft_WhenSomethingElseIsOpened) {
  auto session = with_file("a.go", kGo);
  type(*session, "// mine\n");
  ASSERT_TRUE(session->open_path(lesson_path("01_ideal_use.json")));
  EXPECT_FALSE(session->editing());
  ASSERT_TRUE(session->notice()) << "it says so";
  press(*session, CommandId::open_file);
  ASSERT_FALSE(session->file_dialog().rows().empty());
  EXPECT_EQ(session->file_dialog().rows()[0].kind, FileRow::Kind::draft);
  session->apply(act::TakeFile{0});
  ASSERT_TRUE(session->editing());
  EXPECT_EQ(session->editor()->edit().line(0), "// mine");
  EXPECT_TRUE(session->unsaved());
  EXPECT_EQ(session->editor()->file(), (folder / "a.go").string());
  EXPECT_EQ(session->program().front(), "// mine");
  press(*session, CommandId::save_program);
  EXPECT_EQ(text_of((folder / "a.go").string()), std::string("// mine\n") + kGo);
}

// The disk is asked beside the frame, and the end waits for it.
TEST_F(Editing, WithNoTimeForTheDisk_TheEndKeepsWhatWasTyped) {
  auto session = make(std::chrono::nanoseconds(0));
  session->open_path(write("a.go", kGo));
  session->settle();
  press(*session, CommandId::edit_program);
  put(*session, 0, 0);
  type(*session, "// mine\n");
  session.reset();
  const auto kept = Drafts((folder / "drafts").string()).found();
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].text, std::string("// mine\n") + kGo);
  auto next = make(std::chrono::nanoseconds(0));
  next->settle();
  ASSERT_TRUE(next->notice());
  press(*next, CommandId::open_file);
  next->settle();
  ASSERT_FALSE(next->file_dialog().rows().empty());
  EXPECT_EQ(next->file_dialog().rows()[0].kind, FileRow::Kind::draft);
  press(*next, CommandId::choose_down);
  press(*next, CommandId::take_chosen);
  next->settle();
  ASSERT_TRUE(next->editing());
  EXPECT_EQ(next->editor()->edit().line(0), "// mine");
}

TEST_F(Editing, Crash_LosesNothing_AndTheNextWindowOffersIt) {
  {
    auto session = with_file("a.go", kGo);
    type(*session, "// mine\n");
    tick(*session, 2 * kSecond_ns);
    // What is on disk now is what a crash leaves.
    EXPECT_FALSE(fs::is_empty(folder / "drafts"));
  }
  auto next = make();
  next->tick(now);
  ASSERT_TRUE(next->notice()) << "also once there is a clock";
  EXPECT_NE(next->notice()->text.find("a.go"), std::string::npos);
  press(*next, CommandId::open_file);
  press(*next, CommandId::choose_down);
  press(*next, CommandId::take_chosen);
  ASSERT_TRUE(next->editing());
  EXPECT_EQ(next->editor()->edit().line(0), "// mine");
  press(*next, CommandId::discard_edits);
  tick(*next, 2 * kSecond_ns);
  next.reset();
  EXPECT_FALSE(make()->notice()) << "what is not wanted is not offered again";
}

TEST_F(Editing, NewProgram_RunsAndIsSavedWhereOneSays) {
  auto session = make();
  press(*session, CommandId::new_program);
  ASSERT_TRUE(session->editing());
  EXPECT_TRUE(session->editor_has_keys());
  EXPECT_GT(session->program().size(), 5u);
  press(*session, CommandId::save_program);
  EXPECT_EQ(session->file_dialog().typed(), (folder / "new.go").string());
}

TEST_F(Editing, FileThatChangesOnDisk_DoesNotTakeWhatWasTyped) {
  auto session = with_file("a.go", kGo);
  type(*session, "// mine\n");
  write("a.go", "package main\n\nfunc main() {\n\tprintln(2)\n}\n");
  tick(*session, kSecond_ns);
  EXPECT_EQ(session->editor()->edit().line(0), "// mine");
  ASSERT_TRUE(session->notice());
}

TEST_F(Editing, Escape_GivesTheKeysBack_ThenTheProgram) {
  auto session = with_file("a.go", kGo);
  EXPECT_TRUE(session->editor_has_keys());
  session->apply(act::EditorKeys{false});
  EXPECT_TRUE(session->editing());
  press(*session, CommandId::close);
  EXPECT_FALSE(session->editing());
  press(*session, CommandId::edit_program);
  EXPECT_TRUE(session->editor_has_keys());
}

}  // namespace
}  // namespace wgscope::model
