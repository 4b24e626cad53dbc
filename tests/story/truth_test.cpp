// Nothing untrue: every sentence of the story, told of real traces, says what happened. What happened is the witness's word (witness.h), not the story's own.
//
// Each text of the catalogue below `story.` is told at least once, and each has a row that says what it claims (claims.h): a new text needs both.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "app/model/story.h"
#include "core/explore/explore.h"
#include "core/run/execution.h"
#include "core/run/live_run.h"
#include "core/run/strategies/strategy.h"
#include "core/trace/value_text.h"
#include "core/trace/world_state.h"
#include "tests/story/claims.h"
#include "tests/story/truth_programs.h"
#include "tests/support/generated_program.h"
#include "tests/support/long.h"

namespace wgscope::model::testing {
namespace {

const std::vector<Row>& rows() {
  static const std::vector<Row> kRows = [] {
    std::vector<Row> all = word_rows();
    for (const auto& more : {sema_rows(), kin_rows(), cond_rows(), program_rows()}) all.insert(all.end(), more.begin(), more.end());
    return all;
  }();
  return kRows;
}

const Row* row_of(const std::string& key) {
  const auto found = std::find_if(rows().begin(), rows().end(), [&](const Row& row) { return row.key == key; });
  return found == rows().end() ? nullptr : &*found;
}

// What every sentence is read back with.
class Truth {
 public:
  // Goes through a whole trace. Stops at the first line that does not hold.
  void prove(const Trace& trace, const std::string& where) {
    Witness witness(trace);
    Story story;
    story.reset(std::make_shared<const Trace>(trace));
    for (EventIndex i = 0; i < trace.size(); ++i) {
      const StoryLine line = story.line(i, Strings::of("en")), chinese = story.line(i, Strings::of("zh"));
      const std::string key = true_sentence(witness, line.sentence);
      ASSERT_FALSE(key.empty()) << where << ", event " << i << ": not true, or not provable: " << line.head << "\n  " << line.sentence;
      ASSERT_TRUE(reads_as(chinese_, key, chinese.sentence)) << where << ", event " << i << ": " << key << "\n  " << chinese.sentence;
      const std::string head = true_head(witness, line.head);
      ASSERT_FALSE(head.empty()) << where << ", event " << i << ": " << line.head;
      told_.insert(key), told_.insert(head);
      witness.see();
    }
    if (const auto ending = story.ending(Strings::of("en"))) ASSERT_NO_FATAL_FAILURE(prove_ending(trace, witness, ending->sentence)) << where;
  }

  void count(const std::string& key) { told_.insert(key); }
  const std::set<std::string>& told() const { return told_; }

 private:
  struct Text {
    const Template* text;
    const Row* row;
  };
  // By kind of event: the texts that may be told of one.
  std::vector<std::vector<Text>> by_kind() const {
    std::vector<std::vector<Text>> all(kKindCount);
    for (const Template& one : english_) {
      const Row* row = row_of(one.key());
      for (const EventKind kind : row ? row->kinds : std::vector<EventKind>{}) all[static_cast<size_t>(kind)].push_back({&one, row});
    }
    return all;
  }

  // The key of the text that the sentence is, if all that it says holds.
  std::string true_sentence(const Witness& witness, std::string_view sentence) const {
    for (const Text& one : by_kind_[static_cast<size_t>(witness.trace()[witness.at()].kind)]) {
      for (const Said& said : one.text->readings(sentence)) {
        const Claim claim(witness, said);
        if (gaps_hold(claim) && one.row->holds(claim) && claim.unasked().empty()) return said.key;
      }
    }
    return {};
  }

  std::string true_head(const Witness& witness, std::string_view head) const {
    const Event& event = witness.trace()[witness.at()];
    if (event.object != kNoObject)   // with several WaitGroups it says which
      if (const std::string name = object_name(witness.trace(), event.object) + "."; head.starts_with(name) && (on_wait_group_word(event.kind) || on_sema(event.kind))) head.remove_prefix(name.size());
    for (const Template& one : heads_)
      for (const Said& said : one.readings(head)) {
        const Claim claim(witness, said);
        if (gaps_hold(claim) && (!claim.has("other") || claim.says("other", Who{event.other})) && (!claim.has("n") || claim.says("n", static_cast<int64_t>(event.kind == EventKind::select_case ? event.other >> 1u : event.word))) && claim.unasked().empty()) return said.key;
      }
    return {};
  }

  static bool reads_as(const std::vector<Template>& all, const std::string& key, std::string_view sentence) {
    return std::any_of(all.begin(), all.end(), [&](const Template& one) { return one.key() == key && !one.readings(sentence).empty(); });
  }

  void prove_ending(const Trace& trace, const Witness& witness, const std::string& sentence);
  void prove_deadlock(const Trace& trace, const Witness& witness, std::string sentence);

  const std::vector<Template> english_ = templates(Strings::of("en"), "story."), chinese_ = templates(Strings::of("zh"), "story."), heads_ = templates(Strings::of("en"), "story.head.");
  const std::vector<std::vector<Text>> by_kind_ = by_kind();
  std::set<std::string> told_;
};

// ---- after the last event

Names names_in(const std::string& text) {
  Names who;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text.compare(at, 4, "main") == 0) who.insert(1);
    if (text[at] == 'G' && std::isdigit(static_cast<unsigned char>(text[at + 1]))) who.insert(static_cast<Who>(std::stoul(text.substr(at + 1))));
  }
  return who;
}

void Truth::prove_ending(const Trace& trace, const Witness& witness, const std::string& sentence) {
  const auto& ending = trace.tail().ending;
  if (!ending) {
    const std::string key = "stopped." + std::string(name_of(trace.tail().stopped_by));
    EXPECT_TRUE(reads_as(english_, key, sentence)) << sentence;
    told_.insert(key), told_.insert("head.stopped");
  } else if (ending->is(Ending::Kind::deadlock)) {
    ASSERT_NO_FATAL_FAILURE(prove_deadlock(trace, witness, sentence));
    told_.insert("head.deadlock");
  } else {
    ASSERT_TRUE(ending->is(Ending::Kind::fatal));
    EXPECT_TRUE(reads_as(english_, "fatal", sentence)) << sentence;
    EXPECT_NE(sentence.find(one_line(std::string(ending->words()))), std::string::npos);
    told_.insert("fatal"), told_.insert("head.fatal");
  }
}

// Sentence by sentence: who waits for what; whose Done is missing.
// Of those who are parked on something else than a WaitGroup.
bool elsewhere(const std::string& key) {
  for (const char* one : {"send", "receive", "nil", "select", "select_empty", "timer", "cond", "mutex", "mutex_held"})
    if (key == std::string("deadlock.") + one) return true;
  return false;
}
bool waits_so(const std::string& key, const Standing& at) {
  if (key == "deadlock.send") return at.next == EventKind::chan_send && at.object != kNoObject;
  if (key == "deadlock.receive") return at.next == EventKind::chan_receive && at.object != kNoObject;
  if (key == "deadlock.nil") return (at.next == EventKind::chan_send || at.next == EventKind::chan_receive) && at.object == kNoObject;
  if (key == "deadlock.select") return at.next == EventKind::select_step && at.operand > 0;
  if (key == "deadlock.select_empty") return at.next == EventKind::select_step && at.operand == 0;
  if (key == "deadlock.timer") return at.next == EventKind::chan_receive && at.object != kNoObject;
  if (key == "deadlock.cond") return at.next == EventKind::cond_park;
  return on_mutex(at.next);
}

void Truth::prove_deadlock(const Trace& trace, const Witness& witness, std::string sentence) {
  std::map<std::string, uint32_t> objects;
  Names unnamed;   // parked, and not told of yet
  for (uint32_t number = 0; number < trace.objects().size(); ++number) {
    objects[object_name(trace, ObjectId{number})] = number;
    for (const Who who : witness.object(number).queue) unnamed.insert(who);
    for (const Who who : witness.object(number).kin.line) unnamed.insert(who);
    for (const auto& line : {witness.object(number).kin.senders, witness.object(number).kin.receivers})
      for (const InLine& one : line) unnamed.insert(one.who);
  }
  for (const Standing& standing : trace.tail().standing) ASSERT_TRUE(standing.next == EventKind::end || on_sema(standing.next) || on_channel(standing.next) || on_mutex(standing.next) || on_cond(standing.next)) << "somebody could step";
  for (size_t end = 0; !sentence.empty(); sentence.erase(0, end)) {
    end = std::min(sentence.find(". "), sentence.size() - 1) + 1;
    const std::string part = sentence.substr(0, end);
    if (end < sentence.size()) ++end;
    Said said;
    for (const Template& one : english_)
      if (one.key().starts_with("deadlock."))
        for (Said& reading : one.readings(part))
          if (!reading.gaps.count("object") || objects.count(reading.gaps["object"])) said = reading;
    ASSERT_FALSE(said.key.empty()) << part;
    told_.insert(said.key);
    if (said.key == "deadlock.nobody") continue;
    const Names names = names_in(said.gaps.at("names"));
    const std::string name = said.gaps.count("object") ? said.gaps.at("object") : std::string();
    if (said.key == "deadlock.called_none") {
      for (const Who who : names) {
        bool others_did = false;
        for (const auto& [object_name, number] : objects) {
          const Names& called = witness.object(number).called_done;
          for (const Who other : called) others_did |= !called.count(who) && trace.goroutines()[other - 1].function == trace.goroutines()[who - 1].function;
        }
        EXPECT_TRUE(others_did) << part;
      }
      continue;
    }
    if (elsewhere(said.key)) {
      for (const Who who : names) {
        const Standing& at = trace.tail().standing[who - 1];
        EXPECT_TRUE(waits_so(said.key, at)) << part;
        if (!name.empty()) { EXPECT_EQ(at.object.value, objects.at(name)) << part; }
        unnamed.erase(who);
      }
      if (said.key == "deadlock.mutex_held") { EXPECT_EQ(goroutine_name({witness.object(objects.at(name)).kin.holder}), said.gaps.at("holder")) << part; }
      continue;
    }
    const Object& object = witness.object(objects.at(name));
    if (said.key == "deadlock.to_copy") {
      const uint32_t copy = objects.at(said.gaps.at("copy"));
      EXPECT_NE(std::find(object.copies.begin(), object.copies.end(), copy), object.copies.end()) << part;
      EXPECT_EQ(names, witness.object(copy).called_done) << part;
    } else if (said.key == "deadlock.not_through") {
      for (const Who who : names) EXPECT_TRUE(object.started_by_go.count(who) && !object.called_done.count(who)) << part;
    } else {
      EXPECT_EQ(names, Names(object.queue.begin(), object.queue.end())) << part;
      EXPECT_EQ(said.key, object.counter() > 0 ? "deadlock.missing" : object.counter() < 0 ? "deadlock.negative" : "deadlock.lost") << part;
      if (said.gaps.count("counter")) EXPECT_EQ(said.gaps.at("counter"), std::to_string(object.counter())) << part;
      for (const Who who : names) unnamed.erase(who);
    }
  }
  EXPECT_TRUE(unnamed.empty()) << "a WaitGroup that keeps somebody is not named";
}

// ---- what is told

std::shared_ptr<const Scenario> scenario_of(const std::string& name, std::string text) {
  auto parsed = parse_scenario(name, std::move(text));
  EXPECT_TRUE(parsed.ok()) << name << ": " << (parsed ? "" : to_string(parsed.errors()[0]));
  return parsed ? std::make_shared<const Scenario>(std::move(*parsed)) : nullptr;
}

std::shared_ptr<const Trace> at_random(const std::shared_ptr<const Scenario>& scenario, uint64_t seed) {
  Execution execution(scenario);
  const auto strategy = make_strategy("random", seed);
  run(execution, *strategy, 600);
  return execution.trace();
}

int live_runs() { return long_suite() ? 200 : 4; }

// Real threads: at full pace, and held back before each step, where somebody else comes first more often.
void tell_live(Truth& truth, const std::shared_ptr<const Scenario>& scenario, const std::string& name, int runs) {
  for (int run = 0; run < runs; ++run) {
    LiveOptions options;
    options.time_scale = 0.01;
    options.events_max = 3000;
    options.seed = static_cast<uint64_t>(run);
    if (run % 2 == 1) options.pace = 50'000;
    LiveRun live(scenario, options);
    live.wait();
    ASSERT_NO_FATAL_FAILURE(truth.prove(*live.trace(), name + ", live " + std::to_string(run)));
  }
}

void tell_lessons(Truth& truth) {
  for (const auto& entry : std::filesystem::directory_iterator(WGSCOPE_SOURCE_DIR "/scenarios")) {
    if (entry.path().extension() != ".json") continue;
    auto loaded = load_scenario(entry.path().string());
    ASSERT_TRUE(loaded.ok()) << to_string(loaded.errors()[0]);
    const auto scenario = std::make_shared<const Scenario>(std::move(*loaded));
    for (uint64_t seed = 1; seed <= 10; ++seed) ASSERT_NO_FATAL_FAILURE(truth.prove(*at_random(scenario, seed), entry.path().string()));
    ASSERT_NO_FATAL_FAILURE(tell_live(truth, scenario, entry.path().string(), live_runs()));
    ExploreOptions options;
    options.bounds.states_max = 20'000;
    for (const FoundEnding& found : explore(*scenario, options).endings) {
      const auto execution = replay(scenario, found.schedule);
      ASSERT_TRUE(execution.ok());
      ASSERT_NO_FATAL_FAILURE(truth.prove(*execution->trace(), entry.path().string() + ": " + to_string(found.schedule)));
    }
  }
}

void tell_programs(Truth& truth) {
  for (const ToldProgram& program : kToldPrograms) {
    const auto scenario = scenario_of(std::string(program.name) + ".go", std::string(program.text));
    ASSERT_TRUE(scenario);
    for (int seed = 1; seed <= program.random_schedules; ++seed)
      ASSERT_NO_FATAL_FAILURE(truth.prove(*at_random(scenario, static_cast<uint64_t>(seed)), std::string(program.name) + ", seed " + std::to_string(seed)));
    ASSERT_NO_FATAL_FAILURE(tell_live(truth, scenario, std::string(program.name), live_runs()));
    if (program.schedule.empty()) continue;
    const auto schedule = parse_schedule(program.schedule);
    ASSERT_TRUE(schedule.ok());
    const auto execution = replay(scenario, *schedule);
    ASSERT_TRUE(execution.ok()) << program.name << ": " << to_string(execution.errors()[0]);
    ASSERT_NO_FATAL_FAILURE(truth.prove(*execution->trace(), std::string(program.name)));
  }
}

void tell_generated(Truth& truth) {
  const uint64_t most = long_suite() ? 3000 : 120;
  for (uint64_t seed = 1; seed <= most; ++seed) {
    const std::string text = GeneratedProgram::text(seed);
    const auto scenario = scenario_of("generated.go", text);
    ASSERT_TRUE(scenario);
    ASSERT_NO_FATAL_FAILURE(tell_live(truth, scenario, "generated " + std::to_string(seed) + "\n" + text, 1));
    for (uint64_t schedule = 1; schedule <= 3; ++schedule) ASSERT_NO_FATAL_FAILURE(truth.prove(*at_random(scenario, seed * 100 + schedule), "generated " + std::to_string(seed) + "\n" + text));
  }
}

void tell_stops(Truth& truth) {
  const auto scenario = scenario_of("stopped.go", "func main() { runtime.Gosched() }");
  for (const StoppedBy why : {StoppedBy::interrupt, StoppedBy::events, StoppedBy::goroutines, StoppedBy::instructions, StoppedBy::steps, StoppedBy::depth, StoppedBy::output, StoppedBy::memory}) {
    Execution execution(scenario);
    execution.stop(why);
    ASSERT_NO_FATAL_FAILURE(truth.prove(*execution.trace(), "stopped"));
  }
}

TEST(Truth, EverySentence_HoldsOfTheTraceThatItIsToldOf) {
  Truth truth;
  ASSERT_NO_FATAL_FAILURE(tell_programs(truth));
  ASSERT_NO_FATAL_FAILURE(tell_lessons(truth));
  ASSERT_NO_FATAL_FAILURE(tell_generated(truth));
  ASSERT_NO_FATAL_FAILURE(tell_stops(truth));
  truth.count("untold");   // of traces that no run has made: story_test.cpp
  for (const auto& [key, text] : Strings::of("en").all())
    if (key.starts_with("story.")) EXPECT_TRUE(truth.told().count(key.substr(6))) << key << " was never told: a program that brings it out is missing in truth_programs.h";
}

TEST(Truth, EverySentence_HasARow) {
  for (const auto& [key, text] : Strings::of("en").all()) {
    if (!key.starts_with("story.") || key.starts_with("story.head.") || key.starts_with("story.deadlock.") || key.starts_with("story.stopped.")) continue;
    if (key != "story.fatal" && key != "story.untold") EXPECT_TRUE(row_of(key.substr(6))) << key << ": what does it claim? (claims.h)";
  }
  for (const Row& row : rows()) EXPECT_TRUE(Strings::of("en").has("story." + std::string(row.key))) << row.key << " is no text any more";
}

// A newcomer takes a token that was released to wake another, though nobody does anything wrong: both lines say so.
TEST(Truth, ATheftInCorrectUse_IsToldOnBothSides) {
  const auto scenario = scenario_of("theft.go", std::string(kToldPrograms[0].text));
  const auto execution = replay(scenario, *parse_schedule(kToldPrograms[0].schedule));
  ASSERT_TRUE(execution.ok());
  const auto trace = execution->trace();
  Story story;
  story.reset(trace);
  EXPECT_EQ(story.line(trace->size() - 2, Strings::of("en")).sentence,
            "Steals the token for which main was woken: a token belongs to whoever comes first. Now 0 are left for it, until another is released.");
  EXPECT_EQ(story.line(trace->size() - 1, Strings::of("en")).sentence, "Woken, but the token is gone: G5 came first. Queues up again, at the tail, and parks.");
}

}  // namespace
}  // namespace wgscope::model::testing
