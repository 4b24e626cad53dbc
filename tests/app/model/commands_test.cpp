// The table of commands: complete, without two commands on one key, named in both languages.
#include "app/model/commands.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "app/model/session.h"
#include "tests/app/support/fake_run.h"
#include "tests/app/support/stories.h"

namespace wgscope::model {
namespace {

using namespace testing;

TEST(Commands, EachId_HasOneLine) {
  std::set<CommandId> ids;
  for (const Command& command : commands()) EXPECT_TRUE(ids.insert(command.id).second) << command.name_key;
  EXPECT_EQ(ids.size(), static_cast<size_t>(CommandId::quit) + 1);
}

TEST(Commands, EachKey_IsOfOneCommand_WhereItWorks) {
  std::map<std::pair<Reach, Chord>, std::string_view> owners;
  for (const Command& command : commands()) {
    EXPECT_NE(command.keys[0].key, Key::none) << command.name_key << " has no key";
    for (const Chord& chord : command.keys) {
      if (chord.key == Key::none) continue;
      const auto [owner, fresh] = owners.emplace(std::pair(reach_of(command), chord), command.name_key);
      EXPECT_TRUE(fresh) << to_string(chord) << ": " << owner->second << " and " << command.name_key;
    }
  }
}

TEST(Commands, NamesAndGroups_AreInBothLanguages) {
  for (const char* language : {"en", "zh"}) {
    const Strings& strings = Strings::of(language);
    for (const Command& command : commands()) {
      EXPECT_TRUE(strings.has(command.name_key)) << language << ": " << command.name_key;
      EXPECT_TRUE(strings.has(listed_name_key(command))) << language << ": " << listed_name_key(command);
      EXPECT_TRUE(strings.has(group_key(command.group))) << language << ": " << group_key(command.group);
    }
  }
}

TEST(Commands, KeysOfTheIssue_DoWhatItSays) {
  const std::map<std::string, CommandId> wanted = {
      {"Space", CommandId::play_pause}, {"←", CommandId::step_back}, {"→", CommandId::step_forward}, {"PageUp", CommandId::step_back},
      {"PageDown", CommandId::step_forward}, {"Home", CommandId::go_start}, {"End", CommandId::go_end}, {",", CommandId::previous_of_goroutine},
      {".", CommandId::next_of_goroutine}, {"N", CommandId::next_notable}, {"R", CommandId::run_again}, {"Shift+R", CommandId::run_until_new},
      {"/", CommandId::filter_story}, {"F", CommandId::fit_timeline}, {"W", CommandId::zoom_in}, {"A", CommandId::pan_left}, {"S", CommandId::zoom_out},
      {"D", CommandId::pan_right}, {"L", CommandId::language}, {"+", CommandId::text_larger}, {"-", CommandId::text_smaller}, {"F11", CommandId::fullscreen},
      {"?", CommandId::help}, {"Ctrl+S", CommandId::save_trace}, {"Ctrl+Shift+S", CommandId::save_picture}, {"Ctrl+V", CommandId::paste},
      {"Alt+1", CommandId::lesson_1}, {"Alt+9", CommandId::lesson_9}, {"↑", CommandId::choose_up}, {"↓", CommandId::choose_down}, {"Enter", CommandId::take_chosen},
  };
  std::map<std::string, CommandId> have;
  for (const Command& command : commands())
    for (const Chord& chord : command.keys)
      if (chord.key != Key::none && reach_of(command) == Reach::panels) have[to_string(chord)] = command.id;
  for (const auto& [key, id] : wanted) {
    ASSERT_TRUE(have.count(key)) << key;
    EXPECT_EQ(have[key], id) << key;
  }
}

TEST(Commands, WhileTyping_OnlyThoseThatDisturbNoText_Work) {
  FakeWorld world{broadcast()};
  SessionOptions options;
  options.worlds = fake_worlds(world);
  options.search_at_open = false;
  Session session(options);
  ASSERT_TRUE(session.open_path(lesson_path("03_many_waiters.json")));
  const Chord space{Key::space}, save{key_of('S'), true};
  world.happen(3);
  session.tick(1);
  ASSERT_NE(command_of(space, session, false), nullptr);
  EXPECT_EQ(command_of(space, session, true), nullptr);
  ASSERT_NE(command_of(save, session, true), nullptr);
  EXPECT_EQ(command_of(save, session, true)->id, CommandId::save_trace);
  EXPECT_EQ(command_of({}, session, false), nullptr);
}

TEST(Commands, NothingHappensBehindAList) {
  FakeWorld world{broadcast()};
  SessionOptions options;
  options.worlds = fake_worlds(world);
  options.lessons_folder = lesson_path("");
  options.search_at_open = false;
  Session session(options);
  ASSERT_TRUE(session.open_path(lesson_path("03_many_waiters.json")));
  world.happen(3);
  session.tick(1);
  for (const Overlay overlay : {Overlay::lessons, Overlay::help, Overlay::pace}) {
    session.apply(model::act::Show{overlay});
    for (const bool typing : {false, true})
      for (const char c : {'R', 'N', 'F', 'T', 'E', 'G', '/', ' ', ','}) EXPECT_EQ(command_of({key_of(c)}, session, typing), nullptr) << c;
    ASSERT_NE(command_of({Key::end}, session, false), nullptr);
    EXPECT_EQ(command_of({Key::end}, session, false)->id, CommandId::choose_last);
    EXPECT_EQ(command_of({Key::page_up}, session, true)->id, CommandId::choose_page_up);
    EXPECT_EQ(command_of({Key::enter}, session, true)->id, CommandId::take_chosen);
    EXPECT_EQ(command_of({Key::left}, session, false), nullptr);
    session.apply(model::act::Show{overlay});
  }
  EXPECT_EQ(command_of({Key::end}, session, false)->id, CommandId::go_end);
  session.apply(model::act::Show{Overlay::params});
  EXPECT_EQ(command_of({Key::left}, session, false)->id, CommandId::step_back) << "a param goes down";
}

TEST(Commands, NotEnabled_IsNotFound) {
  FakeWorld world{broadcast()};
  SessionOptions options;
  options.worlds = fake_worlds(world);
  Session session(options);
  EXPECT_EQ(command_of({Key::left}, session, false), nullptr) << "nothing lies behind an empty trace";
  EXPECT_EQ(command_of({Key::enter}, session, false), nullptr) << "there is nothing to take outside Step";
}

}  // namespace
}  // namespace wgscope::model
