#include "app/panels/layout.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace wgscope::panels {

namespace {

using model::Mode;
using widgets::Axis;

// Cuts a rectangle in two at a handle that can be dragged.
std::pair<Rect, Rect> split(Ui& ui, std::string_view id, Axis axis, const Rect& whole, float fraction, float least, float most) {
  const float gap = ui.metrics().gap, at = widgets::splitter(ui, id, axis, whole, fraction, least, most, gap);
  Rect first = whole, second = whole;
  if (axis == Axis::x) {
    first.w = std::round(whole.w * at - gap / 2);
    second.x = first.right() + gap, second.w = whole.right() - second.x;
  } else {
    first.h = std::round(whole.h * at - gap / 2);
    second.y = first.bottom() + gap, second.h = whole.bottom() - second.y;
  }
  return {first, second};
}

// What a timeline of so many lanes asks for, as a share of what it stands in.
float timeline_share(const Ui& ui, size_t lanes, float height, float most) {
  const float wanted = header_height(ui) + static_cast<float>(std::max<size_t>(lanes, 3)) * ui.metrics().lane + ui.px(34);
  return std::clamp(wanted / std::max(1.0f, height), std::min(0.18f, most), most);
}

std::pair<Rect, Rect> word_above(const Ui& ui, Rect column, const LayoutSpec& spec, float most) {
  const Rect word = column.cut_top(std::min(spec.word(column.w), column.h * most), ui.metrics().gap);
  return {word, column};
}

// What the left column asks for, as a share of the whole, within what leaves the others theirs.
float left_share(const LayoutSpec& spec, float width, float least, float most) { return std::clamp((spec.left + 4) / std::max(1.0f, width), least, most); }

// The inside whole, unless that leaves the program less than its share.
std::pair<Rect, Rect> code_above_hood(Ui& ui, const Rect& column, const LayoutSpec& spec) {
  const float hood = std::clamp(spec.hood(column.w) / std::max(1.0f, column.h), 0.25f, 0.5f);
  return split(ui, "hood", Axis::y, column, 1 - hood, 0.2f, 0.85f);
}

// Three columns over the timeline.
void roomy(Ui& ui, Layout& l, Rect rest, const LayoutSpec& spec) {
  Rect upper, timeline, left, middle_right, middle, right;
  std::tie(upper, timeline) = split(ui, "timeline", Axis::y, rest, 1 - timeline_share(ui, spec.lanes, rest.h, 0.29f), 0.4f, 0.88f);
  std::tie(left, middle_right) = split(ui, "left", Axis::x, upper, left_share(spec, upper.w, 0.2f, 0.34f), 0.15f, 0.45f);
  const auto [code, hood] = code_above_hood(ui, left, spec);
  l.places.push_back({"code", code, {PanelKind::code}});
  l.places.push_back({"hood", hood, {PanelKind::hood}});
  const bool explores = spec.mode == Mode::explore;
  std::tie(middle, right) = split(ui, explores ? "graph" : "right", Axis::x, middle_right, explores ? 0.6f : 0.66f, 0.4f, 0.82f);
  const auto [word, stage] = word_above(ui, middle, spec, 0.62f);
  l.places.push_back({"word", word, {PanelKind::word}});
  l.places.push_back({"stage", stage, {explores ? PanelKind::explore : PanelKind::stage}});
  if (explores) {
    l.places.push_back({"graph", right, {PanelKind::graph}});
  } else if (spec.mode == Mode::step) {
    const auto [step, story] = split(ui, "step", Axis::y, right, 0.56f, 0.25f, 0.8f);
    l.places.push_back({"step", step, {PanelKind::step}});
    l.places.push_back({"story", story, {PanelKind::story, PanelKind::output}});
  } else {
    const auto [story, output] = split(ui, "output", Axis::y, right, 0.80f, 0.3f, 0.92f);
    l.places.push_back({"story", story, {PanelKind::story}});
    l.places.push_back({"output", output, {PanelKind::output}});
  }
  if (spec.mode == Mode::live) {
    l.places.push_back({"timeline", timeline, {PanelKind::timeline}});
  } else {
    const auto [lanes, branches] = split(ui, "branches", Axis::x, timeline, 0.77f, 0.5f, 0.9f);
    l.places.push_back({"timeline", lanes, {PanelKind::timeline}});
    l.places.push_back({"branches", branches, {PanelKind::branches}});
  }
}

std::vector<PanelKind> timeline_and(Mode mode) { return mode == Mode::live ? std::vector{PanelKind::timeline} : std::vector{PanelKind::timeline, PanelKind::branches}; }

// Two columns over the timeline: what there is to read at the left, in two places.
void lay_out_compactly(Ui& ui, Layout& l, const Rect& rest, const LayoutSpec& spec) {
  const auto [upper, timeline] = split(ui, "timeline/compact", Axis::y, rest, 1 - timeline_share(ui, spec.lanes, rest.h, 0.27f), 0.4f, 0.88f);
  const auto [left, right] = split(ui, "left/compact", Axis::x, upper, left_share(spec, upper.w, 0.34f, 0.44f), 0.2f, 0.6f);
  const auto [above, below] = split(ui, "reading", Axis::y, left, spec.mode == Mode::explore ? 0.62f : 0.5f, 0.2f, 0.8f);
  const auto [word, stage] = word_above(ui, right, spec, 0.62f);
  switch (spec.mode) {
    case Mode::live:
      l.places.push_back({"above", above, {PanelKind::code, PanelKind::hood}});
      l.places.push_back({"below", below, {PanelKind::story, PanelKind::output}});
      break;
    case Mode::step:
      l.places.push_back({"above", above, {PanelKind::step}});
      l.places.push_back({"below", below, {PanelKind::code, PanelKind::hood, PanelKind::story, PanelKind::output}});
      break;
    case Mode::explore:
      l.places.push_back({"above", above, {PanelKind::explore}});
      l.places.push_back({"below", below, {PanelKind::code, PanelKind::hood, PanelKind::story}});
      break;
    case Mode::compare: break;
  }
  l.places.push_back({"word", word, {PanelKind::word}});
  l.places.push_back({"stage", stage, spec.mode == Mode::explore ? std::vector{PanelKind::graph, PanelKind::stage} : std::vector{PanelKind::stage}});
  l.places.push_back({"timeline", timeline, timeline_and(spec.mode)});
}

// The place at the left of two columns: what the mode is about comes first.
std::vector<PanelKind> left_of_two(Mode mode) {
  switch (mode) {
    case Mode::live: return {PanelKind::code, PanelKind::hood, PanelKind::story, PanelKind::output};
    case Mode::step: return {PanelKind::step, PanelKind::code, PanelKind::hood, PanelKind::story, PanelKind::output};
    case Mode::explore: return {PanelKind::explore, PanelKind::code, PanelKind::hood, PanelKind::story};
    case Mode::compare: break;   // has a layout of its own
  }
  return {};
}

// Two columns over the timeline, and the caption between.
void small(Ui& ui, Layout& l, Rect rest, const LayoutSpec& spec) {
  const auto [main, timeline] = split(ui, "timeline/small", Axis::y, rest, 1 - timeline_share(ui, spec.lanes, rest.h, 0.28f), 0.4f, 0.88f);
  Rect upper = main;
  l.caption = upper.cut_bottom(ui.px(36), ui.metrics().gap);
  const auto [left, right] = split(ui, "left/small", Axis::x, upper, left_share(spec, upper.w, 0.36f, 0.46f), 0.25f, 0.6f);
  l.places.push_back({"left", left, left_of_two(spec.mode)});
  if (spec.mode == Mode::explore) {
    l.places.push_back({"right", right, {PanelKind::graph, PanelKind::word, PanelKind::stage}});
  } else {
    const auto [word, stage] = word_above(ui, right, spec, 0.64f);
    l.places.push_back({"word", word, {PanelKind::word}});
    l.places.push_back({"stage", stage, {PanelKind::stage}});
  }
  l.places.push_back({"timeline", timeline, timeline_and(spec.mode)});
}

// Two places, and the caption below.
void tiny(Ui& ui, Layout& l, Rect rest, const LayoutSpec& spec) {
  l.caption = rest.cut_bottom(ui.px(46), ui.metrics().gap);
  const auto [left, right] = split(ui, "left/tiny", Axis::x, rest, 0.46f, 0.25f, 0.6f);
  l.places.push_back({"left", left, left_of_two(spec.mode)});
  std::vector<PanelKind> kinds{PanelKind::word, PanelKind::stage, PanelKind::timeline};
  if (spec.mode == Mode::explore) kinds.insert(kinds.begin(), PanelKind::graph);
  if (spec.mode != Mode::live) kinds.push_back(PanelKind::branches);
  l.places.push_back({"right", right, std::move(kinds)});
}

// No bar, no timeline: the word first, the stage, the program beside them, and what just happened in large letters.
void presented(Ui& ui, Layout& l, Rect rest, const LayoutSpec& spec) {
  l.caption = rest.cut_bottom(ui.px(64), ui.metrics().gap);
  const auto [left, right] = split(ui, "left/presented", Axis::x, rest, left_share(spec, rest.w, 0.3f, 0.44f), 0.2f, 0.6f);
  l.places.push_back({"left", left, left_of_two(spec.mode)});
  const auto [word, stage] = word_above(ui, right, spec, 0.7f);
  l.places.push_back({"word", word, {PanelKind::word}});
  l.places.push_back({"stage", stage, spec.mode == Mode::explore ? std::vector{PanelKind::graph, PanelKind::stage} : std::vector{PanelKind::stage}});
}

// In every room and for who presents: the sides are alike.
void compared(const Ui& ui, Layout& l, Rect rest, const LayoutSpec& spec) {
  const float gap = ui.metrics().gap;
  const Rect figures = rest.cut_bottom(std::floor(std::min(spec.figures(rest.w), rest.h * 0.34f)), gap);
  const Rect left = rest.cut_left(std::floor((rest.w - gap) / 2), gap);
  l.places.push_back({"left", left, {PanelKind::left}});
  l.places.push_back({"right", rest, {PanelKind::right}});
  l.places.push_back({"figures", figures, {PanelKind::figures}});
}

}  // namespace

Rect Layout::below() const {
  float left = places.empty() ? top.x : places.front().rect.x, bottom = caption.bottom();
  for (const PanelPlace& place : places) bottom = std::max(bottom, place.rect.bottom());
  const float y = places.empty() ? top.bottom() : places.front().rect.y;
  float right = top.right();
  for (const PanelPlace& place : places) left = std::min(left, place.rect.x), right = std::max(right, place.rect.right());
  return {left, y, right - left, bottom - y};
}

Rect Layout::beside(PanelKind kind) const {
  Rect rest = below();
  for (const PanelPlace& place : places)
    if (std::find(place.kinds.begin(), place.kinds.end(), kind) != place.kinds.end()) rest.cut_left(place.rect.right() - rest.x);
  return rest;
}

Layout lay_out(Ui& ui, const LayoutSpec& spec) {
  const auto& m = ui.metrics();
  const Scope scope(ui, "split");
  Layout l;
  Rect rest = ui.screen().inset(m.window_edge);
  if (spec.presenting && spec.mode == Mode::compare) {
    compared(ui, l, rest, spec);
    return l;
  }
  if (spec.presenting) {
    presented(ui, l, rest, spec);
    return l;
  }
  l.top = rest.cut_top(spec.top_height, m.gap + ui.px(2));
  if (spec.mode == Mode::compare) {
    compared(ui, l, rest, spec);
    return l;
  }
  switch (room_of(ui)) {
    case Room::roomy: roomy(ui, l, rest, spec); break;
    case Room::compact: lay_out_compactly(ui, l, rest, spec); break;
    case Room::small: small(ui, l, rest, spec); break;
    case Room::tiny: tiny(ui, l, rest, spec); break;
  }
  return l;
}

}  // namespace wgscope::panels
