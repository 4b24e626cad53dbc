// The fonts: found through fontconfig, baked at exactly the sizes of the current scale, with only the glyphs that are needed. A full set of Chinese
// costs seconds; what a lesson and the catalogue need costs tens of milliseconds. So every text that is drawn or announced is looked at, and
// when it holds a glyph that is not baked yet, `stale()` is true and the owner builds again before the next frame.
// Not here: the texture on the GPU (app/shell) and drawing (app/widgets).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct ImFont;
struct ImFontAtlas;

namespace wgscope::theme {

// What a text is for. Sizes at scale 1 stand beside.
enum class TextStyle : uint8_t {
  small,        // 13  notes, hints, bars
  body,         // 15  sentences, buttons
  strong,       // 15  semibold: names of groups, the word that counts
  header,       // 12  semibold, drawn spaced and in capitals: names of panels
  title,        // 20  semibold: an overlay's title, the brand
  number,       // 42  bold: the counter, the waiters
  mono,         // 14  code
  mono_small,   // 12  steps, hex, line numbers, axes
  mono_strong,  // 16  bold: a goroutine's name on its card
  mono_chip,    // 12  bold: a goroutine's name in a chip
  digit,        // 32  bold: a bit under the lens
};
inline constexpr int kTextStyles = 11;

float size_at_scale_1(TextStyle style);

// One style, ready to draw with. Valid until the next build.
struct Font {
  ImFont* font = nullptr;
  float size = 0;              // pixels
  float ascent = 0;            // from a line's top to its baseline
};

class Fonts {
 public:
  // Asks fontconfig once. What is missing is said in `messages()`, and the next best stands in.
  Fonts();
  ~Fonts();
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;

  const std::vector<std::string>& messages() const { return messages_; }

  // Announces a text that this style will draw. Cheap for ASCII, which is always there.
  void want(TextStyle style, std::string_view text);
  // The same for the styles that sentences are drawn in: small, body, strong and mono_small.
  void want_sentence(std::string_view text);

  // True when a wanted glyph is not baked, or the scale is another than that of the last build.
  bool stale(float scale) const;
  // Fills the atlas for this scale. The texture that was made from it before is out of date; every Font too.
  void build(ImFontAtlas& atlas, float scale);
  int builds() const { return builds_; }
  double last_build_ms() const { return last_build_ms_; }

  const Font& operator[](TextStyle style) const { return fonts_[static_cast<size_t>(style)]; }

 private:
  struct Files;
  std::unique_ptr<Files> files_;
  std::array<Font, kTextStyles> fonts_{};
  std::vector<std::string> messages_;
  std::array<std::vector<uint64_t>, kTextStyles> wanted_;   // a bit a code point up to U+FFFF
  bool missing_ = true;
  float scale_ = 0;
  int builds_ = 0;
  double last_build_ms_ = 0;
};

}  // namespace wgscope::theme
