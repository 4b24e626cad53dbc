// The table of contents: which panels there are, and where each stands in each mode.
//
//   top bar
//   CODE          STATE WORD           STORY
//   UNDER THE     STAGE
//   HOOD                               OUTPUT
//   TIMELINE
#include "app/panels/code_panel.h"
#include "app/panels/hood_panel.h"
#include "app/panels/output_panel.h"
#include "app/panels/overlays.h"
#include "app/panels/stage_panel.h"
#include "app/panels/story_panel.h"
#include "app/panels/timeline_panel.h"
#include "app/panels/top_bar.h"
#include "app/panels/window.h"
#include "app/panels/word_panel.h"

#include <cmath>
#include <tuple>
#include <utility>

namespace wgscope::panels {

namespace {

struct Layout {
  Rect top, code, hood, word, stage, story, output, timeline;
};

// Cuts a rectangle in two at a handle that can be dragged.
std::pair<Rect, Rect> split(Ui& ui, std::string_view id, widgets::Axis axis, const Rect& whole, float fraction, float least, float most) {
  const float gap = ui.metrics().gap, at = widgets::splitter(ui, id, axis, whole, fraction, least, most, gap);
  Rect first = whole, second = whole;
  if (axis == widgets::Axis::x) {
    first.w = std::round(whole.w * at - gap / 2);
    second.x = first.right() + gap, second.w = whole.right() - second.x;
  } else {
    first.h = std::round(whole.h * at - gap / 2);
    second.y = first.bottom() + gap, second.h = whole.bottom() - second.y;
  }
  return {first, second};
}

Layout lay_out(Ui& ui, const Panel& panel, const model::WordView& word, size_t lanes) {
  using widgets::Axis;
  const auto& m = ui.metrics();
  const Scope scope(ui, "split");
  Layout l;
  Rect rest = ui.screen().inset(m.window_edge);
  l.top = rest.cut_top(m.control_height, m.gap + ui.px(2));
  // The timeline is as high as its lanes ask for, within bounds; the splitter overrules.
  const float wanted = m.panel_header + static_cast<float>(std::max<size_t>(lanes, 3)) * m.lane + ui.px(34);
  const float share = std::clamp(wanted / std::max(1.0f, rest.h), 0.18f, 0.29f);
  Rect upper;
  std::tie(upper, l.timeline) = split(ui, "timeline", Axis::y, rest, 1 - share, 0.4f, 0.88f);
  Rect left, middle, right, middle_right;
  std::tie(left, middle_right) = split(ui, "left", Axis::x, upper, 0.248f, 0.15f, 0.4f);
  std::tie(middle, right) = split(ui, "right", Axis::x, middle_right, 0.695f, 0.5f, 0.82f);
  std::tie(l.code, l.hood) = split(ui, "hood", Axis::y, left, 0.575f, 0.2f, 0.85f);
  std::tie(l.story, l.output) = split(ui, "output", Axis::y, right, 0.80f, 0.3f, 0.92f);
  l.word = middle.cut_top(std::min(word_panel_height(panel, middle.w, word), middle.h * 0.62f), m.gap);
  l.stage = middle;
  return l;
}

}  // namespace

model::Actions Window::draw(widgets::Ui& ui, model::Session& session) {
  model::Actions asked;
  const Panel panel{ui, session.strings(), asked};
  const model::Scene scene = session.scene();
  if (session.program() != highlighted_) highlighted_ = session.program(), tokens_ = model::highlight(highlighted_);

  const model::TopBarView top_view = model::top_bar_view(session);
  const model::CodeView code = model::code_view(scene);
  const model::HoodView hood = model::hood_view(scene, session.hood_call());
  const model::WordView word = model::word_view(scene);
  const model::StageView stage = model::stage_view(scene);
  const bool ended = stage.ending.has_value();
  const std::string output = scene.trace.output(scene.cursor());

  ui.canvas().fill(ui.screen(), ui.colours().window);
  const Layout at = lay_out(ui, panel, word, session.lanes().size());
  const TopBarPlaces places = top_bar(panel, at.top, top_view, session.overlay());
  code_panel(panel, at.code, {highlighted_, tokens_, code, scene.trace.header().scenario_name, scene.cursor()});
  hood_panel(panel, at.hood, hood, scene.focus, session.hood_call() == model::HoodCall::follow);
  const Point token = word_panel(panel, at.word, word, scene.cursor());
  story_panel(panel, at.story, {session.story(), scene.cursor(), session.at_end(), std::exchange(focus_filter_, false)});
  output_panel(panel, at.output, {output, ended ? std::string_view(scene.trace.tail().crash) : std::string_view()});
  timeline_panel(panel, at.timeline, {scene, session.lanes(), session.causality(), session.span(), session.axis()});
  // Last of the panels: a token flies to it over the others.
  stage_panel(panel, at.stage, {stage, session.mode() == model::Mode::live ? &session.tally() : nullptr, session.hunt() != nullptr, token});

  const Rect below{at.code.x, at.code.y, at.story.right() - at.code.x, at.timeline.bottom() - at.code.y};
  if (!session.diagnostics().empty()) diagnostics(panel, below, session);
  if (session.notice()) notice(panel, below, *session.notice());
  overlay(panel, session, top_view, places);
  return asked;
}

}  // namespace wgscope::panels
