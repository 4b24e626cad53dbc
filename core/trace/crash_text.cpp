#include "core/trace/crash_text.h"

#include "core/trace/world_state.h"

namespace wgscope {

namespace {

// runtime/traceback.go: of a deep stack these are printed.
constexpr size_t kInnerFrames = 50, kOuterFrames = 50;

std::string place_of(const Trace& trace, SiteId site) {
  const TraceHeader& header = trace.header();
  const std::string& file = header.program_file.empty() ? header.scenario_name : header.program_file;
  return "\t" + file + ":" + std::to_string(trace.site(site).line) + "\n";
}

// runtime/traceback.go: who made it; of a function that a timer called, Go's own goFunc did, and in no goroutine of the program.
std::string creator_text(const Trace& trace, GoroutineId who) {
  const TraceGoroutine& goroutine = trace.goroutines()[who.value - 1];
  for (EventIndex i = 0; i < trace.size(); ++i) {
    if (born_of(trace[i]) != who) continue;
    if (trace[i].kind == EventKind::timer) return "created by time.goFunc\n";
    break;
  }
  return "created by " + trace.site(goroutine.created_at).function + " in goroutine " + std::to_string(goroutine.parent.value) + "\n" +
         place_of(trace, goroutine.created_at);
}

std::string goroutine_text(const Trace& trace, GoroutineId who, std::string_view reason) {
  std::string text = "goroutine " + std::to_string(who.value) + " [" + std::string(reason) + "]:\n";
  if (who.value <= trace.tail().standing.size()) {
    const std::vector<TraceFrame>& stack = trace.tail().standing[who.value - 1].stack;
    const size_t left_out = stack.size() > kInnerFrames + kOuterFrames ? stack.size() - kInnerFrames - kOuterFrames : 0;
    for (size_t i = 0; i < stack.size(); ++i) {
      if (left_out > 0 && i == kInnerFrames) {
        text += "..." + std::to_string(left_out) + " frames elided...\n";
        i += left_out;
      }
      text += trace.site(stack[i].site).function + (stack[i].has_arguments ? "(...)\n" : "()\n") + place_of(trace, stack[i].site);
    }
  }
  if (who != kMain && who.value <= trace.goroutines().size()) text += creator_text(trace, who);
  return text;
}

// Go's words in the brackets. At a deadlock everybody who is left is parked.
std::string_view reason_of(const GoroutineNow& goroutine) {
  if (goroutine.state == GoroutineState::parked) return name_of(goroutine.wait_reason);
  return goroutine.state == GoroutineState::runnable ? "runnable" : "running";
}

std::string every_goroutine(const Trace& trace) {
  Folder folder;
  folder.reset(std::make_shared<const Trace>(trace));
  const WorldState& state = folder.at(trace.size());
  std::string text;
  for (size_t i = 0; i < state.goroutines.size(); ++i) {
    const GoroutineNow& goroutine = state.goroutines[i];
    if (goroutine.state == GoroutineState::finished) continue;
    text += "\n" + goroutine_text(trace, {static_cast<uint32_t>(i + 1)}, reason_of(goroutine));
  }
  return text;
}

}  // namespace

std::string panic_lines(const std::vector<TracePanic>& panics) {
  std::string text;
  bool signal = false;
  for (size_t i = 0; i < panics.size(); ++i) {
    const TracePanic& panic = panics[i];
    signal = signal || panic.signal;
    if (i > 0 && !panics[i - 1].goexit) text += "\t";
    if (panic.goexit) continue;   // after its tab, as Go does
    text += Ending::panic(panic.text).text();
    if (panic.repanicked) text += " [recovered, repanicked]";
    else if (panic.recovered) text += " [recovered]";
    text += "\n";
  }
  if (signal) text += "[signal SIGSEGV: segmentation violation]\n";
  return text;
}

std::string crash_text(const Trace& trace) {
  const TraceTail& tail = trace.tail();
  if (!tail.ending) return {};
  std::string text;
  switch (tail.ending->kind()) {
    case Ending::Kind::exit:
    case Ending::Kind::livelock: return {};
    case Ending::Kind::deadlock: text = "fatal error: all goroutines are asleep - deadlock!\n" + every_goroutine(trace); break;
    case Ending::Kind::fatal:
      // Since Go 1.26 an error of sync's, made on the goroutine's own stack, tells of that one alone; one that the runtime meets elsewhere (`go` of nil) tells of all.
      text = "fatal error: " + std::string(tail.ending->words()) + "\n";
      text += tail.ending->words().starts_with("sync: ") ? "\n" + goroutine_text(trace, tail.crashed, "running") : every_goroutine(trace);
      break;
    case Ending::Kind::panic:
      text = tail.panics.empty() ? tail.ending->text() + "\n" : panic_lines(tail.panics);
      if (tail.crashed != kNobody) text += "\n" + goroutine_text(trace, tail.crashed, "running");
  }
  return text + "exit status 2";
}

}  // namespace wgscope
