// What reads texts: scenarios, Go, schedules.
#include <algorithm>
#include <string>

#include "core/program/compile.h"
#include "core/run/schedule.h"
#include "core/scenario/scenario.h"
#include "tests/fuzz/inputs.h"
#include "tests/fuzz/must.h"
#include "tests/program/front_verify.h"

namespace wgscope::fuzz {

namespace {

void must_be_located(const Diagnostics& messages, std::string_view text) {
  must(!messages.empty(), "a refusal says why");
  const auto lines = static_cast<int>(std::count(text.begin(), text.end(), '\n')) + 1;
  for (const Diagnostic& each : messages) {
    must(!each.message.empty() && !each.hint.empty(), "a message has a hint: " + to_string(each));
    must(each.line >= 1 && each.line <= lines && each.column >= 1, "a message names a place in the text: " + to_string(each));
  }
}

}  // namespace

void try_scenario(std::string_view text) {
  const auto scenario = parse_scenario("x.json", std::string(text));
  if (!scenario.ok()) return must_be_located(scenario.errors(), text);
  must(scenario->program != nullptr, "a scenario that was read has a program");
}

void try_go(std::string_view text) {
  program::Source source;
  source.file = "x.go";
  source.text = text;
  const auto program = program::compile(source);
  if (!program.ok()) return must_be_located(program.errors(), text);
  const std::string fault = program::fault_in(*program);
  must(fault.empty(), "code is well formed: " + fault);
}

void try_schedule(std::string_view text) {
  const auto schedule = parse_schedule(text);
  if (!schedule.ok()) {
    for (const Diagnostic& each : schedule.errors()) must(!each.hint.empty() && each.column >= 1, "a message has a hint and a column: " + to_string(each));
    return;
  }
  const std::string written = to_string(*schedule);
  const auto again = parse_schedule(written);
  must(again.ok() && *again == *schedule && to_string(*again) == written, "a schedule survives being written: " + written);
}

}  // namespace wgscope::fuzz
