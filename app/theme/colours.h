// Colours, named by what they mean; the only place in the program where a colour is made. There are two schemes: dark, and light for a bright room. The
// meaningful ones come from the Okabe-Ito set, which stays apart under every common colour blindness, made lighter or darker as the ground asks for
// it; tests measure both (theme_test: apart for the colour-blind; panels/contrast_test: every text on what lies under it). A colour never carries a
// meaning alone: whoever draws with one adds a shape or a word.
#pragma once

#include <array>
#include <cstdint>

namespace wgscope::theme {

struct Colour {
  uint8_t r = 0, g = 0, b = 0, a = 255;
  bool operator==(const Colour&) const = default;

  // The same, `share` (0..1) as opaque.
  constexpr Colour fade(float share) const { return {r, g, b, static_cast<uint8_t>(static_cast<float>(a) * share + 0.5f)}; }
  // Between this (0) and the other (1).
  constexpr Colour towards(Colour to, float share) const {
    const auto mix = [share](uint8_t from, uint8_t into) {
      return static_cast<uint8_t>(static_cast<float>(from) + (static_cast<float>(into) - static_cast<float>(from)) * share + 0.5f);
    };
    return {mix(r, to.r), mix(g, to.g), mix(b, to.b), mix(a, to.a)};
  }
  // As Dear ImGui packs it.
  constexpr uint32_t packed() const { return uint32_t{a} << 24 | uint32_t{b} << 16 | uint32_t{g} << 8 | r; }
};

constexpr Colour rgb(uint32_t hex) { return {static_cast<uint8_t>(hex >> 16), static_cast<uint8_t>(hex >> 8), static_cast<uint8_t>(hex)}; }

enum class Scheme : uint8_t { dark, light };

// As they are here: the dark ones.
struct Colours {
  // Grounds, from the back to the front.
  Colour window = rgb(0x0d1219);
  Colour inset = rgb(0x10171f);          // a hollow inside a panel: a stage's column, a text field
  Colour panel = rgb(0x131b26);
  Colour panel_edge = rgb(0x1e2936);
  Colour card = rgb(0x182231);
  Colour control = rgb(0x18212d);        // a button at rest
  Colour control_hover = rgb(0x213040);
  Colour control_held = rgb(0x2a3b4e);
  Colour selected = rgb(0x1a3046);       // the row where we are
  Colour hovered = rgb(0x172433);        // the row under the mouse
  Colour rule = rgb(0x1e2936);           // a thin line between rows
  Colour shadow = rgb(0x000000);         // below what floats
  Colour shade = {5, 8, 12, 180};        // over everything but the overlay in front

  // Text, from the loudest to the quietest. All reach 4.5:1 on every ground that they are drawn on; `faint` is for what may be overlooked.
  Colour text = rgb(0xe6edf5);
  Colour text_body = rgb(0xc3cedb);
  Colour text_muted = rgb(0x9dabbd);
  Colour text_faint = rgb(0x8b9aae);
  Colour text_on_accent = rgb(0x08121c);
  Colour mark = rgb(0x5d6b7e);           // what is quiet and no text: an empty bowl, a dashed line

  Colour accent = rgb(0x56b4e9);         // where we are and what can be done; nothing else

  // The word.
  Colour counter = rgb(0x56b4e9);
  Colour waiters = rgb(0xe69f00);
  Colour bit_off = rgb(0x1d2836);
  Colour bit_off_text = rgb(0x8b9aae);
  Colour bit_changed = rgb(0xffffff);
  Colour token = rgb(0xf0c34e);

  // A goroutine's states.
  Colour running = rgb(0x3fcb85);
  Colour runnable = rgb(0xf2dc48);
  Colour parked = rgb(0xec8438);
  Colour finished = rgb(0x9198a0);
  Colour panicked = rgb(0xe583dc);

  // Bars of a lane; the ground of a bar that is hollow.
  Colour bar_runnable = rgb(0x8a7a35);
  Colour bar_runnable_stripe = rgb(0x6e6129);
  Colour bar_parked = rgb(0x4a2f1d);
  Colour bar_parked_edge = rgb(0xd5763a);
  Colour bar_parked_text = rgb(0xf5b48a);
  Colour bar_sleep = rgb(0x1d2a3a);
  Colour bar_sleep_edge = rgb(0x384a60);
  Colour bar_panicked = rgb(0x54263f);

  // Code.
  Colour code_text = rgb(0xc3cedb);
  Colour code_keyword = rgb(0x7cc0ee);
  Colour code_type = rgb(0x8fd4c1);
  Colour code_string = rgb(0x9bcf7f);
  Colour code_number = rgb(0xe9b44c);
  Colour code_comment = rgb(0x8b9aae);
  Colour code_panic = rgb(0xe583dc);

  // How something went.
  Colour good = rgb(0x3fcb85);
  Colour warning = rgb(0xf2dc48);
  Colour bad = rgb(0xec8438);

  // A goroutine's own colour, by its number from 1 (main): stable, and distinct among the first eight; later ones take them again, each time shifted
  // one way or the other. The name is always written beside it.
  Colour goroutine(uint32_t number) const;
  // The vermillion and the blue of Okabe-Ito are left out: parked goroutines and the ground have them.
  std::array<Colour, 8> goroutines = {
      rgb(0x56b4e9),  // sky blue: main
      rgb(0xe69f00),  // orange
      rgb(0xf0e07a),  // yellow
      rgb(0x45c9a0),  // bluish green
      rgb(0xb08ae0),  // violet
      rgb(0xf0a6cf),  // reddish purple
      rgb(0xb9c4d2),  // grey
      rgb(0x8fd9e8),  // cyan
  };
  std::array<Colour, 2> shifts = {rgb(0xffffff), rgb(0x0d1219)};   // towards which later ones go

  bool operator==(const Colours&) const = default;
};

Colours colours_of(Scheme scheme);

// The WCAG contrast of two opaque colours, 1..21.
double contrast(Colour one, Colour other);

// Dark or light text, whichever reads better on this ground.
Colour text_on(Colour ground);

}  // namespace wgscope::theme
