// Dear ImGui as we use it, from 1.86 (Debian bookworm) over 1.90 (trixie) to 1.92 (sid): all that differs between them is in this file.
// What it does not hide, because it is the same everywhere: the draw list's shapes, AddText with a font and a size, CalcTextSizeA, child-less windows.
// The keyboard is not in here: commands come from GLFW through a queue of our own (app/shell/keys.h); ImGui sees keys only to edit text.
#pragma once

#include <imgui.h>

#include <cfloat>

namespace wgscope::imgui {

// From 1.92 on, glyphs are rasterised when they are first drawn, at any size; the backend updates the texture by itself.
inline constexpr bool kDynamicFonts = IMGUI_VERSION_NUM >= 19200;

inline void push_font(ImFont* font, [[maybe_unused]] float size) {
#if IMGUI_VERSION_NUM >= 19200
  ImGui::PushFont(font, size);
#else
  ImGui::PushFont(font);
#endif
}

// For a context that draws nothing, or whose renderer has not been asked yet: makes the atlas usable.
inline void build_atlas([[maybe_unused]] ImFontAtlas& atlas) {
#if IMGUI_VERSION_NUM < 19200
  atlas.Build();
#endif
}

}  // namespace wgscope::imgui
