#include "app/model/choices.h"

#include <cmath>
#include <optional>

#include "app/model/explain.h"
#include "app/model/explore_view.h"
#include "app/model/session.h"
#include "app/model/story_list.h"
#include "app/model/top_bar_view.h"
#include "core/base/shorten.h"
#include "core/run/strategies/strategy.h"

namespace wgscope::model {

namespace {

std::vector<OpenChoice> rates(const Session& session) {
  std::vector<OpenChoice> rows;
  if (session.rate_is_pace()) {
    for (const double pace : {0.5, 1.0, 2.0, 5.0, 10.0, 50.0, 1000.0}) rows.push_back({pace_label(session.strings(), pace), session.pace() == pace, act::SetPace{pace}});
    rows.push_back({pace_label(session.strings(), std::nullopt), !session.pace(), act::SetPace{std::nullopt}});
    return rows;
  }
  for (const double speed : {0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0})
    rows.push_back({speed_label(session.strings(), speed), std::abs(session.speed() - speed) < 1e-9, act::SetSpeed{speed}});
  return rows;
}

// What the open branch can stand beside: what the scenario names, its telling schedules, the shortest one to each ending, the other branches.
std::vector<OpenChoice> to_compare_with(const Session& session) {
  constexpr size_t kBranchesMost = 8, kCharactersMost = 60;
  const Strings& strings = session.strings();
  const std::string& language = session.preferences().language;
  std::vector<OpenChoice> rows;
  const auto& scenario = session.scenario();
  if (!scenario) return rows;
  const auto row = [&](std::string_view key, const std::string& what, act::CompareBeside with) {
    rows.push_back({strings.say(key, {{"what", shortened(what, kCharactersMost)}}), false, std::move(with)});
  };
  if (const auto& spec = scenario->compare) row("panel.beside.lesson", spec->title.empty() ? spec->with : spec->title.in(language), {});
  const StepTree* tree = session.tree();
  if (!tree || !tree->options().prints_are_steps) {
    for (const TellingTaken& taken : session.tellings()) row("panel.beside.telling", taken.telling->title.in(language), {taken.schedule});
    if (const auto result = session.search() ? session.search()->result() : nullptr)
      for (const FoundEnding& found : result->endings) row("panel.beside.ending", std::string(found.ending.text()), {found.schedule});
  }
  if (!tree) return rows;
  for (size_t i = 0, shown = 0; i < tree->branches().size() && shown < kBranchesMost; ++i)
    if (i != tree->current()) row("panel.beside.branch", to_string(tree->branches()[i].tip.schedule()), {tree->branches()[i].tip.schedule(), tree->options()}), ++shown;
  return rows;
}

// Has it all the words that were typed into the dialog?
bool wanted(const Session& session, const std::string& text) { return has_words(text, words_of(session.dialog_filter())); }

// In both languages, so that either finds it.
std::string text_of(const Lesson& lesson) {
  std::string text;
  for (const char* language : {"en", "zh"}) {
    text += lesson.title.in(language) + ' ' + lesson.about.in(language) + ' ';
    for (const LocalText& tag : lesson.tags) text += tag.in(language) + ' ';
  }
  return text;
}

}  // namespace

std::vector<OpenChoice> choices_of(const Session& session) {
  std::vector<OpenChoice> rows;
  switch (session.overlay()) {
    case Overlay::pace: return rates(session);
    case Overlay::strategies:
      for (const std::string_view name : strategy_names()) {
        const std::string text(name);
        rows.push_back({session.strings().say("panel.step.strategy." + text), false, act::LetRun{text}});
      }
      return rows;
    case Overlay::compare_with: return to_compare_with(session);
    case Overlay::lessons:
      for (size_t i = 0; i < session.lessons().size(); ++i)
        if (const Lesson& lesson = session.lessons()[i]; wanted(session, std::to_string(i + 1) + ' ' + text_of(lesson)))
          rows.push_back({lesson.title.in(session.preferences().language), session.lesson() == i, act::OpenLesson{i}});
      return rows;
    case Overlay::params:
      if (!session.scenario()) return rows;
      for (const ScenarioParam& param : session.scenario()->params) rows.push_back({param.name, false, act::SetParam{param.name, session.param_value(param)}});
      return rows;
    case Overlay::help:
      for (const Command* command : listed_commands()) {
        std::string name = session.strings().say(listed_name_key(*command)), keys;
        for (const std::string& key : listed_keys(*command)) keys += ' ' + key;
        if (wanted(session, name + keys)) rows.push_back({std::move(name), false, act::Run{command->id}});
      }
      return rows;
    case Overlay::legend:
      for (const Explanation& one : explanations()) rows.push_back({session.strings().say(one.name_key()), false, act::Show{Overlay::none}});
      return rows;
    case Overlay::none:
    case Overlay::explain:   // what there is to walk through, the picture knows
    case Overlay::files: return rows;
  }
  return rows;
}

std::vector<act::ShowSchedule> shown_rows(const Session& session) {
  std::vector<act::ShowSchedule> rows;
  const ExploreView view = explore_view(session);
  for (const auto& ending : view.endings) rows.push_back({ending.shown()});
  for (const auto& telling : view.tellings) rows.push_back({telling.schedule});
  for (const auto& finding : view.findings) rows.push_back({finding.schedule});
  for (const auto& output : view.outputs) rows.push_back({output.schedule, {.prints_are_steps = true}});
  return rows;
}

std::optional<size_t> lit_row(const Session& session) {
  if (session.chosen_found()) return session.chosen_found();
  if (!session.tree()) return std::nullopt;
  const Execution& shown = session.tree()->branch().tip;
  const auto rows = shown_rows(session);
  for (size_t i = 0; i < rows.size(); ++i)
    if (rows[i].schedule == shown.schedule() && rows[i].options == session.tree()->options()) return i;
  const auto endings = explore_view(session).endings;
  for (size_t i = 0; i < endings.size(); ++i)
    if (shown.ending() && *shown.ending() == endings[i].ending) return i;
  return std::nullopt;
}

}  // namespace wgscope::model
