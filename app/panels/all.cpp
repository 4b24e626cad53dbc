// The table of contents: which panels there are, and where each stands in each mode.
//
//   Live: top bar                       Step: STORY makes room for       Explore: what was found stands
//   CODE       STATE WORD    STORY      NEXT STEP                        where the stage is, and the
//   UNDER THE  STAGE                    STORY                            STATE GRAPH (or two schedules
//   HOOD                     OUTPUT                                      beside each other) at the right
//   TIMELINE                            TIMELINE             BRANCHES
//
// In a small window two panels share a place, with tabs.
#include "app/panels/code_panel.h"
#include "app/panels/explore_panel.h"
#include "app/panels/graph_panel.h"
#include "app/panels/hood_panel.h"
#include "app/panels/output_panel.h"
#include "app/panels/overlays.h"
#include "app/panels/stage_panel.h"
#include "app/panels/step_panel.h"
#include "app/panels/story_panel.h"
#include "app/panels/timeline_panel.h"
#include "app/panels/top_bar.h"
#include "app/panels/window.h"
#include "app/panels/word_panel.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace wgscope::panels {

namespace {

struct Layout {
  Rect top, code, hood, word, stage, story, output, timeline;
  Rect step, branches;        // Step; and Explore has the graph where the story is, what was found where the stage is
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

Layout lay_out(Ui& ui, const Panel& panel, const model::WordView& word, size_t lanes, model::Mode mode) {
  using widgets::Axis;
  const auto& m = ui.metrics();
  const Scope scope(ui, "split");
  Layout l;
  Rect rest = ui.screen().inset(m.window_edge);
  l.top = rest.cut_top(m.control_height, m.gap + ui.px(2));
  // The timeline is as high as its lanes ask for, within bounds; the splitter overrules.
  const float wanted = m.panel_header + static_cast<float>(std::max<size_t>(lanes, 3)) * m.lane + ui.px(34);
  const bool small = compact(ui);
  const float share = std::clamp(wanted / std::max(1.0f, rest.h), 0.18f, small ? 0.28f : 0.29f);
  Rect upper;
  std::tie(upper, l.timeline) = split(ui, "timeline", Axis::y, rest, 1 - share, 0.4f, 0.88f);
  Rect left, middle, right, middle_right;
  const bool explores = mode == model::Mode::explore;
  std::tie(left, middle_right) = split(ui, "left", Axis::x, upper, 0.248f, 0.15f, 0.4f);
  std::tie(middle, right) = split(ui, explores ? "graph" : "right", Axis::x, middle_right, explores ? 0.6f : 0.695f, 0.4f, 0.82f);
  l.code = l.hood = left;
  l.story = l.output = l.step = right;
  if (!small) {
    std::tie(l.code, l.hood) = split(ui, "hood", Axis::y, left, 0.645f, 0.2f, 0.85f);
    if (mode == model::Mode::live) std::tie(l.story, l.output) = split(ui, "output", Axis::y, right, 0.80f, 0.3f, 0.92f);
    else if (mode == model::Mode::step) std::tie(l.step, l.story) = split(ui, "step", Axis::y, right, 0.56f, 0.25f, 0.8f);
    l.output = mode == model::Mode::step ? l.story : l.output;
  }
  if (mode != model::Mode::live && !small) std::tie(l.timeline, l.branches) = split(ui, "branches", Axis::x, l.timeline, 0.77f, 0.5f, 0.9f);
  l.word = middle.cut_top(std::min(word_panel_height(panel, middle.w, word), middle.h * 0.62f), m.gap);
  l.stage = middle;
  return l;
}

}  // namespace

void Window::take_in_step(model::Session& session) {
  const auto result = session.search_of_tree() ? session.search_of_tree()->result() : nullptr;
  const std::tuple<uint64_t, std::string, const void*> key{session.revision(), session.preferences().language, result.get()};
  if (step_ && key == step_key_) return;
  step_ = model::step_view(session);
  step_key_ = key;
}

void Window::take_in_explore(const model::Session& session) {
  const auto result = session.search() ? session.search()->result() : nullptr;
  if (!result || !result->graph) graph_.reset();
  else if (!graph_ || &graph_->result() != result.get()) graph_ = std::make_unique<model::GraphView>(result);
  if (!session.compared() || !session.tree()) {
    compare_.reset();
    return;
  }
  const Schedule& here = session.tree()->branch().tip.schedule();
  const std::string key = to_string(here) + '|' + to_string(*session.compared()) + '|' + session.preferences().language;
  if (compare_ && key == compare_key_) return;
  compare_ = model::compare_view(session.tree()->scenario(), here, *session.compared(), session.strings(), session.tree()->options());
  compare_key_ = key;
}

model::Actions Window::draw(widgets::Ui& ui, model::Session& session) {
  model::Actions asked;
  const Panel panel{ui, session.strings(), asked};
  const model::Scene scene = session.scene();
  if (session.program() != highlighted_) highlighted_ = session.program(), tokens_ = model::highlight(highlighted_);

  const model::Mode mode = session.tree() ? session.mode() : model::Mode::live;
  const model::TopBarView top_view = model::top_bar_view(session);
  const model::CodeView code = model::code_view(scene);
  const model::HoodView hood = model::hood_view(scene, session.hood_call());
  const model::WordView word = model::word_view(scene);
  const model::StageView stage = model::stage_view(scene);
  const std::string output = scene.trace.output(scene.cursor());
  const std::string_view crash = stage.ending ? std::string_view(scene.trace.tail().crash) : std::string_view();
  if (mode != model::Mode::live) take_in_step(session);
  if (mode == model::Mode::explore) take_in_explore(session);

  ui.canvas().fill(ui.screen(), ui.colours().window);
  const Layout at = lay_out(ui, panel, word, session.lanes().size(), mode);
  const TopBarPlaces places = top_bar(panel, at.top, top_view, session.overlay());
  const bool small = compact(ui);

  // The left: the program, and what is under it.
  const Tabs left{"tabs/left", {panel.say("panel.code.title"), panel.say("panel.hood.tab")}, ui.state<int>("tabs/left#on")};
  Panel left_panel = panel;
  if (small) left_panel.tabs = &left;
  if (!small || left.on == 0) code_panel(left_panel, at.code, {highlighted_, tokens_, code, scene.trace.header().scenario_name, scene.cursor()});
  if (!small || left.on == 1) hood_panel(left_panel, at.hood, hood, scene.focus, session.hood_call() == model::HoodCall::follow);
  const Point token = word_panel(panel, at.word, word, scene.cursor());

  // The right: the story and the output; in Step, what could be taken; in Explore, the graph.
  const std::string story_name = panel.say("panel.story.title"), output_name = panel.say("panel.output.title"), step_name = panel.say("panel.step.tab");
  const bool steps = mode == model::Mode::step;
  const Tabs small_tabs{steps ? "tabs/step" : "tabs/right", {steps ? step_name : story_name, steps ? story_name : output_name}, ui.state<int>(steps ? "tabs/step#on" : "tabs/right#on")};
  const Tabs story_tabs{"tabs/story", {story_name, output_name}, ui.state<int>("tabs/story#on")};
  Panel right_panel = panel, step_panel_here = panel;
  if (small) right_panel.tabs = step_panel_here.tabs = &small_tabs;
  else if (steps) right_panel.tabs = &story_tabs;
  const auto story = [&] { story_panel(right_panel, at.story, {session.story(), scene.cursor(), session.at_end(), std::exchange(focus_filter_, false)}); };
  const auto printed = [&] { output_panel(right_panel, at.output, {output, crash}); };
  if (mode == model::Mode::explore) {
    if (compare_) compare_panel(panel, at.story, *compare_);
    else graph_panel(panel, at.story, graph_.get(), graph_ && !session.tree()->options().prints_are_steps ? graph_->graph().walk(session.tree()->prefix(session.steps_behind())) : std::nullopt, !session.search() || !session.search()->done());
  } else if (steps && small) {
    if (small_tabs.on == 0) step_panel(step_panel_here, at.step, *step_, session.chosen_step());
    else story();
  } else if (steps) {
    step_panel(panel, at.step, *step_, session.chosen_step());
    if (story_tabs.on == 0) story();
    else printed();
  } else {
    if (!small || small_tabs.on == 0) story();
    if (!small || small_tabs.on == 1) printed();
  }

  timeline_panel(panel, at.timeline, {scene, session.lanes(), session.causality(), session.span(), session.axis()});
  if (mode != model::Mode::live && !small) branches_panel(panel, at.branches, *step_);
  // Last of the panels: a token flies to it over the others.
  if (mode == model::Mode::explore) explore_panel(panel, at.stage, model::explore_view(session));
  else stage_panel(panel, at.stage, {stage, mode == model::Mode::live ? &session.tally() : nullptr, session.hunt() != nullptr, token});

  const Rect below{at.code.x, at.code.y, at.top.right() - at.code.x, at.timeline.bottom() - at.code.y};
  if (!session.diagnostics().empty()) diagnostics(panel, below, session);
  if (session.notice()) notice(panel, below, *session.notice());
  overlay(panel, session, top_view, places);
  return asked;
}

}  // namespace wgscope::panels
