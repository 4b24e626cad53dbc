#include "app/panels/top_bar.h"

#include <algorithm>
#include <array>

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

// The right end, from the right: help, text size, language, params.
void right_end(const Panel& panel, Rect& rest, const model::TopBarView& view, Overlay open, bool roomy, TopBarPlaces& places) {
  Ui& ui = panel.ui;
  const float gap = ui.px(8);
  const auto command_button = [&](CommandId id, std::string_view label, bool on) {
    const std::string tip = model::tip_of(panel.strings, id);
    widgets::ButtonSpec spec{label, Icon::none, false, widgets::Look::plain, true, on, tip};
    const Rect box = rest.cut_right(std::max(ui.px(36), widgets::button_width(ui, spec) - ui.px(6)), gap);
    if (widgets::button(ui, std::string(model::command(id).name_key), box, spec)) panel.ask(model::act::Run{id});
    return box;
  };
  places.menu = command_button(CommandId::help, "?", open == Overlay::help);
  if (roomy) command_button(CommandId::text_larger, "A+", false);
  command_button(CommandId::language, view.language_button, false);
  if (view.params.empty()) return;
  const float wanted = widgets::drop_down_width(ui, view.params_label, {});
  places.params = rest.cut_right(std::min(wanted, std::max(ui.px(90), rest.w * 0.22f)), gap);
  if (widgets::drop_down(ui, "params", places.params, view.params_label, {}, open == Overlay::params)) panel.ask(model::act::Show{Overlay::params});
}

}  // namespace

TopBarPlaces top_bar(const Panel& panel, const Rect& rect, const model::TopBarView& view, Overlay open) {
  Ui& ui = panel.ui;
  const Scope scope(ui, "top");
  TopBarPlaces places;
  const float gap = ui.px(14);
  Rect rest = rect.middle(rect.w, ui.metrics().control_height);
  // What there is room for, in units of the present text size. A small window with large text drops what the keyboard gives anyway.
  const float room = rect.w / ui.theme().scale;
  const bool roomy = room > 1400, tight = room < 1000;
  right_end(panel, rest, view, open, roomy, places);

  if (room > 1100) brand(panel, rest.cut_left(brand(panel, {}), gap));
  const std::array<std::string, 3> names{panel.say("command.mode_live"), panel.say("command.mode_step"), panel.say("command.mode_explore")};
  const std::array<std::string, 3> tips{model::tip_of(panel.strings, CommandId::mode_live), model::tip_of(panel.strings, CommandId::mode_step),
                                        model::tip_of(panel.strings, CommandId::mode_explore)};
  const std::array<widgets::Segment, 3> modes{{{names[0], true, tips[0]}, {names[1], view.can_step, tips[1]}, {names[2], view.can_step, tips[2]}}};
  const float modes_width = widgets::segments_width(ui, modes), transport_width = transport(panel, {}, view, tight), rate_width = widgets::drop_down_width(ui, view.rate, {});
  const std::string where = roomy ? view.where + " · " + view.state : view.where_short;
  const float where_width = tight ? 0 : ui.canvas().width(TextStyle::body, where) + ui.px(4);
  const float others = modes_width + transport_width + rate_width + 3 * gap;
  const float wanted = widgets::drop_down_width(ui, view.title, roomy ? std::string_view(view.tags) : std::string_view());
  places.lessons = rest.cut_left(std::clamp(rest.w - others - where_width, ui.px(tight ? 90 : 120), wanted), gap);
  if (widgets::drop_down(ui, "lessons", places.lessons, view.title, roomy ? std::string_view(view.tags) : std::string_view(), open == Overlay::lessons))
    panel.ask(model::act::Show{Overlay::lessons});
  const int mode = widgets::segmented(ui, "mode", rest.cut_left(modes_width, gap), modes, static_cast<int>(view.mode));
  if (mode >= 0) panel.ask(model::act::SetMode{static_cast<model::Mode>(mode)});
  transport(panel, rest.cut_left(transport_width, gap), view, tight);
  places.rate = rest.cut_left(rate_width, gap);
  if (widgets::drop_down(ui, "rate", places.rate, view.rate, {}, open == Overlay::pace)) panel.ask(model::act::Show{Overlay::pace});
  ui.note("where", rest, view.where + " · " + view.state);
  if (rest.w >= ui.canvas().width(TextStyle::body, view.where_short)) ui.canvas().text_in(rest, TextStyle::body, ui.colours().text_muted, where);
  return places;
}

}  // namespace wgscope::panels
