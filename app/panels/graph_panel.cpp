#include "app/panels/graph_panel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "app/model/explore_view.h"
#include "app/panels/flow.h"
#include "app/panels/step_panel.h"
#include "core/trace/value_text.h"

namespace wgscope::panels {

namespace {

// Where a state is drawn. Depth runs down when the panel is high, to the right when it is wide.
struct Layout {
  Rect box;
  bool down = true;
  float layers = 1;

  Point at(uint32_t layer, float place) const {
    const float along = layers <= 1 ? 0.5f : static_cast<float>(layer) / (layers - 1);
    return down ? Point{box.x + place * box.w, box.y + along * box.h} : Point{box.x + along * box.w, box.y + place * box.h};
  }
};

// An ending's own shape, so that colour is not all that tells them apart: exit a disc, deadlock a square, a panic or fatal error a triangle; the second of
// a kind is hollow, the third has a point within.
void shape(Ui& ui, Point at, float r, const ExploreResult& result, size_t index) {
  Canvas& canvas = ui.canvas();
  const EndingLook look = look_of_ending(ui, result.endings[index].ending);
  const auto draw = [&](float size, Colour colour) {
    if (look.icon == Icon::check) {
      canvas.disc(at, size, colour);
    } else if (look.icon == Icon::panicked) {
      const std::array triangle{Point{at.x, at.y - size * 1.15f}, Point{at.x + size * 1.1f, at.y + size * 0.85f}, Point{at.x - size * 1.1f, at.y + size * 0.85f}};
      canvas.polygon(triangle, colour);
    } else {
      canvas.fill({at.x - size * 0.9f, at.y - size * 0.9f, size * 1.8f, size * 1.8f}, colour, size * 0.2f);
    }
  };
  size_t before = 0;
  for (size_t i = 0; i < index; ++i) before += look_of_ending(ui, result.endings[i].ending).icon == look.icon ? 1 : 0;
  draw(r, look.colour);
  if (before >= 1) draw(r * 0.6f, ui.colours().panel);
  if (before >= 2) draw(r * 0.28f, look.colour);
}

void tip_of_state(const Panel& panel, const widgets::Touch& touch, const model::GraphView& graph, uint32_t state, const ObjectsOf& objects_of) {
  if (!touch.hovered) return;
  const StateGraph& g = graph.graph();
  std::string text = panel.say("panel.graph.state", {{"n", std::to_string(state)}, {"depth", std::to_string(graph.layer_of(state))}, {"objects", objects_of(state)}});
  if (g.ending[state] >= 0) text += " · " + graph.result().endings[static_cast<size_t>(g.ending[state])].ending.text();
  panel.ui.tip(touch, text);
}

void every_state(const Panel& panel, const Layout& l, const model::GraphView& graph, std::optional<uint32_t> present, const std::vector<uint32_t>& path, const ObjectsOf& objects_of) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const StateGraph& g = graph.graph();
  const float room = std::min((l.down ? l.box.h : l.box.w) / std::max(1.0f, l.layers), (l.down ? l.box.w : l.box.h) / static_cast<float>(graph.widest()));
  const float r = std::clamp(room * 0.32f, ui.px(2.5f), ui.px(8));
  const auto place = [&](uint32_t state) { return l.at(graph.nodes()[state].layer, graph.nodes()[state].place); };
  for (uint32_t s = 0; s < g.size(); ++s)
    for (uint32_t e = g.first_edge[s]; e < g.first_edge[s + 1]; ++e)
      if (g.edges[e].to != s) canvas.line(place(s), place(g.edges[e].to), present == s ? c.accent.fade(0.8f) : c.text_faint.fade(0.55f), ui.metrics().line);
  // How one came to the marked state: over the other edges, under the states. Each edge once: a run that goes round and round is longer than can be drawn.
  std::vector<std::pair<uint32_t, uint32_t>> way;
  for (size_t i = 1; i < path.size(); ++i)
    if (path[i] != path[i - 1]) way.emplace_back(path[i - 1], path[i]);
  std::sort(way.begin(), way.end());
  way.erase(std::unique(way.begin(), way.end()), way.end());
  for (const auto& [from, to] : way) canvas.line(place(from), place(to), c.accent, std::max(2.0f, ui.px(2.5f)));
  std::vector<bool> passed(g.size(), false);
  for (const uint32_t s : path) passed[s] = true;
  const float reach = std::max(r + ui.px(2), std::min(room / 2, ui.px(10)));
  for (uint32_t s = 0; s < g.size(); ++s) {
    const Point at = place(s);
    const auto touch = ui.touch("state/" + std::to_string(s), {at.x - reach, at.y - reach, 2 * reach, 2 * reach}, halves_text(g.word[s]));
    if (g.ending[s] >= 0) shape(ui, at, r + ui.px(1.5f), graph.result(), static_cast<size_t>(g.ending[s]));
    else canvas.disc(at, r, touch.hovered ? c.text : passed[s] ? c.accent : c.text_faint);
    if (touch.hovered) ui.set_pointer(Ui::Pointer::hand), canvas.ring(at, r + ui.px(3), c.text, ui.metrics().line);
    if (present == s) canvas.ring(at, r + ui.px(4), c.accent, ui.metrics().line_strong);
    if (touch.clicked) panel.ask(model::act::GoToState{graph.way_to(s)});
    tip_of_state(panel, touch, graph, s, objects_of);
  }
}

// One bar a layer, as wide as it has states (by their logarithm, so that narrow ones are seen); a click goes to its first state, or to the ending's.
void layers(const Panel& panel, const Layout& l, const model::GraphView& graph, std::optional<uint32_t> present, const std::vector<uint32_t>& path) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const StateGraph& g = graph.graph();
  const float thick = std::max(1.0f, std::floor((l.down ? l.box.h : l.box.w) / std::max(1.0f, l.layers)) - 1);
  const double most = std::log1p(static_cast<double>(graph.widest()));
  const uint32_t present_layer = present ? graph.layer_of(*present) : UINT32_MAX;
  std::vector<bool> passed(graph.layers().size(), false);
  for (const uint32_t s : path) passed[graph.layer_of(s)] = true;
  for (uint32_t i = 0; i < graph.layers().size(); ++i) {
    const model::GraphLayer& layer = graph.layers()[i];
    const Point middle = l.at(i, 0.5f);
    const float half = static_cast<float>(std::log1p(static_cast<double>(layer.states)) / most) * (l.down ? l.box.w : l.box.h) / 2;
    const Rect bar = l.down ? Rect{middle.x - half, middle.y - thick / 2, 2 * half, thick} : Rect{middle.x - thick / 2, middle.y - half, thick, 2 * half};
    const auto touch = ui.touch("layer/" + std::to_string(i), bar, {});
    canvas.fill(bar, i == present_layer ? c.accent.fade(0.8f) : passed[i] ? c.accent.fade(0.35f) : touch.hovered ? c.control_held : c.control_hover, ui.px(2));
    for (size_t k = 0; k < layer.endings.size(); ++k) {
      const float offset = (static_cast<float>(k) - static_cast<float>(layer.endings.size() - 1) / 2) * ui.px(16);
      shape(ui, l.down ? Point{middle.x + offset, middle.y} : Point{middle.x, middle.y + offset}, ui.px(5), graph.result(), static_cast<size_t>(layer.endings[k]));
    }
    ui.tip(touch, panel.say("panel.graph.layer", {{"depth", std::to_string(i)}, {"n", model::grouped(std::to_string(layer.states))}}));
    if (!touch.clicked) continue;
    uint32_t state = layer.first;
    for (uint32_t s = layer.first; s < layer.first + layer.states; ++s)
      if (g.ending[s] >= 0) { state = s; break; }
    panel.ask(model::act::GoToState{graph.way_to(state)});
  }
}

}  // namespace

void graph_panel(const Panel& panel, const Rect& rect, const model::GraphView* graph, const std::vector<uint32_t>& path, bool searching, const ObjectsOf& objects_of) {
  Ui& ui = panel.ui;
  const auto& m = ui.metrics();
  const std::string note = graph ? panel.say(graph->folded() ? "panel.graph.folded" : "panel.graph.states", {{"n", model::grouped(std::to_string(graph->graph().size()))}}) : std::string();
  Rect inside = frame(panel, "graph", rect, panel.say("panel.graph.title"), note).inset(m.panel_padding, 0);
  const Scope scope(ui, "graph");
  if (!graph) {
    ui.canvas().text_in(inside, TextStyle::body, ui.colours().text_muted, panel.say(searching ? "panel.graph.soon" : "panel.graph.too_large"), Align::centre);
    return;
  }
  // What the shapes mean, in as many lines as that takes.
  const float row = ui.px(20), r = ui.px(5);
  const auto legend = [&](const Rect& box, bool draw) {
    Flow flow(box, row, ui.px(14));
    for (size_t i = 0; i < graph->result().endings.size(); ++i) {
      const auto& ending = graph->result().endings[i];
      const float width = ui.canvas().width(TextStyle::small, ending.ending.text()) + 2 * r + ui.px(7);
      Rect place = flow.next(std::min(width, box.w));
      // What is too long for a line of its own keeps what tells it apart.
      const std::string_view name = width > box.w ? ending.ending.short_words() : std::string_view(ending.ending.text());
      if (!draw) continue;
      shape(ui, {place.x + r, place.centre().y}, r, graph->result(), i);
      place.cut_left(2 * r, ui.px(6));
      ui.canvas().text_in(place, TextStyle::small, ui.colours().text_muted, name);
    }
    return flow.bottom();
  };
  const float legend_height = std::min(legend({0, 0, inside.w, 0}, false), inside.h / 3);
  legend(inside.cut_bottom(legend_height, ui.px(4)), true);
  const Clip clip(ui.canvas(), inside);
  const float edge = ui.px(12);
  const Layout l{inside.inset(edge, edge), inside.h >= inside.w * 0.6f, static_cast<float>(graph->layers().size())};
  std::optional<uint32_t> present;
  if (!path.empty()) present = path.back();
  if (graph->folded()) layers(panel, l, *graph, present, path);
  else every_state(panel, l, *graph, present, path, objects_of);
}

}  // namespace wgscope::panels
