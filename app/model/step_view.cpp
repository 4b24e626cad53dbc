#include "app/model/step_view.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "app/model/session.h"
#include "app/model/story.h"

namespace wgscope::model {

namespace {

std::string trimmed(const std::string& line) {
  const size_t first = line.find_first_not_of(" \t");
  return first == line.npos ? std::string() : line.substr(first);
}

// The endings that can be reached from the state of the graph that a schedule leads to; none when the graph does not know it.
std::optional<std::vector<Ending>> reachable_after(const std::shared_ptr<const ExploreResult>& result, uint32_t state) {
  if (!result->complete) return std::nullopt;
  constexpr size_t kBits = 64;
  std::vector<Ending> endings;
  for (size_t i = 0; i < result->endings.size() && i < kBits; ++i)
    if (result->graph->reachable[state] >> i & 1) endings.push_back(result->endings[i].ending);
  return endings;
}

constexpr std::chrono::milliseconds kLookAheadMost{50};   // for one step

StepCard card_of(const Scene& scene, const EnabledStep& step) {
  StepCard card;
  card.choice = step.choice;
  if (step.choice.who != kNobody) card.chip = chip_of(scene, step.choice.who);
  else card.chip.name = actor_name(step.choice);
  const auto& sites = scene.trace.header().sites;
  if (step.site.value < sites.size()) card.line = static_cast<int>(sites[step.site.value].program_line);
  if (card.line > 0 && card.line <= static_cast<int>(scene.program.size())) card.code = trimmed(scene.program[static_cast<size_t>(card.line) - 1]);
  return card;
}

// Of a select's step: the facts behind it say which case it took, or where it is queued.
std::optional<size_t> case_taken(const Trace& trace, EventIndex step) {
  if (trace[step].kind != EventKind::select_step || trace[step].parked()) return std::nullopt;
  for (EventIndex i = step + 1; i < trace.size() && (trace[i].kind == EventKind::select_case || trace[i].kind == EventKind::chose); ++i)
    if (trace[i].kind == EventKind::select_case) return trace[i].other >> 1;
  return std::nullopt;
}

// `world`: as it is at the end of `before`. `bounded`: somebody waits.
void try_out(StepCard& card, const Execution& before, const WorldState& world, bool bounded, const Strings& strings) {
  card.looked_ahead = true;
  Execution after = before;
  if (bounded) after.set_time_limit({.until = std::chrono::steady_clock::now() + kLookAheadMost});
  if (!after.step(card.choice)) return;
  if (after.stopped_by() == StoppedBy::interrupt) {
    card.sentence = strings.say("panel.step.too_long");
    return;
  }
  const auto trace = after.trace();
  if (world.cursor < trace->size()) {
    const StoryLine line = story_line(*trace, world, world.cursor, strings);
    card.head = line.head, card.sentence = line.sentence;
    card.takes_case = case_taken(*trace, world.cursor);
  }
  card.ends = after.ending();
}

void add_branches(const StepTree& tree, size_t parent, int depth, std::vector<BranchRow>& rows) {
  const Branch& branch = tree.branches()[parent];
  BranchRow row{parent, depth, std::to_string(parent + 1), branch.forked_at, branch.tip.schedule().choices.size(), {}, {}, parent == tree.current()};
  if (parent != branch.parent && row.forked_at < row.steps) row.choice = to_string(branch.tip.schedule().choices[row.forked_at]);
  row.ending = branch.tip.ending();
  rows.push_back(std::move(row));
  for (size_t i = 0; i < tree.branches().size(); ++i)
    if (i != parent && tree.branches()[i].parent == parent) add_branches(tree, i, depth + 1, rows);
}

}  // namespace

StepView step_view(Session& session) {
  StepTree& tree = *session.tree();
  const Scene scene = session.scene();
  StepView view;
  view.steps = session.steps_behind();
  view.steps_all = tree.branch().tip.schedule().choices.size();
  view.schedule = to_string(tree.prefix(view.steps));
  add_branches(tree, 0, 0, view.branches);

  view.reached = tree.reach(view.steps);
  if (view.reached != StepTree::Reached::yes) return view;
  const auto taken = tree.taken(view.steps);
  for (const EnabledStep& step : tree.enabled(view.steps)) {
    view.cards.push_back(card_of(scene, step));
    view.cards.back().taken = taken && *taken == step.choice;
  }
  look_ahead(session, view);
  return view;
}

void look_ahead(Session& session, StepView& view) {
  StepTree& tree = *session.tree();
  const Scene scene = session.scene();
  const auto until = std::chrono::steady_clock::now() + session.patience().value_or(std::chrono::nanoseconds(0));
  const auto result = session.search_of_tree() ? session.search_of_tree()->result() : nullptr;
  const auto here = result && result->graph ? result->graph->along(tree.prefix(view.steps)) : std::nullopt;
  const Execution& before = tree.at(view.steps);
  // Between the facts of a step the world is not the one that the next step meets.
  Folder folder;
  folder.reset(before.trace());
  const WorldState& world = scene.cursor() == before.trace()->size() ? scene.world : folder.at(before.trace()->size());
  bool further = false;   // one at least, so that it comes to an end
  for (StepCard& card : view.cards) {
    if (card.looked_ahead) continue;
    if (std::exchange(further, true) && session.patience() && std::chrono::steady_clock::now() >= until) return;
    try_out(card, before, world, session.patience().has_value(), session.strings());
    if (!here || card.ends) continue;
    if (const auto edge = here->edge_of(card.choice)) card.reachable = reachable_after(result, result->graph->edges[*edge].to);
  }
  view.whole = true;
}

}  // namespace wgscope::model
