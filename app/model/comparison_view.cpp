#include "app/model/comparison_view.h"

#include <algorithm>

#include "app/model/strings.h"

namespace wgscope::model {

namespace {

struct Column {
  std::string_view id;
  uint64_t Figures::*figure;
};
constexpr Column kColumns[] = {{"steps", &Figures::steps}, {"switches", &Figures::switches}, {"parks", &Figures::parks}, {"wake_ups", &Figures::wake_ups}, {"copies", &Figures::copies}};

std::string key_of(std::string_view family, std::string_view id) { return "panel.figures." + std::string(family) + std::string(id); }

std::string ending_of(const CountedTrace& side, const Strings& strings) {
  const TraceTail& tail = side.trace().tail();
  if (tail.ending) return std::string(tail.ending->text());
  if (tail.stopped_by != StoppedBy::nothing) return strings.say("panel.figures.stopped", {{"reason", std::string(name_of(tail.stopped_by))}});
  return strings.say("panel.figures.goes_on");
}

// One program: who is chosen, as schedules write it. Two: who does what.
std::string step_text(const Comparison& comparison, const CountedTrace& side) {
  if (comparison.one_program) return to_string(side.schedule().choices[comparison.alike]);
  const Event& event = side.trace()[side.event_of(comparison.alike)];
  return goroutine_name(event.who()) + " " + std::string(name_of(event.kind));
}

// `G5, main`; a long one is cut and says so.
std::string sequence(const std::vector<GoroutineId>& goroutines, const Strings& strings) {
  constexpr size_t kShown = 8;
  std::string text;
  for (size_t i = 0; i < std::min(goroutines.size(), kShown); ++i) text += (i > 0 ? std::string(strings.get("list.comma")) : "") + goroutine_name(goroutines[i]);
  return goroutines.size() > kShown ? text + strings.say("list.more", {{"n", std::to_string(goroutines.size() - kShown)}}) : text;
}

std::string where_they_part(const Comparison& c, const Strings& strings) {
  const std::string_view family = c.one_program ? "one." : "two.";
  if (c.same()) return strings.say(key_of(family, "same"));
  const Gap n{"n", std::to_string(c.alike)};
  if (c.alike == c.left.steps()) return strings.say(key_of(family, "left_over"), {n});
  if (c.alike == c.right.steps()) return strings.say(key_of(family, "right_over"), {n});
  const Gap left{"left", step_text(c, c.left)}, right{"right", step_text(c, c.right)};
  if (c.alike == 0) return strings.say(key_of(family, "at_once"), {left, right});
  return strings.say(key_of(family, "part"), {n, {"next", std::to_string(c.alike + 1)}, left, right});
}

std::string in_figures(const std::vector<FigureRow>& rows, const Strings& strings) {
  std::vector<std::string> parts;
  for (const FigureRow& row : rows) {
    const uint64_t by = std::max(row.left, row.right) - std::min(row.left, row.right);
    if (by > 0) parts.push_back(strings.say(key_of(row.right > row.left ? "more." : "fewer.", row.id), {{"n", std::to_string(by)}}));
  }
  if (parts.empty()) return strings.say("panel.figures.alike");
  std::string list;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) list += strings.get(i + 1 == parts.size() ? "list.and" : "list.comma");
    list += parts[i];
  }
  return strings.say("panel.figures.right_has", {{"list", list}});
}

std::string how_they_end(const Comparison& c, const ComparisonView& view, const Strings& strings) {
  if (!c.left.trace().tail().ending || !c.right.trace().tail().ending) return strings.say("panel.figures.end.open", {{"left", view.left_ending}, {"right", view.right_ending}});
  if (view.left_ending == view.right_ending) return strings.say("panel.figures.end.both", {{"ending", view.left_ending}});
  return strings.say("panel.figures.end.differ", {{"left", view.left_ending}, {"right", view.right_ending}});
}

}  // namespace

ComparisonView comparison_view(const Comparison& comparison, const Strings& strings, uint64_t step) {
  ComparisonView view;
  const Figures left = comparison.left.figures(), right = comparison.right.figures(), left_now = comparison.left.figures_after(step), right_now = comparison.right.figures_after(step);
  for (const auto& [id, figure] : kColumns) view.rows.push_back({id, strings.say(key_of("", id)), left.*figure, right.*figure, left_now.*figure, right_now.*figure});
  view.left_ending = ending_of(comparison.left, strings);
  view.right_ending = ending_of(comparison.right, strings);
  view.sentences = {where_they_part(comparison, strings), in_figures(view.rows, strings), how_they_end(comparison, view, strings)};
  const auto order = [&](const CountedTrace& side, std::string_view key) {
    if (side.overtaken()) view.sentences.push_back(strings.say(key, {{"readied", sequence(side.readied(), strings)}, {"stepped", sequence(side.stepped(), strings)}}));
  };
  order(comparison.left, "panel.figures.order.left");
  order(comparison.right, "panel.figures.order.right");
  return view;
}

}  // namespace wgscope::model
