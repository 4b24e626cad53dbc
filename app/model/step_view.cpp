#include "app/model/step_view.h"

#include <algorithm>

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

// `world`: as it is at the end of `before`.
StepCard card_of(const Scene& scene, const Execution& before, const WorldState& world, const EnabledStep& step, const Strings& strings) {
  StepCard card;
  card.choice = step.choice;
  card.chip = chip_of(scene, step.choice.who);
  const auto& sites = scene.trace.header().sites;
  if (step.site.value < sites.size()) card.line = static_cast<int>(sites[step.site.value].program_line);
  if (card.line > 0 && card.line <= static_cast<int>(scene.program.size())) card.code = trimmed(scene.program[static_cast<size_t>(card.line) - 1]);
  Execution after = before;
  if (!after.step(step.choice)) return card;
  const auto trace = after.trace();
  if (world.cursor < trace->size()) {
    const StoryLine line = story_line(*trace, world, world.cursor, strings);
    card.head = line.head, card.sentence = line.sentence;
  }
  card.ends = after.ending();
  return card;
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
  Schedule prefix = tree.prefix(view.steps);
  view.schedule = to_string(prefix);
  add_branches(tree, 0, 0, view.branches);

  const auto result = session.search_of_tree() ? session.search_of_tree()->result() : nullptr;
  const auto state = result && result->graph ? result->graph->walk(prefix) : std::nullopt;
  const bool known = state.has_value();
  const uint32_t here = state.value_or(0);
  const auto taken = tree.taken(view.steps);
  const Execution& before = tree.at(view.steps);
  // Between the facts of a step the world is not the one that the next step meets.
  Folder folder;
  folder.reset(before.trace());
  const WorldState& world = scene.cursor() == before.trace()->size() ? scene.world : folder.at(before.trace()->size());
  for (const EnabledStep& step : tree.enabled(view.steps)) {
    StepCard card = card_of(scene, before, world, step, session.strings());
    card.taken = taken && *taken == step.choice;
    if (known && !card.ends) {
      const StateGraph& graph = *result->graph;
      for (uint32_t e = graph.first_edge[here]; e < graph.first_edge[here + 1]; ++e)
        if (graph.edges[e].choice == step.choice) card.reachable = reachable_after(result, graph.edges[e].to);
    }
    view.cards.push_back(std::move(card));
  }
  return view;
}

}  // namespace wgscope::model
