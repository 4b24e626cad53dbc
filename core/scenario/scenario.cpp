#include "core/scenario/scenario.h"

#include <algorithm>
#include <filesystem>

#include "core/base/limits.h"
#include "core/base/suggest.h"
#include "core/program/compile.h"
#include "core/scenario/envelope.h"
#include "core/scenario/read_file.h"

namespace wgscope {
namespace {

bool is_json(const std::string& file, std::string_view text) {
  if (file.ends_with(".json")) return true;
  if (file.ends_with(".go")) return false;
  const size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == '{';
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string line(text.substr(0, end));
    if (line.ends_with('\r')) line.pop_back();
    lines.push_back(std::move(line));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string title_of_file(const std::string& file) {
  const std::string stem = std::filesystem::path(file).stem().string();
  return file == "-" ? "standard input" : stem.empty() ? file : stem;
}

void apply_overrides(Scenario& scenario, const ParamValues& overrides, Diagnostics& errors) {
  for (const auto& [name, value] : overrides) {
    const auto param = std::find_if(scenario.params.begin(), scenario.params.end(), [&name = name](const ScenarioParam& p) { return p.name == name; });
    Diagnostic d;
    d.file = scenario.file;
    if (param == scenario.params.end()) {
      std::vector<std::string> names;
      for (const ScenarioParam& p : scenario.params) names.push_back(p.name);
      d.message = "there is no param \"" + name + "\"";
      d.hint = names.empty() ? "this program has none" : suggestion(name, names, "its params are");
      errors.push_back(std::move(d));
      continue;
    }
    if ((param->min && value < *param->min) || (param->max && value > *param->max)) {
      const auto bound = [](const std::optional<int64_t>& n) { return n ? std::to_string(*n) : std::string("…"); };
      d.message = "the param \"" + name + "\" cannot be " + std::to_string(value);
      d.hint = "it goes from " + bound(param->min) + " to " + bound(param->max);
      errors.push_back(std::move(d));
      continue;
    }
    param->value = value;
  }
}

}  // namespace

const std::string& LocalText::in(std::string_view language) const {
  static const std::string kNothing;
  for (const std::string_view wanted : {language, std::string_view("en"), std::string_view("")}) {
    for (const auto& [known, text] : by_language) {
      if (known == wanted) return text;
    }
  }
  return by_language.empty() ? kNothing : by_language.front().second;
}

Result<Scenario> parse_scenario(std::string file, std::string text, const ParamValues& overrides, const TimeLimit& time_limit) {
  if (text.size() > limits::kScenarioBytes) {
    Diagnostic d;
    d.file = file;
    d.message = "is larger than " + std::to_string(limits::kScenarioBytes) + " bytes";
    d.hint = "that is the limit of a scenario";
    return d;
  }
  Result<std::string> checked = checked_text(file, text);
  if (!checked) return checked.errors();

  Diagnostics errors;
  Envelope envelope;
  if (is_json(file, *checked)) {
    envelope = read_envelope(file, *checked, errors);
  } else {
    envelope.program_text = *checked;
    envelope.has_program = true;
  }
  Scenario& scenario = envelope.scenario;
  scenario.file = std::move(file);
  scenario.text = std::move(*checked);
  scenario.lines = lines_of(envelope.program_text);
  if (scenario.title.empty()) scenario.title.by_language.emplace_back("", title_of_file(scenario.file));
  apply_overrides(scenario, overrides, errors);

  if (envelope.has_program) {
    program::Source source{scenario.file, envelope.program_text, {}, envelope.place_of, time_limit};
    for (const ScenarioParam& param : scenario.params) source.params.push_back({param.name, param.value});
    Result<program::Program> compiled = program::compile(source);
    if (compiled) {
      scenario.program = std::make_shared<const program::Program>(std::move(*compiled));
    } else {
      for (const Diagnostic& error : compiled.errors()) {
        // That "params" could not be read was reported; that the program then misses them is no second mistake.
        if (!envelope.params_known && error.message.starts_with("undefined:")) continue;
        errors.push_back(error);
      }
    }
  }
  if (!errors.empty()) {
    std::stable_sort(errors.begin(), errors.end(), [](const Diagnostic& a, const Diagnostic& b) { return std::pair(a.line, a.column) < std::pair(b.line, b.column); });
    return errors;
  }
  return std::move(scenario);
}

Result<Scenario> load_scenario(const std::string& path, const ParamValues& overrides) {
  Result<std::string> text = read_file(path, limits::kScenarioBytes);
  if (!text) return text.errors();
  return parse_scenario(path, std::move(*text), overrides);
}

}  // namespace wgscope
