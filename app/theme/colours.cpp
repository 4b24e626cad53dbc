#include "app/theme/colours.h"

#include <array>
#include <cmath>

namespace wgscope::theme {

namespace {

// Okabe-Ito, lightened for a dark ground, with the vermillion and the blue left out: parked goroutines and the ground have them.
constexpr std::array<Colour, 8> kGoroutines = {
    rgb(0x56b4e9),  // sky blue: main
    rgb(0xe69f00),  // orange
    rgb(0xf0e07a),  // yellow
    rgb(0x45c9a0),  // bluish green
    rgb(0xb08ae0),  // violet
    rgb(0xf0a6cf),  // reddish purple
    rgb(0xb9c4d2),  // grey
    rgb(0x8fd9e8),  // cyan
};

double linear(uint8_t channel) {
  const double c = channel / 255.0;
  return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}
double luminance(Colour c) { return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b); }

}  // namespace

Colour goroutine_colour(uint32_t number) {
  const uint32_t index = number == 0 ? 0 : number - 1;
  const Colour base = kGoroutines[index % kGoroutines.size()];
  switch (index / kGoroutines.size() % 3) {
    case 0: return base;
    case 1: return base.towards(rgb(0xffffff), 0.35f);
    default: return base.towards(rgb(0x0d1219), 0.22f);
  }
}

double contrast(Colour one, Colour other) {
  const double a = luminance(one), b = luminance(other);
  return (std::fmax(a, b) + 0.05) / (std::fmin(a, b) + 0.05);
}

Colour text_on(Colour ground) {
  const Colour dark = rgb(0x08121c), light = rgb(0xf2f6fa);
  return contrast(dark, ground) >= contrast(light, ground) ? dark : light;
}

}  // namespace wgscope::theme
