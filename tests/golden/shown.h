// What a picture shows, for comparing it with what it showed before: its pixels, and by panel the lines of text that were drawn.
//
// A panel's place is what the window itself noted in that frame (Ui::parts), so a golden follows the layout and knows no pixel by heart. A line is its style,
// its colour and its words: `body #93a1b4 semaphore`. A golden is two files, NAME.png to look at and NAME.txt to read.
#pragma once

#include <string>
#include <vector>

#include "app/shell/offscreen.h"
#include "app/shell/render.h"
#include "app/widgets/geometry.h"

namespace wgscope::golden {

struct ShownPanel {
  std::string id;
  widgets::Rect rect;
  std::vector<std::string> lines;
  bool operator==(const ShownPanel&) const = default;
};

struct Shown {
  shell::Picture picture;
  float scale = 1;
  uint64_t cursor = 0;
  std::vector<ShownPanel> panels;   // in drawing order; what lies in two belongs to the later
  bool operator==(const Shown&) const = default;
};

// Draws it; a search takes 1 ms, so that nothing in the picture is another each time.
Result<Shown> show(shell::Offscreen& offscreen, const shell::RenderOptions& options);

Result<std::monostate> write_golden(const std::string& path_without_extension, const Shown& shown);
Result<Shown> read_golden(const std::string& path_without_extension);

}  // namespace wgscope::golden
