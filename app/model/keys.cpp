#include "app/model/keys.h"

#include <utility>

namespace wgscope::model {

namespace {

std::string key_name(Key key) {
  constexpr std::pair<Key, const char*> kNames[] = {
      {Key::space, "Space"}, {Key::left, "←"},          {Key::right, "→"},       {Key::up, "↑"},         {Key::down, "↓"},   {Key::home, "Home"},
      {Key::end, "End"},     {Key::page_up, "PageUp"},  {Key::page_down, "PageDown"}, {Key::enter, "Enter"}, {Key::escape, "Esc"}, {Key::tab, "Tab"},
      {Key::backspace, "Backspace"}, {Key::del, "Del"},
  };
  for (const auto& [named, name] : kNames)
    if (named == key) return name;
  if (key >= Key::f1 && key <= Key::f12) return "F" + std::to_string(static_cast<int>(key) - static_cast<int>(Key::f1) + 1);
  return std::string(1, static_cast<char>(key));
}

}  // namespace

std::string to_string(const Chord& chord) {
  std::string text;
  if (chord.ctrl) text += "Ctrl+";
  if (chord.alt) text += "Alt+";
  if (chord.shift) text += "Shift+";
  return text + key_name(chord.key);
}

}  // namespace wgscope::model
