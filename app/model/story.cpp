#include "app/model/story.h"

#include <algorithm>
#include <cassert>

#include "app/model/telling.h"
#include "core/trace/value_text.h"

namespace wgscope::model {

namespace {

constexpr int64_t kNumberWords = 10;
constexpr size_t kNamesShown = 6;

bool several_wait_groups(const Trace& trace) {
  size_t count = 0;
  for (const TraceObject& object : trace.objects()) {
    if (object.kind == ObjectKind::wait_group && ++count == 2) return true;
  }
  return false;
}

std::string number_word(const Strings& strings, int64_t number) {
  return number >= 1 && number <= kNumberWords ? std::string(strings.get("number." + std::to_string(number))) : std::to_string(number);
}

}  // namespace

std::string name_list(const Strings& strings, const std::vector<GoroutineId>& goroutines) {
  std::string list;
  const size_t shown = goroutines.size() > kNamesShown + 1 ? kNamesShown : goroutines.size();
  for (size_t i = 0; i < shown; ++i) {
    if (i > 0) list += strings.get(i + 1 == goroutines.size() ? "list.and" : "list.comma");
    list += goroutine_name(goroutines[i]);
  }
  if (shown < goroutines.size()) list += strings.say("list.more", {{"n", std::to_string(goroutines.size() - shown)}});
  return list;
}

const ObjectNow& Telling::object_before() const {
  static const ObjectNow kNone;
  return object().value < before.objects.size() ? before.objects[object().value] : kNone;
}

const GoroutineNow& Telling::who_before() const {
  static const GoroutineNow kNone;
  const uint32_t number = event().goroutine;
  return number >= 1 && number <= before.goroutines.size() ? before.goroutines[number - 1] : kNone;
}

void Telling::gap(std::string_view name, std::string value) {
  for (Gap& gap : gaps_) {
    if (gap.name == name) {
      gap.value = std::move(value);
      return;
    }
  }
  gaps_.push_back({name, std::move(value)});
}

void Telling::count(std::string_view name, int64_t number) { gap(name, number_word(strings, number)); }
void Telling::names(std::string_view name, const std::vector<GoroutineId>& goroutines) { gap(name, name_list(strings, goroutines)); }
void Telling::name_object(ObjectId object) { gap("object", object_name(trace, object)); }

StoryLine Telling::line() const {
  assert(!head_key_.empty() && !sentence_key_.empty() && "every event has a head and a sentence");
  std::string head = strings.say("story.head." + std::string(head_key_), gaps_);
  if ((on_wait_group_word(event().kind) || on_sema(event().kind)) && several_wait_groups(trace)) head = object_name(trace, object()) + "." + head;
  return {index, event().who(), std::move(head), strings.say("story." + std::string(sentence_key_), gaps_)};
}

StoryLine story_line(const Trace& trace, const WorldState& before, EventIndex event, const Strings& strings) {
  Telling telling(trace, before, event, strings);
  const Event& what = telling.event();
  telling.gap("who", what.who());
  if (what.other != 0 && what.kind != EventKind::select_case) telling.gap("other", GoroutineId{what.other});
  if (what.object != kNoObject) telling.name_object(what.object);
  // What a timer does by itself, and a receive from it, is told of the timer.
  const bool of_timer = what.object != kNoObject && about(telling).kind == ObjectKind::timer && (what.kind == EventKind::timer || what.kind == EventKind::chan_receive);
  constexpr void (*kTell[])(Telling&) = {tell_wait_group, tell_semaphore, tell_variable, tell_control, tell_channel, tell_mutex, tell_timer, tell_cond};   // by Family
  kTell[static_cast<size_t>(of_timer ? Family::timer : row_of(what.kind).family)](telling);
  return telling.line();
}

std::optional<StoryLine> story_ending(const Trace& trace, const WorldState& end, const Strings& strings) {
  const TraceTail& tail = trace.tail();
  if (!tail.over) return std::nullopt;
  StoryLine line{trace.size(), kNobody, {}, {}};
  if (!tail.ending) {
    if (tail.stopped_by == StoppedBy::nothing) return std::nullopt;
    line.head = strings.get("story.head.stopped");
    line.sentence = strings.get("story.stopped." + std::string(name_of(tail.stopped_by)));
    return line;
  }
  if (tail.ending->is(Ending::Kind::deadlock)) {
    line.head = strings.get("story.head.deadlock");
    line.sentence = deadlock_sentence(trace, end, strings);
    return line;
  }
  if (tail.ending->is(Ending::Kind::fatal) && (trace.size() == 0 || trace[trace.size() - 1].kind != EventKind::fatal)) {
    line.head = strings.get("story.head.fatal");
    line.sentence = strings.say("story.fatal", {{"text", one_line(std::string(tail.ending->words()))}});
    return line;
  }
  return std::nullopt;   // the last event said so
}

void Story::reset(std::shared_ptr<const Trace> trace) {
  trace_ = std::move(trace);
  folder_.reset(trace_);
}

StoryLine Story::line(EventIndex event, const Strings& strings) { return story_line(*trace_, folder_.at(event), event, strings); }
std::optional<StoryLine> Story::ending(const Strings& strings) { return story_ending(*trace_, folder_.at(trace_->size()), strings); }

}  // namespace wgscope::model
