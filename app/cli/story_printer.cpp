#include "app/cli/story_printer.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "core/base/limits.h"
#include "core/base/shorten.h"
#include "core/base/utf8.h"
#include "core/trace/value_text.h"

namespace wgscope::cli {
namespace {

constexpr size_t kSourceColumns = 30, kHeadColumns = 26, kQueueCharacters = 200;
constexpr size_t kCrashCharacters = 1 << 16;

// How many columns a terminal gives it: fmt knows which characters are wide, and says so by how much it fills up.
size_t columns_of(std::string_view text) {
  const size_t enough = text.size() + 1;
  return enough - (fmt::format("{:{}}", text, enough).size() - text.size());
}

// `text` cut or filled up to so many columns.
std::string column(std::string_view text, size_t columns) {
  if (columns_of(text) <= columns) return fmt::format("{:{}}", text, columns);
  size_t cut = 0;
  for (size_t next = 0; next < text.size() && columns_of(text.substr(0, next)) < columns; next += utf8_at(text, next).bytes) cut = next;
  return fmt::format("{:{}}", std::string(text.substr(0, cut)) + "…", columns);
}

Tone tone_of(const Event& event) {
  switch (event.kind) {
    case EventKind::panic_call:
    case EventKind::run_panic:
    case EventKind::crash:
    case EventKind::fatal: return Tone::bad;
    case EventKind::sema_release:
    case EventKind::sema_retry: return Tone::good;
    default:
      if (woken_by(event) != kNobody) return Tone::good;
      return event.parked() || event.failed() ? Tone::warn : Tone::plain;
  }
}

std::string queue_text(const std::vector<GoroutineId>& queue) {
  std::string text = "[";
  for (const GoroutineId who : queue) text += (text.size() > 1 ? " " : "") + goroutine_name(who);
  return shortened(text + "]", kQueueCharacters);
}

struct ToldObject {
  const Trace& trace;
  const TraceObject& about;
  const ObjectNow& now;
  uint64_t before;   // its word before the event
};

std::string wait_group_text(const ToldObject& object) {
  const ObjectNow& now = object.now;
  return fmt::format("{} → {}  counter {}  waiters {}  sema {}  queue {}", hex_text(object.before), hex_text(now.word), now.counter(), now.waiters(), now.tokens, queue_text(now.queue));
}

std::string variable_text(const ToldObject& object) {
  return fmt::format("{} → {}", value_text(object.trace, object.about, object.before), value_text(object.trace, object.about, object.now.word));
}

// `buffer [1 2] of 2  senders [G3: 3]  receivers []  closed`
std::string channel_text(const ToldObject& object) {
  const ObjectNow& now = object.now;
  const auto value = [&](uint64_t word) { return value_text(object.trace, object.about, word); };
  const auto queue = [&](const std::vector<QueuedOnChannel>& waiting, bool send) {
    std::string text = "[";
    for (const QueuedOnChannel& one : waiting) text += (text.size() > 1 ? " " : "") + goroutine_name(one.who) + (send ? ": " + value(one.word) : "");
    return shortened(text + "]", kQueueCharacters);
  };
  std::string text;
  if (now.word > 0) {
    std::string buffer = "[";
    for (const uint64_t word : now.buffer) buffer += (buffer.size() > 1 ? " " : "") + value(word);
    text = fmt::format("buffer {} of {}  ", shortened(buffer + "]", kQueueCharacters), now.word);
  }
  return text + fmt::format("senders {}  receivers {}{}", queue(now.senders, true), queue(now.receivers, false), now.closed ? "  closed" : "");
}

std::string holder_text(const ObjectNow& now) {
  return "held by " + (now.holder == kNobody ? std::string(now.word == kLockedWord ? "somebody" : "nobody") : goroutine_name(now.holder));
}

std::string mutex_text(const ToldObject& object) { return holder_text(object.now) + "  queue " + queue_text(object.now.queue); }

std::string rw_mutex_text(const ToldObject& object) {
  return holder_text(object.now) + "  readers " + queue_text(object.now.readers) + "  queue " + queue_text(object.now.queue);
}

std::string cond_text(const ToldObject& object) { return value_text(object.trace, object.about, object.now.receivers.size()); }

std::string timer_text(const ToldObject& object) {
  const ObjectNow& now = object.now;
  return value_text(object.trace, object.about, now.word) + (now.timer_set ? ", set for " + duration_text(static_cast<int64_t>(now.set_for_ns)) : ", not set");
}

// In the order of ObjectKind. A WaitGroup needs no name in front: its word says what it is.
struct Told {
  std::string_view between;   // the name and the text
  std::string (*text)(const ToldObject&);
};
constexpr Told kTold[] = {{"", wait_group_text}, {" = ", variable_text}, {" = ", variable_text}, {" = ", variable_text}, {" = ", variable_text},
                          {"  ", channel_text},  {"  ", mutex_text},     {"  ", rw_mutex_text},  {"  ", timer_text},     {"  ", cond_text}};
static_assert(std::size(kTold) == kObjectKindCount);

}  // namespace

StoryPrinter::StoryPrinter(Output& output, std::shared_ptr<const Scenario> scenario, const std::string& language)
    : output_(output), scenario_(std::move(scenario)), strings_(model::Strings::of(language)) {}

void StoryPrinter::print_head() {
  output_.write(output_.toned(Tone::strong, shortened(scenario_->title.in(strings_.language()), limits::kToldCharacters)) + "  " + output_.toned(Tone::faint, scenario_->file) + "\n");
  std::string params;
  for (const ScenarioParam& param : scenario_->params) params += fmt::format("{}{} = {}", params.empty() ? "" : ", ", param.name, param.value);
  if (!params.empty()) output_.write(shortened(params, 2 * limits::kToldCharacters) + "\n");
  output_.write("\n");
}

void StoryPrinter::print_events(std::shared_ptr<const Trace> trace) {
  if (printed_ == 0) world_ = fold(*trace, 0);
  if (left_ == 0) return;
  const EventIndex end = std::min<EventIndex>(trace->size(), printed_ + left_);
  left_ -= end - printed_;
  print_until(trace, end);
  if (left_ == 0) output_.write("       " + output_.toned(Tone::warn, strings_.say("cli.told_enough", {{"n", std::to_string(limits::kStoryEvents)}})) + "\n");
  output_.flush();
}

void StoryPrinter::print_rest(std::shared_ptr<const Trace> trace) {
  left_ = limits::kStoryEvents;
  if (printed_ == trace->size()) return;
  const EventIndex from = std::max<EventIndex>(printed_, trace->size() - std::min<EventIndex>(trace->size(), limits::kStoryEventsAtTheEnd));
  if (from > printed_) {
    output_.write("       " + output_.toned(Tone::warn, strings_.say("cli.left_out", {{"n", std::to_string(from - printed_)}})) + "\n");
    go_back(trace, from);
  }
  print_until(trace, trace->size());
}

void StoryPrinter::print_until(const std::shared_ptr<const Trace>& trace, EventIndex end) {
  if (printed_ == end || output_.closed()) return;
  story_.reset(trace);
  for (; printed_ < end && !output_.closed(); ++printed_) {
    const model::StoryLine line = story_.line(printed_, strings_);
    const Event& event = (*trace)[printed_];
    apply(world_, *trace, event);
    output_.write(row(*trace, printed_, line.head) + "\n");
    if (!line.sentence.empty()) output_.write("       " + output_.toned(Tone::faint, shortened(line.sentence, 2 * limits::kToldCharacters)) + "\n");
  }
  output_.flush();
}

void StoryPrinter::go_back(std::shared_ptr<const Trace> trace, EventIndex to) {
  printed_ = to;
  world_ = fold(*trace, printed_);
}

// Requires: world_ is the world right after the event.
std::string StoryPrinter::row(const Trace& trace, EventIndex index, const std::string& head) const {
  const Event& event = trace[index];
  const TraceSite& site = trace.site(SiteId{event.site});
  const std::string who = goroutine_name(event.who());
  std::string text = fmt::format("{:>5}  {}  {:>4}  {}  {}", index + 1, output_.toned(Tone::strong, column(who, 5)), site.line == 0 ? "" : std::to_string(site.line),
                                 column(source_line(site), kSourceColumns), output_.toned(tone_of(event), column(head, kHeadColumns)));
  if (event.object == kNoObject) return text.substr(0, text.find_last_not_of(' ') + 1);
  const TraceObject& object = trace.objects()[event.object.value];
  const ObjectNow& now = world_.objects[event.object.value];
  const bool on_word = !on_sema(event.kind) && counts_as_step(event.kind) && event.kind != EventKind::copy;
  const uint64_t before = on_word ? word_before(trace, index) : now.word;
  const Told& told = kTold[static_cast<size_t>(object.kind)];
  text += "  ";
  if (!told.between.empty()) text.append(object_name(trace, event.object)).append(told.between);
  text += told.text({trace, object, now, before});
  return text;
}

std::string StoryPrinter::source_line(const TraceSite& site) const {
  if (site.program_line == 0 || site.program_line > scenario_->lines.size()) return "";
  std::string line = scenario_->lines[site.program_line - 1];
  std::replace(line.begin(), line.end(), '\t', ' ');
  const size_t first = line.find_first_not_of(' ');
  return first == std::string::npos ? "" : line.substr(first);
}

void StoryPrinter::print_ending(std::shared_ptr<const Trace> trace) {
  print_rest(trace);
  const TraceTail& tail = trace->tail();
  const std::string printed = trace->output(trace->size());
  story_.reset(trace);
  if (!printed.empty()) {
    output_.write("\n" + output_.toned(Tone::strong, strings_.say("cli.output")) + "\n" + printed + (printed.ends_with('\n') ? "" : "\n"));
  }
  if (!tail.crash.empty()) output_.write("\n" + output_.toned(Tone::bad, shortened(tail.crash, kCrashCharacters)) + (tail.crash.ends_with('\n') ? "" : "\n"));
  if (const auto last = story_.ending(strings_)) output_.write("\n" + shortened(last->sentence, 2 * limits::kToldCharacters) + "\n");
  if (tail.ending) {
    output_.write("\n" + strings_.say("cli.ending", {{"ending", output_.toned(tail.ending->is(Ending::Kind::exit) ? Tone::good : Tone::bad, tail.ending->text())}}) + "\n");
  } else if (tail.stopped_by != StoppedBy::nothing) {
    output_.write("\n" + output_.toned(Tone::warn, strings_.say("cli.stopped", {{"reason", std::string(name_of(tail.stopped_by))}})) + "\n");
  }
}

}  // namespace wgscope::cli
