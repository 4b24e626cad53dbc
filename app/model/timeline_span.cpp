#include "app/model/timeline_span.h"

#include <algorithm>

namespace wgscope::model {

void TimelineSpan::show(double first, double last) {
  const double width = std::clamp(last - first, std::min(kSpanMin, length_), length_);
  first_ = std::clamp((first + last - width) / 2, 0.0, length_ - width);
  last_ = first_ + width;
  fitted_ = width >= length_;
}

void TimelineSpan::zoom(double factor, double around) { show(around - (around - first_) * factor, around + (last_ - around) * factor); }

void TimelineSpan::pan(double share) {
  const double by = std::clamp((last_ - first_) * share, -first_, length_ - last_);
  show(first_ + by, last_ + by);
}

void TimelineSpan::grow(double length) {
  length_ = std::max(length, 1.0);
  if (fitted_) fit();
  else show(first_, last_);
}

void TimelineSpan::keep_in_picture(double position) {
  if (fitted_ || (position >= first_ && position <= last_)) return;
  const double width = last_ - first_;
  const double first = position < first_ ? position - width * 0.1 : position - width * 0.9;
  show(first, first + width);
}

}  // namespace wgscope::model
