// The table of contents: which panels there are, and what each is given. Where each stands: layout.h.
#include "app/model/choices.h"
#include "app/panels/caption.h"
#include "app/panels/code_panel.h"
#include "app/panels/explore_panel.h"
#include "app/panels/graph_panel.h"
#include "app/panels/hood_panel.h"
#include "app/panels/layout.h"
#include "app/panels/object_panel.h"
#include "app/panels/legend.h"
#include "app/panels/output_panel.h"
#include "app/panels/overlays.h"
#include "app/panels/stage_panel.h"
#include "app/panels/step_panel.h"
#include "app/panels/story_panel.h"
#include "app/panels/timeline_panel.h"
#include "app/panels/top_bar.h"
#include "app/panels/window.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace wgscope::panels {

namespace {

constexpr double kFlightSeconds = 0.5;   // longer than other movement: the eye is to follow it

std::string tab_name(const Panel& panel, PanelKind kind) {
  switch (kind) {
    case PanelKind::code: return panel.say("panel.code.title");
    case PanelKind::hood: return panel.say("panel.hood.tab");
    case PanelKind::word: return panel.say("panel.word.tab");
    case PanelKind::stage: return panel.say("panel.stage.title");
    case PanelKind::story: return panel.say("panel.story.title");
    case PanelKind::output: return panel.say("panel.output.title");
    case PanelKind::step: return panel.say("panel.step.tab");
    case PanelKind::branches: return panel.say("panel.branches.title");
    case PanelKind::graph: return panel.say("panel.graph.tab");
    case PanelKind::explore: return panel.say("panel.explore.tab");
    case PanelKind::timeline: return panel.say("panel.timeline.title");
    case PanelKind::left:
    case PanelKind::right:
    case PanelKind::figures: break;   // none of these shares its place
  }
  return {};
}

// The tab that is on, of a place that several panels share. A panel that was asked for comes to the front.
Tabs tabs_of(const Panel& panel, const PanelPlace& place, model::Mode mode, std::optional<PanelKind> wanted) {
  Tabs tabs{"tabs/" + std::string(place.id) + std::to_string(static_cast<int>(mode)), {}, 0};
  for (const PanelKind kind : place.kinds) tabs.names.push_back(tab_name(panel, kind));
  int& on = panel.ui.state<int>(tabs.id + "#on");
  if (wanted)
    if (const auto found = std::find(place.kinds.begin(), place.kinds.end(), *wanted); found != place.kinds.end()) on = static_cast<int>(found - place.kinds.begin());
  tabs.on = std::clamp(on, 0, static_cast<int>(place.kinds.size()) - 1);
  return tabs;
}

}  // namespace

// What takes long goes on with the next frame.
void Window::take_in_step(widgets::Ui& ui, model::Session& session) {
  const auto result = session.search_of_tree() ? session.search_of_tree()->result() : nullptr;
  const std::tuple<uint64_t, std::string, const void*> key{session.revision(), session.preferences().language, result.get()};
  if (!step_ || key != step_key_ || step_->reached == model::StepTree::Reached::not_yet) step_ = model::step_view(session);
  else if (!step_->cards.empty() && !step_->whole) model::look_ahead(session, *step_);
  step_key_ = key;
  if (step_->reached == model::StepTree::Reached::not_yet || (!step_->cards.empty() && !step_->whole)) ui.wake_in(0);
}

void Window::Watched::take_in_caption(const std::shared_ptr<const Trace>& trace, EventIndex cursor, const model::Strings& strings) {
  const std::tuple<const Trace*, EventIndex, std::string> key{trace.get(), cursor, strings.language()};
  if (key == caption_key) return;
  caption_key = key;
  caption.reset();
  if (cursor == 0) return;
  teller.reset(trace);
  caption = teller.line(cursor - 1, strings);
}

void Window::take_in_explore(widgets::Ui& ui, const model::Session& session) {
  const auto result = session.search() ? session.search()->result() : nullptr;
  if (!result || !result->graph) graph_.reset();
  else if (!graph_ || &graph_->result() != result.get()) graph_ = std::make_unique<model::GraphView>(result);
  take_in_compared(ui, session);
}

// Beside the frame: both are taken from their start.
void Window::take_in_compared(widgets::Ui& ui, const model::Session& session) {
  constexpr std::chrono::seconds kMost{10};
  using State = model::CompareView::State;
  if (!session.compared() || !session.tree()) {
    comparing_.give_up();
    compare_.reset();
    compare_key_.clear();
    return;
  }
  const Schedule& here = session.tree()->branch().tip.schedule();
  const std::string key = to_string(here) + '|' + to_string(*session.compared()) + '|' + session.preferences().language;
  if (key != compare_key_) {
    compare_key_ = key;
    compare_ = model::CompareView{.state = State::going};
    comparing_.begin([this, scenario = session.tree()->scenario(), here, there = *session.compared(), &strings = session.strings(), options = session.tree()->options()](const TimeLimit& limit) {
      return [this, view = model::compare_view(scenario, here, there, strings, options, limit)] { compare_ = view; };
    }, kMost);
    comparing_.wait(session.patience());
  }
  comparing_.take_in();
  if (comparing_.busy()) ui.wake_in(1.0 / 60);
}

// The states of the graph up to the cursor; none where prints are steps, which are no states of it.
std::vector<uint32_t> Window::path_to_here(const model::Session& session) const {
  if (!graph_ || !session.tree() || session.tree()->options().prints_are_steps) return {};
  return graph_->path(session.tree()->prefix(session.steps_behind()));
}

// What the objects hold in a state of the graph: as it is behind the steps that lead there.
std::string Window::objects_in(const model::Session& session, uint32_t state) const {
  if (!session.tree()) return {};
  const auto execution = replay(session.tree()->scenario(), graph_->way_to(state), session.tree()->options());
  if (!execution) return {};
  const auto trace = execution->trace();
  return model::objects_text(*trace, fold(*trace, trace->size()), session.strings());
}

float Window::code_width(const Panel& panel) {
  const int fonts = panel.ui.theme().fonts->builds();
  if (code_width_.first != fonts) code_width_ = {fonts, panels::code_width(panel, highlighted_)};
  return code_width_.second;
}

// How far what the latest step moved has flown, 0..1. It flies when the step is made, not when somebody comes back to it.
float Window::Watched::fly(widgets::Ui& ui, std::string_view id, const model::StageView& stage, EventIndex cursor) {
  if (!stage.flights.empty() && cursor_before <= stage.flew_at && cursor > cursor_before) flight = stage.flew_at + 1;
  else if (cursor < cursor_before) flight = 0;
  cursor_before = cursor;
  const float way = ui.tweens().progress(id, flight, kFlightSeconds);
  return !stage.flights.empty() && flight == stage.flew_at + 1 ? way : 1;
}

model::Actions Window::draw(widgets::Ui& ui, model::Session& session) {
  const bool compares = session.mode() == model::Mode::compare;
  if (compares && !session.editing()) return draw_compared(ui, session);
  model::Actions asked;
  const Panel panel{ui, session.strings(), asked};
  const model::Scene scene = session.scene();
  if (session.program() != highlighted_) highlighted_ = session.program(), tokens_ = model::highlight(highlighted_), code_width_.first = -1;

  const model::Mode mode = session.tree() && !compares ? session.mode() : model::Mode::live;
  const model::TopBarView top_view = model::top_bar_view(session);
  const model::CodeView code = model::code_view(scene);
  const model::HoodView hood = model::hood_view(scene, session.hood_call());
  model::ObjectView object = model::object_view(scene);
  model::StageView stage = model::stage_view(scene);
  if (stage.ending)
    if (const auto others = model::other_endings(session)) stage.ending->headline += (stage.ending->headline.empty() ? "" : " ") + model::told(*others, session);
  const std::string output = scene.trace.output(scene.cursor());
  const std::string_view crash = stage.ending ? std::string_view(scene.trace.tail().crash) : std::string_view();
  if (session.editing()) edited_.follow(*session.editor());
  if (mode != model::Mode::live) take_in_step(ui, session);
  if (mode == model::Mode::explore) take_in_explore(ui, session);
  if (session.scenario()) object.select = model::select_view(scene, session.scenario()->program.get(), mode != model::Mode::live && step_ ? std::span<const model::StepCard>(step_->cards) : std::span<const model::StepCard>());

  ui.canvas().fill(ui.screen(), ui.colours().window);
  LayoutSpec spec;
  spec.mode = mode;
  spec.top_height = top_bar_height(panel, ui.screen().w - 2 * ui.metrics().window_edge, top_view);
  spec.lanes = session.lanes().size() + session.timers().lanes().size();
  spec.presenting = session.preferences().presenting;
  spec.left = std::max(code_width(panel), hood_width(panel, hood));
  spec.word = [&](float width) { return object_panel_height(panel, width, object); };
  spec.hood = [&](float width) { return hood_height(panel, width, hood); };
  const Layout layout = lay_out(ui, spec);
  TopBarPlaces places;
  if (spec.presenting) places.lessons = places.rate = places.params = places.menu = {layout.below().x, layout.below().y, 0, 0};
  else places = top_bar(panel, layout.top, top_view, session.overlay());

  const float way = watched_.fly(ui, "flight", stage, scene.cursor());
  static const std::vector<model::Flight> kNone;
  std::optional<ObjectPlaces> objects;
  const bool caption = !layout.caption.empty();
  const std::string about = session.scenario() ? session.scenario()->about.in(session.preferences().language) : std::string();
  const auto draw_one = [&](PanelKind kind, const Panel& here, const Rect& rect) {
    switch (kind) {
      case PanelKind::code:
        if (session.editing()) {
          editor_panel(here, rect, session, edited_, code);
          break;
        }
        code_panel(here, rect, {highlighted_, tokens_, code, scene.trace.header().scenario_name, about, session.preferences().about_folded, scene.cursor()});
        break;
      case PanelKind::hood: hood_panel(here, rect, hood, scene.focus, session.hood_call() == model::HoodCall::follow); break;
      case PanelKind::word: objects = object_panel(here, rect, {object, scene.cursor(), way < 1 ? stage.flights : kNone}); break;
      case PanelKind::stage: stage_panel(here, rect, {stage, mode == model::Mode::live ? &session.tally() : nullptr, session.hunt() != nullptr, objects ? &*objects : nullptr, way, !caption}); break;
      case PanelKind::story: story_panel(here, rect, {session.story(), scene.trace, scene.cursor(), session.at_end(), std::exchange(focus_filter_, false)}); break;
      case PanelKind::output: output_panel(here, rect, {output, crash}); break;
      case PanelKind::step: step_panel(here, rect, *step_, session.chosen_step()); break;
      case PanelKind::branches: branches_panel(here, rect, *step_); break;
      case PanelKind::explore: explore_panel(here, rect, model::explore_view(session), model::lit_row(session), session.chosen_found().has_value()); break;
      case PanelKind::timeline: timeline_panel(here, rect, {scene, session.lanes(), session.causality(), session.timers(), session.span(), session.axis()}); break;
      case PanelKind::graph:
        if (compare_) compare_panel(here, rect, *compare_, session.steps_behind());
        else graph_panel(here, rect, graph_.get(), path_to_here(session), !session.search() || !session.search()->done(), [&](uint32_t state) { return objects_in(session, state); });
        break;
      case PanelKind::left:
      case PanelKind::right:
      case PanelKind::figures: break;   // compared.cpp has these
    }
  };
  // Where panels share a place, the one that was asked for comes to the front.
  std::optional<PanelKind> wanted;
  if (focus_filter_) wanted = PanelKind::story;
  if (session.editing() && !was_editing_) wanted = PanelKind::code;
  was_editing_ = session.editing();
  const auto draw_place = [&](const PanelPlace& place) {
    if (place.kinds.size() == 1) return draw_one(place.kinds.front(), panel, place.rect);
    const Tabs tabs = tabs_of(panel, place, mode, wanted);
    Panel here = panel;
    here.tabs = &tabs;
    draw_one(place.kinds[static_cast<size_t>(tabs.on)], here, place.rect);
  };
  // The stage last: what flies to it flies over the others.
  const auto has_stage = [](const PanelPlace& place) { return std::find(place.kinds.begin(), place.kinds.end(), PanelKind::stage) != place.kinds.end(); };
  for (const PanelPlace& place : layout.places)
    if (!has_stage(place)) draw_place(place);
  for (const PanelPlace& place : layout.places)
    if (has_stage(place)) draw_place(place);
  if (caption) {
    watched_.take_in_caption(session.trace(), session.cursor(), session.strings());
    caption_panel(panel, layout.caption, {watched_.caption ? &*watched_.caption : nullptr, stage.ending ? &*stage.ending : nullptr, top_view.where_short, spec.presenting});
  }

  const Rect below = layout.below();
  if (!session.diagnostics().empty()) diagnostics(panel, session.editing() ? layout.beside(PanelKind::code) : below, session);
  if (session.notice()) notice(panel, below, *session.notice());
  overlay(panel, session, top_view, places);
  legend(panel, session);
  return asked;
}

}  // namespace wgscope::panels
