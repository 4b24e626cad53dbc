#include "app/model/finding_text.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "app/model/strings.h"

namespace wgscope::model {
namespace {

// Where main has no `go` of its own, or there is one goroutine alone, there is nobody to count.
std::string key_of(const Finding& finding) {
  return "panel.explore.finding." + (finding.at_crash ? "at_crash" : std::string(name_of(finding.kind))) + (finding.count > 1 ? ".many" : "");
}

std::string owing_text(const Owing& one, bool itself, const Strings& strings) {
  return strings.say(itself ? "panel.explore.owing.itself" : one.parked ? "panel.explore.owing.parked" : "panel.explore.owing",
                     {{"who", goroutine_name(one.who)}, {"line", std::to_string(one.program_line)}, {"call_line", std::to_string(one.call_program_line)}});
}

// What is missing, and who could bring it.
std::string needs_text(const Finding& finding, const Strings& strings) {
  const Need& need = finding.need;
  if (need.what == Need::What::nothing) return {};
  std::string text = strings.say("panel.explore.needs." + std::string(name_of(need.what)), {{"object", need.object}, {"n", std::to_string(need.count)}});
  if (need.left == Need::Left::nobody && need.owing.empty()) text += strings.say("panel.explore.left.nobody");
  if (need.left == Need::Left::waiting_too) text += strings.say("panel.explore.left.waiting_too");
  for (const Owing& one : need.owing) text += owing_text(one, one.who == finding.goroutine, strings);
  return text;
}

}  // namespace

std::string finding_text(const Finding& finding, const Strings& strings) {
  std::vector<std::pair<std::string, std::string>> facts = finding.facts;
  for (auto& [gap, value] : facts) {
    if (gap == "does" || gap == "other_does") value = strings.say("panel.explore.does." + value);
  }
  std::vector<Gap> gaps;
  for (const auto& [gap, value] : facts) gaps.push_back({gap, value});
  return strings.say(key_of(finding), gaps) + needs_text(finding, strings);
}

std::string rounds_text(const FoundEnding& ending, const Strings& strings) {
  std::string text;
  for (const Round& round : ending.rounds)
    text += (text.empty() ? "" : " ") + strings.say("panel.explore.round", {{"who", goroutine_name(round.who)}, {"line", std::to_string(round.program_line)}});
  return text;
}

std::string chance_text(double chance) {
  if (chance > 0 && chance < 0.0001) return "<0.01 %";
  if (chance < 1 - 1e-9 && chance > 0.9999) return ">99.99 %";
  return fmt::format("{:.3g} %", chance * 100);
}

}  // namespace wgscope::model
