// Things that scroll. The offset is kept under the id; wheel, drag of the bar, and "bring this into view" move it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "app/widgets/ui.h"

namespace wgscope::widgets {

// A window on content of a known height. While it lives, drawing is clipped; draw at `at(y)`.
//
//   ScrollArea area(ui, "code", box, lines * row);
//   for (...) draw(Rect{area.content().x, area.at(i * row), area.content().w, row});
class ScrollArea {
 public:
  // `show`: from y to y + height is brought into view when `show_version` changes.
  struct Show {
    float y = 0, height = 0;
    uint64_t version = 0;
  };
  ScrollArea(Ui& ui, std::string_view id, const Rect& box, float content_height, std::optional<Show> show = {});
  ~ScrollArea();
  ScrollArea(const ScrollArea&) = delete;
  ScrollArea& operator=(const ScrollArea&) = delete;

  const Rect& content() const { return content_; }            // the box without the bar
  float at(float y) const { return content_.y + y - offset_; }
  float offset() const { return offset_; }
  bool visible(float y, float height) const { return at(y) < content_.bottom() && at(y) + height > content_.y; }

 private:
  Ui& ui_;
  Rect content_;
  float offset_ = 0;
};

// Rows without end (a million events), each as high as it says when it is asked, which happens only for those in view. The place is kept as a row and
// an offset in it, so nothing depends on the sum of all heights.
struct ListSpec {
  size_t count = 0;
  std::function<float(size_t row)> height = {};
  std::function<void(size_t row, const Rect& rect)> draw = {};
  size_t selected = SIZE_MAX;        // brought into view when it changes
  bool at_end = false;               // while the selected row is the last: keep it at the bottom
};
void list(Ui& ui, std::string_view id, const Rect& box, const ListSpec& spec);

}  // namespace wgscope::widgets
