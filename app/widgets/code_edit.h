// Lines of code to be edited: drawn as code_view draws them, with a caret and what is selected. It keeps no text and changes none: it says which keys were
// pressed, what was typed and where the mouse went, in order, and whoever has the text does it.
//
// Not ImGui's InputTextMultiline: that one draws its text in one colour in a child window over everything else, and is different in every version.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "app/widgets/code_view.h"

namespace wgscope::widgets {

struct CodePlace {
  size_t line = 0, byte = 0;           // from 0; the byte of the line
  auto operator<=>(const CodePlace&) const = default;
};

struct CodeEditSpec {
  std::span<const CodeLine> lines = {};   // never none: an empty text is one line
  CodePlace caret = {}, selected_from = {}, selected_to = {};
  bool keys = false;                   // the keyboard is ours: the caret is shown
  uint64_t caret_version = 0;          // the caret is brought into view when this changes
  TextStyle style = TextStyle::mono;
  std::function<void(const Rect& chips)> on_chips = {};   // told where the chips of a line are
};

// One thing that the user did to the text.
struct CodeDeed {
  enum class Kind : uint8_t { type, enter, tab, erase, move, put, word, all, copy, cut, leave, take } kind;   // leave, take: the keyboard
  std::string text = {};               // type
  enum class Key : uint8_t { none, left, right, up, down, home, end, page_up, page_down, del, backspace } key = Key::none;   // move, erase
  bool shift = false, ctrl = false;
  CodePlace place = {};                // put, word
};

struct CodeEdited {
  std::vector<CodeDeed> deeds;
  size_t page = 20;                    // lines that are in view
};
CodeEdited code_edit(Ui& ui, std::string_view id, const Rect& rect, const CodeEditSpec& spec);

}  // namespace wgscope::widgets
