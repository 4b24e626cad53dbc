#include "app/theme/colours.h"

#include <cmath>

namespace wgscope::theme {

namespace {

// Dark ink on light paper. Every field again, so that nothing of the dark scheme shines through.
constexpr Colours light() {
  Colours c;
  c.window = rgb(0xdfe5ec);
  c.inset = rgb(0xeef2f6);
  c.panel = rgb(0xffffff);
  c.panel_edge = rgb(0xc6d0db);
  c.card = rgb(0xffffff);
  c.control = rgb(0xf3f6f9);
  c.control_hover = rgb(0xe4ebf3);
  c.control_held = rgb(0xcfdae6);
  c.selected = rgb(0xdcebf9);
  c.hovered = rgb(0xedf3f9);
  c.rule = rgb(0xd9e0e8);
  c.shadow = rgb(0x3a4a5c);
  c.shade = {40, 52, 66, 150};

  c.text = rgb(0x0f1722);
  c.text_body = rgb(0x26323f);
  c.text_muted = rgb(0x465364);
  c.text_faint = rgb(0x4f5c6e);
  c.text_on_accent = rgb(0xffffff);
  c.mark = rgb(0x8a97a8);

  c.accent = rgb(0x0063ad);

  c.counter = rgb(0x0063ad);
  c.waiters = rgb(0x9a4d00);
  c.bit_off = rgb(0xe6ebf1);
  c.bit_off_text = rgb(0x566375);
  c.bit_changed = rgb(0x0f1722);
  c.token = rgb(0xb88700);

  c.running = rgb(0x00754f);
  c.runnable = rgb(0x8a5900);
  c.parked = rgb(0x871c18);
  c.finished = rgb(0x566375);
  c.panicked = rgb(0x8f1490);

  c.bar_runnable = rgb(0xe3c877);
  c.bar_runnable_stripe = rgb(0xd2b257);
  c.bar_parked = rgb(0xf9e0d6);
  c.bar_parked_edge = rgb(0xb5482a);
  c.bar_parked_text = rgb(0x7a1f12);
  c.bar_sleep = rgb(0xe8eef5);
  c.bar_sleep_edge = rgb(0xa9b7c7);
  c.bar_panicked = rgb(0xf5ddf4);

  c.code_text = rgb(0x26323f);
  c.code_keyword = rgb(0x0b57a4);
  c.code_type = rgb(0x00614a);
  c.code_string = rgb(0x2f6b12);
  c.code_number = rgb(0x854800);
  c.code_comment = rgb(0x566375);
  c.code_panic = rgb(0x8f1490);

  c.good = rgb(0x00754f);
  c.warning = rgb(0x8a5900);
  c.bad = rgb(0x871c18);

  c.goroutines = {rgb(0x0063ad), rgb(0x9a4d00), rgb(0x6b5f00), rgb(0x00704f), rgb(0x6339b8), rgb(0xae2a78), rgb(0x4f5b70), rgb(0x006a80)};
  c.shifts = {rgb(0x000000), rgb(0x301040)};
  return c;
}

double linear(uint8_t channel) {
  const double c = channel / 255.0;
  return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}
double luminance(Colour c) { return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b); }

}  // namespace

Colours colours_of(Scheme scheme) { return scheme == Scheme::light ? light() : Colours{}; }

Colour Colours::goroutine(uint32_t number) const {
  const uint32_t index = number == 0 ? 0 : number - 1;
  const Colour base = goroutines[index % goroutines.size()];
  switch (index / goroutines.size() % 3) {
    case 0: return base;
    case 1: return base.towards(shifts[0], 0.35f);
    default: return base.towards(shifts[1], 0.15f);
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
