#include "app/model/explain.h"

#include <algorithm>

namespace wgscope::model {

namespace {

constexpr Explanation kExplanations[] = {
    {"panel.word", Topic::word},
    {"word.type", Topic::word},
    {"word.together", Topic::word},
    {"word.strip", Topic::word},
    {"word.lens", Topic::word},
    {"word.counter", Topic::word},
    {"word.waiters", Topic::word},
    {"word.flag", Topic::word},
    {"word.hex", Topic::word},
    {"word.pair", Topic::word},
    {"word.others", Topic::word},

    {"sema", Topic::semaphore},
    {"sema.token", Topic::semaphore},
    {"sema.queue", Topic::semaphore},
    {"step.acquire", Topic::semaphore},
    {"step.release", Topic::semaphore},
    {"step.retry", Topic::semaphore},
    {"broadcast", Topic::semaphore},

    {"panel.channel", Topic::channels},
    {"channel.buffer", Topic::channels},
    {"channel.senders", Topic::channels},
    {"channel.receivers", Topic::channels},
    {"channel.select", Topic::channels},
    {"select.cases", Topic::channels},
    {"select.case", Topic::channels},
    {"channel.closed", Topic::channels},
    {"panel.mutex", Topic::channels},
    {"mutex.lock", Topic::channels},
    {"mutex.holder", Topic::channels},
    {"mutex.awake", Topic::channels},
    {"mutex.queue", Topic::channels},
    {"mutex.readers", Topic::channels},
    {"cond.line", Topic::channels},
    {"cond.on_the_way", Topic::channels},
    {"cond.parked", Topic::channels},
    {"timer.dial", Topic::channels},
    {"timer.set", Topic::channels},
    {"timer.queue", Topic::channels},

    {"step", Topic::steps},
    {"step.add", Topic::steps},
    {"step.load", Topic::steps},
    {"step.store", Topic::steps},
    {"step.cas", Topic::steps},
    {"step.go", Topic::steps},
    {"step.memory", Topic::steps},
    {"step.atomic", Topic::steps},
    {"step.copy", Topic::steps},
    {"step.channel", Topic::steps},
    {"step.select", Topic::steps},
    {"step.mutex", Topic::steps},
    {"step.cond", Topic::steps},
    {"step.sleep", Topic::steps},
    {"step.panic", Topic::steps},
    {"step.return", Topic::steps},

    {"panel.stage", Topic::goroutines},
    {"goroutine", Topic::goroutines},
    {"state.running", Topic::goroutines},
    {"state.runnable", Topic::goroutines},
    {"state.parked", Topic::goroutines},
    {"state.finished", Topic::goroutines},
    {"state.panicked", Topic::goroutines},
    {"stage.card", Topic::goroutines},
    {"stage.waits", Topic::goroutines},
    {"stage.holds", Topic::goroutines},
    {"stage.endings", Topic::goroutines},

    {"panel.code", Topic::program},
    {"about", Topic::program},
    {"code.line", Topic::program},
    {"panel.hood", Topic::program},
    {"hood.row", Topic::program},
    {"hood.wait_group", Topic::program},
    {"hood.channel", Topic::program},
    {"hood.cond", Topic::program},
    {"hood.mutex", Topic::program},
    {"hood.rw_mutex", Topic::program},
    {"hood.timer", Topic::program},
    {"panel.output", Topic::program},
    {"params", Topic::program},

    {"panel.story", Topic::time},
    {"story.number", Topic::time},
    {"panel.timeline", Topic::time},
    {"timeline.bars", Topic::time},
    {"timeline.arrow", Topic::time},
    {"timeline.timers", Topic::time},
    {"timeline.axis", Topic::time},
    {"where", Topic::time},
    {"step.number", Topic::time},
    {"rate", Topic::time},

    {"mode.live", Topic::modes},
    {"mode.step", Topic::modes},
    {"mode.explore", Topic::modes},
    {"mode.compare", Topic::modes},
    {"panel.side", Topic::modes},
    {"panel.figures", Topic::modes},
    {"figures.steps", Topic::modes},
    {"figures.switches", Topic::modes},
    {"figures.parks", Topic::modes},
    {"figures.wake_ups", Topic::modes},
    {"figures.copies", Topic::modes},
    {"panel.step", Topic::modes},
    {"step.reachable", Topic::modes},
    {"panel.branches", Topic::modes},
    {"schedule", Topic::modes},

    {"panel.explore", Topic::search},
    {"search.status", Topic::search},
    {"search.verdict", Topic::search},
    {"search.endings", Topic::search},
    {"search.ending", Topic::search},
    {"search.sampled", Topic::search},
    {"search.livelock", Topic::search},
    {"search.figures", Topic::search},
    {"search.chance", Topic::search},
    {"search.telling", Topic::search},
    {"search.findings", Topic::search},
    {"finding.race", Topic::search},
    {"finding.stuck", Topic::search},
    {"finding.leak", Topic::search},
    {"finding.unfinished", Topic::search},
    {"finding.recovered", Topic::search},
    {"finding.token", Topic::search},
    {"finding.spin", Topic::search},
    {"search.absent", Topic::search},
    {"search.outputs", Topic::search},
    {"panel.graph", Topic::search},
    {"panel.compare", Topic::search},
};

}  // namespace

std::string_view topic_key(Topic topic) {
  constexpr std::string_view kKeys[kTopics] = {"explain.topic.word", "explain.topic.semaphore", "explain.topic.channels", "explain.topic.steps", "explain.topic.goroutines",
                                               "explain.topic.program", "explain.topic.time", "explain.topic.modes", "explain.topic.search"};
  return kKeys[static_cast<size_t>(topic)];
}

std::span<const Explanation> explanations() { return kExplanations; }

const Explanation* find_explanation(std::string_view id) {
  const auto found = std::find_if(std::begin(kExplanations), std::end(kExplanations), [&](const Explanation& one) { return one.id == id; });
  return found == std::end(kExplanations) ? nullptr : found;
}

std::string_view explanation_of(EventKind kind) {
  switch (kind) {
    case EventKind::add_count: return "step.add";
    case EventKind::add_recheck:
    case EventKind::wait_load:
    case EventKind::wait_check: return "step.load";
    case EventKind::add_clear: return "step.store";
    case EventKind::wait_join: return "step.cas";
    case EventKind::sema_acquire: return "step.acquire";
    case EventKind::sema_release: return "step.release";
    case EventKind::sema_retry: return "step.retry";
    case EventKind::spawn: return "step.go";
    case EventKind::declare:
    case EventKind::var_read:
    case EventKind::var_write: return "step.memory";
    case EventKind::copy: return "step.copy";
    case EventKind::atomic_load:
    case EventKind::atomic_store:
    case EventKind::atomic_add:
    case EventKind::atomic_swap:
    case EventKind::atomic_cas: return "step.atomic";
    case EventKind::sleep:
    case EventKind::timer_set:
    case EventKind::timer_stop:
    case EventKind::timer_reset:
    case EventKind::timer: return "step.sleep";
    case EventKind::panic_call:
    case EventKind::run_panic:
    case EventKind::recovered: return "step.panic";
    case EventKind::main_return: return "step.return";
    case EventKind::chan_send:
    case EventKind::chan_receive:
    case EventKind::chan_close:
    case EventKind::chan_length: return "step.channel";
    case EventKind::select_step:
    case EventKind::select_case:
    case EventKind::chose: return "step.select";
    default: return on_mutex(kind) ? "step.mutex" : on_cond(kind) ? "step.cond" : "step";
  }
}

}  // namespace wgscope::model
