#include "app/shell/input_queue.h"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "app/theme/imgui_compat.h"

namespace wgscope::shell {

namespace {

using model::Chord;
using model::Key;

struct NamedKey {
  int glfw;
  Key key;
};
constexpr NamedKey kNamed[] = {
    {GLFW_KEY_LEFT, Key::left},           {GLFW_KEY_RIGHT, Key::right},     {GLFW_KEY_UP, Key::up},         {GLFW_KEY_DOWN, Key::down},
    {GLFW_KEY_HOME, Key::home},           {GLFW_KEY_END, Key::end},         {GLFW_KEY_PAGE_UP, Key::page_up}, {GLFW_KEY_PAGE_DOWN, Key::page_down},
    {GLFW_KEY_ENTER, Key::enter},         {GLFW_KEY_KP_ENTER, Key::enter},  {GLFW_KEY_ESCAPE, Key::escape}, {GLFW_KEY_TAB, Key::tab},
    {GLFW_KEY_BACKSPACE, Key::backspace}, {GLFW_KEY_DELETE, Key::del},
};

struct EditKeyOf {
  int glfw;
  imgui::EditKey key;
};
constexpr EditKeyOf kEdit[] = {
    {GLFW_KEY_LEFT, imgui::EditKey::left},           {GLFW_KEY_RIGHT, imgui::EditKey::right},   {GLFW_KEY_HOME, imgui::EditKey::home},
    {GLFW_KEY_END, imgui::EditKey::end},             {GLFW_KEY_DELETE, imgui::EditKey::del},    {GLFW_KEY_BACKSPACE, imgui::EditKey::backspace},
    {GLFW_KEY_ENTER, imgui::EditKey::enter},         {GLFW_KEY_KP_ENTER, imgui::EditKey::enter}, {GLFW_KEY_ESCAPE, imgui::EditKey::escape},
    {GLFW_KEY_UP, imgui::EditKey::up},               {GLFW_KEY_DOWN, imgui::EditKey::down},     {GLFW_KEY_PAGE_UP, imgui::EditKey::page_up},
    {GLFW_KEY_PAGE_DOWN, imgui::EditKey::page_down}, {GLFW_KEY_TAB, imgui::EditKey::tab},
};

std::optional<imgui::EditKey> edit_key_of(int key, std::string_view name) {
  for (const EditKeyOf& e : kEdit) {
    if (e.glfw == key) return e.key;
  }
  const char letter = name.size() == 1 ? static_cast<char>(std::tolower(static_cast<unsigned char>(name[0])))
                      : key >= GLFW_KEY_A && key <= GLFW_KEY_Z ? static_cast<char>('a' + key - GLFW_KEY_A) : 0;
  switch (letter) {
    case 'a': return imgui::EditKey::a;
    case 'c': return imgui::EditKey::c;
    case 'v': return imgui::EditKey::v;
    case 'x': return imgui::EditKey::x;
    case 'y': return imgui::EditKey::y;
    case 'z': return imgui::EditKey::z;
    default: return std::nullopt;
  }
}

}  // namespace

std::optional<Chord> chord_of_key(int key, int modifiers, std::string_view name) {
  Chord chord;
  chord.ctrl = modifiers & GLFW_MOD_CONTROL;
  chord.alt = modifiers & GLFW_MOD_ALT;
  chord.shift = modifiers & GLFW_MOD_SHIFT;
  for (const NamedKey& named : kNamed) {
    if (named.glfw == key) return chord.key = named.key, chord;
  }
  if (key >= GLFW_KEY_F1 && key <= GLFW_KEY_F12) {
    chord.key = static_cast<Key>(static_cast<int>(Key::f1) + key - GLFW_KEY_F1);
    return chord;
  }
  if (!chord.ctrl && !chord.alt) return std::nullopt;   // it writes; its character comes next
  if (key == GLFW_KEY_SPACE) return chord.key = Key::space, chord;
  // Digits by their place, whatever the keyboard writes there without Shift; letters by what it writes, or by place when that is no Latin letter.
  char printable = 0;
  if (key >= GLFW_KEY_0 && key <= GLFW_KEY_9) {
    printable = static_cast<char>('0' + key - GLFW_KEY_0);
  } else if (key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_9) {
    printable = static_cast<char>('0' + key - GLFW_KEY_KP_0);
  } else if (name.size() == 1 && name[0] > ' ' && name[0] < 0x7f) {
    printable = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
  } else if (key > GLFW_KEY_SPACE && key < 127) {
    printable = static_cast<char>(key);
  }
  if (printable == 0) return std::nullopt;
  if (!std::isalnum(static_cast<unsigned char>(printable))) chord.shift = false;
  chord.key = model::key_of(printable);
  return chord;
}

std::optional<Chord> chord_of_character(uint32_t code_point, int modifiers) {
  if (code_point < ' ' || code_point > '~') return std::nullopt;
  if (modifiers & GLFW_MOD_CONTROL && !(modifiers & GLFW_MOD_ALT)) return std::nullopt;   // told by its key
  const char c = static_cast<char>(std::toupper(static_cast<int>(code_point)));
  Chord chord;
  chord.key = model::key_of(c);
  // Caps Lock is no Shift: what counts is the key that is held.
  if (std::isalpha(static_cast<unsigned char>(c))) chord.shift = modifiers & GLFW_MOD_SHIFT;
  return chord;
}

InputQueue::Frame InputQueue::next(bool typing) {
  Frame frame;
  state_.wheel = {};
  std::array<bool, 2> button_taken{};
  bool mouse_fixed = false;            // a button changed: the mouse stays where it was then
  std::vector<int> keys_down;          // in this frame
  bool text = false;                   // characters are in it
  for (; !events_.empty(); events_.pop_front(), frame.any = true) {
    const InputEvent event = events_.front();
    if (event.kind == InputEvent::Kind::move) {
      if (mouse_fixed) break;
      state_.mouse = event.at;
    } else if (event.kind == InputEvent::Kind::button) {
      const auto button = static_cast<size_t>(event.what);
      if (button >= button_taken.size()) continue;
      if (button_taken[button]) break;
      button_taken[button] = mouse_fixed = true;
      (button == 0 ? state_.left : state_.right) = event.down;
      modifiers_ = event.modifiers;
    } else if (event.kind == InputEvent::Kind::wheel) {
      state_.wheel = state_.wheel + event.at;
    } else if (event.kind == InputEvent::Kind::key) {
      if (!event.down && std::find(keys_down.begin(), keys_down.end(), event.what) != keys_down.end()) break;
      if (!frame.chords.empty()) break;   // what a command changes may decide what the next key means
      const auto chord = event.down ? chord_of_key(event.what, event.modifiers, event.name) : std::nullopt;
      if (chord && text) break;           // a command is given before the frame, and would not know what was typed in front of it
      modifiers_ = event.modifiers;
      const auto edit = edit_key_of(event.what, event.name);
      if (edit) {
        if (event.repeat) frame.edits.push_back({EditEvent::Kind::key_up, static_cast<uint32_t>(*edit)});
        frame.edits.push_back({event.down ? EditEvent::Kind::key_down : EditEvent::Kind::key_up, static_cast<uint32_t>(*edit)});
      }
      if (event.down) {
        if (edit) keys_down.push_back(event.what);   // of the others nobody sees the way up
        if (chord) frame.chords.push_back(*chord);
      }
    } else {
      if (!frame.chords.empty()) break;
      frame.edits.push_back({EditEvent::Kind::character, static_cast<uint32_t>(event.what)});
      text = true;
      if (typing) continue;
      if (const auto chord = chord_of_character(static_cast<uint32_t>(event.what), modifiers_)) frame.chords.push_back(*chord);
    }
  }
  frame.input = state_;
  frame.input.shift = modifiers_ & GLFW_MOD_SHIFT;
  frame.input.ctrl = modifiers_ & GLFW_MOD_CONTROL;
  frame.input.alt = modifiers_ & GLFW_MOD_ALT;
  return frame;
}

void InputQueue::release_all() {
  for (int button = 0; button < 2; ++button) push({.kind = InputEvent::Kind::button, .what = button, .down = false});
  modifiers_ = 0;
}

}  // namespace wgscope::shell
