// wgscope step: every step chosen, by a schedule, by a strategy, or by whoever sits at the terminal.
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "app/cli/commands.h"
#include "app/cli/exit_status.h"
#include "app/cli/interrupt.h"
#include "app/cli/json_report.h"
#include "app/cli/open.h"
#include "app/cli/save.h"
#include "app/cli/search_stop.h"
#include "app/cli/step_text.h"
#include "app/cli/story_printer.h"
#include "app/cli/values.h"
#include "core/base/suggest.h"
#include "core/run/execution.h"
#include "core/run/strategies/strategy.h"
#include "core/run/strategies/until.h"

namespace wgscope::cli {
namespace {

// One line of the terminal, without its end; none when there is nothing more, or after Ctrl-C.
std::optional<std::string> read_line() {
  std::string line;
  char c = 0;
  while (true) {
    const ssize_t got = ::read(STDIN_FILENO, &c, 1);
    if (got < 0 && errno == EINTR && !interrupted()) continue;
    if (got <= 0) return line.empty() || interrupted() ? std::nullopt : std::optional(line);
    if (c == '\n') return line;
    line += c;
  }
}

void run_to_end(Execution& execution, Strategy& strategy, Output& output) {
  const SearchStop stop(output);
  const TimeLimit limit{&stop.flag()};
  Until until(strategy, limit);
  execution.set_time_limit(limit);
  wgscope::run(execution, until);
  execution.set_time_limit({&interrupted()});   // the flag is over with this
  if (stop.flag() && !execution.over()) execution.stop(StoppedBy::interrupt);
}

Result<std::unique_ptr<Strategy>> strategy_of(const std::string& name, uint64_t seed) {
  if (auto strategy = make_strategy(name, seed)) return strategy;
  std::vector<std::string> names;
  for (const std::string_view known : strategy_names()) names.emplace_back(known);
  Diagnostic d;
  d.message = "there is no strategy \"" + name + "\"";
  d.hint = suggestion(name, names, "there are");
  return d;
}

std::string trimmed(std::string text) {
  const auto first = text.find_first_not_of(" \t\r"), last = text.find_last_not_of(" \t\r");
  return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

std::string switches_text(const Execution& e) {
  const uint64_t steps = e.schedule().choices.size(), switches = e.switches();
  return std::to_string(steps) + (steps == 1 ? " step, " : " steps, ") + std::to_string(switches) + (switches == 1 ? " switch" : " switches");
}

void print_schedule(const Execution& e, Output& output, const model::Strings& strings) {
  const std::string text = to_string(e.schedule());
  if (!text.empty()) output.write(strings.say("cli.schedule") + " " + text + "  " + output.toned(Tone::faint, "(" + switches_text(e) + ")") + "\n");
}

ExecutionOptions options_of(const Opened& opened, const StepArguments& a) {
  return {.prints_are_steps = a.outputs || (opened.trace && opened.trace->header().prints_are_steps)};
}

// Asks at the terminal which step is next. Going back is keeping copies, and costs nothing.
class Asking {
 public:
  Asking(const Opened& opened, const StepArguments& a, Output& output)
      : opened_(opened), a_(a), output_(output), strings_(model::Strings::of(a.language)), printer_(output, opened.scenario, a.language) {}

  Execution run(Execution from) {
    past_.push_back(std::move(from));
    printer_.print_head();
    while (true) {
      printer_.print_events(now().trace());
      printer_.print_rest(now().trace());
      const auto offers = offers_of(now(), strings_);
      if (now().over()) printer_.print_ending(now().trace());
      output_.write("\n" + text_of(offers, output_));
      output_.write(strings_.say(now().over() ? "cli.ask_over" : "cli.ask") + " ");
      output_.flush();
      const auto line = read_line();
      if (!line) output_.write("\n");
      if (!line || !answer(trimmed(*line), offers)) return std::move(past_.back());
    }
  }

 private:
  Execution& now() { return past_.back(); }

  // False: enough.
  bool answer(const std::string& word, const std::vector<StepOffer>& offers) {
    if (word == "q" || word == "quit" || word == "exit") return false;
    if (word == "?" || word == "help") {
      output_.write(strings_.say("cli.ask_help") + "\n");
    } else if (word == "schedule") {
      print_schedule(now(), output_, strings_);
    } else if (word == "b" || word.starts_with("back")) {
      back(trimmed(word.substr(word == "b" ? 1 : 4)));
    } else if (word.empty()) {
      if (offers.size() == 1) take(offers[0].choice);
      else if (!offers.empty()) output_.write(strings_.say("cli.ask_which", {{"n", std::to_string(offers.size())}}) + "\n");
    } else if (const auto number = to_count(word)) {
      if (*number >= 1 && *number <= offers.size()) take(offers[*number - 1].choice);
      else output_.write(strings_.say("cli.ask_which", {{"n", std::to_string(offers.size())}}) + "\n");
    } else if (!by_name(word) && !by_strategy(word)) {
      output_.write(strings_.say("cli.ask_unknown", {{"word", word}}) + "\n");
    }
    return true;
  }

  void take(const Choice& choice) {
    past_.push_back(now());
    now().step(choice);
  }

  void back(const std::string& how_far) {
    const auto steps = how_far.empty() ? std::optional<uint64_t>(1) : to_count(how_far);
    Schedule schedule = now().schedule();
    if (!steps || schedule.choices.empty()) {
      output_.write(strings_.say(steps ? "cli.ask_at_start" : "cli.ask_help") + "\n");
      return;
    }
    if (*steps < past_.size()) {
      past_.resize(past_.size() - *steps, past_.front());
    } else {   // to before where it began: a saved trace, steps that were given
      schedule.choices.resize(schedule.choices.size() - std::min<uint64_t>(*steps, schedule.choices.size()));
      auto earlier = replay(opened_.scenario, schedule, options_of(opened_, a_));
      past_.clear();
      past_.push_back(std::move(*earlier));
    }
    printer_.go_back(now().trace(), now().trace()->size());
    output_.write(strings_.say("cli.ask_back", {{"n", std::to_string(now().schedule().choices.size())}}) + "\n");
  }

  bool by_name(const std::string& word) {
    const auto schedule = parse_schedule(word);
    if (!schedule || schedule->choices.empty()) return false;
    for (const Choice& choice : schedule->choices) {
      const auto enabled = now().enabled();
      if (std::none_of(enabled.begin(), enabled.end(), [&](const EnabledStep& e) { return e.choice == choice; })) {
        output_.write(strings_.say("cli.ask_cannot", {{"who", to_string(choice)}}) + "\n");
        return true;
      }
      take(choice);
    }
    return true;
  }

  bool by_strategy(const std::string& word) {
    const auto strategy = make_strategy(word, a_.seed);
    if (!strategy) return false;
    past_.push_back(now());
    run_to_end(now(), *strategy, output_);
    return true;
  }

  const Opened& opened_;
  const StepArguments& a_;
  Output& output_;
  const model::Strings& strings_;
  StoryPrinter printer_;
  std::vector<Execution> past_;   // one a step taken; the last is now
};

void print_whole(const Opened& opened, const StepArguments& a, const Execution& e, Output& output) {
  const model::Strings& strings = model::Strings::of(a.language);
  const auto trace = e.trace();
  if (a.json) {
    output.write(step_report(a.file, e, offers_of(e, strings)));
    return;
  }
  StoryPrinter printer(output, opened.scenario, a.language);
  printer.print_head();
  printer.print_events(trace);
  printer.print_ending(trace);
  output.write("\n");
  const auto offers = offers_of(e, strings);
  if (!offers.empty()) output.write(strings.say("cli.enabled") + "\n" + text_of(offers, output));
  print_schedule(e, output, strings);
}

// Where to begin: a schedule that was given, the one of a saved trace, or the start.
Result<Execution> begin(const Opened& opened, const StepArguments& a) {
  const ExecutionOptions options = options_of(opened, a);
  if (a.schedule) {
    const auto schedule = parse_schedule(*a.schedule);
    if (!schedule) {
      Diagnostics errors = schedule.errors();
      for (Diagnostic& d : errors) d.file = "--schedule";
      return errors;
    }
    return replay(opened.scenario, *schedule, options);
  }
  if (opened.trace && !a.strategy && a.params.empty()) return replay(opened.scenario, schedule_of(*opened.trace), options);
  return Execution(opened.scenario, options);
}

}  // namespace

int step(const StepArguments& a, Output& output) {
  const auto refuse = [](const auto& problem) {
    complain(problem);
    return kBadInput;
  };
  const Result<Opened> opened = open_file(a.file, a.params);
  if (!opened) return refuse(opened.errors());
  std::unique_ptr<Strategy> strategy;
  if (a.strategy) {
    auto made = strategy_of(*a.strategy, a.seed);
    if (!made) return refuse(made.errors());
    strategy = std::move(*made);
  }
  if (a.trace) {
    if (const auto problem = cannot_save(*a.trace)) return refuse(*problem);
  }
  Result<Execution> begun = begin(*opened, a);
  if (!begun) return refuse(begun.errors());
  Execution e = std::move(*begun);
  catch_interrupts();
  if (strategy) run_to_end(e, *strategy, output);
  const bool asks = !a.json && !a.schedule && !strategy && output.is_terminal() && isatty(STDIN_FILENO) == 1;
  if (asks) {
    e = Asking(*opened, a, output).run(std::move(e));
    print_schedule(e, output, model::Strings::of(a.language));
  } else {
    print_whole(*opened, a, e, output);
  }
  const auto trace = e.trace();
  output.flush();
  if (a.trace) {
    if (const auto problem = save(*a.trace, *trace)) return refuse(*problem);
  }
  if (interrupted()) return interrupted_status();
  const int status = status_of(*trace, opened->expect);
  return output.closed() && status == kNotAsExpected ? kGood : status;   // stopped for a reader who has seen enough
}

}  // namespace wgscope::cli
