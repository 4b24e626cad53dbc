#include "app/panels/top_bar.h"

#include <algorithm>
#include <array>

#include "app/model/explain.h"
#include "core/trace/ending.h"

namespace wgscope::panels {

namespace {

using model::CommandId;
using model::Overlay;

float brand(const Panel& panel, const Rect& box) {
  Canvas& canvas = panel.ui.canvas();
  const theme::Colours& c = panel.ui.colours();
  const float width = canvas.width(TextStyle::title, "wg") + canvas.width(TextStyle::title, "scope");
  if (box.w <= 0) return width;
  const float wg = canvas.text_in(box, TextStyle::title, c.text, "wg");
  canvas.text_in({box.x + wg, box.y, box.w - wg, box.h}, TextStyle::title, c.accent, "scope");
  return width;
}

struct TransportButton {
  CommandId command;
  Icon icon;
  bool enabled;
};

// `brief`: without the ends, which the keyboard has.
float transport(const Panel& panel, Rect box, const model::TopBarView& view, bool brief) {
  Ui& ui = panel.ui;
  const std::array<TransportButton, 5> buttons{{{CommandId::go_start, Icon::to_start, view.back},
                                                {CommandId::step_back, Icon::step_back, view.back},
                                                {CommandId::play_pause, view.moving ? Icon::pause : Icon::play, view.play},
                                                {CommandId::step_forward, Icon::step_forward, view.on},
                                                {CommandId::go_end, Icon::to_end, view.play}}};
  const float width = ui.metrics().control_height + ui.px(2), gap = ui.px(5);
  const float all = brief ? 3 * width + 2 * gap : 5 * width + 4 * gap;
  if (box.w <= 0) return all;
  for (const auto& button : buttons) {
    if (brief && (button.command == CommandId::go_start || button.command == CommandId::go_end)) continue;
    const std::string tip = model::tip_of(panel.strings, button.command);
    const widgets::ButtonSpec spec{panel.strings.get(model::command(button.command).name_key), button.icon, true,
                                   button.command == CommandId::play_pause ? widgets::Look::accent : widgets::Look::plain, button.enabled, false, tip};
    if (widgets::button(ui, "transport/" + std::string(model::command(button.command).name_key), box.cut_left(width, gap), spec))
      panel.ask(model::act::Run{button.command});
  }
  return all;
}

// How much is said, by what there is room for: what the keyboard gives anyway goes first, then the lesson's name takes two lines, then the bar does.
struct Sizes {
  bool brand = true, roomy = true;       // roomy: tags, where we are in words
  bool where = true, ends = true;        // ends: to the start, to the end; open
  bool brief_rate = false;
  bool two_lines = false;                // the lesson's name
  bool tight = false;                    // less air around the modes, less of the params
  bool two_rows = false;
};

constexpr size_t kModes = 4;   // in the order of model::Mode
struct ModeButton {
  CommandId command;
  std::string_view explained;
};
constexpr std::array<ModeButton, kModes> kModeButtons{
    {{CommandId::mode_live, "mode.live"}, {CommandId::mode_step, "mode.step"}, {CommandId::mode_explore, "mode.explore"}, {CommandId::mode_compare, "mode.compare"}}};
using ModeWords = std::array<std::string, kModes>;

std::array<widgets::Segment, kModes> modes_of(const model::TopBarView& view, const ModeWords& names, const ModeWords& tips) {
  std::array<widgets::Segment, kModes> modes;
  for (size_t i = 0; i < kModes; ++i) modes[i] = {names[i], i == 0 || view.can_step, tips[i]};
  return modes;
}
ModeWords mode_names(const Panel& panel) {
  ModeWords names;
  for (size_t i = 0; i < kModes; ++i) names[i] = panel.say(model::command(kModeButtons[i].command).name_key);
  return names;
}

float gap_of(const Ui& ui, const Sizes& sizes) { return ui.px(sizes.tight ? 8 : 14); }
float right_gap_of(const Ui& ui, const Sizes& sizes) { return ui.px(sizes.tight ? 6 : 8); }

// Tight: small words with little air, as segmented() writes them where they have no more.
float modes_width(const Ui& ui, std::span<const widgets::Segment> modes, const Sizes& sizes) {
  if (!sizes.tight) return widgets::segments_width(ui, modes);
  float width = 0;
  for (const widgets::Segment& mode : modes) width += ui.canvas().width(TextStyle::small, mode.label) + ui.px(12);
  return width;
}
float params_width(const Ui& ui, const model::TopBarView& view, const Sizes& sizes) {
  return std::min(widgets::drop_down_width(ui, view.params_label, {}), ui.px(sizes.tight ? 120 : 240));
}

float command_width(const Panel& panel, std::string_view label) {
  return std::max(panel.ui.px(36), widgets::button_width(panel.ui, {label}) - panel.ui.px(6));
}

std::string where_text(const model::TopBarView& view, const Sizes& sizes) { return sizes.roomy ? view.where + " · " + view.state : view.where_short; }

float open_width(const Ui& ui) { return widgets::button_width(ui, {.icon = Icon::open, .icon_only = true}); }

// So much is kept free for it, whatever it says: the bar does not move when a run ends in a long panic. What is longer than that takes what is left over.
float where_width(const Panel& panel, const model::TopBarView& view, const Sizes& sizes) {
  const Canvas& canvas = panel.ui.canvas();
  if (!sizes.roomy) return canvas.width(TextStyle::body, "0000 / 0000");
  const float longest = std::max({canvas.width(TextStyle::body, panel.say("panel.top.paused")), canvas.width(TextStyle::body, panel.say("panel.top.running_behind")),
                                  canvas.width(TextStyle::body, Ending::deadlock().text())});
  return std::max(canvas.width(TextStyle::body, view.where), canvas.width(TextStyle::body, panel.say("panel.top.event_of", {{"n", "000"}, {"all", "000"}}))) + canvas.width(TextStyle::body, " · ") + longest;
}

// What a row of everything but the lesson's name takes.
float others_width(const Panel& panel, const model::TopBarView& view, const Sizes& sizes) {
  Ui& ui = panel.ui;
  const float gap = gap_of(ui, sizes), gap_right = right_gap_of(ui, sizes);
  float width = command_width(panel, "?") + command_width(panel, view.language_button) + 2 * gap_right;
  width += command_width(panel, "A+") + gap_right;
  if (!view.params.empty()) width += params_width(ui, view, sizes) + gap_right;
  if (sizes.brand) width += brand(panel, {}) + gap;
  const auto names = mode_names(panel);
  width += modes_width(ui, modes_of(view, names, {}), sizes) + transport(panel, {}, view, !sizes.ends) +
           widgets::drop_down_width(ui, sizes.brief_rate ? view.rate_short : view.rate, {}) + 3 * gap;
  if (sizes.ends) width += open_width(ui) + gap;
  if (sizes.where) width += gap + where_width(panel, view, sizes) + ui.px(4);
  return width;
}

Sizes sizes_for(const Panel& panel, float width, const model::TopBarView& view) {
  // Of a very long name the end may be cut: the picker has it, and the window's title.
  const float name = widgets::drop_down_width_small(panel.ui, view.title), half = std::min(widgets::drop_down_width_of_two(panel.ui, view.title), panel.ui.px(128));
  Sizes sizes;
  sizes.where = !has_caption(panel.ui);
  const auto fits = [&] { return others_width(panel, view, sizes) + (sizes.two_lines ? half : name) <= width; };
  if (fits()) return sizes;
  for (bool Sizes::*shed : {&Sizes::roomy, &Sizes::brand, &Sizes::brief_rate, &Sizes::ends, &Sizes::two_lines, &Sizes::tight}) {
    sizes.*shed = !(sizes.*shed);
    if (fits()) return sizes;
  }
  return {.brand = false, .roomy = false, .two_rows = true};
}

// As many of the tags as fit whole.
std::string_view tags_within(const Ui& ui, const model::TopBarView& view, float width) {
  std::string_view tags = view.tags;
  while (!tags.empty() && widgets::drop_down_width(ui, view.title, tags) > width) {
    const size_t last = tags.rfind(" · ");
    tags = tags.substr(0, last == tags.npos ? 0 : last);
  }
  return tags;
}

// The right end, from the right: help, text size, language, params.
void right_end(const Panel& panel, Rect& rest, const model::TopBarView& view, const Sizes& sizes, Overlay open, TopBarPlaces& places) {
  Ui& ui = panel.ui;
  const float gap = right_gap_of(ui, sizes);
  const auto command_button = [&](CommandId id, std::string_view label, bool on) {
    const std::string tip = model::tip_of(panel.strings, id);
    const Rect box = rest.cut_right(command_width(panel, label), gap);
    if (widgets::button(ui, std::string(model::command(id).name_key), box, {label, Icon::none, false, widgets::Look::plain, true, on, tip})) panel.ask(model::act::Run{id});
    return box;
  };
  places.menu = command_button(CommandId::help, "?", open == Overlay::help);
  command_button(CommandId::text_larger, "A+", false);
  command_button(CommandId::language, view.language_button, false);
  if (view.params.empty()) return;
  places.params = rest.cut_right(std::min(params_width(ui, view, sizes), rest.w / 2), gap);
  panel.explain("params", places.params);
  if (widgets::drop_down(ui, "params", places.params, view.params_label, {}, open == Overlay::params)) panel.ask(model::act::Show{Overlay::params});
}

}  // namespace

float top_bar_height(const Panel& panel, float width, const model::TopBarView& view) {
  const float row = panel.ui.metrics().control_height;
  return sizes_for(panel, width, view).two_rows ? 2 * row + panel.ui.px(6) : row;
}

TopBarPlaces top_bar(const Panel& panel, const Rect& rect, const model::TopBarView& view, Overlay open) {
  Ui& ui = panel.ui;
  ui.note("top", rect, {});
  const Scope scope(ui, "top");
  TopBarPlaces places;
  const Sizes sizes = sizes_for(panel, rect.w, view);
  const float gap = gap_of(ui, sizes);
  Rect rest = rect, second = rect;
  rest = second.cut_top(ui.metrics().control_height, ui.px(6));
  right_end(panel, rest, view, sizes, open, places);

  if (sizes.brand) brand(panel, rest.cut_left(brand(panel, {}), gap));
  const auto names = mode_names(panel);
  ModeWords tips;
  for (size_t i = 0; i < kModes; ++i) tips[i] = model::tip_of(panel.strings, kModeButtons[i].command) + "\n" + panel.say(model::find_explanation(kModeButtons[i].explained)->text_key());
  const auto modes = modes_of(view, names, tips);
  const std::string where = where_text(view, sizes), rate = sizes.brief_rate ? view.rate_short : view.rate;
  const float modes_room = modes_width(ui, modes, sizes), transport_width = transport(panel, {}, view, !sizes.ends), rate_width = widgets::drop_down_width(ui, rate, {});
  const float where_room = sizes.where ? gap + where_width(panel, view, sizes) + ui.px(4) : 0;
  const float beside = sizes.two_rows ? 0 : modes_room + transport_width + rate_width + 3 * gap + where_room;
  const float open_button = sizes.ends ? open_width(ui) + gap : 0;
  const float name_room = rest.w - beside - open_button;
  const std::string_view tags = sizes.roomy ? tags_within(ui, view, name_room) : std::string_view();
  places.lessons = rest.cut_left(std::min(name_room, widgets::drop_down_width(ui, view.title, tags)), right_gap_of(ui, sizes));
  if (widgets::drop_down(ui, "lessons", places.lessons, view.title, tags, open == Overlay::lessons)) panel.ask(model::act::Show{Overlay::lessons});
  if (sizes.ends) {
    const std::string label = panel.say("panel.open.button"), tip = model::tip_of(panel.strings, CommandId::open_file);
    if (widgets::button(ui, "open", rest.cut_left(open_width(ui), gap), {.label = label, .icon = Icon::open, .icon_only = true, .on = open == Overlay::files, .tip = tip}))
      panel.ask(model::act::Run{CommandId::open_file});
  }
  if (sizes.two_rows) rest = second;
  std::array<Rect, kModes> mode_places;
  const int mode = widgets::segmented(ui, "mode", rest.cut_left(modes_room, gap), modes, static_cast<int>(view.mode), mode_places);
  for (size_t i = 0; i < kModes; ++i) panel.explain(kModeButtons[i].explained, mode_places[i]);
  if (mode >= 0) panel.ask(model::act::SetMode{static_cast<model::Mode>(mode)});
  transport(panel, rest.cut_left(transport_width, gap), view, !sizes.ends);
  places.rate = rest.cut_left(rate_width, gap);
  panel.explain("rate", places.rate);
  if (widgets::drop_down(ui, "rate", places.rate, rate, {}, open == Overlay::pace)) panel.ask(model::act::Show{Overlay::pace});
  ui.note("where", rest, view.where + " · " + view.state);
  if (sizes.where && rest.w >= ui.canvas().width(TextStyle::body, view.where_short))
    panel.explain("where", {rest.x, rest.y, ui.canvas().text_in(rest, TextStyle::body, ui.colours().text_muted, where), rest.h});
  return places;
}

}  // namespace wgscope::panels
