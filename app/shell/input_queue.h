// What the keyboard and the mouse did, in order, handed out frame by frame. A click that goes down and up between two frames, or a key that does, is
// never lost: a frame takes events until one would undo another of the same frame. Commands get chords (app/model/keys.h); Dear ImGui gets only what
// edits text. Nothing here talks to GLFW; window.cpp pushes what its callbacks say.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>
#include <vector>

#include "app/model/keys.h"
#include "app/shell/gui.h"

namespace wgscope::shell {

struct InputEvent {
  enum class Kind : uint8_t { move, button, wheel, character, key } kind = Kind::move;
  widgets::Point at = {};        // move: the mouse; wheel: notches
  int what = 0;                  // button: 0 left, 1 right; key: GLFW's number; character: the code point
  bool down = false;             // button, key
  bool repeat = false;           // key
  int modifiers = 0;             // GLFW's bits
  std::string_view name = {};    // key: what this key writes on this keyboard, as GLFW names it; a literal or empty
};

// The chord of a key that writes nothing, or of any key held together with Ctrl or Alt. Nothing for keys that write: their character tells.
std::optional<model::Chord> chord_of_key(int key, int modifiers, std::string_view name);
// The chord of a written character. `modifiers` as of the key event before it.
std::optional<model::Chord> chord_of_character(uint32_t code_point, int modifiers);

class InputQueue {
 public:
  void push(InputEvent event) { events_.push_back(event); }
  bool empty() const { return events_.empty(); }

  struct Frame {
    widgets::Input input;
    std::vector<EditEvent> edits;
    std::vector<model::Chord> chords;
    bool any = false;            // something happened
  };
  // What the next frame is to see. Events that must wait for the frame after stay. `typing`: characters are for a text, all that there are at once; no command
  // has one while a text has the keyboard.
  Frame next(bool typing = false);
  // The window lost the keyboard: what was down is up.
  void release_all();

 private:
  std::deque<InputEvent> events_;
  widgets::Input state_;
  int modifiers_ = 0;
};

}  // namespace wgscope::shell
