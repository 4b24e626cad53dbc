// The only place that knows CLI11 (it costs seconds to compile). CLI11 splits words into options; what their values may be is said here, in our words.
#include "app/cli/arguments.h"

#include <CLI/CLI.hpp>
#include <build_version.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <sstream>
#include <tuple>

#include "app/cli/values.h"
#include "app/shell/render.h"
#include "core/base/shorten.h"
#include "core/base/suggest.h"
#include "core/explore/explore.h"

namespace wgscope::cli {
namespace {

constexpr int kBadUsage = 2;
const std::vector<std::string> kCommands = {"run", "check", "render", "step", "explore", "compare"};
constexpr const char* kFileHelp = "a scenario (.json), a Go program (.go), a saved trace (.wgtrace), or - for standard input";

constexpr const char* kExamples = R"(
Examples:
  wgscope                                        open the window on the first lesson
  wgscope hello.go                               open it on a Go program of yours
  wgscope run scenarios/01_ideal_use.json        run on real threads, tell the story
  wgscope run hello.go --repeat 10000 --until deadlock --trace found.wgtrace
                                                 run until it deadlocks, keep that run
  wgscope run f.json --param workers=8 --pace 5  other values, five steps a second
  wgscope step f.json                            choose every step, go back
  wgscope step f.json --schedule "main*3 G2"     take these steps, list the next ones
  wgscope explore f.json                         every ending, each with its shortest schedule
  wgscope compare one.json other.go              two programs side by side: steps, parks, wake-ups, values copied
  wgscope check scenarios/*.json                 find mistakes, prove every "expect" and "show"
  wgscope render found.wgtrace --out found.png   a picture of the window

FILE is a scenario (.json), a Go program (.go), a saved trace (.wgtrace), or - for standard input.
Data goes to standard output, messages to standard error. --json prints one object a FILE, one a line.
Exit status: 0 good; 1 not as expected; 2 bad input or usage, or no display; 3 not complete; 130 after Ctrl-C.)";

// What CLI11 fills: words. Everything is made of them below, where a bad value can be named.
struct Words {
  std::string file, pace, time_scale, events, repeat, until, trace, out, at, size, language, text_scale, scale, mode, theme, schedule, with_schedule, strategy, seed, stats, quit_after;
  std::string states, seconds, memory, switches;
  std::vector<std::string> files, params;
  bool json = false, outputs = false, presenting = false;
};

// A value that an option cannot have.
struct BadValue {
  std::string message;
};

class Reader {
 public:
  explicit Reader(CLI::App& command) : command_(command) {}

  bool given(const std::string& option) const { return command_.count(option) > 0; }

  template <class Convert>
  auto value(const std::string& option, const std::string& word, Convert convert, const std::string& wanted) const {
    const auto converted = convert(word);
    if (!converted) throw BadValue{option + " cannot be \"" + word + "\": " + wanted};
    return *converted;
  }
  uint64_t count(const std::string& option, const std::string& word, uint64_t least = 1) const {
    return value(option, word, [&](const std::string& w) {
      const auto n = to_count(w);
      return n && *n >= least ? n : std::nullopt;
    }, "a whole number from " + std::to_string(least) + " to " + std::to_string(UINT64_MAX));
  }
  double decimal(const std::string& option, const std::string& word, double least, bool or_equal, const std::string& wanted) const {
    return value(option, word, [&](const std::string& w) {
      const auto n = to_decimal(w);
      return n && (*n > least || (or_equal && *n == least)) ? n : std::nullopt;
    }, wanted);
  }
  double between(const std::string& option, const std::string& word, double least, double most, const std::string& wanted) const {
    return value(option, word, [&](const std::string& w) {
      const auto n = to_decimal(w);
      return n && *n >= least && *n <= most ? n : std::nullopt;
    }, wanted);
  }
  std::optional<double> pace(const std::string& word) const {
    if (word.empty() || word == "full") return std::nullopt;
    return decimal("--pace", word, 0, false, "steps a second, more than 0, or full");
  }
  std::string choice(const std::string& option, const std::string& word, const std::vector<std::string>& choices) const {
    if (std::find(choices.begin(), choices.end(), word) != choices.end()) return word;
    throw BadValue{option + " cannot be \"" + word + "\": " + suggestion(word, choices, "it is one of")};
  }
  ParamValues params(const std::vector<std::string>& words) const {
    ParamValues params;
    for (const std::string& word : words) params.push_back(value("--param", word, to_param, "name=value, the value a whole number, as in --param workers=3"));
    return params;
  }
  Ending ending(const std::string& word) const {
    std::string hint;
    const auto ending = Ending::read(word, &hint);
    if (!ending) throw BadValue{"--until cannot be \"" + word + "\": " + hint};
    return *ending;
  }
  Bounds bounds(const Words& words) const {
    Bounds bounds;
    if (given("--bound-states")) bounds.states = count("--bound-states", words.states);
    if (given("--bound-seconds")) bounds.seconds = decimal("--bound-seconds", words.seconds, 0, false, "seconds, more than 0");
    if (given("--bound-memory")) bounds.memory_mib = count("--bound-memory", words.memory);
    if (given("--bound-switches")) bounds.switches = count("--bound-switches", words.switches, 0);
    return bounds;
  }

 private:
  CLI::App& command_;
};

void add_file(CLI::App* command, Words& words) { command->add_option("FILE", words.file, kFileHelp)->required(); }
void add_files(CLI::App* command, Words& words) { command->add_option("FILE", words.files, kFileHelp)->required(); }
void add_json(CLI::App* command, Words& words) { command->add_flag("--json", words.json, "print one JSON object a FILE, one a line"); }
void add_params(CLI::App* command, Words& words) {
  command->add_option("--param", words.params, "give a param another value; nothing is expected of the endings then")
      ->type_name("k=v")->allow_extra_args(false)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);   // one value each, FILE may follow
}
void add_bounds(CLI::App* command, Words& words) {
  const ExploreBounds usual;
  const auto or_else = [](uint64_t number) { return " (" + std::to_string(number) + ")"; };
  command->add_option("--bound-states", words.states, "stop after so many states" + or_else(usual.states_max))->type_name("N");
  command->add_option("--bound-seconds", words.seconds, "stop after so many seconds" + or_else(static_cast<uint64_t>(usual.seconds_max)))->type_name("S");
  command->add_option("--bound-memory", words.memory, "stop at so much memory" + or_else(usual.memory_max_bytes >> 20) + ", or at six tenths of what the machine has free")->type_name("MiB");
  command->add_option("--bound-switches", words.switches, "only schedules with so few steps by another goroutine than the last, though that one could have gone on (no bound)")->type_name("N");
}
void add_language(CLI::App* command, Words& words, const std::string& whose) { command->add_option("--lang", words.language, "the language of " + whose)->type_name("en|zh"); }
void add_trace(CLI::App* command, Words& words) { command->add_option("--trace", words.trace, "save what happened, to be opened anywhere")->type_name("OUT"); }

struct Commands {
  CLI::App *run, *check, *render, *step, *explore, *compare;
};

Commands declare(CLI::App& app, Words& words) {
  Commands c{};
  app.add_option("FILE", words.file, kFileHelp);
  add_params(&app, words);
  app.add_option("--pace", words.pace, "steps a second of the whole program, or full")->type_name("N|full");
  app.add_option("--lang", words.language, "the language of the window")->type_name("en|zh");
  app.add_option("--text-scale", words.text_scale, "1 to 2")->type_name("S");
  app.add_option("--theme", words.theme, "light for a bright room, or dark")->type_name("dark|light");
  app.add_flag("--present", words.presenting, "large, without bars, word and stage first (F5)");
  app.add_option("--scale", words.scale, "magnify the window, 0.5 to 4 (what the monitor says)")->type_name("S");
  app.add_option("--stats", words.stats, "write numbers about the window, as JSON, on exit")->type_name("FILE");
  app.add_option("--quit-after", words.quit_after, "close the window after so many seconds")->type_name("S");

  c.run = app.add_subcommand("run", "run on real threads, record every step, tell the story");
  add_file(c.run, words);
  add_params(c.run, words);
  c.run->add_option("--pace", words.pace, "steps a second of the whole program, or full (the default)")->type_name("N|full");
  c.run->add_option("--time-scale", words.time_scale, "multiply the program's durations")->type_name("S");
  c.run->add_option("--events", words.events, "keep so many events (" + std::to_string(limits::kEventsKept) + "), then stop")->type_name("N");
  c.run->add_option("--repeat", words.repeat, "run so many times, count the endings")->type_name("N");
  c.run->add_option("--until", words.until, "stop repeating at this ending, and tell that run")->type_name("ENDING")->needs("--repeat");
  add_trace(c.run, words);
  add_language(c.run, words, "the story");
  add_json(c.run, words);

  c.check = app.add_subcommand("check", "find every mistake, prove \"expect\" over all schedules, and take what \"show\" shows");
  add_files(c.check, words);
  add_bounds(c.check, words);
  add_json(c.check, words);

  c.render = app.add_subcommand("render", "write a picture of the window");
  add_file(c.render, words);
  add_params(c.render, words);
  c.render->add_option("--out", words.out, "the picture, a PNG file")->type_name("P.png")->required();
  c.render->add_option("--at", words.at, "after so many events (in Compare: steps), or the end (the default)")->type_name("N|end");
  c.render->add_option("--size", words.size, "in pixels (1600x900)")->type_name("WxH");
  add_language(c.render, words, "the window");
  c.render->add_option("--text-scale", words.text_scale, "1 to 2; without it, as suits the size")->type_name("S");
  c.render->add_option("--mode", words.mode, "live (the default), step, explore or compare; of a program, step and explore show its first telling schedule (\"show\"), else round-robin's: the same each time")->type_name("live|step|explore|compare");
  c.render->add_option("--theme", words.theme, "light for a bright room, or dark (the default)")->type_name("dark|light");
  c.render->add_flag("--present", words.presenting, "as F5 shows it: large, without bars, word and stage first");

  c.step = app.add_subcommand("step", "choose every step: on a terminal it asks, elsewhere it takes --schedule or --strategy");
  add_file(c.step, words);
  add_params(c.step, words);
  c.step->add_option("--schedule", words.schedule, "the steps to take, as in \"main*3 G2 timer:G3\"")->type_name("\"…\"");
  c.step->add_option("--strategy", words.strategy, "let this choose from there to the end: first-enabled, round-robin, random, pct")->type_name("NAME");
  c.step->add_option("--seed", words.seed, "of random and pct")->type_name("N");
  c.step->add_flag("--outputs", words.outputs, "a print is a step too, as in the schedules that explore --outputs gives");
  add_trace(c.step, words);
  add_language(c.step, words, "the story");
  add_json(c.step, words);

  c.explore = app.add_subcommand("explore", "search every schedule: all endings, each with its shortest schedule");
  add_files(c.explore, words);
  add_params(c.explore, words);
  add_bounds(c.explore, words);
  c.explore->add_flag("--outputs", words.outputs, "also every text that can have been printed at the end");
  add_language(c.explore, words, "the title, and of the sentences about what was found");
  add_json(c.explore, words);

  c.compare = app.add_subcommand("compare", "two executions side by side: where they part, and what each takes");
  c.compare->add_option("FILE", words.files, std::string(kFileHelp) + "; a second one to compare it with, else itself, or what its \"compare\" names")->required()->expected(1, 2);
  c.compare->add_option("--schedule", words.schedule, "the steps of the first (of a saved trace its own; else always the first that can step, main before all)")->type_name("\"…\"");
  c.compare->add_option("--with-schedule", words.with_schedule, "the steps of the second, likewise")->type_name("\"…\"");
  add_language(c.compare, words, "the story");
  add_json(c.compare, words);
  return c;
}

Arguments arguments_of(CLI::App& app, const Commands& c, const Words& w) {
  if (c.run->parsed()) {
    const Reader r(*c.run);
    RunArguments a{w.file, r.params(w.params), r.pace(w.pace)};
    if (r.given("--time-scale")) a.time_scale = r.decimal("--time-scale", w.time_scale, 0, true, "a number from 0 on");
    if (r.given("--events")) a.events_max = r.count("--events", w.events);
    if (r.given("--repeat")) a.repeat = r.count("--repeat", w.repeat);
    if (r.given("--until")) a.until = r.ending(w.until);
    a.anew = !a.params.empty();
    for (const char* option : {"--pace", "--time-scale", "--events", "--repeat"}) a.anew = a.anew || r.given(option);
    if (r.given("--trace")) a.trace = w.trace;
    if (r.given("--lang")) a.language = r.choice("--lang", w.language, {"en", "zh"});
    a.json = w.json;
    return a;
  }
  if (c.check->parsed()) return CheckArguments{w.files, Reader(*c.check).bounds(w), w.json};
  if (c.render->parsed()) {
    const Reader r(*c.render);
    RenderArguments a{w.file, r.params(w.params), w.out};
    if (r.given("--at") && w.at != "end") a.at = r.value("--at", w.at, to_count, "a number of events, or end");
    if (r.given("--size")) {
      const auto in_range = [](const std::string& word) {
        const auto size = to_size(word);
        return size && shell::PictureLimits::allow(size->first, size->second) ? size : std::nullopt;
      };
      std::tie(a.width, a.height) = r.value("--size", w.size, in_range, "width x height in pixels, " + shell::PictureLimits::text() + ", as in 1280x720");
    }
    if (r.given("--lang")) a.language = r.choice("--lang", w.language, {"en", "zh"});
    if (r.given("--text-scale")) a.text_scale = r.between("--text-scale", w.text_scale, 1, 2, "a number from 1 to 2");
    if (r.given("--theme")) a.theme = r.choice("--theme", w.theme, {"dark", "light"});
    a.presenting = w.presenting;
    if (r.given("--mode")) a.mode = r.choice("--mode", w.mode, {"live", "step", "explore", "compare"});
    return a;
  }
  if (c.step->parsed()) {
    const Reader r(*c.step);
    StepArguments a{w.file, r.params(w.params)};
    if (r.given("--schedule")) a.schedule = w.schedule;
    if (r.given("--strategy")) a.strategy = w.strategy;
    if (r.given("--trace")) a.trace = w.trace;
    if (r.given("--seed")) a.seed = r.count("--seed", w.seed, 0);
    if (r.given("--lang")) a.language = r.choice("--lang", w.language, {"en", "zh"});
    a.outputs = w.outputs;
    a.json = w.json;
    return a;
  }
  if (c.explore->parsed()) {
    const Reader r(*c.explore);
    ExploreArguments a{w.files, r.params(w.params), r.bounds(w), w.outputs};
    if (r.given("--lang")) a.language = r.choice("--lang", w.language, {"en", "zh"});
    a.json = w.json;
    return a;
  }
  if (c.compare->parsed()) {
    const Reader r(*c.compare);
    CompareArguments a{w.files.front()};
    if (w.files.size() > 1) a.with = w.files.back();
    if (r.given("--schedule")) a.schedule = w.schedule;
    if (r.given("--with-schedule")) a.with_schedule = w.with_schedule;
    if (r.given("--lang")) a.language = r.choice("--lang", w.language, {"en", "zh"});
    a.json = w.json;
    return a;
  }
  const Reader r(app);
  WindowArguments a{w.file, r.params(w.params), r.pace(w.pace), w.pace == "full"};
  if (r.given("--lang")) a.language = r.choice("--lang", w.language, {"en", "zh"});
  if (r.given("--text-scale")) a.text_scale = r.between("--text-scale", w.text_scale, 1, 2, "a number from 1 to 2");
  if (r.given("--theme")) a.theme = r.choice("--theme", w.theme, {"dark", "light"});
  a.presenting = w.presenting;
  if (r.given("--scale")) a.scale = r.between("--scale", w.scale, 0.5, 4, "a number from 0.5 to 4");
  if (r.given("--stats")) a.stats = w.stats;
  if (r.given("--quit-after")) a.quit_after_seconds = r.decimal("--quit-after", w.quit_after, 0, true, "seconds, 0 or more");
  return a;
}

// `wgscope rnu f.json`: CLI11 takes the slip for the window's FILE.
std::string mistyped_command(const std::string& word) {
  std::error_code error;
  if (word.empty() || word.find_first_of("./") != std::string::npos || word == "-" || std::filesystem::exists(word, error)) return "";
  return "there is no command and no file \"" + word + "\"; " + suggestion(word, kCommands, "commands are");
}

// The words as they were typed, read without CLI11, which names the wrong ones when something is wrong.
struct Typed {
  const CLI::App* command;
  std::string first_word;        // that is no option, no option's value and no command
  std::string unknown_option;    // the first
};

Typed read_again(const CLI::App& app, int argc, char** argv) {
  Typed typed{&app, "", ""};
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--") break;
    if (!word.starts_with('-') || word == "-") {
      const bool is_command = std::find(kCommands.begin(), kCommands.end(), word) != kCommands.end();
      if (typed.command == &app && is_command) typed.command = app.get_subcommand(word);
      else if (typed.first_word.empty()) typed.first_word = word;
      continue;
    }
    const std::string name = word.substr(0, word.find('='));
    const CLI::Option* option = typed.command->get_option_no_throw(name);
    if (!option && typed.unknown_option.empty()) typed.unknown_option = name;
    if (option && option->get_items_expected_min() > 0 && name == word) ++i;   // its value
  }
  return typed;
}

std::string unknown_option(const CLI::App& app, const Typed& typed) {
  const std::string& name = typed.unknown_option;
  std::vector<std::string> names;
  for (const CLI::Option* option : typed.command->get_options()) {
    for (const std::string& known : option->get_lnames()) names.push_back("--" + known);
  }
  std::optional<std::string> near;
  for (const std::string& known : names) {
    if (!near && name.size() > 4 && (known.starts_with(name) || name.starts_with(known))) near = known;
  }
  if (!near) near = nearest(name, names);
  return (typed.command == &app ? "there is" : typed.command->get_name() + " has") + " no option " + name + (near ? "; did you mean " + *near + "?" : "");
}

// CLI11's words for what is wrong with the words as a whole, or better ones.
std::string complaint(const CLI::App& app, const CLI::ParseError& error, int argc, char** argv) {
  const Typed typed = read_again(app, argc, argv);
  if (!typed.unknown_option.empty()) return unknown_option(app, typed);
  if (typed.command == &app) {
    if (std::string slip = mistyped_command(typed.first_word); !slip.empty()) return slip;
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error)) {
    const std::string text = error.what(), option = text.substr(0, text.find(':'));
    if (option == "FILE") return std::string(typed.command->get_name()) + " takes one FILE or two";
    return option + (text.find("At Most") != std::string::npos ? " can be given only once" : " needs a value");
  }
  const std::vector<std::string> extra = app.remaining(true);
  if (extra.empty()) return error.what();
  return "\"" + extra.front() + "\" is one word too many: " + (typed.command == &app ? "the window" : typed.command->get_name()) + " takes one FILE";
}

}  // namespace

Parsed parse_arguments(int argc, char** argv) {
  CLI::App app{"An oscilloscope for sync.WaitGroup: runs a small Go program on a real WaitGroup with real threads, records every step, and lets you watch, step,\n"
               "branch and exhaustively explore what happened and what could have happened.", "wgscope"};
  app.footer(kExamples);
  app.set_version_flag("--version", "wgscope " WGSCOPE_VERSION " (" WGSCOPE_GIT_HASH ")", "print the version and the commit it was built from");
  Words words;
  const Commands commands = declare(app, words);
  app.require_subcommand(0, 1);
  const auto refuse = [](const std::string& message) {
    std::fprintf(stderr, "wgscope: %s\nwgscope: `wgscope --help` shows how it is used\n", printable(message).c_str());
    return Parsed{std::nullopt, kBadUsage};
  };
  try {
    app.parse(argc, argv);
    if (app.get_subcommands().empty() && !words.file.empty()) {
      if (const std::string slip = mistyped_command(words.file); !slip.empty()) return refuse(slip);
    }
    return {arguments_of(app, commands, words)};
  } catch (const BadValue& bad) {
    return refuse(bad.message);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) {   // --help, --version
      std::ostringstream text;
      const int status = app.exit(error, text, text);
      return {std::nullopt, status, text.str()};
    }
    return refuse(complaint(app, error, argc, argv));
  }
}

}  // namespace wgscope::cli
