#include "app/model/top_bar_view.h"

#include <fmt/format.h>

#include "app/model/session.h"
#include "app/model/strings.h"

namespace wgscope::model {

std::string pace_label(const Strings& strings, std::optional<double> steps_per_s) {
  return steps_per_s ? strings.say("panel.top.pace", {{"n", fmt::format("{:g}", *steps_per_s)}}) : strings.say("panel.top.pace_full");
}

std::string speed_label(const Strings& strings, double factor) { return strings.say("panel.top.speed", {{"n", fmt::format("{:g}", factor)}}); }

std::string tip_of(const Strings& strings, CommandId id) {
  const Command& what = command(id);
  std::string keys;
  for (const Chord& chord : what.keys)
    if (chord.key != Key::none) keys += (keys.empty() ? "" : ", ") + to_string(chord);
  std::string tip = strings.say(what.name_key);
  return keys.empty() ? tip : tip + "  (" + keys + ')';
}

namespace {

std::string state_text(const Session& session) {
  const Strings& strings = session.strings();
  if (session.hunt()) return strings.say("panel.top.hunting", {{"n", std::to_string(session.hunt()->runs())}});
  if (session.moving()) return strings.say(session.rate_is_pace() ? "panel.top.running" : "panel.top.playing");
  if (session.run_ongoing()) return strings.say(session.run_paused() ? "panel.top.paused" : "panel.top.running_behind");
  const TraceTail& tail = session.trace()->tail();
  if (session.mode() == Mode::compare && session.at_end()) return strings.say("panel.top.both_at_end");
  if (!session.at_end() || !tail.over) return strings.say("panel.top.paused");
  return tail.ending ? tail.ending->text() : strings.say("ending.stopped");
}

}  // namespace

TopBarView top_bar_view(const Session& session) {
  const Strings& strings = session.strings();
  TopBarView view;
  if (const auto lesson = session.lesson()) view.title = std::to_string(*lesson + 1) + " · ";
  view.title += session.scenario() ? session.title() : strings.say("panel.top.nothing_open");
  view.mode = session.mode();
  view.can_step = session.scenario() && session.scenario()->program;
  view.moving = session.moving();
  view.running = session.rate_is_pace();
  view.back = session.cursor() > 0;
  view.on = !session.at_end() || session.run_paused();
  view.play = session.run_ongoing() || session.trace()->size() > 0;
  view.rate = view.running ? pace_label(strings, session.pace()) : speed_label(strings, session.speed());
  view.rate_short = !view.running ? fmt::format("{:g}x", session.speed()) : session.pace() ? fmt::format("{:g} /s", *session.pace()) : view.rate;
  if (session.mode() == Mode::compare) {
    const std::string steps = std::to_string(session.steps_beside()), all = std::to_string(session.beside()->lead().steps());
    view.where = strings.say(session.at_end() ? "panel.top.step" : "panel.top.step_of", {{"n", steps}, {"all", all}});
    view.where_short = steps + " / " + all;
  } else {
    view.where = strings.say(session.at_end() ? "panel.top.event" : "panel.top.event_of",
                             {{"n", std::to_string(session.cursor())}, {"all", std::to_string(session.trace()->size())}});
    view.where_short = std::to_string(session.cursor()) + " / " + std::to_string(session.trace()->size());
  }
  view.state = state_text(session);
  if (session.scenario()) {
    for (const LocalText& tag : session.scenario()->tags) view.tags += (view.tags.empty() ? "" : " · ") + tag.in(session.preferences().language);
    for (const ScenarioParam& param : session.scenario()->params) {
      const bool slider = param.min && param.max;
      view.params.push_back({param.name, session.param_value(param), param.min.value_or(0), param.max.value_or(0), slider});
      view.params_label += fmt::format("{}{} {}", view.params_label.empty() ? "" : " · ", param.name, view.params.back().value);
    }
  }
  view.language_button = session.preferences().language == "zh" ? "EN" : "中文";
  return view;
}

}  // namespace wgscope::model
