#include "app/theme/fonts.h"

#include <chrono>
#include <cmath>

#include "app/theme/font_files.h"
#include "app/theme/imgui_compat.h"
#include "core/base/utf8.h"

namespace wgscope::theme {

namespace {

enum class Face : uint8_t { sans, sans_semibold, sans_bold, mono, mono_bold };
struct StyleFace {
  Face face;
  float size;   // of the em, at scale 1
};
constexpr std::array<StyleFace, kTextStyles> kStyles = {{
    {Face::sans, 13},
    {Face::sans, 15},
    {Face::sans_semibold, 15},
    {Face::sans_semibold, 12},
    {Face::sans_semibold, 20},
    {Face::sans_bold, 42},
    {Face::mono, 13},
    {Face::mono, 12},
    {Face::mono_bold, 16},
    {Face::mono_bold, 12},
    {Face::mono_bold, 32},
}};

constexpr size_t kWords = 0x10000 / 64;
// Marks that texts use here and there, always there like ASCII, so that the first of them costs no build.
constexpr std::string_view kAlways = "·–—…‘’“”→←↑↓×≠≤≥−•±";

// What is set in the bits, as ImGui's pairs of first and last, ended by 0.
std::vector<ImWchar> ranges_of(const std::vector<uint64_t>& bits) {
  std::vector<ImWchar> ranges = {0x20, 0x7e};
  for (uint32_t c = 0x80; c < 0x10000; ++c) {
    if (c % 64 == 0 && bits[c / 64] == 0) {
      c += 63;
      continue;
    }
    if (!(bits[c / 64] >> (c % 64) & 1)) continue;
    if (ranges.back() + 1u == c) {
      ranges.back() = static_cast<ImWchar>(c);
    } else {
      ranges.push_back(static_cast<ImWchar>(c));
      ranges.push_back(static_cast<ImWchar>(c));
    }
  }
  ranges.push_back(0);
  return ranges;
}

// From 1.90 on ImGui cuts a line's height down to whole pixels, and its letters with it: up to a twentieth. Whole lines look alike everywhere.
float whole_line(float em, const FontFile& file) { return std::round(em * file.line_em()); }

}  // namespace

struct Fonts::Files {
  FontFiles files = find_font_files();
  std::array<std::vector<ImWchar>, kTextStyles> ranges;   // ImGui keeps pointers to them

  // As heavy as the face that it stands beside.
  const FontFile* chinese(Face beside) const {
    const bool heavy = beside != Face::sans && beside != Face::mono;
    return heavy && files.cjk_bold ? &*files.cjk_bold : files.cjk ? &*files.cjk : nullptr;
  }

  const FontFile* face(Face which) const {
    const auto first_of = [](auto&... files) -> const FontFile* {
      const FontFile* found = nullptr;
      ((found = found || !files ? found : &*files), ...);
      return found;
    };
    switch (which) {
      case Face::sans: return first_of(files.sans);
      case Face::sans_semibold: return first_of(files.sans_semibold, files.sans);
      case Face::sans_bold: return first_of(files.sans_bold, files.sans);
      case Face::mono: return first_of(files.mono, files.sans);
      case Face::mono_bold: return first_of(files.mono_bold, files.mono, files.sans);
    }
    return nullptr;
  }
};

float size_at_scale_1(TextStyle style) { return kStyles[static_cast<size_t>(style)].size; }

Fonts::Fonts() : files_(std::make_unique<Files>()), messages_(files_->files.messages) {
  for (auto& bits : wanted_) bits.assign(kWords, 0);
  for (int style = 0; style < kTextStyles; ++style) want(static_cast<TextStyle>(style), kAlways);
}
Fonts::~Fonts() = default;

void Fonts::want(TextStyle style, std::string_view text) {
  auto& bits = wanted_[static_cast<size_t>(style)];
  for (size_t at = 0; at < text.size();) {
    if (static_cast<uint8_t>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const Utf8Char c = utf8_at(text, at);
    at += c.bytes;
    if (c.value > 0xffff) continue;
    uint64_t& word = bits[c.value / 64];
    const uint64_t bit = uint64_t{1} << (c.value % 64);
    if (!(word & bit)) {
      word |= bit;
      missing_ = true;
    }
  }
}

void Fonts::want_sentence(std::string_view text) {
  for (const TextStyle style : {TextStyle::small, TextStyle::body, TextStyle::strong, TextStyle::mono_small}) want(style, text);
}

bool Fonts::stale(float scale) const { return scale != scale_ || (missing_ && !(imgui::kDynamicFonts && builds_ > 0)); }

void Fonts::build(ImFontAtlas& atlas, float scale) {
  const auto began = std::chrono::steady_clock::now();
  atlas.Clear();
  atlas.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;
  for (int i = 0; i < kTextStyles; ++i) {
    const StyleFace style = kStyles[static_cast<size_t>(i)];
    const float em = std::round(style.size * scale);
    auto& ranges = files_->ranges[static_cast<size_t>(i)];
    ranges = ranges_of(wanted_[static_cast<size_t>(i)]);
    Font& out = fonts_[static_cast<size_t>(i)];

    ImFontConfig config;
    config.OversampleH = em < 24 ? 2 : 1;
    config.OversampleV = 1;
    config.GlyphRanges = ranges.data();
    const FontFile* face = files_->face(style.face);
    if (face) {
      config.FontNo = face->index();
      out.size = whole_line(em, *face);
      out.ascent = std::floor(out.size / face->line_em() * face->ascent_em() + 1);   // as ImGui rounds it
      out.font = imgui::add_font(atlas, face->data(), face->size(), out.size, config);
    } else {
      config.SizePixels = out.size = em;
      out.ascent = std::floor(em * 0.8f);
      out.font = atlas.AddFontDefault(&config);
    }
    if (const FontFile* chinese = files_->chinese(style.face)) {
      ImFontConfig merged = config;
      merged.MergeMode = true;
      merged.OversampleH = 1;
      merged.FontNo = chinese->index();
      imgui::add_font(atlas, chinese->data(), chinese->size(), whole_line(em, *chinese), merged);
    }
  }
  imgui::build_atlas(atlas);
  missing_ = false;
  scale_ = scale;
  ++builds_;
  last_build_ms_ = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
}

}  // namespace wgscope::theme
