#include <algorithm>
#include <unordered_set>

#include "core/base/limits.h"
#include "core/trace/trace_builder.h"
#include "core/trace/trace_codec.h"
#include "core/trace/trace_file.h"

namespace wgscope {

namespace {

using codec::Reader;

constexpr uint64_t kSitesMax = 65536;   // an event names one in 16 bits
constexpr uint64_t kKindsInVersion1 = static_cast<uint64_t>(EventKind::fatal);

// What there is to refer to: filled as sections are read.
struct Bounds {
  uint64_t sites = 0, texts = 0, goroutines = 0, objects = 0;
  bool version_1 = false;
  bool fatal = false;   // a version 1 trace that ends in a fatal error: it had one kind for that and for a crash
};

// A kind's number in the file. In version 1 a crash was the last of the facts that follow a step; now it is the last of the steps.
EventKind kind_of(uint64_t number, const Bounds& bounds) {
  constexpr auto kCrash = static_cast<uint64_t>(EventKind::crash);
  constexpr uint64_t kCrashInVersion1 = 29;
  if (!bounds.version_1 || number < kCrash) return static_cast<EventKind>(number);
  if (number < kCrashInVersion1) return static_cast<EventKind>(number + 1);
  return bounds.fatal ? EventKind::fatal : EventKind::crash;
}
uint64_t kinds(const Bounds& bounds) { return bounds.version_1 ? kKindsInVersion1 : kKindCount; }

TraceHeader read_header(Reader& in) {
  TraceHeader header;
  header.scenario_name = in.text();
  header.program_file = in.text();
  header.scenario_text = in.text();
  for (size_t n = in.count(); n-- > 0 && !in.failed();) {
    std::string name(in.text());
    header.params.emplace_back(std::move(name), in.signed_number());
  }
  const uint64_t world = in.below(codec::kPrintsAreSteps + 1, "names a world that there is not");
  header.prints_are_steps = world == codec::kPrintsAreSteps;
  header.world = header.prints_are_steps ? World::scheduled : static_cast<World>(world);
  const size_t sites = in.count();
  if (sites == 0 || sites > kSitesMax) in.fail("has no place in the program, or too many");
  for (size_t i = 0; i < sites && !in.failed(); ++i) {
    TraceSite site;
    site.line = static_cast<uint32_t>(in.below(uint64_t{1} << 32, "holds a line number that is too large"));
    site.column = static_cast<uint32_t>(in.below(uint64_t{1} << 32, "holds a column number that is too large"));
    site.program_line = static_cast<uint32_t>(in.below(uint64_t{1} << 32, "holds a line number that is too large"));
    site.function = in.text();
    header.sites.push_back(std::move(site));
  }
  return header;
}

void read_texts(Reader& in, TraceBuilder& builder, Bounds& bounds) {
  const size_t count = in.count();
  if (count == 0) in.fail("lacks the empty text");
  for (size_t i = 0; i < count && !in.failed(); ++i) {
    if (builder.text(in.text()).value != i) in.fail(i == 0 ? "does not begin with the empty text" : "holds a text twice");
  }
  bounds.texts = count;
}

SiteId read_site(Reader& in, const Bounds& bounds) { return {static_cast<uint32_t>(in.below(bounds.sites, "names a place in the program that there is not"))}; }
GoroutineId read_goroutine(Reader& in, const Bounds& bounds) {
  return {static_cast<uint32_t>(in.below(bounds.goroutines + 1, "names a goroutine that there is not"))};
}
ObjectId read_object(Reader& in, const Bounds& bounds) {
  const uint64_t number = in.below(bounds.objects + 1, "names an object that there is not");
  return number == 0 ? kNoObject : ObjectId{static_cast<uint32_t>(number - 1)};
}
EventKind read_kind(Reader& in, const Bounds& bounds) { return kind_of(in.below(kinds(bounds), "names a kind of event that there is not"), bounds); }

void read_goroutines(Reader& in, TraceBuilder& builder, Bounds& bounds) {
  const size_t count = in.count();
  if (count == 0 || count > limits::kGoroutinesEver) in.fail("has no goroutine, or too many");
  for (size_t i = 0; i < count && !in.failed(); ++i) {
    TraceGoroutine goroutine;
    bounds.goroutines = i;   // a goroutine's parent is older
    goroutine.parent = read_goroutine(in, bounds);
    if ((goroutine.parent == kNobody) != (i == 0)) in.fail("has a goroutine that nobody started");
    goroutine.created_at = read_site(in, bounds);
    goroutine.function = in.text();
    builder.add_goroutine(std::move(goroutine));
  }
  bounds.goroutines = count;
}

void read_objects(Reader& in, TraceBuilder& builder, Bounds& bounds) {
  bounds.objects = in.count();
  for (uint64_t i = 0; i < bounds.objects && !in.failed(); ++i) {
    TraceObject object;
    object.name = in.text();
    object.kind = static_cast<ObjectKind>(in.below(kObjectKindCount, "names a kind of object that there is not"));
    object.word_kind = static_cast<WordKind>(in.below(static_cast<uint64_t>(WordKind::function) + 1, "names a kind of word that there is not"));
    object.type_name = in.text();
    object.declared_at = read_site(in, bounds);
    object.creator = read_goroutine(in, bounds);
    object.initial_word = in.word();
    builder.add_object(std::move(object));
  }
}

std::vector<ClockSample> read_clock(Reader& in) {
  std::vector<ClockSample> clock;
  ClockSample sample;
  for (size_t n = in.count(); n-- > 0 && !in.failed();) {
    const uint64_t events = in.number();
    const int64_t ns = in.signed_number();
    if ((events == 0 && !clock.empty()) || events > uint64_t{1} << 48) in.fail("has two samples of the clock for one event");
    if (ns < 0 || __builtin_add_overflow(sample.at_ns, ns, &sample.at_ns)) in.fail("has a clock that goes back");
    sample.event += events;
    clock.push_back(sample);
  }
  return clock;
}

TraceTail read_tail(Reader& in, const Bounds& bounds) {
  TraceTail tail;
  if (in.truth("does not say whether there is an ending")) {
    tail.ending = Ending::read(in.text());
    if (!tail.ending) in.fail("has an ending that is none");
  }
  tail.stopped_by = static_cast<StoppedBy>(in.below(static_cast<uint64_t>(StoppedBy::memory) + 1, "names a reason to stop that there is not"));
  tail.over = in.truth("does not say whether the execution is over");
  tail.crash = in.text();
  tail.duration_ns = in.signed_number();
  tail.crashed = read_goroutine(in, bounds);
  for (size_t n = in.count(); n-- > 0 && !in.failed();) {
    TracePanic panic;
    panic.text = in.text();
    const uint64_t flags = in.below(16, "flags a panic as something that there is not");
    panic.recovered = flags & 1;
    panic.repanicked = flags & 2;
    panic.goexit = flags & 4;
    panic.signal = flags & 8;
    tail.panics.push_back(std::move(panic));
  }
  const size_t standing_count = in.count();
  if (standing_count > bounds.goroutines) in.fail("says where goroutines stand that there are not");
  for (size_t i = 0; i < standing_count && !in.failed(); ++i) {
    Standing standing;
    standing.next = read_kind(in, bounds);
    standing.object = read_object(in, bounds);
    standing.site = read_site(in, bounds);
    standing.operand = in.word();
    for (size_t n = in.count(); n-- > 0 && !in.failed();) {
      const uint64_t frame = in.below(bounds.sites * 2, "names a place in the program that there is not");
      standing.stack.push_back({{static_cast<uint32_t>(frame >> 1)}, (frame & 1) != 0});
    }
    tail.standing.push_back(std::move(standing));
  }
  return tail;
}

bool has_text(EventKind kind) {
  switch (kind) {
    case EventKind::panic_call:
    case EventKind::crash:
    case EventKind::print:
    case EventKind::run_panic:
    case EventKind::recovered:
    case EventKind::fatal: return true;
    default: return false;
  }
}

Event read_event(Reader& in, const Bounds& bounds, codec::ExpectedVersions& versions) {
  Event event;
  const uint8_t kind_and_flags = in.byte();
  uint64_t kind = kind_and_flags & codec::kWideKind;
  if (kind == codec::kWideKind && !bounds.version_1) {
    kind = in.byte();
    if (kind < codec::kWideKind) in.fail("writes a kind of event longer than it need be");
  }
  if (kind >= kinds(bounds)) in.fail("names a kind of event that there is not");
  event.kind = in.failed() ? EventKind::end : kind_of(kind, bounds);
  event.flags = kind_and_flags >> 5;
  event.goroutine = static_cast<uint16_t>(read_goroutine(in, bounds).value);
  if (event.goroutine == 0) in.fail("has an event of nobody");
  // Of a declaration it is a number of tokens, of a select's case its place.
  const bool names_another = event.kind != EventKind::declare && event.kind != EventKind::select_case;
  event.other = static_cast<uint16_t>(in.below(names_another ? bounds.goroutines + 1 : 65536, "names a goroutine that there is not"));
  event.site = static_cast<uint16_t>(read_site(in, bounds).value);
  event.object = read_object(in, bounds);
  const Family family = row_of(event.kind).family;
  const bool needs_object = family != Family::control && family != Family::channel;   // a channel may be nil
  if (needs_object && event.object == kNoObject) in.fail("has an event that lacks its object");
  const int64_t off = in.signed_number();
  uint32_t& last = versions.last(event);
  const int64_t expected = event.object == kNoObject ? 0 : int64_t{last} + 1;
  if (off < -expected || off > int64_t{0xffffffff} - expected) in.fail("has a version that is out of range");
  else event.version = static_cast<uint32_t>(expected + off);
  if (event.object != kNoObject) last = event.version;
  event.word = in.word();
  if (has_text(event.kind) && event.word >= bounds.texts) in.fail("names a text that there is not");
  if (event.kind == EventKind::copy && event.word >= bounds.objects) in.fail("names an object that there is not");
  if (on_sema(event.kind) && event.word > 0xffffffff) in.fail("has more tokens than there can be");
  return event;
}

// Cuts the file into sections, and holds each against its checksum.
class SectionReader {
 public:
  SectionReader(std::string_view bytes, const std::string& file) : bytes_(bytes), file_(file), at_(codec::kFirstLine.size()) {
    checksum_ = codec::checksum(bytes.substr(0, at_));   // of whichever version
  }

  // The next section's tag; empty when there is none, or something is wrong.
  std::string_view next() {
    const std::string_view rest = bytes_.substr(at_);
    begin_ = at_;
    if (rest.size() < codec::kTagBytes + codec::kLengthBytes) return refuse(bytes_.size(), "the file ends too early: it was cut off after " + last_);
    const std::string_view tag = rest.substr(0, codec::kTagBytes);
    const uint64_t length = fixed(rest.substr(codec::kTagBytes, codec::kLengthBytes));
    const size_t head = codec::kTagBytes + codec::kLengthBytes;
    const bool known = tag == codec::kLastSection || std::find(codec::kSections.begin(), codec::kSections.end(), tag) != codec::kSections.end();
    if (!known) return refuse(at_, "no section of a trace begins here: the file has been altered");
    if (length > rest.size() - head || rest.size() - head - length < codec::kChecksumBytes) {
      return refuse(bytes_.size(), "the file ends within its section " + std::string(tag) + ", which begins at byte " + std::to_string(at_));
    }
    checksum_ = codec::checksum(rest.substr(0, head + length), checksum_);
    if (fixed(rest.substr(head + length, codec::kChecksumBytes)) != checksum_) {
      return refuse(at_, "the section " + std::string(tag) + " does not fit its checksum: the file has been altered");
    }
    payload_ = rest.substr(head, length);
    payload_at_ = at_ + head;
    at_ += head + length + codec::kChecksumBytes;
    last_ = "its section " + std::string(tag);
    return tag;
  }
  Reader payload() const { return {payload_, payload_at_}; }
  bool at_end() const { return at_ == bytes_.size(); }
  size_t at() const { return at_; }
  size_t begin() const { return begin_; }

  std::string_view refuse(size_t offset, const std::string& what) {
    if (!wrong_) {
      wrong_ = Diagnostic{file_, 0, 0, {}, "error", "byte " + std::to_string(offset) + ": " + what,
                          "open a trace that wgscope saved, whole and unchanged"};
    }
    return {};
  }
  // The payload was not what its section promises.
  bool accept(std::string_view tag, const Reader& in) {
    if (in.failed()) refuse(in.wrong_at(), "the section " + std::string(tag) + " " + in.wrong());
    else if (!in.at_end()) refuse(in.offset(), "the section " + std::string(tag) + " goes on after its end");
    return !wrong_;
  }
  const std::optional<Diagnostic>& wrong() const { return wrong_; }

 private:
  static uint64_t fixed(std::string_view bytes) {
    uint64_t value = 0;
    for (size_t i = bytes.size(); i-- > 0;) value = value << 8 | static_cast<uint8_t>(bytes[i]);
    return value;
  }

  std::string_view bytes_;
  const std::string& file_;
  size_t at_, begin_ = 0;
  uint32_t checksum_ = 0;
  std::string_view payload_;
  size_t payload_at_ = 0;
  std::string last_ = "its first line";
  std::optional<Diagnostic> wrong_;
};

// The events, with the clock's samples put back between them.
bool read_events(SectionReader& sections, TraceBuilder& builder, const Bounds& bounds, const std::vector<ClockSample>& clock) {
  codec::ExpectedVersions versions(bounds.objects);
  size_t next_sample = 0;
  const auto sample = [&] {
    if (next_sample < clock.size() && clock[next_sample].event == builder.size()) builder.add_clock_sample(clock[next_sample++].at_ns);
  };
  for (size_t in_section = codec::kEventsPerSection;;) {
    const std::string_view tag = sections.next();
    Reader in = sections.payload();
    if (sections.wrong()) return false;
    if (tag == codec::kLastSection) {
      sample();
      const uint64_t promised = in.number();
      if (promised != builder.size()) in.fail("promises " + std::to_string(promised) + " events, but there are " + std::to_string(builder.size()));
      if (next_sample < clock.size()) in.fail("comes before the events that the clock speaks of");
      if (!sections.accept(tag, in)) return false;
      if (!sections.at_end()) sections.refuse(sections.at(), "the file goes on after its end");
      return !sections.wrong();
    }
    if (tag != codec::kSections.back() || in_section != codec::kEventsPerSection) {
      sections.refuse(sections.begin(), "the section " + std::string(tag) + " is out of place");
      return false;
    }
    for (in_section = 0; !in.at_end() && !in.failed() && in_section < codec::kEventsPerSection; ++in_section) {
      sample();
      const Event event = read_event(in, bounds, versions);
      if (!in.failed()) builder.append(event);
    }
    if (in_section == 0) in.fail("is empty");
    if (!sections.accept(tag, in)) return false;
  }
}

}  // namespace

Result<std::shared_ptr<const Trace>> parse_trace(std::string_view bytes, const std::string& file) {
  const bool version_1 = bytes.starts_with(codec::kFirstLineOfVersion1);
  if (!version_1 && !bytes.starts_with(codec::kFirstLine)) {
    const bool other_version = looks_like_trace(bytes) && bytes.size() >= codec::kFirstLine.size();
    return Diagnostic{file, 1, 1, {}, "error",
                      other_version ? "this trace was saved by another version of wgscope, in a form that this one does not know"
                                    : "this is no trace of wgscope, or it was cut off in its first line",
                      "a trace begins with the line `" + std::string(codec::kFirstLine.substr(0, codec::kFirstLine.size() - 1)) + "`"};
  }
  SectionReader sections(bytes, file);
  TraceBuilder builder({});
  Bounds bounds{.version_1 = version_1};
  std::vector<ClockSample> clock;
  for (const std::string_view wanted : codec::kSections) {
    if (wanted == codec::kSections.back()) break;   // the events, below
    const std::string_view tag = sections.next();
    if (sections.wrong()) return *sections.wrong();
    if (tag != wanted) {
      sections.refuse(sections.begin(), "the section " + std::string(tag) + " stands where " + std::string(wanted) + " belongs");
      return *sections.wrong();
    }
    Reader in = sections.payload();
    if (tag == "HEAD") {
      TraceHeader header = read_header(in);
      bounds.sites = header.sites.size();
      builder = TraceBuilder(std::move(header));
    } else if (tag == "TEXT") {
      read_texts(in, builder, bounds);
    } else if (tag == "GORO") {
      read_goroutines(in, builder, bounds);
    } else if (tag == "OBJS") {
      read_objects(in, builder, bounds);
    } else if (tag == "CLOK") {
      clock = read_clock(in);
    } else {
      TraceTail tail = read_tail(in, bounds);
      bounds.fatal = tail.ending && tail.ending->is(Ending::Kind::fatal);
      builder.set_tail(std::move(tail));
    }
    if (!sections.accept(tag, in)) return *sections.wrong();
  }
  if (!read_events(sections, builder, bounds, clock)) return *sections.wrong();
  return builder.snapshot();
}

}  // namespace wgscope
