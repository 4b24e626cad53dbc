// Compare's picture: two stages, each with its object, its caption and a head that says what it is; one bar above both, and what differs beneath.
#include <algorithm>
#include <array>
#include <optional>

#include "app/model/object_view.h"
#include "app/model/side_by_side.h"
#include "app/model/top_bar_view.h"
#include "app/panels/caption.h"
#include "app/panels/figures_panel.h"
#include "app/panels/layout.h"
#include "app/panels/legend.h"
#include "app/panels/object_panel.h"
#include "app/panels/overlays.h"
#include "app/panels/stage_panel.h"
#include "app/panels/top_bar.h"
#include "app/panels/window.h"
#include "core/base/shorten.h"

namespace wgscope::panels {

namespace {

using model::SideBySide;

constexpr size_t kScheduleCharacters = 300;   // no side is wider

// What both have in common steps back; where not all fits it is left out, and what differs stays.
void schedule_line(Canvas& canvas, Rect box, TextStyle style, const SideBySide& beside, size_t side, Colour common_colour, Colour rest_colour) {
  const auto& choices = beside.counted(side).schedule().choices;
  const auto parts = beside.comparison().one_program ? choices.begin() + static_cast<ptrdiff_t>(beside.comparison().alike) : choices.begin();
  const std::string rest = shortened(to_string(Schedule{{parts, choices.end()}}), kScheduleCharacters);
  std::string common = to_string(Schedule{{choices.begin(), parts}});
  if (!common.empty() && !rest.empty()) {
    common += ' ';
    if (canvas.width(style, common) + canvas.width(style, rest) > box.w) common = "… ";
  }
  box.cut_left(canvas.text_in(box, style, rest.empty() ? rest_colour : common_colour, common));
  canvas.text_in(box, style, rest_colour, rest);
}

// Of two programs the title comes first, of two schedules the schedule.
void side_head(const Panel& panel, const Rect& rect, const model::Session& session, size_t side) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const auto& m = ui.metrics();
  const SideBySide& beside = *session.beside();
  const uint64_t steps = session.steps_beside(), all = beside.counted(side).steps();
  const std::string title = beside.scenario(side).title.in(session.preferences().language);
  const bool one = beside.comparison().one_program, line = rect.h < ui.px(40), over = beside.over(side, steps);
  ui.note("side", rect, title);
  panel.explain("panel.side", rect);
  canvas.fill(rect, c.panel, m.panel_radius);
  canvas.stroke(rect, c.panel_edge, m.line, m.panel_radius);
  Rect inside = rect.inset(m.panel_padding, ui.px(3));
  const std::string where = std::to_string(std::min(steps, all)) + " / " + std::to_string(all), most = std::to_string(all) + " / " + std::to_string(all), end = panel.say("panel.beside.over");
  Rect far = inside.cut_right(std::max(canvas.width(TextStyle::mono, most), canvas.width(TextStyle::small, end)) + ui.px(4), ui.px(12));
  canvas.text_in(over && !line ? far.cut_top(far.h * 0.54f) : far, TextStyle::mono, over ? c.text_muted : c.text, where, Align::right);
  if (over && !line) canvas.text_in(far, TextStyle::small, c.text_muted, end, Align::right);
  const Rect above = line ? inside : inside.cut_top(inside.h * 0.54f);
  if (one) {
    schedule_line(canvas, above, TextStyle::mono_strong, beside, side, c.text_muted, c.text);
    if (!line) canvas.text_in(inside, TextStyle::small, c.text_muted, title);
  } else {
    canvas.text_in(above, TextStyle::strong, c.text, title);
    if (!line) schedule_line(canvas, inside, TextStyle::mono_small, beside, side, c.text_muted, c.text_muted);
  }
}

// What a side shows of its object and its stage: both objects are as high as the higher one, so that the stages stand beside each other. None: the stages take all
// of it, because with less they could not be read.
std::optional<float> object_height(const Panel& panel, float width, float room, const std::array<model::ObjectView, 2>& objects) {
  constexpr float kStageLeast = 120, kShareMost = 0.58f, kWholeLeast = 0.7f;
  float wanted = 0;
  for (const model::ObjectView& object : objects) wanted = std::max(wanted, object_panel_height(panel, width, object));
  const float height = std::min(wanted, room * kShareMost);
  if (room - height - panel.ui.metrics().gap < panel.ui.px(kStageLeast) || height < wanted * kWholeLeast) return std::nullopt;
  return height;
}

}  // namespace

void Window::draw_sides(const Panel& panel, const std::array<Rect, 2>& rects, model::Session& session) {
  Ui& ui = panel.ui;
  const auto& m = ui.metrics();
  SideBySide& beside = *session.beside();
  const auto scene = [&](size_t side) { return beside.scene(side, session.steps_beside(), session.strings(), session.chosen_focus()); };
  std::array<model::ObjectView, 2> objects;
  for (const size_t side : {SideBySide::kLeft, SideBySide::kRight}) {
    objects[side] = model::object_view(scene(side));
    objects[side].select = model::select_view(scene(side), beside.scenario(side).program.get());
  }
  // In a tiny window the stages have what the captions would take, and heads are a line.
  const bool tiny = room_of(ui) == Room::tiny;
  const float head = ui.px(tiny ? 28 : 44), caption = tiny ? 0 : ui.px(40) + m.gap, room = rects[0].h - head - caption - m.gap;
  const std::optional<float> object = object_height(panel, std::min(rects[0].w, rects[1].w), room, objects);
  for (const size_t side : {SideBySide::kLeft, SideBySide::kRight}) {
    const Scope scope(ui, side == SideBySide::kLeft ? "left" : "right");
    Rect rest = rects[side];
    side_head(panel, rest.cut_top(head, m.gap), session, side);
    Rect below = rest.cut_bottom(caption);
    below.cut_top(m.gap);
    draw_stage(panel, rest, below, scene(side), objects[side], object, session, side);
  }
}

void Window::draw_stage(const Panel& panel, Rect rest, const Rect& caption, const model::Scene& scene, const model::ObjectView& object, std::optional<float> object_height, const model::Session& session,
                        size_t side) {
  Ui& ui = panel.ui;
  const model::StageView stage = model::stage_view(scene);
  Watched& watched = sides_[side];
  const float way = watched.fly(ui, ui.path("flight"), stage, scene.cursor());
  watched.take_in_caption(session.beside()->counted(side).shared_trace(), scene.cursor(), session.strings());

  model::Actions asked;
  const Panel here{ui, panel.strings, asked};
  static const std::vector<model::Flight> kNone;
  std::optional<ObjectPlaces> places;
  if (object_height) places = object_panel(here, rest.cut_top(*object_height, ui.metrics().gap), {object, scene.cursor(), way < 1 ? stage.flights : kNone});
  stage_panel(here, rest, {stage, nullptr, false, places ? &*places : nullptr, way, false});
  if (!caption.empty()) caption_panel(here, caption, {watched.caption ? &*watched.caption : nullptr, stage.ending ? &*stage.ending : nullptr, {}, false});

  for (model::Action& action : asked) {
    if (const auto* chosen = std::get_if<model::act::ChooseObject>(&action)) panel.ask(model::act::ChooseObjectOf{side, chosen->object});
    else panel.ask(std::move(action));
  }
}

model::Actions Window::draw_compared(widgets::Ui& ui, model::Session& session) {
  model::Actions asked;
  const Panel panel{ui, session.strings(), asked};
  SideBySide& beside = *session.beside();
  const model::TopBarView top_view = model::top_bar_view(session);
  const model::ComparisonView view = model::comparison_view(beside.comparison(), session.strings(), session.steps_beside());
  const FiguresData figures{view, beside.title().in(session.preferences().language), beside.counted(SideBySide::kLeft).trace().tail().ending, beside.counted(SideBySide::kRight).trace().tail().ending};

  ui.canvas().fill(ui.screen(), ui.colours().window);
  LayoutSpec spec;
  spec.mode = model::Mode::compare;
  spec.top_height = top_bar_height(panel, ui.screen().w - 2 * ui.metrics().window_edge, top_view);
  spec.presenting = session.preferences().presenting;
  spec.figures = [&](float width) { return figures_height(panel, width, figures); };
  const Layout layout = lay_out(ui, spec);
  TopBarPlaces places;
  if (spec.presenting) places.lessons = places.rate = places.params = places.menu = {layout.below().x, layout.below().y, 0, 0};
  else places = top_bar(panel, layout.top, top_view, session.overlay());
  std::array<Rect, 2> sides;
  for (const PanelPlace& place : layout.places) {
    if (place.kinds.front() == PanelKind::figures) figures_panel(panel, place.rect, figures);
    else sides[place.kinds.front() == PanelKind::left ? SideBySide::kLeft : SideBySide::kRight] = place.rect;
  }
  draw_sides(panel, sides, session);
  const Rect below = layout.below();
  if (!session.diagnostics().empty()) diagnostics(panel, below, session);
  if (session.notice()) notice(panel, below, *session.notice());
  overlay(panel, session, top_view, places);
  legend(panel, session);
  return asked;
}

}  // namespace wgscope::panels
