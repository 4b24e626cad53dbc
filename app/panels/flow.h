// Places one thing after another in a line, and goes on in the next line when there is no more room.
#pragma once

#include "app/widgets/geometry.h"

namespace wgscope::panels {

class Flow {
 public:
  Flow(const widgets::Rect& box, float row, float gap) : box_(box), row_(row), gap_(gap), x_(box.x), y_(box.y) {}

  // Room for something so wide; `joined`: closer to what stands before it.
  widgets::Rect next(float width, float gap_before = -1) {
    const float gap = x_ == box_.x ? 0 : gap_before < 0 ? gap_ : gap_before;
    if (x_ > box_.x && x_ + gap + width > box_.right()) new_line();
    else x_ += gap;
    const widgets::Rect place{x_, y_, width, row_};
    x_ += width;
    return place;
  }
  void new_line() { x_ = box_.x, y_ += row_; }
  bool full() const { return y_ + row_ > box_.bottom() + 0.5f; }
  float bottom() const { return y_ + row_; }
  float room() const { return box_.right() - x_; }

 private:
  widgets::Rect box_;
  float row_, gap_, x_, y_;
};

}  // namespace wgscope::panels
