#include "core/explore/search.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <system_error>
#include <thread>

#include "core/base/spare_memory.h"
#include "core/explore/ahead.h"

namespace wgscope::search {
namespace {

// What reading the graph will need when the search is over, a state and an edge: an order, counts, the edges backward. The index is gone by then.
constexpr size_t kReadingBytes = 40, kReadingEdgeBytes = 4;

// A batch has so many states, or as many as make so many words of rows.
constexpr StateId kBatchStates = 64;
constexpr size_t kBatchWords = 1024;
// Layers below this are over before a second thread has started.
constexpr StateId kWorthAThread = 4096;

}  // namespace

void Search::Batch::clear() {
  took = StateSpace::Took::ok;
  hashes.clear();
  steps.clear();
  ends.clear();
  terminals.clear();
  sightings.clear();
}

// A search takes six tenths of what there is to spare at most: it stops at its bound, and never makes the machine swap.
size_t Search::memory_max_bytes(const ExploreBounds& bounds) { return std::min<size_t>(bounds.memory_max_bytes, spare_memory_bytes() / 10 * 6); }

SearchTime::SearchTime(const ExploreOptions& options) {
  constexpr double kToTell_s = 0.5, kPartToTell = 0.1, kMost_s = 1e9;
  const auto begin = std::chrono::steady_clock::now();
  const auto after = [begin](double seconds) { return begin + std::chrono::duration_cast<std::chrono::steady_clock::duration>(std::chrono::duration<double>(seconds)); };
  const double all_s = std::clamp(options.bounds.seconds_max, 0.0, kMost_s);
  searching = {options.cancel, after(std::min(all_s, (all_s + kToTell_s) / (1 + kPartToTell)))};
  telling = {nullptr, after(all_s + kToTell_s)};
}

Search::Search(StateSpace& space, const ExploreOptions& options, const SearchTime& time)
    : space_(space), options_(options), time_(time), memory_max_bytes_(memory_max_bytes(options.bounds)) {}

void Search::run() {
  std::vector<uint64_t> row;
  if (!space_.start(row)) {
    stopped_by_ = reason_of(space_.stopped_by());
    graph_.set_states(0);
    return;
  }
  for (const uint32_t recovered : space_.recovered_in(space_.recovered_at_start())) sightings_[{SightingKey::Kind::recovered, recovered, 0}].add(0, {0, std::nullopt});
  store_.relayout(space_.layout());
  store_.insert(row.data(), store_.hash(row.data()));
  graph_.set_states(1);

  StateId layer_end = 0;
  for (StateId s = 0; s < store_.size() && stopped_by_.empty();) {
    if (s == layer_end) {
      depth_ = graph_.depths();
      graph_.begin_layer(s);
      layer_end = store_.size();
    }
    s = search_layer(s, layer_end);
    if (space_.has_outgrown() && stopped_by_.empty() && !widen()) stopped_by_ = "memory";
  }
  if (stopped_by_.empty() && pruned_) stopped_by_ = "switches";
}

bool Search::widen() {
  const RowLayout& wider = space_.wanted_layout();
  if (store_.memory_bytes_in(wider) + graph_.memory_bytes() + space_.memory_bytes() > memory_max_bytes_) return false;
  store_.relayout(space_.adopt_layout());
  return true;
}

StateId Search::batch_end(StateId begin, StateId end) const {
  const auto states = static_cast<StateId>(std::clamp<size_t>(kBatchWords / store_.layout().words(), 1, kBatchStates));
  return begin + std::min(states, end - begin);
}

// A step that was stopped by an interrupt was so by somebody, or by the time that is over.
std::string Search::reason_of(StoppedBy why) const {
  return why == StoppedBy::interrupt && !time_.searching.cancelled() ? "seconds" : std::string(name_of(why));
}

// Gives the first state that is still to be expanded: `end`, unless the search was stopped, or rows need a wider layout first.
StateId Search::search_layer(StateId begin, StateId end) {
  StateId expanded = begin, inserted = begin;
  const auto make = [&](Batch& batch) {
    batch.begin = expanded;
    batch.end = expanded = batch_end(expanded, end);
    expand(batch);
    return batch.took == StateSpace::Took::ok && expanded < end;
  };
  const auto use = [&](const Batch& batch) {
    if (bounded(batch)) return false;
    if (batch.took == StateSpace::Took::stopped) stopped_by_ = reason_of(space_.stopped_by());   // nobody steps there any more
    if (batch.took != StateSpace::Took::ok) return false;
    inserted = insert(batch);
    return stopped_by_.empty();
  };
  std::optional<Ahead<Batch>> ahead;
  if (end - begin >= kWorthAThread && std::thread::hardware_concurrency() >= 2) {
    try {
      ahead.emplace(slots_, make);
    } catch (const std::system_error&) {   // the machine has no thread left: then as on one core
    }
  }
  if (ahead) {
    for (const Batch* batch = ahead->next(); batch != nullptr && use(*batch); batch = ahead->next()) {}
    return inserted;
  }
  for (bool more = true; more;) {
    more = make(slots_[0]);
    if (!use(slots_[0])) break;
  }
  return inserted;
}

bool Search::bounded(const Batch& batch) {
  const auto now = std::chrono::steady_clock::now();
  if (now - looked_ < std::chrono::milliseconds(1) && batch.end - batch.begin == kBatchStates) return !stopped_by_.empty();
  looked_ = now;
  if (time_.searching.over()) stopped_by_ = time_.searching.cancelled() ? "interrupt" : "seconds";

  const size_t rest = store_.memory_bytes() + graph_.memory_bytes() + terminals_.capacity() * sizeof(Terminal) + batch_bytes_.load(std::memory_order_relaxed);
  const size_t bytes = rest + batch.space_bytes;
  peak_bytes_ = std::max(peak_bytes_, bytes);
  const size_t soon = std::max(store_.growth_bytes(), reading_bytes());
  space_.set_bytes_elsewhere(rest + soon);
  const bool is_full = store_.is_full() || graph_.edges() > std::numeric_limits<uint32_t>::max() - (1u << 20) || store_.size() > kNoState - (1u << 20);
  if (bytes + soon > memory_max_bytes_ || is_full) stopped_by_ = "memory";
  if (options_.on_progress && now - reported_ > std::chrono::milliseconds(100)) {
    reported_ = now;
    options_.on_progress({.states = store_.size(), .transitions = graph_.edges(), .depth = depth_, .frontier = store_.size() - graph_.expanded(),
                          .memory_bytes = bytes, .seconds = std::chrono::duration<double>(now - started_).count()});
  }
  return !stopped_by_.empty();
}

size_t Search::reading_bytes() const { return size_t{store_.size()} * kReadingBytes + graph_.edges() * kReadingEdgeBytes; }

size_t Search::memory_bytes() const {
  const size_t reading = store_.memory_bytes() - store_.index_bytes() + graph_.memory_bytes() + terminals_.capacity() * sizeof(Terminal) + reading_bytes();
  return std::max(peak_bytes_, reading);
}

void Search::expand(Batch& batch) {
  batch.clear();
  const size_t stride = space_.layout().words();
  for (StateId s = batch.begin; s < batch.end; ++s) {
    const uint64_t* row = store_.row(s);
    choices_.clear();
    space_.choices(row, choices_);
    const size_t first = batch.steps.size();
    const size_t needed = (first + choices_.size()) * stride;
    if (batch.rows.size() < needed) {
      batch_bytes_.fetch_add((needed + needed / 2 - batch.rows.size()) * sizeof(uint64_t), std::memory_order_relaxed);
      batch.rows.resize(needed + needed / 2);
    }
    if (!space_.take_all(row, choices_, batch.rows.data() + first * stride, batch.steps)) {
      batch.took = batch.steps.back().took;
      return;
    }
    for (size_t i = first; i < batch.steps.size(); ++i) batch.hashes.push_back(store_.hash(batch.rows.data() + i * stride));
    batch.ends.push_back(static_cast<uint32_t>(batch.steps.size()));
    look_at(batch, s, first);
  }
  batch.space_bytes = space_.memory_bytes();
}

// What is to be seen at a state whose choices and steps have just been found.
void Search::look_at(Batch& batch, StateId s, size_t first_step) {
  const uint64_t* row = store_.row(s);
  if (choices_.empty()) {
    const uint32_t ending = space_.ending(row);
    batch.terminals.push_back({s, ending});
    if (!options_.findings) return;
    const Ending& how = space_.endings()[ending];
    if (how.is(Ending::Kind::exit) || how.is(Ending::Kind::deadlock)) look_for_tokens(batch, s, row);
    return;
  }
  if (!options_.findings) return;
  for (size_t i = 0; i < choices_.size(); ++i) {
    for (const uint32_t recovered : space_.recovered_in(batch.steps[first_step + i].recovered)) batch.sightings.push_back({{SightingKey::Kind::recovered, recovered, 0}, {s, choices_[i]}});
  }
  if (space_.has_plain_accesses()) look_for_races(batch, s, row);
}

// Gives the first state that is not expanded by it: the batch's end, unless there is no room for what a state leads to.
StateId Search::insert(const Batch& batch) {
  const size_t stride = store_.layout().words();
  const auto states_max = static_cast<StateId>(std::min<uint64_t>(options_.bounds.states_max, kNoState));
  for (const uint64_t h : batch.hashes) store_.prefetch(h);
  for (const uint64_t h : batch.hashes) store_.prefetch_row(h);
  size_t i = 0;
  StateId s = batch.begin;
  for (; s < batch.end; ++s) {
    const size_t edges = graph_.edges();
    for (const size_t last = batch.ends[s - batch.begin]; i < last; ++i) {
      if (batch.steps[i].took == StateSpace::Took::pruned) {
        pruned_ = true;
        graph_.add_edge(s);   // keeps edges beside choices; `stopped_by` says that this graph is no proof
        continue;
      }
      const StateId target = store_.insert(batch.rows.data() + i * stride, batch.hashes[i], states_max).id;
      if (target == kNoState) {
        stopped_by_ = "states";
        break;
      }
      graph_.add_edge(target);
    }
    if (!stopped_by_.empty()) {
      graph_.drop_edges(edges);
      break;
    }
    graph_.close_state();
  }
  graph_.set_states(store_.size());
  for (const Terminal& terminal : batch.terminals) {
    if (terminal.state < s) terminals_.push_back(terminal);
  }
  for (const auto& [key, goal] : batch.sightings) {
    if (goal.state < s) sightings_[key].add(depth_ + (goal.then ? 1 : 0), goal);
  }
  return s;
}

void Search::look_for_tokens(Batch& batch, StateId s, const uint64_t* row) {
  for (const program::Ref ref : space_.objects(row)) {
    const ObjectPart part = *space_.object(row, ref);
    if (part.object.sema.guard.tokens == 0) continue;
    bool somebody = !part.object.sema.guard.queue.empty();
    for (uint32_t number = 1; number <= space_.goroutines(row) && !somebody; ++number) {
      const program::NextAccess& next = space_.info(row, number).next;
      somebody = next.object == ref && next.kind >= EventKind::wait_load && next.kind != EventKind::wait_check && next.kind <= EventKind::sema_retry;
    }
    if (!somebody) batch.sightings.push_back({{SightingKey::Kind::token, part.declaration, 0}, {s, std::nullopt}});
  }
}

void Search::look_for_races(Batch& batch, StateId s, const uint64_t* row) {
  struct Use { uint32_t who; program::Ref object; bool plain, writes; uint16_t site; };
  std::vector<Use> uses;
  const uint32_t count = space_.goroutines(row);
  for (uint32_t number = 1; number <= count; ++number) {
    const GoroutineInfo& info = space_.info(row, number);
    if (info.status != program::Status::standing || info.next.object == program::kNil) continue;
    const EventKind kind = info.next.kind;
    const bool plain = kind == EventKind::var_read || kind == EventKind::var_write || kind == EventKind::copy;
    // A plain copy reads its source; an assignment through it writes its target. Every other access of a WaitGroup or an atomic may write.
    uses.push_back({number, info.next.object, plain, kind != EventKind::var_read && kind != EventKind::copy, info.next.site});
    if (info.next.target != program::kNil) uses.push_back({number, info.next.target, true, true, info.next.site});
  }
  for (size_t i = 0; i < uses.size(); ++i) {
    for (size_t j = i + 1; j < uses.size(); ++j) {
      if (uses[i].who == uses[j].who || uses[i].object != uses[j].object || (!uses[i].plain && !uses[j].plain) || (!uses[i].writes && !uses[j].writes)) continue;
      const auto place = [this](uint16_t site) { return std::pair{space_.program().sites[site].line, site}; };
      const auto a = std::min(place(uses[i].site), place(uses[j].site)).second, b = std::max(place(uses[i].site), place(uses[j].site)).second;
      batch.sightings.push_back({{SightingKey::Kind::race, a, b}, {s, std::nullopt}});
    }
  }
}

}  // namespace wgscope::search
