// What a user does to widgets, without rendering: items are found by id and touched in their middle.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "app/theme/imgui_compat.h"
#include "app/widgets/code_view.h"
#include "app/widgets/controls.h"
#include "app/widgets/lanes.h"
#include "app/widgets/list.h"
#include "tests/app/ui_driver.h"
#include "tests/app/widgets/gallery.h"

namespace wgscope::widgets {
namespace {

using test::UiDriver;

TEST(Button, ClickedById_SaysSoOnce) {
  int clicks = 0;
  UiDriver driver([&](Ui& ui) { clicks += button(ui, "go", {10, 10, 100, 34}, {.label = "go"}); });
  EXPECT_TRUE(driver.click("go"));
  EXPECT_EQ(clicks, 1);
  EXPECT_EQ(driver.find("go")->label, "go");
}

TEST(Button, Disabled_IsListedButNotClicked) {
  int clicks = 0;
  UiDriver driver([&](Ui& ui) { clicks += button(ui, "go", {10, 10, 100, 34}, {.label = "go", .enabled = false}); });
  EXPECT_TRUE(driver.click("go"));
  EXPECT_EQ(clicks, 0);
  EXPECT_FALSE(driver.find("go")->enabled);
}

TEST(Button, LetGoElsewhere_IsNotClicked) {
  int clicks = 0;
  UiDriver driver([&](Ui& ui) { clicks += button(ui, "go", {10, 10, 100, 34}, {.label = "go"}); });
  driver.drag("go", {300, 0});
  EXPECT_EQ(clicks, 0);
}

TEST(Touch, OverlappingItems_TheLaterOneGetsIt) {
  int below = 0, above = 0;
  UiDriver driver([&](Ui& ui) {
    below += ui.touch("below", {0, 0, 100, 100}, "").clicked;
    above += ui.touch("above", {40, 40, 20, 20}, "").clicked;
  });
  driver.click("above");
  EXPECT_EQ(above, 1);
  EXPECT_EQ(below, 0);
}

TEST(Touch, BehindAShade_GetsNothing) {
  int behind = 0, closed = 0;
  bool open = true;
  UiDriver driver([&](Ui& ui) {
    behind += ui.touch("behind", {0, 0, 100, 100}, "", true, Ui::Wheel::taken).clicked;
    if (!open) return;
    if (shade(ui, "shade")) ++closed, open = false;
    floating(ui, "box", {500, 300, 200, 200});
  });
  driver.click("behind");
  EXPECT_EQ(behind, 0);
  EXPECT_EQ(closed, 1);
}

TEST(Touch, DoubleClick_IsToldOnTheSecond) {
  int doubles = 0;
  UiDriver driver([&](Ui& ui) { doubles += ui.touch("x", {0, 0, 50, 50}, "").double_clicked; });
  driver.click("x");
  EXPECT_EQ(doubles, 0);
  driver.click("x");
  EXPECT_EQ(doubles, 1);
  driver.click("x");
  EXPECT_EQ(doubles, 1);
  driver.wait(1);
  driver.click("x");
  EXPECT_EQ(doubles, 1);
}

TEST(Tip, MouseRestsOnIt_IsShownAfterAMoment) {
  UiDriver driver([&](Ui& ui) { ui.tip(ui.touch("x", {0, 0, 50, 50}, ""), "what it does"); });
  driver.move_to("x");
  const size_t before = driver.vertices();
  EXPECT_TRUE(driver.ui().wake_after_s().has_value());
  driver.wait(0.6);
  EXPECT_GT(driver.vertices(), before);
}

TEST(Segmented, AnotherOneClicked_IsGiven) {
  int chosen = 0;
  const std::array segments = {Segment{"Live"}, Segment{"Step"}, Segment{"Explore", false}};
  UiDriver driver([&](Ui& ui) {
    const int clicked = segmented(ui, "mode", {0, 0, 300, 34}, segments, chosen);
    if (clicked >= 0) chosen = clicked;
  });
  driver.click("mode/1");
  EXPECT_EQ(chosen, 1);
  driver.click("mode/2");
  EXPECT_EQ(chosen, 1);
}

TEST(Slider, Dragged_ChangesAndIsDoneWhenLetGo) {
  long long value = 3;
  int dones = 0;
  UiDriver driver([&](Ui& ui) {
    bool done = false;
    slider(ui, "workers", {0, 0, 400, 34}, "workers", value, 1, 16, &done);
    dones += done;
  });
  const Rect rect = driver.find("workers")->rect;
  driver.press({rect.right() - 60, rect.centre().y});
  EXPECT_GT(value, 10);
  EXPECT_EQ(dones, 0);
  driver.release();
  EXPECT_EQ(dones, 1);
  driver.wheel("workers", -1);
  EXPECT_EQ(dones, 2);
}

TEST(Slider, RangeOfAllNumbers_DoesNotOverflow) {
  long long value = 0;
  UiDriver driver([&](Ui& ui) { slider(ui, "x", {0, 0, 900, 34}, "x", value, INT64_MIN, INT64_MAX); });
  driver.click("x");
  SUCCEED();
}

TEST(TextField, TypedInto_KeepsTheTextAndTheKeyboard) {
  std::string text;
  Typed last;
  UiDriver driver([&](Ui& ui) { last = text_field(ui, "filter", {10, 10, 300, 34}, text, "filter"); });
  driver.type("lost");
  EXPECT_EQ(text, "");
  driver.click("filter");
  EXPECT_TRUE(driver.ui().typing());
  driver.type("wake");
  EXPECT_EQ(text, "wake");
  driver.edit_key(static_cast<int>(imgui::EditKey::backspace));
  EXPECT_EQ(text, "wak");
}

TEST(TextField, AskedForFocus_HasTheKeyboard) {
  std::string text;
  bool focus = false;
  UiDriver driver([&](Ui& ui) { text_field(ui, "filter", {10, 10, 300, 34}, text, "filter", std::exchange(focus, false)); });
  focus = true;
  driver.frames(3);
  EXPECT_TRUE(driver.ui().typing());
  driver.type("a long text that needs more room than a short string has in itself");
  EXPECT_EQ(text, "a long text that needs more room than a short string has in itself");
}

// The hint is drawn by ImGui: what it is written with has to be asked for all the same.
TEST(TextField, HintInAnotherScript_HasItsLetters) {
  if (imgui::kDynamicFonts) GTEST_SKIP() << "letters come when they are drawn";
  std::string text;
  std::string_view hint = "words";
  UiDriver driver([&](Ui& ui) { text_field(ui, "filter", {10, 10, 300, 34}, text, hint); });
  driver.frames(2);
  const int builds = driver.gui().fonts().builds();
  hint = "要找的词";
  driver.frames(2);
  EXPECT_GT(driver.gui().fonts().builds(), builds);
}

TEST(Splitter, Dragged_StaysAndDoubleClickPutsItBack) {
  float fraction = 0;
  UiDriver driver([&](Ui& ui) { fraction = splitter(ui, "s", Axis::x, {0, 0, 1000, 500}, 0.3f, 0.1f, 0.9f, 8); });
  EXPECT_FLOAT_EQ(fraction, 0.3f);
  driver.drag("s", {200, 0});
  EXPECT_NEAR(fraction, 0.5f, 0.01f);
  driver.drag("s", {900, 0});
  EXPECT_NEAR(fraction, 0.9f, 0.01f);
  driver.wait(1);
  driver.double_click("s");
  EXPECT_FLOAT_EQ(fraction, 0.3f);
}

// ---- lists

struct Rows {
  ListSpec spec;
  size_t asked = 0;
  std::vector<size_t> drawn;
  float first_y = 0, last_bottom = 0;

  explicit Rows(size_t count) {
    spec.count = count;
    spec.height = [this](size_t row) { return ++asked, 20.0f + static_cast<float>(row % 3) * 10; };
    spec.draw = [this](size_t row, const Rect& rect) {
      if (drawn.empty()) first_y = rect.y;
      drawn.push_back(row);
      last_bottom = rect.bottom();
    };
  }
  void operator()(Ui& ui) {
    drawn.clear();
    asked = 0;
    list(ui, "list", {0, 100, 400, 300}, spec);
  }
};

TEST(List, AMillionRows_AsksOnlyForThoseNearby) {
  Rows rows(1'000'000);
  rows.spec.selected = 500'000;
  UiDriver driver([&](Ui& ui) { rows(ui); });
  EXPECT_LT(rows.asked, 200u);
  EXPECT_NE(std::find(rows.drawn.begin(), rows.drawn.end(), 500'000u), rows.drawn.end());
}

TEST(List, ScrolledToTheEnd_LastRowStandsAtTheBottom) {
  Rows rows(1000);
  UiDriver driver([&](Ui& ui) { rows(ui); });
  for (int i = 0; i < 500; ++i) driver.wheel("list", -3);
  EXPECT_EQ(rows.drawn.back(), 999u);
  EXPECT_NEAR(rows.last_bottom, 400, 1);
  for (int i = 0; i < 500; ++i) driver.wheel("list", 3);
  EXPECT_EQ(rows.drawn.front(), 0u);
  EXPECT_NEAR(rows.first_y, 100, 1);
}

TEST(List, SelectedChanges_ComesIntoView) {
  Rows rows(1000);
  rows.spec.selected = 0;
  UiDriver driver([&](Ui& ui) { rows(ui); });
  for (const size_t selected : {5u, 20u, 19u, 900u, 999u, 0u}) {
    rows.spec.selected = selected;
    driver.frames(2);
    EXPECT_NE(std::find(rows.drawn.begin(), rows.drawn.end(), selected), rows.drawn.end()) << selected;
  }
}

TEST(List, FewRows_StandAtTheTop) {
  Rows rows(3);
  rows.spec.selected = 2;
  UiDriver driver([&](Ui& ui) { rows(ui); });
  EXPECT_EQ(rows.drawn.size(), 3u);
  EXPECT_FLOAT_EQ(rows.first_y, 100);
}

TEST(List, BarDragged_MovesThere) {
  Rows rows(10'000);
  UiDriver driver([&](Ui& ui) { rows(ui); });
  driver.drag("list/bar", {0, 1000});
  EXPECT_EQ(rows.drawn.back(), 9999u);
}

TEST(List, ShrinksBelowItsPlace_ShowsItsEnd) {
  Rows rows(10'000);
  rows.spec.selected = 9'999;
  UiDriver driver([&](Ui& ui) { rows(ui); });
  rows.spec.count = 5;
  rows.spec.selected = 4;
  driver.frames(2);
  EXPECT_EQ(rows.drawn.size(), 5u);
}

// ---- code and lanes

TEST(CodeView, LineClicked_IsGiven) {
  const std::array lines = {CodeLine{.text = "var wg sync.WaitGroup"}, CodeLine{.text = "wg.Wait()", .error = "undefined: wg", .error_column = 40}};
  int clicked = -1;
  UiDriver driver([&](Ui& ui) {
    const int line = code_view(ui, "code", {0, 0, 400, 300}, {.lines = lines});
    if (line >= 0) clicked = line;
  });
  driver.click("code/line/2");
  EXPECT_EQ(clicked, 1);
}

TEST(CodeView, FocusFarBelow_ComesIntoView) {
  std::vector<CodeLine> lines(500, CodeLine{.text = "x++"});
  int focus = 0;
  UiDriver driver([&](Ui& ui) { code_view(ui, "code", {0, 0, 400, 300}, {.lines = lines, .focus = focus}); });
  EXPECT_FALSE(driver.has("code/line/400"));
  focus = 399;
  driver.frames(2);
  EXPECT_TRUE(driver.has("code/line/400"));
}

TEST(Lanes, AxisPressedAndDragged_AsksForTheCursorThere) {
  LanesAsk ask;
  std::optional<double> scrub;
  UiDriver driver([&](Ui& ui) {
    ask = lanes(ui, "t", {0, 0, 1000, 200}, {.view_from = 100, .view_to = 200});
    if (ask.scrub) scrub = ask.scrub;
  });
  driver.move_to("t/axis");
  driver.press(driver.input.mouse);
  ASSERT_TRUE(scrub.has_value());
  EXPECT_NEAR(*scrub, 150, 1);
  driver.input.mouse.x = 5000;
  driver.frames(1);
  EXPECT_DOUBLE_EQ(*scrub, 200);
  driver.release();
}

TEST(Lanes, Wheel_ZoomsAboutTheMouse) {
  double zoom = 1, at = 0, pan = 0;
  UiDriver driver([&](Ui& ui) {
    const LanesAsk ask = lanes(ui, "t", {0, 0, 1000, 200}, {.view_from = 0, .view_to = 100});
    if (ask.zoom != 1) zoom = ask.zoom, at = ask.zoom_at;
    if (ask.pan != 0) pan = ask.pan;
  });
  driver.wheel("t/axis", 1);
  EXPECT_LT(zoom, 1);
  EXPECT_NEAR(at, 50, 1);
  driver.input.shift = true;
  driver.wheel("t/axis", 1);
  EXPECT_LT(pan, 0);
}

TEST(Lanes, FiveHundred_ScrollAndStayCheap) {
  std::vector<std::string> names;
  std::vector<Lane> lanes_of;
  const std::array bars = {Bar{0, 50}, Bar{50, 100, BarLook::hollow, {0, 0, 0, 0}, "parked"}};
  for (int i = 0; i < 512; ++i) names.push_back("G" + std::to_string(i + 2));
  for (const auto& name : names) lanes_of.push_back({.name = name, .bars = bars});
  UiDriver driver([&](Ui& ui) { lanes(ui, "t", {0, 0, 1000, 200}, {.lanes = lanes_of, .view_from = 0, .view_to = 100}); });
  EXPECT_TRUE(driver.has("t/lane/0"));
  EXPECT_FALSE(driver.has("t/lane/511"));
  lanes_of[511].selected = true;
  driver.frames(2);
  EXPECT_TRUE(driver.has("t/lane/511"));
}

// A frame that is the first to need a glyph is drawn again before anybody sees it; what was typed in it counts once, a click too.
TEST(Frames, NewGlyphs_AreThereAtOnceAndNothingHappensTwice) {
  std::string typed;
  int clicks = 0;
  UiDriver driver([&](Ui& ui) {
    ui.state<bool>("focused") = text_field(ui, "field", {10, 10, 300, 34}, typed, "", !ui.state<bool>("focused")).active;
    if (button(ui, "more", {10, 60, 200, 34}, {clicks % 2 == 0 ? "more" : "更多的字"})) ++clicks;
  });
  const int builds = driver.gui().fonts().builds();
  ASSERT_TRUE(driver.click("more"));
  EXPECT_EQ(clicks, 1);
  EXPECT_FALSE(driver.gui().fonts().stale(1));
  EXPECT_GT(driver.gui().fonts().builds(), builds);
  driver.click("field");
  driver.type("abc");
  EXPECT_EQ(typed, "abc");
}

TEST(Gallery, AtEachScale_EveryWidgetIsThere) {
  for (const float scale : {1.0f, 1.37f, 2.0f}) {
    UiDriver driver(draw_gallery, 1280, 720, scale);
    EXPECT_GT(driver.vertices(), 1000u);
    EXPECT_TRUE(driver.has("lesson"));
    EXPECT_FALSE(driver.gui().fonts().stale(scale));
  }
}

}  // namespace
}  // namespace wgscope::widgets
