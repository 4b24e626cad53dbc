// Keys as the model names them: independent of GLFW and of Dear ImGui, so that the table of commands is tested without a window.
// The shell turns key events into chords; nothing here knows how.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace wgscope::model {

// Letters and digits are their upper-case character, and keep `shift`. Other printable keys are the character that was typed (`/`, `?`, `+`), whatever it took
// on this keyboard, so they never carry `shift`. The rest have names.
enum class Key : uint16_t {
  none = 0,
  space = ' ',
  left = 256, right, up, down, home, end, page_up, page_down, enter, escape, tab, backspace, del,
  f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12,
};
constexpr Key key_of(char printable) { return static_cast<Key>(printable); }

struct Chord {
  Key key = Key::none;
  bool ctrl = false, shift = false, alt = false;
  auto operator<=>(const Chord&) const = default;
};

// `Ctrl+Shift+S`, `Space`, `←`: as menus and the help show it. Modifier and key names are the same in every language.
std::string to_string(const Chord& chord);

}  // namespace wgscope::model
