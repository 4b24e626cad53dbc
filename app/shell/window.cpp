#include "app/shell/window.h"

#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <iterator>
#include <memory>
#include <utility>

#include "app/model/commands.h"
#include "app/model/session.h"
#include "app/shell/display.h"
#include "app/shell/gl_renderer.h"
#include "app/shell/open_session.h"
#include "app/shell/settings.h"
#include "app/shell/stats.h"

namespace wgscope::shell {

namespace {

constexpr int kFramesAfterInput = 3;       // a hover, its answer, and what that moved
constexpr double kWaitMost_s = 1;
constexpr int kFocusFrames = 8;            // so long may a text field take to get the keyboard after it was asked for
constexpr int64_t kBusyWithin_ns = 100'000'000;
constexpr int kExitCannot = 2, kSignalled = 128;

double seconds_now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

volatile sig_atomic_t interrupted = 0;   // the signal
volatile sig_atomic_t looping = 0;

// Ctrl-C, TERM and HUP end the loop, so that threads are stopped, drafts kept and numbers written. Before the loop there is nothing to put in order, and what is
// waited for may never come (a display that does not answer): there they end the program at once. So does the second one, and so does the first when the loop
// has not ended within a few seconds. One key may come as two signals, to the program and to its group: within half a second they are one.
class Interrupts {
 public:
  Interrupts() {
    interrupted = 0;
    looping = 0;
    for (const int which : kSignals) std::signal(which, take);
    std::signal(SIGALRM, give_up);
  }
  ~Interrupts() {
    ::alarm(0);
    for (const int which : kSignals) std::signal(which, SIG_DFL);
  }
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

 private:
  static constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};
  static constexpr int64_t kSameKey_ns = 500'000'000;
  static constexpr unsigned kPatience_s = 3;

  static void give_up(int) { ::_exit(kSignalled + interrupted); }
  static void take(int which) {
    static volatile int64_t first_ns = 0;
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    const int64_t now_ns = now.tv_sec * int64_t{1'000'000'000} + now.tv_nsec;
    if (!interrupted) {
      interrupted = which;
      first_ns = now_ns;
      if (!looping) give_up(which);
      ::alarm(kPatience_s);
    } else if (now_ns - first_ns > kSameKey_ns) {
      give_up(which);
    }
  }
};

void say(const std::string& message) { std::fprintf(stderr, "wgscope: %s\n", message.c_str()); }
void say(const Diagnostics& problems) {
  for (const Diagnostic& problem : problems) say(to_string(problem));
}

int no_window(const Diagnostics& why, const std::string& file) {
  const std::string name = file.empty() ? "FILE" : file;
  say(why);
  say("what works without a window: `wgscope run " + name + "` tells the story here, `wgscope render " + name + " --out P.png` draws the picture");
  return kExitCannot;
}

// The loop: take in what happened, draw when there is something new, sleep.
class Loop {
 public:
  Loop(const WindowOptions& options, const Content& content, Settings& settings, model::Session& session, Display& display, Gui& gui, GlRenderer& renderer)
      : options_(options), content_(content), settings_(settings), session_(session), display_(display), gui_(gui), renderer_(renderer) {}

  int run();

 private:
  void wait();
  void turn();
  void take_keys(InputQueue::Frame& taken);
  void draw(const InputQueue::Frame& taken, double now_s);
  void answer_requests();
  void save_picture(const std::string& path);
  void follow_session();
  void keep_preferences();
  void want_frames(int count = kFramesAfterInput) { frames_wanted_ = std::max(frames_wanted_, count); }
  bool busy() const { return frames_wanted_ > 0 || session_.wake_in_ns() < kBusyWithin_ns; }

  const WindowOptions& options_;
  const Content& content_;
  Settings& settings_;
  model::Session& session_;
  Display& display_;
  Gui& gui_;
  GlRenderer& renderer_;
  Stats stats_;
  model::Actions asked_;
  model::Preferences shown_ = session_.preferences();   // what the window has taken over from the session
  std::string title_;
  int frames_wanted_ = kFramesAfterInput;
  model::Overlay over_ = model::Overlay::none;          // what lay over the panels
  std::string picture_to_save_;                         // once the dialog that asked where to is gone
  int focus_frames_ = 0;                                // above 0: a text field is about to get the keyboard
  uint64_t shown_revision_ = ~uint64_t{0};
  double started_s_ = seconds_now(), last_frame_s_ = 0;
  bool drawn_ = false;
};

int Loop::run() {
  looping = 1;
  display_.set_fullscreen(shown_.fullscreen || shown_.presenting);
  stats_.renderer = renderer_.name();
  while (!display_.asked_to_close() && !interrupted) {
    wait();
    turn();
    stats_.turn(busy());
    if (options_.quit_after_s && seconds_now() - started_s_ >= *options_.quit_after_s) break;
  }
  keep_preferences();
  stats_.first_explore_ns = session_.first_answer_ns();
  const Diagnostics unwritten = options_.stats_file.empty() ? Diagnostics{} : stats_.write(options_.stats_file);
  say(unwritten);
  if (interrupted) return kSignalled + interrupted;
  return unwritten.empty() ? 0 : kExitCannot;
}

// Until something happens, or somebody wants to go on. Frames come no faster than the display shows them, also where the swap does not wait for it.
void Loop::wait() {
  if (!drawn_) return display_.wait(0);
  double most = kWaitMost_s;
  const double now = seconds_now();
  if (frames_wanted_ > 0 || !display_.input().empty() || gui_.wants_frame() || session_.wake_in_ns() <= 0) {
    most = last_frame_s_ + display_.frame_every_s() - now;
  } else {
    most = std::min(most, static_cast<double>(session_.wake_in_ns()) * 1e-9);
    if (const auto wake = gui_.ui().wake_after_s()) most = std::min(most, last_frame_s_ + *wake - now);
  }
  if (options_.quit_after_s) most = std::min(most, started_s_ + *options_.quit_after_s - now);
  display_.wait(most);
}

void Loop::turn() {
  const double now = seconds_now();
  session_.tick(static_cast<int64_t>(now * 1e9));
  for (std::string& path : display_.take_dropped()) {
    asked_.push_back(model::act::OpenPath{std::move(path)});
    break;   // one window shows one of them
  }
  if (display_.take_changed()) want_frames();
  const auto wake = gui_.ui().wake_after_s();
  const bool due = wake && now - last_frame_s_ >= *wake;
  if (due || session_.revision() != shown_revision_ || gui_.wants_frame() || !display_.input().empty() || !asked_.empty()) want_frames(1);
  constexpr double kEarly = 0.8;   // a timer may ring a little before its time
  if (frames_wanted_ == 0 || (drawn_ && now - last_frame_s_ < kEarly * display_.frame_every_s())) return;
  --frames_wanted_;

  // Keys that follow the one that asked for a text field are for the field: they wait until it has the keyboard.
  if (focus_frames_ > 0 && gui_.ui().typing()) focus_frames_ = 0;
  InputQueue::Frame taken;
  if (focus_frames_ > 0) {
    --focus_frames_;
    taken.input = gui_.ui().input();
  } else {
    taken = display_.input().next(gui_.ui().typing());
  }
  take_keys(taken);
  draw(taken, now);
  if (!asked_.empty()) want_frames();
  session_.apply(std::exchange(asked_, {}));
  answer_requests();
  follow_session();
}

// A key that was a command's is not typed as well: not into the field, or the editor, that it has just opened.
void Loop::take_keys(InputQueue::Frame& taken) {
  for (const model::Chord& chord : taken.chords) {
    const model::Command* command = model::command_of(chord, session_, gui_.ui().typing());
    if (!command) continue;
    command->run(session_);
    if (!taken.edits.empty() && taken.edits.back().kind != EditEvent::Kind::key_up) taken.edits.pop_back();
  }
  answer_requests();
  if (!taken.chords.empty()) follow_session();
}

void Loop::draw(const InputQueue::Frame& taken, double now_s) {
  const auto [width, height] = display_.pixels();
  last_frame_s_ = now_s;
  if (width == 0 || height == 0) return;   // iconified
  FrameSpec spec;
  spec.now_s = now_s;
  spec.width = static_cast<float>(width);
  spec.height = static_cast<float>(height);
  spec.scale = static_cast<float>(std::clamp(options_.scale.value_or(display_.scale()) * model::shown_text_scale(session_.preferences()), 0.5, 8.0));
  spec.scheme = scheme_of(session_.preferences());
  spec.input = taken.input;
  spec.edits = taken.edits;
  spec.settled = session_.preferences().reduced_motion;
  shown_revision_ = session_.revision();
  const auto draw_content = [this](widgets::Ui& ui) {
    model::Actions asked = content_.draw(ui, session_);
    asked_.insert(asked_.end(), std::make_move_iterator(asked.begin()), std::make_move_iterator(asked.end()));
  };
  gui_.frame(spec, draw_content);
  stats_.frame(gui_.frame_ms());
  if (!picture_to_save_.empty()) save_picture(std::exchange(picture_to_save_, {}));
  renderer_.draw(width, height);
  display_.swap();
  display_.set_pointer(gui_.ui().pointer());
  if (drawn_) return;
  drawn_ = true;
  stats_.first_picture();
  stats_.fonts_ms = gui_.fonts().last_build_ms();
}

void Loop::answer_requests() {
  using Kind = model::ShellRequest::Kind;
  for (const model::ShellRequest& request : session_.take_requests()) {
    want_frames();
    switch (request.kind) {
      case Kind::save_picture: picture_to_save_ = request.text; break;
      case Kind::paste:
        if (const auto text = display_.clipboard()) {
          session_.open_text(*text);
        } else {
          session_.notify(model::Notice::Tone::warning, session_.strings().say("panel.open.clipboard_empty"));
        }
        break;
      case Kind::copy: display_.set_clipboard(request.text); break;
      case Kind::fullscreen: {
        model::Preferences preferences = session_.preferences();
        preferences.fullscreen = !preferences.fullscreen;
        session_.apply(model::act::Prefer{preferences});
        break;
      }
      case Kind::focus_filter:
        if (content_.focus_filter) content_.focus_filter();
        focus_frames_ = kFocusFrames;
        break;
      case Kind::quit: display_.close(); break;
    }
  }
}

void Loop::save_picture(const std::string& path) {
  const auto [width, height] = display_.pixels();
  auto picture = renderer_.picture(width, height);
  const auto written = picture.ok() ? write_png(path, *picture) : Result<std::monostate>(picture.errors());
  if (written.ok()) {
    session_.notify(model::Notice::Tone::good, session_.strings().say("panel.save.saved", {{"file", path}}));
  } else {
    session_.notify(model::Notice::Tone::warning, to_string(written.errors().front()));
  }
}

// For the next time. What the command line asked for was for this one.
void Loop::keep_preferences() {
  model::Preferences kept = session_.preferences();
  if (kept.language == options_.language) kept.language = settings_.loaded().language;
  if (kept.text_scale == options_.text_scale) kept.text_scale = settings_.loaded().text_scale;
  if (kept.theme == options_.theme) kept.theme = settings_.loaded().theme;
  kept.presenting = false;
  const PixelSize size = display_.windowed();
  kept.window_width = size.width, kept.window_height = size.height;
  for (const Diagnostic& problem : settings_.save(kept)) {
    say(to_string(problem));
    session_.notify(model::Notice::Tone::warning, to_string(problem));
  }
}

// What the session has decided about the window itself.
void Loop::follow_session() {
  // A dialog has a field: what is typed from now on is for it.
  if (session_.overlay() != over_) {
    over_ = session_.overlay();
    if (over_ == model::Overlay::lessons || over_ == model::Overlay::help || over_ == model::Overlay::files) focus_frames_ = kFocusFrames;
  }
  const model::Preferences& now = session_.preferences();
  if (!(now == shown_)) {
    shown_ = now;
    want_frames();
    display_.set_fullscreen(now.fullscreen || now.presenting);
    keep_preferences();
  }
  const std::string name = session_.title();
  const std::string title = name.empty() ? "wgscope" : name + " · wgscope";
  if (title != title_) display_.set_title(title_ = title);
}

}  // namespace

int run_window(const WindowOptions& options, const Content& content) {
  const Interrupts interrupts;
  // The display first: without it nothing is opened, and no run is started that nobody sees. Gui before it: it outlives the renderer.
  Gui gui;
  Settings settings;
  FirstLook look;
  auto display = Display::open([&](Monitor monitor) -> PixelSize {
    if (options.scale) monitor.scale = *options.scale;
    look = first_look(monitor);
    const model::Preferences& last = settings.loaded();
    return last.window_width > 0 && last.window_height > 0 ? PixelSize{last.window_width, last.window_height} : PixelSize{look.width, look.height};
  });
  if (!display.ok()) return no_window(display.errors(), options.file);
  auto renderer = GlRenderer::make(Display::gl_function, gui);
  if (!renderer.ok()) return no_window(renderer.errors(), options.file);
  for (const std::string& message : gui.fonts().messages()) say(message);

  if (!settings.message().empty()) say(settings.message());
  model::Preferences preferences = settings.loaded();
  if (settings.first_start()) preferences.text_scale = look.text_scale;
  if (options.theme) preferences.theme = *options.theme;
  preferences.presenting = options.presenting;
  if (options.language) preferences.language = *options.language;
  if (options.text_scale) preferences.text_scale = std::clamp(*options.text_scale, model::kTextScaleMin, model::kTextScaleMax);
  auto session = open_session(options, preferences);
  if (!session.ok()) {
    for (const Diagnostic& problem : session.errors()) std::fprintf(stderr, "%s\n", to_string(problem).c_str());
    return kExitCannot;
  }
  if (!settings.message().empty()) (*session)->notify(model::Notice::Tone::warning, settings.message());
  return Loop(options, content, settings, **session, **display, gui, **renderer).run();
}

}  // namespace wgscope::shell
