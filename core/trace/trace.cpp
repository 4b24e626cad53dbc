#include "core/trace/trace.h"

#include <algorithm>
#include <cassert>

#include "core/trace/trace_builder.h"
#include "core/trace/trace_index.h"

namespace wgscope {

namespace {

// The search that next_of and previous_of share: full chunks by their index, the last one event by event.
template <class Index, class Matches>
EventIndex next_by(const Trace::Events& events, const Index& chunk_index, EventIndex from, const ChunkIndex::Keyed ChunkIndex::*keyed, uint32_t key,
                   Matches matches) {
  constexpr size_t kChunk = Trace::kChunkEvents;
  for (size_t chunk = from / kChunk; chunk < chunk_index.size(); ++chunk) {
    const size_t place = chunk == from / kChunk ? from % kChunk : 0;
    if (const auto found = ((*chunk_index[chunk]).*keyed).first_from(key, place)) return chunk * kChunk + *found;
  }
  for (EventIndex i = std::max<EventIndex>(from, chunk_index.size() * kChunk); i < events.size(); ++i) {
    if (matches(events[i])) return i;
  }
  return events.size();
}

template <class Index, class Matches>
std::optional<EventIndex> previous_by(const Trace::Events& events, const Index& chunk_index, EventIndex before, const ChunkIndex::Keyed ChunkIndex::*keyed,
                                      uint32_t key, Matches matches) {
  constexpr size_t kChunk = Trace::kChunkEvents;
  before = std::min(before, events.size());
  const EventIndex indexed = chunk_index.size() * kChunk;
  for (EventIndex i = before; i > indexed; --i) {
    if (matches(events[i - 1])) return i - 1;
  }
  before = std::min(before, indexed);
  for (size_t chunk = (before + kChunk - 1) / kChunk; chunk-- > 0;) {
    const size_t place = std::min(kChunk, before - chunk * kChunk);
    if (const auto found = ((*chunk_index[chunk]).*keyed).last_before(key, place)) return chunk * kChunk + *found;
  }
  return std::nullopt;
}

std::shared_ptr<const TraceHeader> empty_header() {
  static const auto kHeader = [] {
    TraceHeader header;
    header.sites.emplace_back();
    return std::make_shared<const TraceHeader>(std::move(header));
  }();
  return kHeader;
}
std::shared_ptr<const TraceTail> empty_tail() {
  static const auto kTail = std::make_shared<const TraceTail>();
  return kTail;
}

}  // namespace

Trace::Trace() : header_(empty_header()), tail_(empty_tail()) { texts_.push_back({}); }

EventIndex Trace::next_of(GoroutineId who, EventIndex from) const {
  return next_by(events_, chunk_index_, from, &ChunkIndex::goroutines, who.value, [&](const Event& event) { return event.goroutine == who.value; });
}
std::optional<EventIndex> Trace::previous_of(GoroutineId who, EventIndex before) const {
  return previous_by(events_, chunk_index_, before, &ChunkIndex::goroutines, who.value, [&](const Event& event) { return event.goroutine == who.value; });
}
EventIndex Trace::next_of(ObjectId object, EventIndex from) const {
  if (object == kNoObject) return size();
  return next_by(events_, chunk_index_, from, &ChunkIndex::objects, object.value, [&](const Event& event) { return event.object == object; });
}
std::optional<EventIndex> Trace::previous_of(ObjectId object, EventIndex before) const {
  if (object == kNoObject) return std::nullopt;
  return previous_by(events_, chunk_index_, before, &ChunkIndex::objects, object.value, [&](const Event& event) { return event.object == object; });
}

int64_t Trace::at_ns(EventIndex index) const {
  index = std::min(index, size());
  const auto after = std::lower_bound(clock_.begin(), clock_.end(), index, [](const ClockSample& sample, EventIndex wanted) { return sample.event < wanted; });
  if (after != clock_.end() && after->event == index) return after->at_ns;
  const ClockSample left = after == clock_.begin() ? ClockSample{} : *(after - 1);
  // Past the last sample the end is the next one, once it is known.
  const ClockSample right = after == clock_.end() ? ClockSample{size(), std::max(left.at_ns, tail_->duration_ns)} : *after;
  if (right.event <= left.event) return right.at_ns;
  const auto share = static_cast<double>(index - left.event) / static_cast<double>(right.event - left.event);
  return left.at_ns + static_cast<int64_t>(share * static_cast<double>(right.at_ns - left.at_ns));
}

std::string Trace::output(EventIndex cursor) const {
  std::string output;
  for (size_t i = 0; i < prints_.size() && prints_[i] < cursor; ++i) output += text(events_[prints_[i]].word);
  return output;
}

TraceBuilder::TraceBuilder(TraceHeader header) : text_ids_(std::make_shared<TextIds>()), names_(std::make_shared<std::unordered_map<std::string, uint32_t>>()) {
  if (header.sites.empty()) header.sites.emplace_back();
  now_.header_ = std::make_shared<const TraceHeader>(std::move(header));
  text_ids_->emplace(std::string(), TextId{0});
}

ObjectId TraceBuilder::add_object(TraceObject object) {
  if (names_.use_count() > 1) names_ = std::make_shared<std::unordered_map<std::string, uint32_t>>(*names_);
  object.number = ++(*names_)[object.name];
  now_.objects_.push_back(std::move(object));
  return {static_cast<uint32_t>(now_.objects_.size() - 1)};
}

GoroutineId TraceBuilder::add_goroutine(TraceGoroutine goroutine) {
  now_.goroutines_.push_back(std::move(goroutine));
  return {static_cast<uint32_t>(now_.goroutines_.size())};
}

TextId TraceBuilder::text(std::string_view text) {
  if (const auto found = text_ids_->find(text); found != text_ids_->end()) return found->second;
  if (text_ids_.use_count() > 1) text_ids_ = std::make_shared<TextIds>(*text_ids_);
  const TextId id{static_cast<uint32_t>(now_.texts_.size())};
  now_.texts_.push_back(std::string(text));
  text_ids_->emplace(text, id);
  return id;
}

void TraceBuilder::append(const Event& event) {
  if (event.kind == EventKind::print) now_.prints_.push_back(now_.events_.size());
  now_.events_.push_back(event);
  if (now_.events_.size() % Trace::kChunkEvents == 0) {
    const Event* events = now_.events_.chunk(now_.events_.chunk_count() - 1);
    now_.chunk_index_.push_back(std::make_shared<const ChunkIndex>(index_of_chunk(events, Trace::kChunkEvents)));
  }
}

void TraceBuilder::add_clock_sample(int64_t at_ns) {
  assert((now_.clock_.empty() || at_ns >= now_.clock_.back().at_ns) && "the clock does not go back");
  if (!now_.clock_.empty() && now_.clock_.back().event == now_.events_.size()) return;
  now_.clock_.push_back({now_.events_.size(), at_ns});
}

void TraceBuilder::set_tail(TraceTail tail) { now_.tail_ = std::make_shared<const TraceTail>(std::move(tail)); }

}  // namespace wgscope
