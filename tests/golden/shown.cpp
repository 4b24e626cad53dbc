#include "tests/golden/shown.h"

#include <cmath>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "app/shell/open_session.h"
#include "app/widgets/ui.h"

namespace wgscope::golden {

namespace {

constexpr const char* kStyles[theme::kTextStyles] = {"small", "body", "strong", "header", "title", "number", "mono", "mono_small", "mono_strong", "mono_chip", "digit"};

std::string line_of(const widgets::Written& text) {
  char colour[16];
  std::snprintf(colour, sizeof colour, text.colour.a == 255 ? " #%02x%02x%02x " : " #%02x%02x%02x%02x ", text.colour.r, text.colour.g, text.colour.b, text.colour.a);
  return kStyles[static_cast<size_t>(text.style)] + (colour + text.text);
}

std::vector<ShownPanel> panels_of(const widgets::Ui& ui) {
  std::vector<ShownPanel> panels;
  for (const widgets::Item& part : ui.parts()) panels.push_back({part.id, part.rect.clipped(ui.screen()), {}});
  for (const widgets::Written& text : ui.texts()) {
    for (auto panel = panels.rbegin(); panel != panels.rend(); ++panel) {
      if (!panel->rect.contains(text.box.centre())) continue;
      panel->lines.push_back(line_of(text));
      break;
    }
  }
  return panels;
}

model::Worlds worlds_without_a_clock() {
  model::Worlds worlds = model::real_worlds();
  worlds.explore = [explore = worlds.explore](const Scenario& scenario, const ExploreOptions& options) {
    ExploreResult result = explore(scenario, options);
    result.elapsed_ns = 1'000'000;
    return result;
  };
  return worlds;
}

}  // namespace

Result<Shown> show(shell::Offscreen& offscreen, const shell::RenderOptions& options) {
  auto session = shell::open_session(options, worlds_without_a_clock());
  if (!session.ok()) return session.errors();
  const shell::Content content = shell::panels_content();
  offscreen.gui().ui().forget();
  offscreen.gui().ui().keep_texts();
  const model::Preferences& preferences = (*session)->preferences();
  auto picture = offscreen.picture({options.width, options.height, static_cast<float>(model::shown_text_scale(preferences)), shell::scheme_of(preferences)},
                                   [&](widgets::Ui& ui) { (*session)->apply(content.draw(ui, **session)); });
  if (!picture.ok()) return picture.errors();
  return Shown{std::move(picture).value(), static_cast<float>(options.text_scale), (*session)->cursor(), panels_of(offscreen.gui().ui())};
}

Result<std::monostate> write_golden(const std::string& path, const Shown& shown) {
  std::ofstream text(path + ".txt");
  text << "scale " << shown.scale << "\ncursor " << shown.cursor << "\n";
  for (const ShownPanel& panel : shown.panels) {
    text << "panel " << panel.id << ' ' << panel.rect.x << ' ' << panel.rect.y << ' ' << panel.rect.w << ' ' << panel.rect.h << "\n";
    for (const std::string& line : panel.lines) text << "  " << line << "\n";
  }
  if (!text.flush()) return Diagnostic{.file = path + ".txt", .message = "cannot be written"};
  return shell::write_png(path + ".png", shown.picture);
}

Result<Shown> read_golden(const std::string& path) {
  auto picture = shell::read_png(path + ".png");
  if (!picture.ok()) return picture.errors();
  Shown shown{std::move(picture).value()};
  std::ifstream text(path + ".txt");
  for (std::string line; std::getline(text, line);) {
    if (line.starts_with("  ")) {
      if (!shown.panels.empty()) shown.panels.back().lines.push_back(line.substr(2));
      continue;
    }
    std::istringstream words(line);
    std::string what;
    words >> what;
    if (what == "scale") {
      words >> shown.scale;
    } else if (what == "cursor") {
      words >> shown.cursor;
    } else {
      ShownPanel panel;
      words >> panel.id >> panel.rect.x >> panel.rect.y >> panel.rect.w >> panel.rect.h;
      shown.panels.push_back(std::move(panel));
    }
    if (!words) return Diagnostic{.file = path + ".txt", .message = "not what write_golden writes: " + line};
  }
  if (shown.panels.empty()) return Diagnostic{.file = path + ".txt", .message = "there is none, or it names no panel"};
  return shown;
}

}  // namespace wgscope::golden
