#include "core/scenario/envelope.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <memory>

#include "core/base/suggest.h"
#include "core/base/utf8.h"
#include "core/program/syntax/lexer.h"
#include "core/scenario/json_reader.h"

namespace wgscope {
namespace {

using Type = JsonNode::Type;

// Where each character of the program is written in the JSON file.
struct ProgramPlaces {
  struct Line {
    std::vector<TextPlace> characters;   // and, last, where the line ends
    size_t pointer = 0;
  };
  std::vector<Line> lines{1};
  std::vector<std::string> pointers;

  // One JSON string more: a line of the program, or, when it holds line breaks, several.
  void add(const JsonNode& string, std::string pointer) {
    pointers.push_back(std::move(pointer));
    lines.back().pointer = pointers.size() - 1;
    size_t character = 0;
    for (size_t at = 0; at < string.text.size(); ++character) {
      const Utf8Char c = utf8_at(string.text, at);
      lines.back().characters.push_back(string.characters[character]);
      if (c.value == '\n') lines.push_back({{}, pointers.size() - 1});
      at += c.bytes;
    }
    lines.back().characters.push_back(string.characters.back());
  }
  void next_line() { lines.emplace_back(); }

  program::FilePlace at(int line, int column) const {
    const bool beyond = line > static_cast<int>(lines.size());
    const Line& l = beyond ? lines.back() : lines[static_cast<size_t>(std::max(line, 1) - 1)];
    if (l.characters.empty()) return {};
    const size_t i = beyond ? l.characters.size() - 1 : std::min(static_cast<size_t>(std::max(column, 1) - 1), l.characters.size() - 1);
    return {static_cast<int>(l.characters[i].line), static_cast<int>(l.characters[i].column), pointers[l.pointer]};
  }
};

bool is_identifier(std::string_view name) {
  if (name.empty() || (name[0] >= '0' && name[0] <= '9')) return false;
  return std::all_of(name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || static_cast<unsigned char>(c) >= 0x80; });
}

const std::vector<std::string> kKeys = {"$schema", "wgscope", "title", "about", "tags", "params", "program", "expect", "show", "compare"};

// What a search can find beside endings (docs/scenario_format.md).
const std::vector<std::string> kFindings = {"leak", "race", "recovered", "spin", "stuck", "token", "unfinished"};

constexpr size_t kTellingMost = 64;

class EnvelopeReader {
 public:
  EnvelopeReader(const std::string& file, Diagnostics& errors) : file_(file), errors_(errors) {}

  Envelope read(std::string_view text) {
    Envelope envelope;
    const size_t errors_before = errors_.size();
    const auto [root, whole] = read_json(file_, text, errors_);
    whole_ = whole;
    if (root.type != Type::object) {
      if (errors_.size() == errors_before) wrong_type(root, "", "the scenario", "an object", "{\"wgscope\": 1, \"program\": […]}");
      return envelope;
    }
    known_keys(root, "", "a scenario", kKeys);
    if (const JsonNode* schema = root.find("$schema")) expect_type(*schema, "/$schema", Type::string, "\"$schema\"");
    version(root);
    if (const JsonNode* title = root.find("title")) local_text(*title, "/title", "\"title\"", envelope.scenario.title);
    if (const JsonNode* about = root.find("about")) local_text(*about, "/about", "\"about\"", envelope.scenario.about);
    if (const JsonNode* tags = root.find("tags")) read_tags(*tags, envelope.scenario);
    if (const JsonNode* params = root.find("params")) read_params(*params, envelope);
    if (const JsonNode* expect = root.find("expect")) read_expect(*expect, envelope.scenario);
    if (const JsonNode* show = root.find("show")) read_show(*show, envelope.scenario);
    if (const JsonNode* compare = root.find("compare")) read_compare(*compare, envelope.scenario);
    if (const JsonNode* program = root.find("program")) {
      read_program(*program, envelope);
    } else {
      missing(root, "program", "add \"program\": the Go program, as an array of lines or one string");
    }
    return envelope;
  }

 private:
  void error(TextPlace place, std::string pointer, std::string message, std::string hint) {
    errors_.push_back(
        {file_, static_cast<int>(place.line), static_cast<int>(place.column), std::move(pointer), "error", std::move(message), std::move(hint)});
  }

  void wrong_type(const JsonNode& node, const std::string& pointer, const std::string& what, const std::string& wanted, const std::string& example) {
    error(node.place, pointer, what + " must be " + wanted + ", not " + std::string(name_of(node.type)), example.empty() ? "write " + wanted : "as in " + example);
  }

  bool expect_type(const JsonNode& node, const std::string& pointer, Type type, const std::string& what, const std::string& example = "") {
    if (node.type != type) wrong_type(node, pointer, what, std::string(name_of(type)), example);
    return node.type == type;
  }

  void known_keys(const JsonNode& object, const std::string& pointer, const std::string& where, const std::vector<std::string>& known) {
    for (const JsonMember& member : object.members) {
      if (std::find(known.begin(), known.end(), member.key) != known.end()) continue;
      if (!pointer.empty() && std::find(kKeys.begin(), kKeys.end(), member.key) != kKeys.end()) {   // and so do all that follow
        error(member.key_place, pointer_to(pointer, member.key), "unknown key \"" + member.key + "\" in " + where, "it belongs to the scenario: a } is missing before it");
        return;
      }
      error(member.key_place, pointer_to(pointer, member.key), "unknown key \"" + member.key + "\" in " + where, suggestion(member.key, known));
    }
  }

  // In half a file what is missing is no news; neither is it when a misspelt key was reported that was meant to be it.
  void missing(const JsonNode& root, const std::string& key, std::string hint) {
    const auto meant = [&](const JsonMember& member) { return nearest(member.key, {key}).has_value(); };
    if (whole_ && std::none_of(root.members.begin(), root.members.end(), meant)) error(root.place, "", "there is no \"" + key + "\"", std::move(hint));
  }

  void version(const JsonNode& root) {
    const JsonNode* version = root.find("wgscope");
    if (!version) {
      missing(root, "wgscope", "add \"wgscope\": 1, the version of the format");
      return;
    }
    if (!expect_type(*version, "/wgscope", Type::number, "\"wgscope\"", "\"wgscope\": 1") || version->text.empty()) return;
    const WholeNumber number = whole_number(version->text);
    if (!number.problem.empty() || number.value != 1) {
      error(version->place, "/wgscope", "version " + version->text + " of the format is not known", "this wgscope reads version 1");
    }
  }

  void local_text(const JsonNode& node, const std::string& pointer, const std::string& what, LocalText& text) {
    if (node.type == Type::string) {
      text.by_language.emplace_back("", node.text);
      return;
    }
    if (node.type != Type::object) {
      wrong_type(node, pointer, what, "a string or an object by language", "{\"en\": \"Three workers\", \"zh\": \"三个 worker\"}");
      return;
    }
    if (node.members.empty()) error(node.place, pointer, what + " has no language", "give \"en\", \"zh\" or both");
    known_keys(node, pointer, what, {"en", "zh"});
    for (const JsonMember& member : node.members) {
      if (member.key != "en" && member.key != "zh") continue;
      if (!expect_type(member.value, pointer_to(pointer, member.key), Type::string, "a text")) continue;
      const auto same = [&](const auto& given) { return given.first == member.key; };
      if (std::none_of(text.by_language.begin(), text.by_language.end(), same)) text.by_language.emplace_back(member.key, member.value.text);
    }
  }

  void read_tags(const JsonNode& node, Scenario& scenario) {
    if (node.type != Type::array) return wrong_type(node, "/tags", "\"tags\"", "an array of texts", "[\"basics\", {\"en\": \"reuse\", \"zh\": \"复用\"}]");
    for (size_t i = 0; i < node.items.size(); ++i) {
      LocalText tag;
      local_text(node.items[i], "/tags/" + std::to_string(i), "each of \"tags\"", tag);
      if (!tag.empty()) scenario.tags.push_back(std::move(tag));
    }
  }

  // `one` gets each string of the array, and its pointer.
  template <class One>
  void each_string(const JsonNode& node, const std::string& pointer, const std::string& example, One one) {
    const std::string what = "\"" + pointer.substr(1) + "\"";
    if (node.type != Type::array) return wrong_type(node, pointer, what, "an array of strings", example);
    for (size_t i = 0; i < node.items.size(); ++i) {
      const std::string at = pointer + "/" + std::to_string(i);
      if (expect_type(node.items[i], at, Type::string, "each of " + what, example)) one(node.items[i], at);
    }
  }

  void read_params(const JsonNode& node, Envelope& envelope) {
    const std::string example = "\"params\": {\"workers\": {\"value\": 3, \"min\": 1, \"max\": 16}}";
    if (!expect_type(node, "/params", Type::object, "\"params\"", example)) {
      envelope.params_known = false;
      return;
    }
    for (const JsonMember& member : node.members) {
      const std::string pointer = pointer_to("/params", member.key);
      const bool named = check_param_name(member, pointer);
      const auto same = [&](const ScenarioParam& given) { return given.name == member.key; };
      if (std::any_of(envelope.scenario.params.begin(), envelope.scenario.params.end(), same)) continue;   // a key given twice: said by the reader
      ScenarioParam param;
      param.name = member.key;
      param.value = 1;   // when the file's is unusable, the program is still checked
      if (member.value.type == Type::object) {
        read_param(member.value, pointer, param);
      } else {
        wrong_type(member.value, pointer, "a param", "an object", "{\"value\": 3, \"min\": 1, \"max\": 16}");
      }
      if (named) envelope.scenario.params.push_back(std::move(param));
    }
  }

  bool check_param_name(const JsonMember& member, const std::string& pointer) {
    std::string message;
    if (!is_identifier(member.key)) message = "is no name of Go";
    else if (program::is_keyword(member.key)) message = "is a keyword of Go";
    else if (member.key == "_" || member.key == "init") message = "cannot name a constant in Go";
    if (message.empty()) return true;
    error(member.key_place, pointer, "the param \"" + member.key + "\" " + message, "params become constants of the program: letters, digits and _");
    return false;
  }

  void read_param(const JsonNode& node, const std::string& pointer, ScenarioParam& param) {
    known_keys(node, pointer, "a param", {"value", "min", "max"});
    const auto number = [&](const char* key) -> std::optional<int64_t> {
      const JsonNode* value = node.find(key);
      const std::string at = pointer_to(pointer, key), what = std::string("\"") + key + "\" of the param \"" + param.name + "\"";
      if (!value || !expect_type(*value, at, Type::number, what)) return std::nullopt;
      const WholeNumber whole = whole_number(value->text);
      if (value->text.empty()) return std::nullopt;
      if (whole.problem.empty()) return whole.value;
      error(value->place, at, what + " " + whole.problem + ": " + value->text, "params are whole numbers from -9223372036854775808 to 9223372036854775807");
      return std::nullopt;
    };
    if (!node.find("value")) error(node.place, pointer, "the param \"" + param.name + "\" has no \"value\"", "as in {\"value\": 3}");
    const auto value = number("value");
    param.min = number("min");
    param.max = number("max");
    if (value) param.value = *value;
    const auto written = [](int64_t n) { return std::to_string(n); };
    if (param.min && param.max && *param.min > *param.max) {
      error(node.find("min")->place, pointer + "/min", "\"min\" " + written(*param.min) + " is greater than \"max\" " + written(*param.max), "min <= value <= max");
    } else if (value && param.min && *value < *param.min) {
      error(node.find("value")->place, pointer + "/value", "\"value\" " + written(*value) + " is less than \"min\" " + written(*param.min), "min <= value <= max");
    } else if (value && param.max && *value > *param.max) {
      error(node.find("value")->place, pointer + "/value", "\"value\" " + written(*value) + " is greater than \"max\" " + written(*param.max), "min <= value <= max");
    }
  }

  void read_expect(const JsonNode& node, Scenario& scenario) {
    std::vector<Ending> endings;
    each_string(node, "/expect", "[\"exit\", \"deadlock\"]", [&](const JsonNode& item, const std::string& pointer) {
      std::string hint;
      const auto ending = Ending::read(item.text, &hint);
      if (!ending) return error(item.place, pointer, "\"" + item.text + "\" is no ending", hint);
      if (std::find(endings.begin(), endings.end(), *ending) != endings.end()) error(item.place, pointer, "\"" + item.text + "\" is given twice", "\"expect\" is a set");
      endings.push_back(*ending);
    });
    if (node.type == Type::array && node.items.empty()) error(node.place, "/expect", "\"expect\" names no ending", "every program has one; leave \"expect\" out to claim nothing");
    scenario.expect = std::move(endings);
  }

  void read_show(const JsonNode& node, Scenario& scenario) {
    const std::string example = "{\"gap\": {\"title\": \"Into the gap\", \"schedule\": \"main*5 G2 G3*2\", \"reaches\": {\"ending\": \"deadlock\"}}}";
    if (!expect_type(node, "/show", Type::object, "\"show\"", example)) return;
    if (node.members.size() > kTellingMost) return error(node.place, "/show", "\"show\" has " + std::to_string(node.members.size()) + " schedules", "at most " + std::to_string(kTellingMost));
    for (const JsonMember& member : node.members) {
      const std::string pointer = pointer_to("/show", member.key), what = "\"" + member.key + "\" of \"show\"";
      const auto same = [&](const TellingSchedule& given) { return given.name == member.key; };
      if (!expect_type(member.value, pointer, Type::object, what, example) || std::any_of(scenario.show.begin(), scenario.show.end(), same)) continue;
      known_keys(member.value, pointer, what, {"title", "schedule", "reaches"});
      TellingSchedule telling;
      telling.name = member.key;
      if (const JsonNode* title = member.value.find("title")) local_text(*title, pointer + "/title", "the title of " + what, telling.title);
      if (telling.title.empty()) telling.title.by_language.emplace_back("", member.key);
      const JsonNode* schedule = member.value.find("schedule");
      const JsonNode* reaches = member.value.find("reaches");
      if (!schedule) error(member.value.place, pointer, what + " has no \"schedule\"", "as in " + example);
      else if (expect_type(*schedule, pointer + "/schedule", Type::string, "\"schedule\"", "\"main*3 G2 main\"")) telling.schedule = schedule->text, telling.schedule_at = place_of(*schedule, pointer + "/schedule");
      if (!reaches) error(member.value.place, pointer, what + " does not say what it \"reaches\"", "as in " + example);
      else if (read_reaches(*reaches, pointer + "/reaches", telling) && schedule) scenario.show.push_back(std::move(telling));
    }
  }

  // One ending, or one kind of finding.
  bool read_reaches(const JsonNode& node, const std::string& pointer, TellingSchedule& telling) {
    const std::string example = "{\"ending\": \"deadlock\"} or {\"finding\": \"race\"}";
    if (!expect_type(node, pointer, Type::object, "\"reaches\"", example)) return false;
    known_keys(node, pointer, "\"reaches\"", {"ending", "finding"});
    const JsonNode* ending = node.find("ending");
    const JsonNode* finding = node.find("finding");
    if (!ending == !finding) {
      error(node.place, pointer, "\"reaches\" names " + std::string(ending ? "two things" : "nothing"), "as in " + example);
      return false;
    }
    const JsonNode& named = ending ? *ending : *finding;
    const std::string at = pointer + (ending ? "/ending" : "/finding");
    if (!expect_type(named, at, Type::string, ending ? "\"ending\"" : "\"finding\"", example)) return false;
    telling.reaches_at = place_of(named, at);
    std::string hint;
    if (ending) telling.ending = Ending::read(named.text, &hint);
    else telling.finding = named.text;
    if (ending && !telling.ending) error(named.place, at, "\"" + named.text + "\" is no ending", hint);
    else if (finding && std::find(kFindings.begin(), kFindings.end(), named.text) == kFindings.end())
      error(named.place, at, "\"" + named.text + "\" is no kind of finding", suggestion(named.text, kFindings));
    else return true;
    return false;
  }

  void read_compare(const JsonNode& node, Scenario& scenario) {
    const std::string at = "/compare", example = "{\"with\": \"18_done_by_channel.json\"} or {\"schedule\": \"main*3 G2*2 main\", \"with_schedule\": \"main*2 G2 main*2\"}";
    if (!expect_type(node, at, Type::object, "\"compare\"", example)) return;
    known_keys(node, at, "\"compare\"", {"title", "with", "schedule", "with_schedule"});
    CompareSpec spec;
    spec.at = place_of(node, at);
    if (const JsonNode* title = node.find("title")) local_text(*title, at + "/title", "the title of \"compare\"", spec.title);
    const auto string = [&](const char* key, program::FilePlace& place) -> std::optional<std::string> {
      const JsonNode* value = node.find(key);
      const std::string pointer = pointer_to(at, key);
      if (!value || !expect_type(*value, pointer, Type::string, std::string("\"") + key + "\"", example)) return std::nullopt;
      place = place_of(*value, pointer);
      return value->text;
    };
    const auto with = string("with", spec.with_at);
    if (with && (with->empty() || std::filesystem::path(*with).is_absolute())) {
      const JsonNode& value = *node.find("with");
      error(value.place, at + "/with", with->empty() ? "\"with\" names no file" : "\"with\" must be named from the folder of this file, not from the root", "as in " + example);
    }
    spec.with = with.value_or("");
    spec.schedule = string("schedule", spec.schedule_at);
    spec.with_schedule = string("with_schedule", spec.with_schedule_at);
    if (!node.find("with") && !node.find("schedule") && !node.find("with_schedule")) error(node.place, at, "\"compare\" sets nothing beside this program", "as in " + example);
    scenario.compare = std::move(spec);
  }

  program::FilePlace place_of(const JsonNode& node, std::string pointer) const { return {static_cast<int>(node.place.line), static_cast<int>(node.place.column), std::move(pointer)}; }

  void read_program(const JsonNode& node, Envelope& envelope) {
    auto places = std::make_shared<ProgramPlaces>();
    if (node.type == Type::string) {
      places->add(node, "/program");
      envelope.program_text = node.text;
      envelope.has_program = true;
    } else if (node.type == Type::array) {
      envelope.has_program = !node.items.empty();
      if (node.items.empty()) error(node.place, "/program", "\"program\" is empty", "it needs at least func main() { }");
      for (size_t i = 0; i < node.items.size(); ++i) {
        const std::string pointer = "/program/" + std::to_string(i);
        if (!expect_type(node.items[i], pointer, Type::string, "each line of \"program\"")) {
          envelope.has_program = false;
          continue;
        }
        if (i > 0) {
          envelope.program_text += '\n';
          places->next_line();
        }
        places->add(node.items[i], pointer);
        envelope.program_text += node.items[i].text;
      }
    } else {
      wrong_type(node, "/program", "\"program\"", "an array of lines or one string", "[\"func main() {\", \"}\"]");
    }
    envelope.place_of = [places](int line, int column) { return places->at(line, column); };
  }

  const std::string& file_;
  Diagnostics& errors_;
  bool whole_ = true;   // the JSON was read to its end
};

}  // namespace

Envelope read_envelope(const std::string& file, std::string_view text, Diagnostics& errors) { return EnvelopeReader(file, errors).read(text); }

}  // namespace wgscope
