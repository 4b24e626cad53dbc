// The whole window's content over a session, played with by mouse and keys, nothing rendered: what a panel asks for is applied after its frame, as the shell does.
#pragma once

#include <gtest/gtest.h>

#include "app/model/commands.h"
#include "app/panels/window.h"
#include "tests/app/support/stories.h"
#include "tests/app/ui_driver.h"

namespace wgscope::test {

// A select over a channel that gives and one that takes, and a timeout that is set for it.
inline constexpr const char* kSelectsAndTimers = R"(package main

import "time"

func main() {
	in, out := make(chan int, 1), make(chan string)
	go func() { in <- 7 }()
	go func() {
		select {
		case v := <-in:
			_ = v
		case out <- "tea":
		case <-time.After(time.Second):
		}
	}()
	time.Sleep(time.Second)
	<-out
}
)";

inline model::SessionOptions desk_options() {
  model::SessionOptions options;
  options.worlds = model::real_worlds();
  options.lessons_folder = model::testing::lesson_path("");
  options.pace.reset();
  options.time_scale = 0.01;
  options.search_at_open = false;
  options.watch_files = false;
  return options;
}

class Desk {
 public:
  explicit Desk(const std::string& lesson, model::Mode mode = model::Mode::step, float width = 1600, float height = 900, float scale = 1)
      : session(desk_options()), driver([this](widgets::Ui& ui) { session.apply(window.draw(ui, session)); }, width, height, scale) {
    EXPECT_TRUE(session.open_path(model::testing::lesson_path(lesson)));
    session.settle();
    session.apply(model::act::SetMode{mode});
    settle();
  }
  void settle() {
    session.settle();
    driver.frames(3);
  }
  // False when no command has this key now.
  bool key(const model::Chord& chord) {
    const model::Command* command = model::command_of(chord, session, driver.ui().typing());
    if (!command) return false;
    command->run(session);
    driver.frames(3);
    return true;
  }
  bool key(model::Key key_) { return key(model::Chord{key_}); }
  bool key(char c) { return key(model::Chord{model::key_of(c)}); }
  bool click(std::string_view id) {
    const bool clicked = driver.click(id);
    driver.frames(2);
    return clicked;
  }
  bool has(std::string_view id) const { return driver.has(id); }
  const widgets::Item* note(std::string_view id) {
    for (const auto& item : driver.ui().notes())
      if (item.id == id) return &item;
    return nullptr;
  }
  std::string schedule() { return to_string(session.tree()->prefix(session.steps_behind())); }
  std::string whole_schedule() { return to_string(session.tree()->branch().tip.schedule()); }
  // Opens a schedule and goes to its last step.
  bool paste(const std::string& text) {
    const auto parsed = parse_schedule(text);
    if (!parsed.ok() || !session.open_text(text)) return false;
    session.apply(model::act::GoTo{session.tree()->cursor_after(parsed->choices.size())});
    driver.frames(3);
    return session.steps_behind() == parsed->choices.size();
  }
  // Opens a program in the mode that is on.
  bool program(const std::string& text) {
    const model::Mode mode = session.mode();
    if (!session.open_text(text)) return false;
    session.settle();
    session.apply(model::act::SetMode{mode});
    settle();
    return true;
  }
  size_t cards() { return session.tree()->enabled(session.steps_behind()).size(); }

  model::Session session;
  panels::Window window;
  UiDriver driver;
};

}  // namespace wgscope::test
