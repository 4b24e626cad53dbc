// The one table of commands. It feeds the menu, the keys, the help overlay and the tests: a command is in all of them or in none.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/action.h"
#include "app/model/keys.h"

namespace wgscope::model {

class Session;

enum class CommandId : uint8_t {
  // moving
  play_pause, step_back, step_forward, go_start, go_end, previous_of_goroutine, next_of_goroutine, next_notable, previous_notable, slower, faster,
  // running
  run_again, run_until_new, stop_run,
  // looking
  focus_next, choose_next_object, filter_story, fit_timeline, zoom_in, zoom_out, pan_left, pan_right, toggle_axis,
  // modes
  mode_live, mode_step, mode_explore, mode_compare, ask_outputs, compare, show_other,
  // stepping
  choose_up, choose_down, choose_page_up, choose_page_down, choose_first, choose_last, complete_path, take_chosen, take_1, take_2, take_3, take_4, take_5, take_6, take_7, take_8, take_9, copy_schedule, let_run,
  // opening and saving
  params, lessons, lesson_1, lesson_2, lesson_3, lesson_4, lesson_5, lesson_6, lesson_7, lesson_8, lesson_9, lesson_10, next_lesson, previous_lesson, open_file, paste,
  save_program, save_trace, save_picture,
  // the editor
  edit_program, new_program, save_program_as, run_edited, undo, redo, discard_edits, next_mistake,
  // the window
  language, text_larger, text_smaller, theme, present, fold_about, reduced_motion, fullscreen, help, explain, close, quit,
};

enum class CommandGroup : uint8_t { moving, running, looking, modes, stepping, files, editing, window };

struct Command {
  CommandId id;
  CommandGroup group;
  std::string_view name_key;            // in the catalogue
  std::array<Chord, 2> keys;            // the default ones; the second may be none
  bool while_typing;                    // its keys work while a text field has the keyboard
  bool (*enabled)(const Session&);
  void (*run)(Session&);
};

std::span<const Command> commands();
const Command& command(CommandId id);
// As the help lists them: the digits are one line, and so are both ends of a list and its pages.
std::vector<const Command*> listed_commands();
// How such a line is named, and its keys.
std::string_view listed_name_key(const Command& command);
std::vector<std::string> listed_keys(const Command& command);
// Where a command's keys are its own. The same key may mean one thing over the panels, another in a list that lies over them, a third in the editor.
enum class Reach : uint8_t { panels, lists, editor };
Reach reach_of(const Command& command);
std::string_view group_key(CommandGroup group);   // its heading in the catalogue

// The command that a key stands for now: enabled ones win, since the same key may mean one thing in Live and another in Step. null: none.
// What lies over the panels has the keyboard: nothing happens behind it.
const Command* command_of(const Chord& chord, const Session& session, bool typing);

}  // namespace wgscope::model
