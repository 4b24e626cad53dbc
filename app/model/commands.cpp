#include "app/model/commands.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "app/model/choices.h"
#include "app/model/other_endings.h"
#include "app/model/session.h"

namespace wgscope::model {

namespace {

using Id = CommandId;
using Group = CommandGroup;

constexpr Chord key(Key k) { return {k}; }
constexpr Chord key(char c) { return {key_of(c)}; }
template <class K>
constexpr Chord ctrl(K k) { Chord chord = key(k); chord.ctrl = true; return chord; }
template <class K>
constexpr Chord shift(K k) { Chord chord = key(k); chord.shift = true; return chord; }
template <class K>
constexpr Chord alt(K k) { Chord chord = key(k); chord.alt = true; return chord; }
constexpr Chord ctrl_shift(char c) { Chord chord = ctrl(c); chord.shift = true; return chord; }

constexpr Chord ctrl_alt(char c) { Chord chord = ctrl(c); chord.alt = true; return chord; }

constexpr int kPageRows = 8;

bool always(const Session&) { return true; }
bool has_scenario(const Session& s) { return s.scenario() != nullptr; }
bool has_events(const Session& s) { return s.trace()->size() > 0; }
bool can_play(const Session& s) { return s.run_ongoing() || has_events(s); }
bool can_go_back(const Session& s) { return s.cursor() > 0; }
bool can_go_on(const Session& s) { return !s.at_end() || s.run_paused(); }
bool in_scheduled(const Session& s) { return (s.mode() == Mode::step || s.mode() == Mode::explore) && s.tree() != nullptr; }
bool in_step(const Session& s) { return s.mode() == Mode::step && s.tree() != nullptr; }
bool in_files(const Session& s) { return s.overlay() == Overlay::files; }
bool in_list(const Session& s) { return in_files(s) ? !s.file_dialog().rows().empty() : s.overlay() != Overlay::none && !choices_of(s).empty(); }
bool explaining(const Session& s) { return s.overlay() == Overlay::explain || s.overlay() == Overlay::legend; }
bool choosing(const Session& s) { return explaining(s) || (s.overlay() != Overlay::none ? in_files(s) || in_list(s) : in_scheduled(s)); }
bool has_editor(const Session& s) { return s.editor() != nullptr; }
bool saves_program(const Session& s) { return s.editing() || s.unsaved(); }
bool in_params(const Session& s) { return s.overlay() == Overlay::params; }
bool explored(const Session& s) { return s.mode() == Mode::explore && s.search() && s.search()->done(); }
bool can_compare(const Session& s) { return explored(s) || in_step(s) || s.mode() == Mode::compare; }
bool several_objects(const Session& s) { return s.mode() != Mode::compare && s.trace()->objects().size() > 1; }
template <size_t n>
bool has_lesson(const Session& s) { return s.lessons().size() > n; }
}  // namespace

// Whose commands may do what panels ask for by actions.
struct CommandTable {
  template <size_t n>
  static void open_lesson(Session& s) { s.open_lesson(n); }
  template <size_t n>
  static void take(Session& s) { s.take_step(n); }

  template <class Change>
  static void change_preferences(Session& s, Change change) {
    Preferences preferences = s.preferences();
    change(preferences);
    s.change_preferences(preferences);
  }

  static void text_scale(Session& s, double by) {
    change_preferences(s, [by](Preferences& p) { p.text_scale = std::clamp(p.text_scale + by, kTextScaleMin, kTextScaleMax); });
  }

  static std::span<const Command> rows();
};

// One line a command: id, group, its name in the catalogue, its keys, whether they work while typing, when it can be used, what it does.
std::span<const Command> CommandTable::rows() {
  static constexpr Command kRows[] = {
      {Id::play_pause, Group::moving, "command.play_pause", {key(Key::space)}, false, can_play, [](Session& s) { s.toggle_play(); }},
      {Id::step_back, Group::moving, "command.step_back", {key(Key::left), key(Key::page_up)}, false, [](const Session& s) { return in_params(s) || explaining(s) || can_go_back(s); },
       [](Session& s) { in_params(s) ? s.change_chosen_param(-1) : explaining(s) ? s.choose(-1) : s.step_back(); }},
      {Id::step_forward, Group::moving, "command.step_forward", {key(Key::right), key(Key::page_down)}, false, [](const Session& s) { return in_params(s) || explaining(s) || can_go_on(s); },
       [](Session& s) { in_params(s) ? s.change_chosen_param(1) : explaining(s) ? s.choose(1) : s.step_forward(); }},
      {Id::go_start, Group::moving, "command.go_start", {key(Key::home)}, false, can_go_back, [](Session& s) { s.go_to(0); }},
      {Id::go_end, Group::moving, "command.go_end", {key(Key::end)}, false, has_events, [](Session& s) { s.go_end(); }},
      {Id::previous_of_goroutine, Group::moving, "command.previous_of_goroutine", {key(',')}, false, can_go_back, [](Session& s) { s.go_along_goroutine(false); }},
      {Id::next_of_goroutine, Group::moving, "command.next_of_goroutine", {key('.')}, false, can_go_on, [](Session& s) { s.go_along_goroutine(true); }},
      {Id::next_notable, Group::moving, "command.next_notable", {key('N')}, false, can_go_on, [](Session& s) { s.go_notable(true); }},
      {Id::previous_notable, Group::moving, "command.previous_notable", {shift('N')}, false, can_go_back, [](Session& s) { s.go_notable(false); }},
      {Id::slower, Group::moving, "command.slower", {key('[')}, false, always, [](Session& s) { s.change_rate(false); }},
      {Id::faster, Group::moving, "command.faster", {key(']')}, false, always, [](Session& s) { s.change_rate(true); }},

      {Id::run_again, Group::running, "command.run_again", {key('R')}, false, has_scenario, [](Session& s) { s.run_again(); }},
      {Id::run_until_new, Group::running, "command.run_until_new", {shift('R')}, false, has_scenario, [](Session& s) { s.hunt_new_ending(); }},
      {Id::stop_run, Group::running, "command.stop_run", {ctrl('E')}, false, [](const Session& s) { return s.run_ongoing(); }, [](Session& s) { s.stop_run(); }},

      {Id::focus_next, Group::looking, "command.focus_next", {key(Key::tab)}, false, has_events, [](Session& s) { s.cycle_focus(); }},
      {Id::choose_next_object, Group::looking, "command.choose_next_object", {key('G')}, false, several_objects, [](Session& s) { s.cycle_object(); }},
      {Id::filter_story, Group::looking, "command.filter_story", {key('/')}, false, always, [](Session& s) { s.request(ShellRequest::Kind::focus_filter); }},
      {Id::fit_timeline, Group::looking, "command.fit_timeline", {key('F')}, false, always, [](Session& s) { s.fit_timeline(); }},
      {Id::zoom_in, Group::looking, "command.zoom_in", {key('W')}, false, always, [](Session& s) { s.zoom_timeline(0.7); }},
      {Id::zoom_out, Group::looking, "command.zoom_out", {key('S')}, false, always, [](Session& s) { s.zoom_timeline(1 / 0.7); }},
      {Id::pan_left, Group::looking, "command.pan_left", {key('A')}, false, always, [](Session& s) { s.pan_timeline(-0.15); }},
      {Id::pan_right, Group::looking, "command.pan_right", {key('D')}, false, always, [](Session& s) { s.pan_timeline(0.15); }},
      {Id::toggle_axis, Group::looking, "command.toggle_axis", {key('T')}, false, always,
       [](Session& s) { s.set_axis(s.axis() == Axis::events ? Axis::time : Axis::events); }},

      {Id::mode_live, Group::modes, "command.mode_live", {key(Key::f2)}, true, always, [](Session& s) { s.set_mode(Mode::live); }},
      {Id::mode_step, Group::modes, "command.mode_step", {key(Key::f3)}, true, has_scenario, [](Session& s) { s.set_mode(Mode::step); }},
      {Id::mode_explore, Group::modes, "command.mode_explore", {key(Key::f4)}, true, has_scenario, [](Session& s) { s.set_mode(Mode::explore); }},
      {Id::mode_compare, Group::modes, "command.mode_compare", {key(Key::f6)}, true, has_scenario, [](Session& s) { s.set_mode(Mode::compare); }},
      {Id::ask_outputs, Group::modes, "command.ask_outputs", {key('O')}, false, explored, [](Session& s) { s.apply(act::ExploreOutputs{}); }},
      {Id::compare, Group::modes, "command.compare", {key('C')}, false, can_compare, [](Session& s) { explored(s) ? s.compare_chosen() : s.show(Overlay::compare_with); }},
      {Id::show_other, Group::modes, "command.show_other", {key('X')}, false, [](const Session& s) { return other_endings(s).has_value(); },
       [](Session& s) { s.apply(act::ShowSchedule{other_endings(s)->schedule}); }},

      {Id::choose_up, Group::stepping, "command.choose_up", {key(Key::up)}, false, choosing, [](Session& s) { s.choose(-1); }},
      {Id::choose_down, Group::stepping, "command.choose_down", {key(Key::down)}, false, choosing, [](Session& s) { s.choose(1); }},
      {Id::choose_page_up, Group::stepping, "command.choose_page_up", {key(Key::page_up)}, true, in_list, [](Session& s) { s.choose(-kPageRows); }},
      {Id::choose_page_down, Group::stepping, "command.choose_page_down", {key(Key::page_down)}, true, in_list, [](Session& s) { s.choose(kPageRows); }},
      {Id::choose_first, Group::stepping, "command.choose_first", {key(Key::home)}, true, [](const Session& s) { return in_list(s) && !in_files(s); }, [](Session& s) { s.choose_end(false); }},
      {Id::choose_last, Group::stepping, "command.choose_last", {key(Key::end)}, true, [](const Session& s) { return in_list(s) && !in_files(s); }, [](Session& s) { s.choose_end(true); }},
      {Id::complete_path, Group::stepping, "command.complete_path", {key(Key::tab)}, true, in_files, [](Session& s) { s.complete_path(); }},
      {Id::take_chosen, Group::stepping, "command.take_chosen", {key(Key::enter)}, false, choosing, [](Session& s) { s.take_chosen(); }},
      {Id::take_1, Group::stepping, "command.take_1", {key('1')}, false, in_step, take<0>},
      {Id::take_2, Group::stepping, "command.take_2", {key('2')}, false, in_step, take<1>},
      {Id::take_3, Group::stepping, "command.take_3", {key('3')}, false, in_step, take<2>},
      {Id::take_4, Group::stepping, "command.take_4", {key('4')}, false, in_step, take<3>},
      {Id::take_5, Group::stepping, "command.take_5", {key('5')}, false, in_step, take<4>},
      {Id::take_6, Group::stepping, "command.take_6", {key('6')}, false, in_step, take<5>},
      {Id::take_7, Group::stepping, "command.take_7", {key('7')}, false, in_step, take<6>},
      {Id::take_8, Group::stepping, "command.take_8", {key('8')}, false, in_step, take<7>},
      {Id::take_9, Group::stepping, "command.take_9", {key('9')}, false, in_step, take<8>},
      {Id::copy_schedule, Group::stepping, "command.copy_schedule", {ctrl('C')}, false, [](const Session& s) { return in_scheduled(s) && s.steps_behind() > 0; },
       [](Session& s) { s.copy_schedule(); }},
      {Id::let_run, Group::stepping, "command.let_run", {shift(Key::enter)}, false, in_step, [](Session& s) { s.show(Overlay::strategies); }},

      {Id::params, Group::files, "command.params", {key('P')}, false, [](const Session& s) { return s.scenario() && !s.scenario()->params.empty(); },
       [](Session& s) { s.show(Overlay::params); }},
      {Id::lessons, Group::files, "command.lessons", {ctrl('L')}, true, always, [](Session& s) { s.show(Overlay::lessons); }},
      {Id::lesson_1, Group::files, "command.lesson_1", {alt('1')}, true, has_lesson<0>, open_lesson<0>},
      {Id::lesson_2, Group::files, "command.lesson_2", {alt('2')}, true, has_lesson<1>, open_lesson<1>},
      {Id::lesson_3, Group::files, "command.lesson_3", {alt('3')}, true, has_lesson<2>, open_lesson<2>},
      {Id::lesson_4, Group::files, "command.lesson_4", {alt('4')}, true, has_lesson<3>, open_lesson<3>},
      {Id::lesson_5, Group::files, "command.lesson_5", {alt('5')}, true, has_lesson<4>, open_lesson<4>},
      {Id::lesson_6, Group::files, "command.lesson_6", {alt('6')}, true, has_lesson<5>, open_lesson<5>},
      {Id::lesson_7, Group::files, "command.lesson_7", {alt('7')}, true, has_lesson<6>, open_lesson<6>},
      {Id::lesson_8, Group::files, "command.lesson_8", {alt('8')}, true, has_lesson<7>, open_lesson<7>},
      {Id::lesson_9, Group::files, "command.lesson_9", {alt('9')}, true, has_lesson<8>, open_lesson<8>},
      {Id::lesson_10, Group::files, "command.lesson_10", {alt('0')}, true, has_lesson<9>, open_lesson<9>},
      {Id::next_lesson, Group::files, "command.next_lesson", {ctrl(Key::page_down)}, true, has_lesson<0>, [](Session& s) { s.open_neighbour(1); }},
      {Id::previous_lesson, Group::files, "command.previous_lesson", {ctrl(Key::page_up)}, true, has_lesson<0>, [](Session& s) { s.open_neighbour(-1); }},
      {Id::open_file, Group::files, "command.open_file", {ctrl('O')}, true, always, [](Session& s) { s.open_file(); }},
      {Id::paste, Group::files, "command.paste", {ctrl('V')}, false, always, [](Session& s) { s.request(ShellRequest::Kind::paste); }},
      {Id::save_program, Group::files, "command.save_program", {ctrl('S')}, true, saves_program, [](Session& s) { s.save_program(); }},
      {Id::save_trace, Group::files, "command.save_trace", {ctrl('S')}, true, [](const Session& s) { return has_events(s) && s.mode() != Mode::compare; }, [](Session& s) { s.save_trace(); }},
      {Id::save_picture, Group::files, "command.save_picture", {ctrl_shift('S')}, true, always, [](Session& s) { s.save_picture(); }},

      {Id::edit_program, Group::editing, "command.edit_program", {key('E')}, false, always, [](Session& s) { s.edit_program(); }},
      {Id::new_program, Group::editing, "command.new_program", {ctrl('N')}, true, always, [](Session& s) { s.new_program(); }},
      {Id::save_program_as, Group::editing, "command.save_program_as", {ctrl_alt('S')}, true, has_scenario, [](Session& s) { s.save_program_as(); }},
      {Id::run_edited, Group::editing, "command.run_edited", {ctrl(Key::enter)}, true, has_scenario, [](Session& s) { s.run_again(); }},
      {Id::undo, Group::editing, "command.undo", {ctrl('Z')}, true, has_editor, [](Session& s) { s.undo_edit(false); }},
      {Id::redo, Group::editing, "command.redo", {ctrl('Y'), ctrl_shift('Z')}, true, has_editor, [](Session& s) { s.undo_edit(true); }},
      {Id::discard_edits, Group::editing, "command.discard_edits", {ctrl('D')}, true, [](const Session& s) { return s.unsaved(); }, [](Session& s) { s.discard_edits(); }},
      {Id::next_mistake, Group::editing, "command.next_mistake", {key(Key::f8)}, true, [](const Session& s) { return s.editor() && !s.editor()->marks().empty(); }, [](Session& s) { s.next_mistake(); }},

      {Id::language, Group::window, "command.language", {key('L')}, false, always,
       [](Session& s) { change_preferences(s, [](Preferences& p) { p.language = p.language == "zh" ? "en" : "zh"; }); }},
      {Id::text_larger, Group::window, "command.text_larger", {key('+'), key('=')}, false,
       [](const Session& s) { return s.preferences().text_scale < kTextScaleMax; }, [](Session& s) { text_scale(s, kTextScaleStep); }},
      {Id::text_smaller, Group::window, "command.text_smaller", {key('-')}, false, [](const Session& s) { return s.preferences().text_scale > kTextScaleMin; },
       [](Session& s) { text_scale(s, -kTextScaleStep); }},
      {Id::theme, Group::window, "command.theme", {key('B')}, false, always,
       [](Session& s) { change_preferences(s, [](Preferences& p) { p.theme = p.theme == "light" ? "dark" : "light"; }); }},
      {Id::present, Group::window, "command.present", {key(Key::f5)}, true, always,
       [](Session& s) { change_preferences(s, [](Preferences& p) { p.presenting = !p.presenting; }); }},
      {Id::fold_about, Group::window, "command.fold_about", {key('I')}, false, has_scenario,
       [](Session& s) { change_preferences(s, [](Preferences& p) { p.about_folded = !p.about_folded; }); }},
      {Id::reduced_motion, Group::window, "command.reduced_motion", {key('M')}, false, always,
       [](Session& s) { change_preferences(s, [](Preferences& p) { p.reduced_motion = !p.reduced_motion; }); }},
      {Id::fullscreen, Group::window, "command.fullscreen", {key(Key::f11)}, true, always, [](Session& s) { s.request(ShellRequest::Kind::fullscreen); }},
      {Id::help, Group::window, "command.help", {key('?')}, false, always, [](Session& s) { s.show(Overlay::help); }},
      // Once: walk from thing to thing; again: all of them; again: enough.
      {Id::explain, Group::window, "command.explain", {key(Key::f1)}, true, always,
       [](Session& s) { s.show(s.overlay() == Overlay::explain || s.overlay() == Overlay::legend ? Overlay::legend : Overlay::explain); }},
      {Id::close, Group::window, "command.close", {key(Key::escape)}, false, always, [](Session& s) { s.close(); }},
      {Id::quit, Group::window, "command.quit", {ctrl('Q')}, true, always, [](Session& s) { s.request(ShellRequest::Kind::quit); }},
  };
  return kRows;
}

std::span<const Command> commands() { return CommandTable::rows(); }

const Command& command(CommandId id) {
  const auto found = std::ranges::find_if(commands(), [&](const Command& c) { return c.id == id; });
  assert(found != commands().end() && "every id has its line in the table");
  return *found;
}

namespace {

// Commands that the help tells in the line of another.
bool told_elsewhere(CommandId id) {
  return (id > Id::take_1 && id <= Id::take_9) || (id > Id::lesson_1 && id <= Id::lesson_10) || id == Id::choose_page_up || id == Id::choose_first;
}

}  // namespace

std::vector<const Command*> listed_commands() {
  std::vector<const Command*> listed;
  for (const Command& command : commands())
    if (!told_elsewhere(command.id)) listed.push_back(&command);
  return listed;
}

std::string_view listed_name_key(const Command& command) {
  switch (command.id) {
    case Id::take_1: return "command.take_digit";
    case Id::lesson_1: return "command.lesson_digit";
    case Id::choose_page_down: return "command.choose_page";
    case Id::choose_last: return "command.choose_end";
    default: return command.name_key;
  }
}

std::vector<std::string> listed_keys(const Command& command) {
  switch (command.id) {
    case Id::take_1: return {"1 – 9"};
    case Id::lesson_1: return {"Alt+1 – Alt+0"};
    case Id::choose_page_down: return {to_string(Chord{Key::page_up}), to_string(Chord{Key::page_down})};
    case Id::choose_last: return {to_string(Chord{Key::home}), to_string(Chord{Key::end})};
    default: break;
  }
  std::vector<std::string> keys;
  for (const Chord& chord : command.keys)
    if (chord.key != Key::none) keys.push_back(to_string(chord));
  return keys;
}

Reach reach_of(const Command& command) {
  switch (command.id) {
    case Id::choose_page_up: case Id::choose_page_down: case Id::choose_first: case Id::choose_last: case Id::complete_path: return Reach::lists;
    case Id::save_program: return Reach::editor;
    default: return Reach::panels;
  }
}

std::string_view group_key(CommandGroup group) {
  constexpr std::string_view kKeys[] = {"command.group.moving", "command.group.running", "command.group.looking", "command.group.modes",
                                        "command.group.stepping", "command.group.files", "command.group.editing", "command.group.window"};
  return kKeys[static_cast<size_t>(group)];
}

namespace {

// What can be done with something over the panels: walk its rows, change its params, close it, go to another, see it better.
bool works_over_panels(const Command& command, const Session& session) {
  if (reach_of(command) == Reach::lists) return true;
  switch (command.id) {
    case Id::choose_up: case Id::choose_down: case Id::take_chosen: case Id::close: case Id::quit: case Id::help: case Id::lessons: case Id::open_file: case Id::params:
    case Id::language: case Id::text_larger: case Id::text_smaller: case Id::theme: case Id::reduced_motion: case Id::fullscreen: case Id::explain: return true;
    case Id::step_back: case Id::step_forward: return in_params(session) || explaining(session);
    default: return false;
  }
}

// Of these, the ones that a text field in it leaves to the rows.
bool works_beside_field(CommandId id) {
  return id == Id::choose_up || id == Id::choose_down || id == Id::take_chosen || id == Id::close;
}

}  // namespace

const Command* command_of(const Chord& chord, const Session& session, bool typing) {
  if (chord.key == Key::none) return nullptr;
  const bool over = session.overlay() != Overlay::none;
  for (const Command& command : commands()) {
    if (command.keys[0] != chord && command.keys[1] != chord) continue;
    if (over && !works_over_panels(command, session)) continue;
    if (typing && !command.while_typing && !(over && works_beside_field(command.id))) continue;
    if (command.enabled(session)) return &command;
  }
  return nullptr;
}

}  // namespace wgscope::model
