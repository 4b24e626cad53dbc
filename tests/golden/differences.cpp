#include "tests/golden/differences.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace wgscope::golden {

namespace {

// A letter and how it looks. Blanks do not count: a line that ends elsewhere has one more or less. Nor does it whether a text is of the body's size or small:
// where a line has no more room it is set small, and how much room it needs is the font's to say.
struct Letter {
  char letter;
  std::string_view look;
  bool operator==(const Letter&) const = default;
};

std::vector<Letter> letters_of(const ShownPanel& panel) {
  std::vector<Letter> letters;
  for (const std::string_view line : panel.lines) {
    const size_t colour = line.find('#'), words = line.find(' ', colour) + 1;
    const size_t from = line.starts_with("body #") || line.starts_with("small #") ? colour : 0;
    for (const char c : line.substr(words))
      if (c != ' ') letters.push_back({c, line.substr(from, words - from)});
  }
  return letters;
}

// Sums over every rectangle from the top left corner, so that a square's mean is four look-ups.
class Sums {
 public:
  Sums(const shell::Picture& picture, int x, int y, int w, int h, size_t channel) : width_(w + 1), sums_(static_cast<size_t>((w + 1) * (h + 1))) {
    for (int row = 0; row < h; ++row) {
      double line = 0;
      for (int column = 0; column < w; ++column) {
        line += picture.rgba[(static_cast<size_t>(y + row) * static_cast<size_t>(picture.width) + static_cast<size_t>(x + column)) * 4 + channel];
        at(column + 1, row + 1) = at(column + 1, row) + line;
      }
    }
  }
  double mean(int x, int y, int side) const { return (get(x + side, y + side) - get(x, y + side) - get(x + side, y) + get(x, y)) / (side * side); }

 private:
  double& at(int x, int y) { return sums_[static_cast<size_t>(y * width_ + x)]; }
  double get(int x, int y) const { return sums_[static_cast<size_t>(y * width_ + x)]; }
  int width_;
  std::vector<double> sums_;
};

bool near(float one, float other, float most) { return std::abs(one - other) <= most; }

}  // namespace

Words compare_words(const ShownPanel& one, const ShownPanel& other) {
  if (one.lines == other.lines) return Words::same;
  std::vector<Letter> fewer = letters_of(one), more = letters_of(other);
  if (fewer == more) return Words::rewrapped;
  if (fewer.size() > more.size()) fewer.swap(more);
  // With other line ends a list shows up to two rows more or less. It has then as many lines, so one that only lost a row is another panel.
  const bool ends_cut_off = !fewer.empty() && more.size() - fewer.size() <= more.size() / 4 && near(static_cast<float>(one.lines.size()), static_cast<float>(other.lines.size()), 2);
  return ends_cut_off && std::search(more.begin(), more.end(), fewer.begin(), fewer.end()) != more.end() ? Words::rewrapped : Words::other;
}

double strongest_patch(const Shown& one, const ShownPanel& in_one, const Shown& other, const ShownPanel& in_other) {
  const widgets::Rect &a = in_one.rect, &b = in_other.rect;
  if (!near(a.w, b.w, 2) || !near(a.h, b.h, 2)) return 255;
  const auto whole = [](float length) { return static_cast<int>(std::lround(length)); };
  const int w = std::min(whole(a.w), whole(b.w)), h = std::min(whole(a.h), whole(b.h));
  const int side = std::min({whole(8 * one.scale), w, h});
  double strongest = 0;
  for (const size_t channel : {size_t{0}, size_t{1}, size_t{2}}) {
    const Sums before(one.picture, whole(a.x), whole(a.y), w, h, channel), now(other.picture, whole(b.x), whole(b.y), w, h, channel);
    for (int y = 0; y + side <= h; ++y)
      for (int x = 0; x + side <= w; ++x) strongest = std::max(strongest, std::abs(before.mean(x, y, side) - now.mean(x, y, side)));
  }
  return strongest;
}

std::vector<std::string> differences(const Shown& kept, const Shown& now) {
  if (kept.picture.width != now.picture.width || kept.picture.height != now.picture.height) return {"the picture has another size"};
  std::vector<std::string> found;
  const auto ids = [](const Shown& shown) {
    std::string all;
    for (const ShownPanel& panel : shown.panels) all += " " + panel.id;
    return all;
  };
  if (ids(kept) != ids(now)) return {"other panels:" + ids(now) + "; before:" + ids(kept)};
  for (size_t i = 0; i < kept.panels.size(); ++i) {
    const ShownPanel &before = kept.panels[i], &after = now.panels[i];
    const float most = 8 * kept.scale;
    if (!near(before.rect.x, after.rect.x, most) || !near(before.rect.y, after.rect.y, most) || !near(before.rect.right(), after.rect.right(), most) || !near(before.rect.bottom(), after.rect.bottom(), most)) {
      found.push_back(before.id + ": is elsewhere, or of another size");
      continue;
    }
    const Words words = compare_words(before, after);
    if (words == Words::other) {
      const auto [was, is] = std::mismatch(before.lines.begin(), before.lines.end(), after.lines.begin(), after.lines.end());
      found.push_back(before.id + ": says `" + (is == after.lines.end() ? "" : *is) + "` where it said `" + (was == before.lines.end() ? "" : *was) + "`");
    } else if (words == Words::same) {
      const double patch = strongest_patch(kept, before, now, after);
      if (patch > kPatchMost) found.push_back(before.id + ": looks otherwise; its strongest patch is " + std::to_string(static_cast<int>(patch)) + " apart");
    }
  }
  return found;
}

}  // namespace wgscope::golden
