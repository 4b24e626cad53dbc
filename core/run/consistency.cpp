// The checker behind find_inconsistency (live_run.h): goes through a trace with a WaitGroup's rules in hand, and no code of core/sync or of fold.
//
// It knows what each kind of event may do to its object, which event a call goes on with, who may step at all; the first event that breaks one of
// these is named. It does not decide whether the studied program is right: a misuse is consistent, a token out of nowhere is not.
//
// More than 400 lines, for the rules are one after the other and share who is where; those of channels, locks, timers and Conds have a file of their own (consistency_kin.cpp).
#include <algorithm>
#include <deque>
#include <sstream>
#include <string>
#include <vector>

#include "core/run/consistency_kin.h"
#include "core/run/live_run.h"

namespace wgscope {
namespace {

constexpr uint64_t kCounterOne = uint64_t{1} << 32;

int32_t counter_of(uint64_t word) { return static_cast<int32_t>(word >> 32); }
uint64_t waiters_of(uint64_t word) { return word & 0x7fffffffu; }

// What a goroutine has to do next: inside a call of Add or Wait that is one certain access, or a panic.
enum class Due : uint8_t { anything, panic, recheck, recheck_or_panic, clear, release, join, load, acquire, retry, check, declare, lock_again, find_closed };

struct Watched {
  enum class State : uint8_t { able, parked, asleep, gone } state = State::able;
  Due due = Due::anything;
  ObjectId object = kNoObject;   // of the call, or of the copy
  uint64_t remembered = 0;
  uint32_t panics = 0;           // begun, and not recovered from
  bool exiting = false;          // by Goexit
};

struct Cell {
  bool exists = false;
  uint64_t word = 0;
  uint32_t tokens = 0;
  std::deque<GoroutineId> queue;
  uint32_t word_version = 0, sema_version = 0;
};

class ConsistencyCheck {
 public:
  explicit ConsistencyCheck(const Trace& trace) : trace_(trace), goroutines_(1), cells_(trace.objects().size()), kin_(trace) {
    for (size_t i = 0; i < cells_.size(); ++i) {
      cells_[i].exists = trace.objects()[i].creator == kNobody;
      cells_[i].word = trace.objects()[i].initial_word;
    }
  }

  std::optional<std::string> run() {
    for (at_ = 0; at_ < trace_.size(); ++at_) {
      if (std::string broken = check(trace_[at_]); !broken.empty()) return located(broken);
    }
    if (std::string broken = check_tail(); !broken.empty()) return broken;
    return std::nullopt;
  }

 private:
  std::string located(const std::string& broken) const {
    const Event& event = trace_[at_];
    std::ostringstream text;
    text << "event " << at_ << " (" << goroutine_name(event.who()) << ", " << name_of(event.kind);
    if (event.object != kNoObject) {
      text << " of " << (event.object.value < trace_.objects().size() ? trace_.objects()[event.object.value].name : "?") << " version " << event.version;
    }
    text << "): " << broken;
    return text.str();
  }

  std::string check(const Event& event) {
    if (over_) return "the program was over";
    if (event.kind == EventKind::timer && born_of(event) != kNobody) {
      if (std::string broken = check_born(event); !broken.empty()) return broken;
    }
    if (event.goroutine == 0 || event.goroutine > goroutines_.size()) return "nobody has that number";
    if (event.site >= std::max<size_t>(trace_.header().sites.size(), 1)) return "its place is not in the program";
    Watched& who = goroutines_[event.goroutine - 1];
    if (who.state == Watched::State::gone) return "the goroutine had ended";
    if ((event.flags & ~row_of(event.kind).flags) != 0) return "no such event has these flags";
    const bool names_another = born_of(event) != kNobody || woken_by(event) != kNobody || event.kind == EventKind::declare || event.kind == EventKind::select_case;
    if (event.other != 0 && !names_another) return "no such event names another goroutine";
    if (std::string broken = trace_.is_step(event) ? check_step(event, who) : check_fact(event, who); !broken.empty()) return broken;
    return {};
  }

  std::string check_step(const Event& event, Watched& who) {
    if (event.kind == EventKind::timer && event.object != kNoObject) return check_fired(event, who);
    if (who.state == Watched::State::asleep && event.kind != EventKind::timer) return "the goroutine is asleep";
    if (who.state == Watched::State::parked) return "the goroutine is parked, and nobody has readied it";
    if (std::string broken = kin_.check_told(); !broken.empty()) return broken;
    if (who.due == Due::recheck_or_panic) who.due = Due::recheck;
    if (who.due == Due::load) {
      if (event.kind != EventKind::wait_load || event.object != who.object) return "the goroutine was to look again";
      who.due = Due::anything;
    }
    if (who.due == Due::find_closed ? !event.failed() || !on_channel(event.kind) : who.due != due_before(event.kind)) return "the goroutine was to do something else";
    stepped_ = event.who();
    created_ = kNobody;
    woken_.clear();
    if (on_channel(event.kind) || on_mutex(event.kind) || on_timer(event.kind) || on_cond(event.kind)) return check_kin(event, who);
    if (event.object != kNoObject) {
      if (event.object.value >= cells_.size() || !cells_[event.object.value].exists) return "the object does not exist";
      if (!row_of(event.kind).objects.has(trace_.objects()[event.object.value].kind)) return "that is no access of such an object";
      if (who.due != Due::anything && who.object != event.object) return "the call is on another object";
      return on_sema(event.kind) ? check_sema(event, who, cells_[event.object.value]) : check_word(event, who, cells_[event.object.value]);
    }
    if (event.version != 0) return "a version without an object";
    who.due = Due::anything;
    switch (event.kind) {
      case EventKind::spawn: return check_born(event);   // who is not valid any more
      case EventKind::timer:
        if (who.state != Watched::State::asleep) return "the goroutine has no timer";
        who.state = Watched::State::able;
        return {};
      case EventKind::main_return:
        if (event.who() != kMain) return "only main's return ends the program";
        over_ = true;
        return {};
      case EventKind::panic_call: ++who.panics; return check_text(event);
      case EventKind::crash:
        over_ = true;
        return who.panics == 0 ? "there was no panic to crash of" : check_ending(event, Ending::Kind::panic);
      case EventKind::gosched: return {};
      case EventKind::print: return check_text(event);   // where prints are steps
      default: return "an access without an object";
    }
  }

  // The line of a call that an event is; `anything` for those that begin one or are no call.
  static Due due_before(EventKind kind) {
    switch (kind) {
      case EventKind::add_recheck: return Due::recheck;
      case EventKind::add_clear: return Due::clear;
      case EventKind::sema_release: return Due::release;
      case EventKind::wait_join: return Due::join;
      case EventKind::sema_acquire: return Due::acquire;
      case EventKind::sema_retry: return Due::retry;
      case EventKind::wait_check: return Due::check;
      case EventKind::mutex_retry:
      case EventKind::read_retry: return Due::lock_again;
      default: return Due::anything;
    }
  }

  std::string check_word(const Event& event, Watched& who, Cell& cell) {
    if (event.version != cell.word_version + 1) return "its version is not the next, which is " + std::to_string(cell.word_version + 1);
    ++cell.word_version;
    const uint64_t before = cell.word;
    if (event.kind != EventKind::copy) cell.word = event.word;
    who.due = Due::anything;
    who.object = event.object;
    return on_wait_group_word(event.kind) ? check_call(event, who, before) : check_value(event, who, cell, before);
  }

  // A step on a channel or a mutex.
  std::string check_kin(const Event& event, Watched& who) {
    if (event.object == kNoObject) {
      if (event.version != 0) return "a version without an object";
    } else {
      if (event.object.value >= cells_.size() || !cells_[event.object.value].exists) return "the object does not exist";
      if (!row_of(event.kind).objects.has(trace_.objects()[event.object.value].kind)) return "that is no access of such an object";
      Cell& cell = cells_[event.object.value];
      if (event.version != ++cell.word_version) return "its version is not the next, which is " + std::to_string(cell.word_version);
      if (on_mutex(event.kind)) cell.word = event.word;
    }
    if (std::string broken = kin_.check_step(event); !broken.empty()) return broken;
    const bool sends = event.kind == EventKind::chan_send || event.kind == EventKind::chan_close || (event.kind == EventKind::select_step && (event.flags & kSends));
    who.due = sends && event.failed() ? Due::panic : Due::anything;
    if (event.parked()) {
      who.state = Watched::State::parked;
      who.due = on_mutex(event.kind) ? Due::lock_again : Due::anything;
    }
    return let_go_on();
  }

  std::string check_born(const Event& event) {
    if (event.other != goroutines_.size() + 1) return "the new goroutine's number is not the next";
    if (event.other > trace_.goroutines().size()) return "the new goroutine is not in the trace";
    if (event.kind == EventKind::timer) {
      if (event.who() != born_of(event) || event.object == kNoObject) return "a timer that calls a function names its goroutine, and itself";
    } else if (trace_.goroutines()[event.other - 1u].parent != event.who()) {
      return "the new goroutine has another parent";
    }
    created_ = GoroutineId{event.other};
    goroutines_.emplace_back();
    return {};
  }

  // The timer of an object: a step of nobody's.
  std::string check_fired(const Event& event, Watched& who) {
    if (std::string broken = kin_.check_told(); !broken.empty()) return broken;
    if (event.object.value >= cells_.size() || !cells_[event.object.value].exists || trace_.objects()[event.object.value].kind != ObjectKind::timer) return "the timer does not exist";
    const GoroutineId born = born_of(event);
    if (born == kNobody && who.state != Watched::State::parked) return "it is not parked on the timer";
    if (event.version != ++cells_[event.object.value].word_version) return "its version is not the next, which is " + std::to_string(cells_[event.object.value].word_version);
    stepped_ = event.who();
    created_ = born;
    woken_.clear();
    if (std::string broken = kin_.check_step(event); !broken.empty()) return broken;
    return let_go_on();
  }

  std::string let_go_on() {
    for (const KinRules::Woken& one : kin_.take_woken()) {
      Watched& woken = goroutines_[one.who.value - 1];
      if (woken.state != Watched::State::parked) return "it woke somebody who was not parked";
      woken.state = Watched::State::able;
      if (one.to_panic) woken.due = Due::find_closed;
      woken_.push_back(one.who);
    }
    return {};
  }

  // A line of Add or Wait.
  std::string check_call(const Event& event, Watched& who, uint64_t before) {
    const uint64_t after = event.word;
    const bool returned = event.flags & kReturned;
    switch (event.kind) {
      case EventKind::add_count: {
        if ((before ^ after) % kCounterOne != 0) return "an add that changed the waiters, " + words(before, after);
        const int32_t v = counter_of(after), delta = counter_of(after - before);
        const uint64_t w = waiters_of(after);
        // delta > 0 is asked of the whole delta, of which the word has seen but the low half: both may follow.
        const bool may_be_misuse = w != 0 && v == delta && v >= 0;
        const bool returns = v > 0 || (v == 0 && w == 0);
        if (returned != returns && !(returns && may_be_misuse)) return "the call returns there when there is nobody to release, and only then";
        if (!returned) who.due = v < 0 || returns ? Due::panic : may_be_misuse ? Due::recheck_or_panic : Due::recheck;
        who.remembered = after;
        return {};
      }
      case EventKind::add_recheck:
        if (before != after) return "a load that changed the word, " + words(before, after);
        who.due = after == who.remembered ? Due::clear : Due::panic;
        return {};
      case EventKind::add_clear:
        if (after != 0) return "the word was to be cleared";
        who.due = Due::release;
        who.remembered = waiters_of(who.remembered);
        return {};
      case EventKind::wait_load:
        if (before != after) return "a load that changed the word, " + words(before, after);
        if (returned != (counter_of(after) == 0)) return "the call returns when the counter is 0, and only then";
        if (!returned) who.due = Due::join;
        who.remembered = after;
        return {};
      case EventKind::wait_join:
        if (event.failed() == (before == who.remembered)) return "the compare-and-swap wins when the word is what was seen, and only then";
        if (after != before + (event.failed() ? 0 : 1)) return "one waiter more, or nothing, " + words(before, after);
        who.due = event.failed() ? Due::load : Due::acquire;   // a failure goes back to the load
        return {};
      default:
        if (before != after) return "a load that changed the word, " + words(before, after);
        if (returned != (after == 0)) return "the call returns when the word is 0, and only then";
        if (!returned) who.due = Due::panic;
        return {};
    }
  }

  // A variable, an atomic, or a plain copy.
  std::string check_value(const Event& event, Watched& who, Cell& cell, uint64_t before) {
    const uint64_t after = event.word;
    switch (event.kind) {
      case EventKind::var_read:
      case EventKind::atomic_load:
        if (before != after) return "a load that changed the word, " + words(before, after);
        return {};
      case EventKind::atomic_cas:
        if (event.failed() && before != after) return "a failed compare-and-swap that changed the word, " + words(before, after);
        return {};
      case EventKind::copy:
        if (trace_.objects()[event.object.value].kind == ObjectKind::wait_group) ++cell.sema_version;
        who.due = Due::declare;
        who.remembered = event.word;
        source_ = event.object;
        return {};
      default: return {};   // a write, and what is written is the program's affair
    }
  }

  std::string check_sema(const Event& event, Watched& who, Cell& cell) {
    if (event.version != cell.sema_version + 1) return "its version is not the next, which is " + std::to_string(cell.sema_version + 1);
    ++cell.sema_version;
    const uint64_t before = cell.tokens;
    cell.tokens = static_cast<uint32_t>(event.word);
    if (event.kind == EventKind::sema_release) {
      if (event.word != before + 1) return "a release adds one token; there were " + std::to_string(before) + ", are " + std::to_string(event.word);
      const GoroutineId head = cell.queue.empty() ? kNobody : cell.queue.front();
      if (event.other != head.value) return "a release readies the head of the queue, " + (head == kNobody ? std::string("which is empty") : goroutine_name(head));
      if (head != kNobody) {
        cell.queue.pop_front();
        goroutines_[head.value - 1].state = Watched::State::able;
        goroutines_[head.value - 1].due = Due::retry;
      }
      if (who.remembered == 0) return "there was nobody left to release";
      --who.remembered;
      const bool returned = event.flags & kReturned;
      if (returned != (who.remembered == 0)) return "the call returns with its last release, and only then";
      who.due = returned ? Due::anything : Due::release;
      return {};
    }
    if (event.parked()) {
      if (before != 0 || event.word != 0) return "it parked although there was a token";
      cell.queue.push_back(event.who());
      who.state = Watched::State::parked;
      who.due = Due::retry;
      return {};
    }
    if (before == 0 || event.word != before - 1) return "it took a token; there were " + std::to_string(before) + ", are " + std::to_string(event.word);
    who.due = Due::check;
    return {};
  }

  std::string check_fact(const Event& event, Watched& who) {
    if (event.kind == EventKind::readied || event.kind == EventKind::select_case) {
      if (event.who() != stepped_) return "a fact of a step that another goroutine made";
      if (event.other == 0 && event.kind == EventKind::readied) return "nobody was readied";
      if (event.object != kNoObject && (event.object.value >= cells_.size() || !cells_[event.object.value].exists)) return "the object does not exist";
      if (std::string broken = kin_.check_fact(event); !broken.empty()) return broken;
      return let_go_on();
    }
    if (event.kind == EventKind::timer_set) {
      if (event.object.value >= cells_.size() || !cells_[event.object.value].exists) return "the timer does not exist";
      return kin_.check_fact(event);
    }
    if (event.kind == EventKind::chose) return event.who() == stepped_ ? "" : "a fact of a step that another goroutine made";
    if (std::string broken = kin_.check_told(); !broken.empty()) return broken;
    if (event.kind != EventKind::declare && (event.version != 0 || event.object != kNoObject)) return "a fact without an object that has one";
    if (event.who() != stepped_ && event.who() != created_ && std::ranges::find(woken_, event.who()) == woken_.end()) return "a fact of a step that another goroutine made";
    if (who.state != Watched::State::able) return "the goroutine is parked";
    const Due due = who.due;
    who.due = Due::anything;
    switch (event.kind) {
      case EventKind::declare: return check_declare(event, due);
      case EventKind::run_panic:
        if (due != Due::anything && due != Due::panic && due != Due::recheck_or_panic) return "within a call";
        ++who.panics;
        return check_text(event);
      default: break;
    }
    if (due != Due::anything) return "within a call";
    switch (event.kind) {
      case EventKind::sleep:
        if (!event.parked()) return "who sleeps is parked";
        who.state = Watched::State::asleep;
        return {};
      case EventKind::goexit: who.exiting = true; return {};
      case EventKind::end:
        if (event.who() == kMain && !who.exiting) return "main ends by returning, or by Goexit";
        who.state = Watched::State::gone;
        return {};
      case EventKind::recovered:
        if (who.panics == 0) return "there was no panic to recover from";
        --who.panics;
        return check_text(event);
      case EventKind::fatal: over_ = true; return check_ending(event, Ending::Kind::fatal);
      case EventKind::print: return check_text(event);
      default: return {};
    }
  }

  std::string check_declare(const Event& event, Due due) {
    if (event.object.value >= cells_.size()) return "the object is not in the trace";
    Cell& cell = cells_[event.object.value];
    if (due == Due::declare) {
      if (goroutines_[event.goroutine - 1].remembered != event.object.value) return "the copy went to another object";
      const Cell& source = cells_[source_.value];
      if (event.word != source.word || event.other != source.tokens) return "the copy is not what was copied";
    } else if (due != Due::anything) {
      return "within a call";
    } else if (cell.exists) {
      const TraceObject& object = trace_.objects()[event.object.value];
      if (object.kind != ObjectKind::variable || event.who() != kMain) return "the object existed already";
      source_ = event.object;   // initialised by main, before it began: no access
    } else if (trace_.objects()[event.object.value].creator != event.who()) {
      return "the object is another goroutine's";
    }
    if (due != Due::declare && event.other != 0) return "tokens that nobody copied";
    if (cell.exists && event.object != source_) {   // assigned to: an access of all its cells
      ++cell.word_version;
      if (trace_.objects()[event.object.value].kind == ObjectKind::wait_group) ++cell.sema_version;
    }
    if (event.version != cell.word_version) return "its version is not the next, which is " + std::to_string(cell.word_version);
    cell.exists = true;
    if (row_of(trace_.objects()[event.object.value].kind).is_kin) kin_.copied(event.object, event.word);
    cell.word = event.word;
    cell.tokens = event.other;
    source_ = kNoObject;
    return {};
  }

  std::string check_text(const Event& event) const { return event.word < trace_.texts().size() ? "" : "its text is not in the trace"; }

  std::string check_ending(const Event& event, Ending::Kind kind) const {
    if (std::string broken = check_text(event); !broken.empty()) return broken;
    const auto ending = Ending::read(trace_.text(event.word));
    return ending && ending->is(kind) ? "" : "it crashes with a text that is no ending of a crash";
  }

  std::string check_tail() const {
    const TraceTail& tail = trace_.tail();
    if (trace_.goroutines().size() != goroutines_.size()) return "the end: the trace has other goroutines than its events";
    if (tail.ending && tail.stopped_by != StoppedBy::nothing) return "the end: stopped, and yet there is an ending";
    if (tail.over && !tail.ending && tail.stopped_by == StoppedBy::nothing) return "the end: over, but neither ended nor stopped";
    if (tail.over && tail.standing.size() != goroutines_.size()) return "the end: not everybody stands somewhere";
    for (size_t i = 1; i < trace_.clock().size(); ++i) {
      if (trace_.clock()[i].at_ns < trace_.clock()[i - 1].at_ns) return "the clock goes back before event " + std::to_string(trace_.clock()[i].event);
    }
    if (!tail.ending) return over_ && tail.over ? "the end: the program is over, but has no ending" : "";
    const Event* last = trace_.size() > 0 ? &trace_[trace_.size() - 1] : nullptr;
    const size_t alive = static_cast<size_t>(std::count_if(goroutines_.begin(), goroutines_.end(), [](const Watched& g) { return g.state != Watched::State::gone; }));
    if (tail.ending->is(Ending::Kind::exit)) return last && last->kind == EventKind::main_return ? "" : "the end: exit, but main did not return";
    if (last && (last->kind == EventKind::crash || last->kind == EventKind::fatal)) {
      if (tail.crashed != last->who()) return "the end: another goroutine crashed";
      return trace_.text(last->word) == tail.ending->text() ? "" : "the end: the ending is not what the crash says";
    }
    if (over_) return "the end: main returned, but the ending is " + tail.ending->text();
    if (!tail.ending->is(Ending::Kind::deadlock)) return alive == 0 ? "" : "the end: nobody is left, but somebody has not ended";
    if (alive == 0) return "the end: a deadlock of nobody";
    for (const Watched& goroutine : goroutines_) {
      if (goroutine.state == Watched::State::able || goroutine.state == Watched::State::asleep) return "the end: a deadlock, but somebody can go on";
    }
    return {};
  }

  static std::string words(uint64_t before, uint64_t after) {
    std::ostringstream text;
    text << std::hex << "0x" << before << " to 0x" << after;
    return text.str();
  }

  const Trace& trace_;
  EventIndex at_ = 0;
  std::vector<Watched> goroutines_;
  std::vector<Cell> cells_;
  KinRules kin_;
  GoroutineId stepped_ = kMain, created_ = kNobody;   // whose facts may come now,
  std::vector<GoroutineId> woken_;                    // and those whom the step handed something
  ObjectId source_ = kNoObject;                       // of the copy whose `declare` is due
  bool over_ = false;
};

}  // namespace

std::optional<std::string> find_inconsistency(const Trace& trace) { return ConsistencyCheck(trace).run(); }

}  // namespace wgscope
