// Which part of the timeline is in the picture: a span on an axis that begins at 0 and may grow. Numbers only.
//
// Fitted, it is the whole axis and grows with it. Zoomed in, it stays where it is, but slides to keep a followed cursor in the picture.
#pragma once

namespace wgscope::model {

class TimelineSpan {
 public:
  double first() const { return first_; }
  double last() const { return last_; }
  bool fitted() const { return fitted_; }

  void fit() { fitted_ = true, first_ = 0, last_ = length_; }
  void show(double first, double last);           // kept inside the axis, never narrower than kSpanMin of it
  void zoom(double factor, double around);        // factor < 1 shows less
  void pan(double share);                         // of what is in the picture; negative is back
  void grow(double length);                       // the axis is this long now
  void keep_in_picture(double position);

 private:
  double first_ = 0, last_ = 1, length_ = 1;
  bool fitted_ = true;
};

inline constexpr double kSpanMin = 4;             // events, or nanoseconds: as far in as zooming goes

}  // namespace wgscope::model
