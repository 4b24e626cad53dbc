#include "app/shell/input_queue.h"

#include <gtest/gtest.h>

#include <GLFW/glfw3.h>

namespace wgscope::shell {
namespace {

using model::Chord;
using model::Key;
using Kind = InputEvent::Kind;

InputEvent key(int code, bool down = true, int modifiers = 0, std::string_view name = {}) {
  return {.kind = Kind::key, .what = code, .down = down, .modifiers = modifiers, .name = name};
}
InputEvent character(char c) { return {.kind = Kind::character, .what = c}; }
InputEvent button(bool down) { return {.kind = Kind::button, .what = 0, .down = down}; }
InputEvent move(float x, float y) { return {.at = {x, y}}; }

TEST(Chord, NamedKeys_KeepAllModifiers) {
  EXPECT_EQ(chord_of_key(GLFW_KEY_LEFT, 0, {}), (Chord{Key::left}));
  EXPECT_EQ(chord_of_key(GLFW_KEY_PAGE_DOWN, GLFW_MOD_CONTROL, {}), (Chord{Key::page_down, true}));
  EXPECT_EQ(chord_of_key(GLFW_KEY_ENTER, GLFW_MOD_SHIFT, {}), (Chord{Key::enter, false, true}));
  EXPECT_EQ(chord_of_key(GLFW_KEY_F11, 0, {}), (Chord{Key::f11}));
}

TEST(Chord, KeyThatWrites_IsToldByItsCharacter) {
  EXPECT_EQ(chord_of_key(GLFW_KEY_R, 0, "r"), std::nullopt);
  EXPECT_EQ(chord_of_key(GLFW_KEY_SLASH, GLFW_MOD_SHIFT, "/"), std::nullopt);
  EXPECT_EQ(chord_of_character('r', 0), (Chord{model::key_of('R')}));
  EXPECT_EQ(chord_of_character('R', GLFW_MOD_SHIFT), (Chord{model::key_of('R'), false, true}));
  EXPECT_EQ(chord_of_character('R', 0), (Chord{model::key_of('R')})) << "Caps Lock is no Shift";
  EXPECT_EQ(chord_of_character('?', GLFW_MOD_SHIFT), (Chord{model::key_of('?')}));
  EXPECT_EQ(chord_of_character(' ', 0), (Chord{Key::space}));
  EXPECT_EQ(chord_of_character(0x4e2d, 0), std::nullopt);
}

TEST(Chord, WithControl_FollowsTheKeyboardsOwnLetters) {
  EXPECT_EQ(chord_of_key(GLFW_KEY_Q, GLFW_MOD_CONTROL, "a"), (Chord{model::key_of('A'), true})) << "AZERTY";
  EXPECT_EQ(chord_of_key(GLFW_KEY_S, GLFW_MOD_CONTROL | GLFW_MOD_SHIFT, "s"), (Chord{model::key_of('S'), true, true}));
  EXPECT_EQ(chord_of_key(GLFW_KEY_S, GLFW_MOD_CONTROL, {}), (Chord{model::key_of('S'), true})) << "a keyboard without Latin letters";
}

TEST(Chord, AltDigit_IsTheDigitsPlace) {
  EXPECT_EQ(chord_of_key(GLFW_KEY_3, GLFW_MOD_ALT, "\""), (Chord{model::key_of('3'), false, false, true})) << "AZERTY again";
  EXPECT_EQ(chord_of_key(GLFW_KEY_KP_7, GLFW_MOD_ALT, {}), (Chord{model::key_of('7'), false, false, true}));
}

TEST(InputQueue, PressAndReleaseBetweenFrames_TakeTwoFrames) {
  InputQueue queue;
  queue.push(move(10, 20));
  queue.push(button(true));
  queue.push(button(false));
  const auto first = queue.next();
  EXPECT_TRUE(first.input.left);
  EXPECT_EQ(first.input.mouse, (widgets::Point{10, 20}));
  EXPECT_FALSE(queue.empty());
  EXPECT_FALSE(queue.next().input.left);
  EXPECT_TRUE(queue.empty());
}

TEST(InputQueue, MoveAfterPress_WaitsSoThatThePressKeepsItsPlace) {
  InputQueue queue;
  queue.push(move(10, 20));
  queue.push(button(true));
  queue.push(move(500, 20));
  EXPECT_EQ(queue.next().input.mouse.x, 10);
  EXPECT_EQ(queue.next().input.mouse.x, 500);
}

TEST(InputQueue, KeyDownAndUpBetweenFrames_IsSeenDown) {
  InputQueue queue;
  queue.push(key(GLFW_KEY_BACKSPACE));
  queue.push(key(GLFW_KEY_BACKSPACE, false));
  const auto first = queue.next();
  ASSERT_EQ(first.edits.size(), 1u);
  EXPECT_EQ(first.edits[0].kind, EditEvent::Kind::key_down);
  const auto second = queue.next();
  ASSERT_EQ(second.edits.size(), 1u);
  EXPECT_EQ(second.edits[0].kind, EditEvent::Kind::key_up);
}

TEST(InputQueue, TwoCommands_TakeTwoFrames) {
  InputQueue queue;
  queue.push(key(GLFW_KEY_SLASH, true, 0, "/"));
  queue.push(character('/'));
  queue.push(key(GLFW_KEY_W, true, 0, "w"));
  queue.push(character('w'));
  EXPECT_EQ(queue.next().chords, std::vector{Chord{model::key_of('/')}});
  EXPECT_EQ(queue.next().chords, std::vector{Chord{model::key_of('W')}});
  EXPECT_TRUE(queue.empty());
}

TEST(InputQueue, WhileTyping_CharactersComeAtOnce_AndAreNoCommands) {
  InputQueue queue;
  for (const char c : {'w', 'g', '.'}) {
    queue.push(key(GLFW_KEY_W, true, 0, "w"));
    queue.push(character(c));
    queue.push(key(GLFW_KEY_W, false, 0, "w"));
  }
  const auto frame = queue.next(true);
  EXPECT_TRUE(frame.chords.empty());
  std::string typed;
  for (const EditEvent& edit : frame.edits)
    if (edit.kind == EditEvent::Kind::character) typed += static_cast<char>(edit.what);
  EXPECT_EQ(typed, "wg.");
  EXPECT_TRUE(queue.empty());
}

// Tab completes what stands in the field: all of it, however slow the frames are.
TEST(InputQueue, CommandAfterText_WaitsUntilTheTextIsThere) {
  InputQueue queue;
  for (const char c : {'m', 'i'}) {
    queue.push(key(c - 'a' + GLFW_KEY_A));
    queue.push(character(c));
    queue.push(key(c - 'a' + GLFW_KEY_A, false));
  }
  queue.push(key(GLFW_KEY_TAB));
  const auto text = queue.next(true);
  EXPECT_EQ(text.edits.size(), 2u);
  EXPECT_TRUE(text.chords.empty());
  EXPECT_EQ(queue.next(true).chords, std::vector{Chord{Key::tab}});
}

TEST(InputQueue, ControlV_ComesWithControlHeld) {
  InputQueue queue;
  queue.push(key(GLFW_KEY_LEFT_CONTROL));
  queue.push(key(GLFW_KEY_V, true, GLFW_MOD_CONTROL, "v"));
  queue.push(key(GLFW_KEY_V, false, GLFW_MOD_CONTROL, "v"));
  queue.push(key(GLFW_KEY_LEFT_CONTROL, false, GLFW_MOD_CONTROL));
  const auto frame = queue.next();
  EXPECT_TRUE(frame.input.ctrl);
  EXPECT_EQ(frame.chords, std::vector{(Chord{model::key_of('V'), true})});
}

TEST(InputQueue, Wheel_AddsUpAndIsGoneInTheNextFrame) {
  InputQueue queue;
  queue.push({.kind = Kind::wheel, .at = {0, 1}});
  queue.push({.kind = Kind::wheel, .at = {0, 2}});
  EXPECT_EQ(queue.next().input.wheel.y, 3);
  EXPECT_EQ(queue.next().input.wheel.y, 0);
}

TEST(InputQueue, FocusLost_NothingStaysHeld) {
  InputQueue queue;
  queue.push(button(true));
  queue.next();
  queue.release_all();
  EXPECT_FALSE(queue.next().input.left);
}

}  // namespace
}  // namespace wgscope::shell
