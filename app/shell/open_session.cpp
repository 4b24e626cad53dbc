#include "app/shell/open_session.h"

#include <chrono>
#include <filesystem>
#include <utility>

#include "app/model/data_folder.h"
#include "app/model/worlds.h"

namespace wgscope::shell {

namespace {

constexpr auto kLoadPatience = std::chrono::milliseconds(8);   // most programs are compiled within it, so that nothing is drawn in between
constexpr double kPictureSearch_s = 5;   // a picture says that the search was not complete rather than take long

model::SessionOptions usual(const model::Preferences& preferences) {
  model::SessionOptions options;
  options.worlds = model::real_worlds();
  options.preferences = preferences;
  const std::string data = model::data_folder();
  if (!data.empty()) options.lessons_folder = data + "/scenarios";
  return options;
}

void set_params(model::Session& session, const ParamValues& params) {
  for (const auto& [name, value] : params) session.apply(model::act::SetParam{name, value});
}

Diagnostics errors_of(const model::Session& session, const std::string& file) {
  if (!session.diagnostics().empty()) return session.diagnostics();
  return {Diagnostic{.file = file, .message = "cannot be opened"}};
}

// What a picture of a program shows in Step and Explore: the first of its telling schedules, else what a strategy without chance chooses.
void go_the_same_way(model::Session& session) {
  const auto& tellings = session.tellings();
  if (!tellings.empty()) session.apply(model::act::GoToState{tellings.front().schedule});
  else session.apply(model::act::LetRun{"round-robin"});
  session.settle();
}

}  // namespace

Result<std::unique_ptr<model::Session>> open_session(const WindowOptions& options, const model::Preferences& preferences) {
  model::SessionOptions session_options = usual(preferences);
  if (options.full_pace) session_options.pace.reset();
  if (options.pace) session_options.pace = options.pace;
  session_options.drafts_folder = model::usual_drafts_folder();
  session_options.patience = kLoadPatience;
  auto session = std::make_unique<model::Session>(std::move(session_options));
  if (options.file.empty()) {
    if (session->lessons().empty()) {
      return Diagnostic{.message = "the lessons are not found beside the program", .hint = "name a file: wgscope FILE; or set WGSCOPE_DATA to the folder that holds scenarios/"};
    }
    session->open_path(session->lessons().front().path, options.params);
  } else {
    std::error_code ignored;
    const bool there = options.file == "-" || std::filesystem::exists(options.file, ignored);
    if (!session->open_path(options.file, options.params) && !there) return errors_of(*session, options.file);
  }
  return session;
}

Result<std::unique_ptr<model::Session>> open_session(const RenderOptions& options, model::Worlds worlds) {
  model::Preferences preferences;
  preferences.language = options.language;
  preferences.text_scale = options.text_scale;
  preferences.theme = options.theme;
  preferences.presenting = options.presenting;
  preferences.reduced_motion = true;
  model::SessionOptions session_options = usual(preferences);
  session_options.worlds = std::move(worlds);
  if (options.mode != model::Mode::live) session_options.worlds.start_run = nullptr;   // it would be another one in each picture
  session_options.pace.reset();
  session_options.watch_files = false;
  session_options.search_at_open = options.mode != model::Mode::live;   // Step says which endings are still reachable
  session_options.search_seconds_max = kPictureSearch_s;
  auto session = std::make_unique<model::Session>(std::move(session_options));
  if (!session->open_path(options.file)) return errors_of(*session, options.file);
  set_params(*session, options.params);
  if (!session->diagnostics().empty()) return session->diagnostics();
  session->settle();
  if (options.mode != model::Mode::live) {
    session->apply(model::act::SetMode{model::Mode::step});
    session->settle();
    if (session->tree() && session->tree()->branch().tip.schedule().choices.empty()) go_the_same_way(*session);   // there may be facts before the first step
    session->apply(model::act::SetMode{options.mode});
    session->settle();
    if (session->mode() != options.mode) return Diagnostic{.file = options.file, .message = session->notice() ? session->notice()->text : "has no such picture"};
  }
  if (options.at) {
    const model::CountedTrace* lead = options.mode == model::Mode::compare ? &session->beside()->lead() : nullptr;
    const uint64_t all = lead ? lead->steps() : session->trace()->size();
    if (*options.at > all) {
      return Diagnostic{.file = options.file, .message = "--at " + std::to_string(*options.at) + " is beyond the end: there are " + std::to_string(all) + (lead ? " steps" : " events"),
                        .hint = "give a number from 0 to " + std::to_string(all) + ", or end"};
    }
    session->apply(model::act::GoTo{lead && *options.at > 0 ? lead->cursor_after(*options.at) : *options.at});
  } else {
    session->apply(model::act::Run{model::CommandId::go_end});
  }
  session->tick(1'000'000'000);
  return session;
}

}  // namespace wgscope::shell
