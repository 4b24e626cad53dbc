#include "app/model/select_view.h"

#include <algorithm>

#include "app/model/channel_view.h"
#include "app/model/step_view.h"

namespace wgscope::model {

namespace {

using Is = SelectCaseView::Is;
using When = SelectView::When;

const program::Select* select_at(const program::Program& program, SiteId site) {
  for (const program::Function& function : program.functions)
    for (const program::Instruction& in : function.code)
      if (in.op == program::Op::select_ && in.site == site.value) return &program.selects[static_cast<size_t>(in.b)];
  return nullptr;
}

uint32_t line_of_site(const Scene& scene, uint32_t site) {
  const auto& sites = scene.trace.header().sites;
  return site < sites.size() ? sites[site].program_line : 0;
}

// `case v := <-jobs: …` without `case` and what follows the colon. A colon in a string or of `:=` ends nothing.
std::string text_of_case(const Scene& scene, uint32_t line) {
  if (line == 0 || line > scene.program.size()) return {};
  std::string text = scene.program[line - 1];
  text.erase(0, std::min(text.find_first_not_of(" \t"), text.size()));
  if (text.starts_with("case ")) text.erase(0, 5);
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (quoted || text[i] != ':' || (i + 1 < text.size() && text[i + 1] == '=')) continue;
    text.resize(i);
    break;
  }
  return text;
}

// The facts of a select's step: which cases it queued for, or which one it took.
template <class Visit>
void each_case(const Trace& trace, EventIndex step, Visit&& visit) {
  for (EventIndex i = step + 1; i < trace.size() && (trace[i].kind == EventKind::select_case || trace[i].kind == EventKind::chose); ++i)
    if (trace[i].kind == EventKind::select_case) visit(trace[i], static_cast<size_t>(trace[i].other >> 1));
}

std::optional<EventIndex> parked_select_of(const Trace& trace, GoroutineId who, EventIndex before) {
  auto step = trace.previous_of(who, before);
  while (step && !counts_as_step(trace[*step].kind)) step = trace.previous_of(who, *step);
  return step && trace[*step].kind == EventKind::select_step && trace[*step].parked() ? step : std::nullopt;
}

// The cases as written; of those that are queued for, where.
void take_in_queues(const Scene& scene, EventIndex parked, SelectView& view) {
  for (SelectCaseView& one : view.cases) one.is = Is::nil;
  each_case(scene.trace, parked, [&](const Event& fact, size_t place) {
    if (place >= view.cases.size() || fact.object.value >= scene.world.objects.size()) return;
    SelectCaseView& one = view.cases[place];
    one.is = Is::waits;
    const ObjectNow& channel = scene.world.objects[fact.object.value];
    const auto& queue = fact.other & 1 ? channel.senders : channel.receivers;
    const auto mine = std::ranges::find_if(queue, [&](const QueuedOnChannel& in) { return in.who == fact.who() && in.select_case == place; });
    if (mine != queue.end()) one.place = static_cast<int>(mine - queue.begin());
  });
}

void take_in_taken(SelectView& view, size_t taken) {
  for (size_t i = 0; i < view.cases.size(); ++i) view.cases[i].is = i == taken ? Is::taken : Is::not_taken;
}

// Which case a partner's step has completed: of that channel and direction, the one that was queued first. A close wakes those who receive before those who send.
std::optional<size_t> case_completed(const Trace& trace, EventIndex parked, const Event& by) {
  const bool closes = by.kind == EventKind::chan_close, partner_sends = is_send(by) || by.kind == EventKind::timer;
  std::optional<size_t> receives, sends;
  each_case(trace, parked, [&](const Event& fact, size_t place) {
    std::optional<size_t>& first = fact.other & 1 ? sends : receives;
    if (fact.object == by.object && !first) first = place;
  });
  return closes ? (receives ? receives : sends) : partner_sends ? receives : sends;
}

// What the steps that can be taken here say of the cases of whoever stands at the select.
void take_in_tried(SelectView& view, GoroutineId who, std::span<const StepCard> tried) {
  bool known = false;
  for (const StepCard& card : tried) {
    if (card.choice.who != who || card.choice.timer) continue;
    if (!card.choice.alternative && card.head.empty()) return;   // not tried yet, or it takes too long
    known = true;
    const size_t takes = card.choice.alternative ? *card.choice.alternative : card.takes_case.value_or(view.cases.size());
    if (takes < view.cases.size()) view.cases[takes].is = Is::can_go;
  }
  if (!known) return;
  for (SelectCaseView& one : view.cases)
    if (one.is == Is::unknown || one.is == Is::otherwise) one.is = Is::cannot;
}

std::optional<SelectView> begin_view(const Scene& scene, const program::Program& program, GoroutineId who, SiteId site, When when) {
  const program::Select* select = select_at(program, site);
  if (!select || select->cases.empty()) return std::nullopt;
  SelectView view{.chip = chip_of(scene, who), .line = line_of_site(scene, site.value), .when = when};
  for (const program::SelectCase& one : select->cases) {
    const uint32_t line = line_of_site(scene, one.site);
    view.cases.push_back({one.is_default ? "default" : text_of_case(scene, line), line, one.is_default ? Is::otherwise : Is::unknown});
  }
  return view;
}

// Where the first was parked in a select whom a step let go on; nothing: it woke none such.
std::optional<EventIndex> first_let_go(const Scene& scene, EventIndex step) {
  const Trace& trace = scene.trace;
  if (trace[step].kind == EventKind::timer) return trace[step].object != kNoObject && trace[step].other == 0 ? parked_select_of(trace, trace[step].who(), step) : std::nullopt;
  for (EventIndex i = step; i < scene.cursor(); ++i) {
    const GoroutineId woken = i == step || trace[i].kind == EventKind::readied ? woken_by(trace[i]) : kNobody;
    if (woken == kNobody) continue;
    if (const auto parked = parked_select_of(trace, woken, step)) return parked;
  }
  return std::nullopt;
}

// The latest step took a case, default or parked; or it let one go on that was parked in a select.
std::optional<SelectView> of_latest_step(const Scene& scene, const program::Program& program) {
  const EventIndex index = scene.latest_step();
  if (index >= scene.trace.size()) return std::nullopt;
  const Event& step = scene.trace[index];
  std::optional<SelectView> view;
  if (step.kind == EventKind::select_step) {
    view = begin_view(scene, program, step.who(), {step.site}, step.parked() ? When::parked : When::took);
    if (view && step.parked()) take_in_queues(scene, index, *view);
    else if (view) each_case(scene.trace, index, [&](const Event&, size_t place) { take_in_taken(*view, place); });
  } else {
    const auto let_go = first_let_go(scene, index);
    const auto taken = let_go ? case_completed(scene.trace, *let_go, step) : std::nullopt;
    if (!taken) return std::nullopt;
    view = begin_view(scene, program, scene.trace[*let_go].who(), {scene.trace[*let_go].site}, When::took);
    if (view) take_in_taken(*view, *taken);
  }
  if (view) view->latest = true;
  return view;
}

}  // namespace

std::optional<SelectView> select_view(const Scene& scene, const program::Program* program, std::span<const StepCard> tried) {
  if (!program || program->selects.empty()) return std::nullopt;
  if (auto view = of_latest_step(scene, *program)) return view;
  const GoroutineId who = scene.focus;
  if (who == kNobody || who.value > scene.world.goroutines.size()) return std::nullopt;
  const GoroutineNow& now = scene.world.goroutines[who.value - 1];
  if (now.state == GoroutineState::parked) {
    const auto parked = now.wait_reason == WaitReason::select ? parked_select_of(scene.trace, who, scene.cursor()) : std::nullopt;
    if (!parked) return std::nullopt;
    auto view = begin_view(scene, *program, who, {scene.trace[*parked].site}, When::parked);
    if (view) take_in_queues(scene, *parked, *view);
    return view;
  }
  const Standing standing = standing_at(scene.trace, scene.world, who);
  if (standing.next != EventKind::select_step) return std::nullopt;
  auto view = begin_view(scene, *program, who, standing.site, When::stands);
  if (view) take_in_tried(*view, who, tried);
  return view;
}

}  // namespace wgscope::model
