// Steps on channels and mutexes: what went to whom, who waits where, who has it.
#include <algorithm>

#include "core/trace/value_text.h"
#include "tests/story/claims.h"

namespace wgscope::model::testing {

namespace {

using K = EventKind;

const KinSeen& kin(const Claim& c) { return c.object().kin; }
uint64_t capacity(const Claim& c) { return c.object().word; }
int64_t many(const auto& all) { return static_cast<int64_t>(all.size()); }
bool nil(const Claim& c) { return c.event().object == kNoObject && c.event().parked(); }
std::string text(const Claim& c, uint64_t word) { return value_text(c.trace(), c.trace().objects()[c.event().object.value], word); }

bool on_open(const Claim& c) { return c.event().object != kNoObject && !kin(c).closed; }
bool sends(const Claim& c) { return on_open(c) && !c.event().failed(); }
bool sends_parked(const Claim& c) { return sends(c) && c.event().parked() && kin(c).receivers.empty() && kin(c).buffer.size() == capacity(c); }
bool fails(const Claim& c) { return c.event().object != kNoObject && kin(c).closed && c.event().failed(); }
bool was_parked_there(const Claim& c) {
  const auto last = c.going().last_step;
  return last && c.trace()[*last].parked() && on_channel(c.trace()[*last].kind);
}
// The facts of a select stand in between.
bool panics(const Claim& c, std::string_view text) {
  for (EventIndex i = c.trace().next_of(c.event().who(), c.at() + 1); i < c.trace().size(); i = c.trace().next_of(c.event().who(), i + 1)) {
    const Event& event = c.trace()[i];
    if (event.kind != K::chose && event.kind != K::select_case) return event.kind == K::run_panic && c.trace().text(event.word) == text;
  }
  return false;
}
// Behind these, in a line.
bool is_first(const std::deque<InLine>& line) { return line.empty(); }
bool is_behind(const Claim& c, const std::deque<InLine>& line) { return !line.empty() && c.says("other", Who{line.back().who}) && c.says("place", many(line) + 1); }

bool receives(const Claim& c) { return c.event().object != kNoObject && !c.event().failed() && !c.event().parked(); }
bool receives_oldest(const Claim& c) { return receives(c) && !kin(c).buffer.empty() && c.event().word == kin(c).buffer.front(); }
bool from_first_sender(const Claim& c) { return receives(c) && !kin(c).senders.empty() && c.event().other == kin(c).senders.front().who && c.says("other", Who{c.event().other}); }
bool receive_parked(const Claim& c) { return on_open(c) && c.event().parked() && kin(c).buffer.empty() && kin(c).senders.empty(); }

Names who_are(const std::deque<InLine>& line) {
  Names all;
  for (const InLine& one : line) all.insert(one.who);
  return all;
}
bool closes(const Claim& c) { return on_open(c) && !c.event().failed(); }

const Event* following(const Claim& c) { return c.at() + 1 < c.trace().size() ? &c.trace()[c.at() + 1] : nullptr; }
bool followed_by(const Claim& c, K kind) { return following(c) && following(c)->kind == kind; }
// What it chose may be told first.
bool tells_case(const Claim& c) {
  const EventIndex at = c.at() + (followed_by(c, K::chose) ? 2 : 1);
  return at < c.trace().size() && c.trace()[at].kind == K::select_case;
}
const Event* last_step(const Claim& c) { return c.going().last_step ? &c.trace()[*c.going().last_step] : nullptr; }
bool of_parked_select(const Claim& c) { return last_step(c) && last_step(c)->kind == K::select_step && last_step(c)->parked(); }
bool says_case(const Claim& c) { return c.says("n", int64_t{c.event().other >> 1}); }

// What a select did is told in the words of a send or a receive.
bool did(const Claim& c) {
  static const std::vector<Template> kTexts = templates(Strings::of("en"), "story.");
  const K like = c.event().flags & kSends ? K::chan_send : K::chan_receive;
  const std::string& sentence = c.said().gaps.at("did");
  for (const Row& row : kin_rows()) {
    if (std::ranges::find(row.kinds, like) == row.kinds.end()) continue;
    for (const Template& one : kTexts) {
      if (one.key() != row.key) continue;
      for (const Said& said : one.readings(sentence)) {
        const Claim inner(c.witness(), said);
        if (gaps_hold(inner) && row.holds(inner) && inner.unasked().empty()) return c.says("did", sentence);
      }
    }
  }
  return false;
}

// Of a mutex. Whom a step readied, by its event and the facts behind it.
Names readied(const Claim& c) {
  Names all;
  if (c.event().other != 0) all.insert(c.event().other);
  for (EventIndex i = c.at() + 1; i < c.trace().size() && c.trace()[i].kind == K::readied; ++i) all.insert(c.trace()[i].other);
  return all;
}
bool is_rw(const Claim& c) { return c.trace().objects()[c.event().object.value].kind == ObjectKind::rw_mutex; }
bool was_free(const Claim& c) { return !c.event().parked() && !c.event().failed() && !kin(c).locked && kin(c).readers == 0; }
bool parks_locked(const Claim& c) { return c.event().parked() && c.event().failed() && kin(c).locked; }
bool says_place(const Claim& c) { return c.says("place", many(kin(c).line) + 1); }
bool unlocks(const Claim& c) { return !c.event().failed() && kin(c).locked; }
bool all_were_in_line(const Claim& c) {
  return std::ranges::all_of(readied(c), [&](Who who) { return std::ranges::find(kin(c).line, who) != kin(c).line.end(); });
}
bool no_writer(const Claim& c) { return !c.event().failed() && !c.event().parked() && !kin(c).locked; }
// A writer has it, or is in the line.
bool some_writer(const Claim& c) {
  const bool waits = std::ranges::any_of(kin(c).line, [&](Who who) { return kin(c).reading_line.count(who) == 0; });
  return kin(c).locked || waits || c.witness().writer_on_the_way(c.event().object.value);
}

}  // namespace

std::vector<Row> kin_rows() {
  std::vector<Row> rows{
      {"send.direct", {K::chan_send}, [](const Claim& c) { return sends(c) && !c.event().parked() && !kin(c).receivers.empty() && c.event().other == kin(c).receivers.front().who && c.says("other", Who{c.event().other}); }},
      {"send.buffered", {K::chan_send},
       [](const Claim& c) { return sends(c) && !c.event().parked() && c.event().other == 0 && kin(c).receivers.empty() && kin(c).buffer.size() < capacity(c) && c.says("used", many(kin(c).buffer) + 1) && c.says("capacity", static_cast<int64_t>(capacity(c))); }},
      {"send.parked", {K::chan_send}, [](const Claim& c) { return sends_parked(c) && capacity(c) > 0 && is_first(kin(c).senders); }},
      {"send.parked_behind", {K::chan_send}, [](const Claim& c) { return sends_parked(c) && capacity(c) > 0 && is_behind(c, kin(c).senders); }},
      {"send.parked_unbuffered", {K::chan_send}, [](const Claim& c) { return sends_parked(c) && capacity(c) == 0 && is_first(kin(c).senders); }},
      {"send.parked_unbuffered_behind", {K::chan_send}, [](const Claim& c) { return sends_parked(c) && capacity(c) == 0 && is_behind(c, kin(c).senders); }},
      {"send.nil", {K::chan_send}, nil},
      {"send.closed", {K::chan_send}, [](const Claim& c) { return fails(c) && !was_parked_there(c) && panics(c, "send on closed channel"); }},
      {"send.closed_meanwhile", {K::chan_send, K::select_step}, [](const Claim& c) { return fails(c) && was_parked_there(c) && panics(c, "send on closed channel"); }},
      {"receive.buffered", {K::chan_receive}, [](const Claim& c) { return receives_oldest(c) && c.event().other == 0 && !kin(c).closed && c.says("left", many(kin(c).buffer) - 1); }},
      {"receive.drains", {K::chan_receive}, [](const Claim& c) { return receives_oldest(c) && c.event().other == 0 && kin(c).closed && c.says("left", many(kin(c).buffer) - 1); }},
      {"receive.moves", {K::chan_receive},
       [](const Claim& c) { return receives_oldest(c) && kin(c).buffer.size() == capacity(c) && from_first_sender(c) && c.says("moved", text(c, kin(c).senders.front().word)); }},
      {"receive.direct", {K::chan_receive}, [](const Claim& c) { return capacity(c) == 0 && from_first_sender(c) && c.event().word == kin(c).senders.front().word; }},
      {"receive.closed", {K::chan_receive}, [](const Claim& c) { return fails(c) && kin(c).buffer.empty() && c.event().word == 0; }},
      {"receive.parked", {K::chan_receive}, [](const Claim& c) { return receive_parked(c) && is_first(kin(c).receivers); }},
      {"receive.parked_behind", {K::chan_receive}, [](const Claim& c) { return receive_parked(c) && is_behind(c, kin(c).receivers); }},
      {"receive.nil", {K::chan_receive}, nil},
      {"close.nobody", {K::chan_close}, [](const Claim& c) { return closes(c) && kin(c).receivers.empty() && kin(c).senders.empty() && kin(c).buffer.empty(); }},
      {"close.left", {K::chan_close}, [](const Claim& c) { return closes(c) && kin(c).receivers.empty() && kin(c).senders.empty() && c.says("left", many(kin(c).buffer)); }},
      {"close.receivers", {K::chan_close}, [](const Claim& c) { return closes(c) && kin(c).senders.empty() && c.names("names", who_are(kin(c).receivers)) && c.says("n", many(who_are(kin(c).receivers))); }},
      {"close.senders", {K::chan_close}, [](const Claim& c) { return closes(c) && kin(c).receivers.empty() && c.names("names", who_are(kin(c).senders)) && c.says("n", many(who_are(kin(c).senders))); }},
      {"close.again", {K::chan_close}, [](const Claim& c) { return fails(c) && panics(c, "close of closed channel"); }},
      {"close.nil", {K::chan_close}, [](const Claim& c) { return c.event().object == kNoObject && panics(c, "close of nil channel"); }},
      {"length", {K::chan_length}, [](const Claim& c) { return c.says("n", many(kin(c).buffer)); }},
      {"select.parked", {K::select_step}, [](const Claim& c) { return nil(c) && c.event().word > 0 && tells_case(c); }},
      {"select.nil", {K::select_step}, [](const Claim& c) { return nil(c) && c.event().word > 0 && !tells_case(c); }},
      {"select.empty", {K::select_step}, [](const Claim& c) { return nil(c) && c.event().word == 0; }},
      {"select.default", {K::select_step}, [](const Claim& c) { return c.event().object == kNoObject && !c.event().parked() && tells_case(c); }},
      {"select.only", {K::select_step}, [](const Claim& c) { return c.event().object != kNoObject && tells_case(c) && did(c); }},
      {"select.chose", {K::select_step}, [](const Claim& c) { return c.event().object != kNoObject && followed_by(c, K::chose) && did(c); }},
      {"select.chose_timers", {K::select_step}, [](const Claim& c) {
         const auto is_timer = [](const TraceObject& object) { return object.kind == ObjectKind::timer; };
         return c.event().object != kNoObject && followed_by(c, K::chose) && std::ranges::any_of(c.trace().objects(), is_timer) && did(c);
       }},
      {"case.taken", {K::select_case}, [](const Claim& c) { return !of_parked_select(c) && last_step(c)->object == c.event().object && c.event().object != kNoObject && says_case(c); }},
      {"case.default", {K::select_case}, [](const Claim& c) { return !of_parked_select(c) && c.event().object == kNoObject && last_step(c)->object == kNoObject && says_case(c); }},
      {"case.sends", {K::select_case}, [](const Claim& c) { return of_parked_select(c) && (c.event().other & 1) && says_case(c) && c.says("place", many(kin(c).senders) + 1); }},
      {"case.receives", {K::select_case}, [](const Claim& c) { return of_parked_select(c) && !(c.event().other & 1) && says_case(c) && c.says("place", many(kin(c).receivers) + 1); }},
      {"readied", {K::readied}, [](const Claim& c) { return last_step(c) && last_step(c)->object == c.event().object && c.says("other", Who{c.event().other}); }},
      {"chose", {K::chose}, [](const Claim& c) { return last_step(c) && (last_step(c)->kind == K::select_step || last_step(c)->kind == K::chan_receive) && c.says("n", static_cast<int64_t>(c.event().word)); }},

      {"lock.taken", {K::mutex_lock}, was_free},
      {"lock.parked", {K::mutex_lock}, [](const Claim& c) { return parks_locked(c) && kin(c).holder != 0 && c.says("holder", Who{kin(c).holder}) && says_place(c); }},
      {"lock.parked_unknown", {K::mutex_lock}, [](const Claim& c) { return parks_locked(c) && kin(c).holder == 0 && says_place(c); }},
      {"lock.behind_readers", {K::mutex_lock, K::mutex_retry}, [](const Claim& c) { return is_rw(c) && c.event().parked() && !c.event().failed() && kin(c).readers > 0; }},
      {"lock.behind_writer", {K::mutex_lock}, [](const Claim& c) { return is_rw(c) && c.event().parked() && c.event().failed() && some_writer(c); }},
      {"relock.taken", {K::mutex_retry}, was_free},
      {"relock.lost", {K::mutex_retry}, [](const Claim& c) { return parks_locked(c) && kin(c).holder != 0 && c.says("holder", Who{kin(c).holder}); }},
      {"relock.lost_unknown", {K::mutex_retry}, [](const Claim& c) { return parks_locked(c) && kin(c).holder == 0; }},
      {"relock.lost_writer", {K::mutex_retry}, [](const Claim& c) { return is_rw(c) && c.event().parked() && c.event().failed() && some_writer(c); }},
      {"unlock.nobody", {K::mutex_unlock}, [](const Claim& c) { return unlocks(c) && kin(c).line.empty() && c.event().other == 0; }},
      {"unlock.readies", {K::mutex_unlock}, [](const Claim& c) { return unlocks(c) && !is_rw(c) && !kin(c).line.empty() && kin(c).line.front() == c.event().other && c.names("names", readied(c)); }},
      {"unlock.readies_rw", {K::mutex_unlock}, [](const Claim& c) { return unlocks(c) && is_rw(c) && all_were_in_line(c) && c.names("names", readied(c)) && c.says("n", many(readied(c))); }},
      {"unlock.on_the_way", {K::mutex_unlock}, [](const Claim& c) { return unlocks(c) && !kin(c).line.empty() && c.event().other == 0 && c.witness().writer_on_the_way(c.event().object.value); }},
      {"unlock.fault", {K::mutex_unlock}, [](const Claim& c) { return c.event().failed() && !kin(c).locked; }},
      {"rlock.taken", {K::read_lock}, [](const Claim& c) { return no_writer(c) && c.says("readers", kin(c).readers + 1); }},
      {"rlock.parked", {K::read_lock}, [](const Claim& c) { return c.event().parked() && some_writer(c); }},
      {"rrelock.taken", {K::read_retry}, no_writer},
      {"runlock.plain", {K::read_unlock}, [](const Claim& c) { return !c.event().failed() && c.event().other == 0 && c.says("left", kin(c).readers - 1); }},
      {"runlock.last", {K::read_unlock}, [](const Claim& c) { return !c.event().failed() && kin(c).readers == 1 && all_were_in_line(c) && c.says("other", Who{c.event().other}); }},
      {"runlock.fault", {K::read_unlock}, [](const Claim& c) { return c.event().failed() && kin(c).readers == 0; }},
      {"trylock.taken", {K::mutex_try}, was_free},
      {"trylock.failed", {K::mutex_try}, [](const Claim& c) { return c.event().failed() && (kin(c).locked || kin(c).readers > 0 || some_writer(c)); }},
      {"tryrlock.taken", {K::read_try}, no_writer},
      {"tryrlock.failed", {K::read_try}, [](const Claim& c) { return c.event().failed() && some_writer(c); }},

      {"declare.channel", {K::declare}, [](const Claim& c) { return !c.object().exists && c.event().word > 0 && c.says("n", static_cast<int64_t>(c.event().word)); }},
      {"declare.channel_unbuffered", {K::declare}, [](const Claim& c) { return !c.object().exists && c.event().word == 0; }},
      {"declare.mutex", {K::declare}, [](const Claim& c) { return !c.object().exists && c.event().word == 0; }},
      {"declare.mutex_copy", {K::declare}, [](const Claim& c) { return last_step(c) && last_step(c)->kind == K::copy && !c.object().exists; }},
      {"declare.assigned_mutex", {K::declare}, [](const Claim& c) { return last_step(c) && last_step(c)->kind == K::copy && c.object().exists; }},
      {"copy.mutex", {K::copy}, [](const Claim&) { return true; }},
  };
  const std::vector<Row> timers = timer_rows();
  rows.insert(rows.end(), timers.begin(), timers.end());
  return rows;
}

}  // namespace wgscope::model::testing
