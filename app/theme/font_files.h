// Which files the fonts are in, as fontconfig says, and what a font file says about its own size. Files are mapped, not read: of twenty megabytes of
// Chinese only the pages with needed glyphs are ever touched.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace wgscope::theme {

// A face in a file that is mapped for as long as this lives.
class FontFile {
 public:
  static std::optional<FontFile> open(const std::string& path, int index);
  FontFile(FontFile&& other) noexcept;
  FontFile& operator=(FontFile&& other) noexcept;
  ~FontFile();

  void* data() const { return data_; }
  size_t size() const { return size_; }
  int index() const { return index_; }
  const std::string& path() const { return path_; }
  // Ascent minus descent, in em: how much taller than its em a line of this face is. What ImGui calls the size of a font is this height.
  float line_em() const { return line_em_; }
  float ascent_em() const { return ascent_em_; }

 private:
  FontFile() = default;
  std::string path_;
  void* data_ = nullptr;
  size_t size_ = 0;
  int index_ = 0;
  float line_em_ = 1.2f, ascent_em_ = 0.95f;
};

enum class Weight { regular, semibold, bold };

struct FontFiles {
  std::optional<FontFile> sans, sans_semibold, sans_bold, mono, mono_bold, cjk, cjk_bold;
  std::vector<std::string> messages;   // what is missing, and what stands in
};
FontFiles find_font_files();

}  // namespace wgscope::theme
