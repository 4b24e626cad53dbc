// Dear ImGui as we use it, from 1.86 (Debian bookworm) over 1.90 (trixie) to 1.92 (sid): all that differs between them is in this file.
// What it does not hide, because it is the same everywhere: the draw list's shapes, AddText with a font and a size, CalcTextSizeA, child-less windows.
// Commands come from GLFW through a queue of our own (app/shell/input_queue.h); ImGui sees keys only to edit text, which is `EditKey`.
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

// A face that is mapped and stays so: the atlas neither copies it (twenty megabytes for Chinese, for every size) nor frees it.
inline ImFont* add_font(ImFontAtlas& atlas, void* data, size_t bytes, float size, ImFontConfig config) {
  config.FontDataOwnedByAtlas = true;   // else it is copied
  ImFont* font = atlas.AddFontFromMemoryTTF(data, static_cast<int>(bytes), size, &config, config.GlyphRanges);
#if IMGUI_VERSION_NUM >= 19200
  atlas.Sources.back().FontDataOwnedByAtlas = false;
#else
  atlas.ConfigData.back().FontDataOwnedByAtlas = false;
#endif
  return font;
}

// Fills the atlas. A renderer of 1.92 takes glyphs one by one; without such a renderer (tests that render nothing) the atlas is filled as before.
inline void build_atlas(ImFontAtlas& atlas) {
#if IMGUI_VERSION_NUM >= 19200
  if (ImGui::GetIO().BackendFlags & ImGuiBackendFlags_RendererHasTextures) return;
#endif
  unsigned char* pixels = nullptr;
  int width = 0, height = 0;
  atlas.GetTexDataAsAlpha8(&pixels, &width, &height);
}

// The keys with which text is edited. Those from `up` on are for our own editor (widgets/code_edit.h); ImGui has fields of one line only.
enum class EditKey : int { left, right, home, end, del, backspace, enter, escape, a, c, v, x, y, z, up, down, page_up, page_down, tab };
inline constexpr int kEditKeys = 14;

// Once, after the context was made. What a frame gets is decided by our queue; a newer ImGui would hand some of it on a frame later.
inline void set_up_keys(ImGuiIO& io) {
#if IMGUI_VERSION_NUM < 18700
  constexpr ImGuiKey kKeys[kEditKeys] = {ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_Home, ImGuiKey_End, ImGuiKey_Delete, ImGuiKey_Backspace, ImGuiKey_Enter,
                                         ImGuiKey_Escape,    ImGuiKey_A,          ImGuiKey_C,    ImGuiKey_V,   ImGuiKey_X,      ImGuiKey_Y,         ImGuiKey_Z};
  for (int i = 0; i < kEditKeys; ++i) io.KeyMap[kKeys[i]] = i;
#else
  io.ConfigInputTrickleEventQueue = false;
#endif
}

inline void edit_key(ImGuiIO& io, EditKey key, bool down) {
  if (static_cast<int>(key) >= kEditKeys) return;
#if IMGUI_VERSION_NUM < 18700
  io.KeysDown[static_cast<int>(key)] = down;
#else
  constexpr ImGuiKey kKeys[kEditKeys] = {ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_Home, ImGuiKey_End, ImGuiKey_Delete, ImGuiKey_Backspace, ImGuiKey_Enter,
                                         ImGuiKey_Escape,    ImGuiKey_A,          ImGuiKey_C,    ImGuiKey_V,   ImGuiKey_X,      ImGuiKey_Y,         ImGuiKey_Z};
  io.AddKeyEvent(kKeys[static_cast<int>(key)], down);
#endif
}

inline void modifiers(ImGuiIO& io, bool ctrl, bool shift, bool alt) {
#if IMGUI_VERSION_NUM < 18700
  io.KeyCtrl = ctrl, io.KeyShift = shift, io.KeyAlt = alt;
#elif IMGUI_VERSION_NUM < 18900
  io.AddKeyEvent(ImGuiKey_ModCtrl, ctrl), io.AddKeyEvent(ImGuiKey_ModShift, shift), io.AddKeyEvent(ImGuiKey_ModAlt, alt);
#else
  io.AddKeyEvent(ImGuiMod_Ctrl, ctrl), io.AddKeyEvent(ImGuiMod_Shift, shift), io.AddKeyEvent(ImGuiMod_Alt, alt);
#endif
}

inline void mouse(ImGuiIO& io, float x, float y, bool left) {
#if IMGUI_VERSION_NUM < 18700
  io.MousePos = {x, y};
  io.MouseDown[0] = left;
#else
  io.AddMousePosEvent(x, y);
  io.AddMouseButtonEvent(0, left);
#endif
}

inline const char* clipboard() {
  const char* text = ImGui::GetClipboardText();
  return text ? text : "";
}
inline void set_clipboard(const char* text) { ImGui::SetClipboardText(text); }

// `get` gives a text that stays valid until it is called again.
template <const char* (*get)(), void (*set)(const char*)>
void set_up_clipboard() {
#if IMGUI_VERSION_NUM >= 19110
  ImGuiPlatformIO& platform = ImGui::GetPlatformIO();
  platform.Platform_GetClipboardTextFn = [](ImGuiContext*) { return get(); };
  platform.Platform_SetClipboardTextFn = [](ImGuiContext*, const char* text) { set(text); };
#else
  ImGuiIO& io = ImGui::GetIO();
  io.GetClipboardTextFn = [](void*) { return get(); };
  io.SetClipboardTextFn = [](void*, const char* text) { set(text); };
#endif
}

}  // namespace wgscope::imgui
