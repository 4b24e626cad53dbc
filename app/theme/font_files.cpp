#include "app/theme/font_files.h"

#include <fcntl.h>
#include <fontconfig/fontconfig.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <cstring>
#include <utility>

namespace wgscope::theme {

namespace {

// The few fields of an sfnt file (TrueType, OpenType, a collection of them) that tell the height of a line. Every read is checked: the file is not ours.
class Sfnt {
 public:
  Sfnt(const uint8_t* data, size_t size, int index) : data_(data), size_(size) {
    offset_ = u32(0) == 0x74746366 /* ttcf */ ? u32(12 + 4 * static_cast<size_t>(index)) : 0;
  }
  // In em; 0 when the file does not say.
  float ascent() const { return of_em(4); }
  float descent() const { return of_em(6); }   // negative: below the baseline

 private:
  float of_em(size_t field) const {
    const size_t head = table(0x68656164), hhea = table(0x68686561);
    const uint32_t em = head ? u16(head + 18) : 0;
    return em == 0 || hhea == 0 ? 0 : static_cast<float>(static_cast<int16_t>(u16(hhea + field))) / static_cast<float>(em);
  }
  size_t table(uint32_t tag) const {
    const uint32_t count = u16(offset_ + 4);
    for (uint32_t i = 0; i < count; ++i) {
      const size_t record = offset_ + 12 + 16 * size_t{i};
      if (u32(record) == tag) return u32(record + 8);
    }
    return 0;
  }
  uint32_t u16(size_t at) const { return at + 2 <= size_ ? uint32_t{data_[at]} << 8 | data_[at + 1] : 0; }
  uint32_t u32(size_t at) const { return u16(at) << 16 | u16(at + 2); }
  const uint8_t* data_;
  size_t size_, offset_;
};

struct Match {
  std::string path, family;
  int index = 0;
};

// The nearest font that there is. Fontconfig always has an answer when there is any font at all; whether it is the one that was meant, the caller looks.
std::optional<Match> match(const char* family, int weight, bool mono, const char* language, char32_t must_have) {
  FcPattern* pattern = FcPatternCreate();
  if (family) FcPatternAddString(pattern, FC_FAMILY, reinterpret_cast<const FcChar8*>(family));
  FcPatternAddString(pattern, FC_FAMILY, reinterpret_cast<const FcChar8*>(mono ? "monospace" : "sans-serif"));
  FcPatternAddInteger(pattern, FC_WEIGHT, weight);
  FcPatternAddInteger(pattern, FC_SLANT, FC_SLANT_ROMAN);
  FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
  FcPatternAddBool(pattern, FC_VARIABLE, FcFalse);   // the rasteriser draws a variable font at its default weight only
  if (language) FcPatternAddString(pattern, FC_LANG, reinterpret_cast<const FcChar8*>(language));
  FcConfigSubstitute(nullptr, pattern, FcMatchPattern);
  FcDefaultSubstitute(pattern);
  FcResult result = FcResultNoMatch;
  FcPattern* found = FcFontMatch(nullptr, pattern, &result);
  FcPatternDestroy(pattern);
  std::optional<Match> out;
  FcChar8* file = nullptr;
  FcChar8* name = nullptr;
  FcCharSet* has = nullptr;
  if (found && FcPatternGetString(found, FC_FILE, 0, &file) == FcResultMatch) {
    Match m;
    m.path = reinterpret_cast<const char*>(file);
    if (FcPatternGetString(found, FC_FAMILY, 0, &name) == FcResultMatch) m.family = reinterpret_cast<const char*>(name);
    FcPatternGetInteger(found, FC_INDEX, 0, &m.index);
    m.index &= 0xffff;   // the upper half names an instance of a variable font
    const bool covers = must_have == 0 || (FcPatternGetCharSet(found, FC_CHARSET, 0, &has) == FcResultMatch && FcCharSetHasChar(has, must_have));
    if (covers) out = std::move(m);
  }
  if (found) FcPatternDestroy(found);
  return out;
}

std::optional<FontFile> find(const char* family, int weight, bool mono, const char* package, std::vector<std::string>& messages) {
  const auto m = match(family, weight, mono, nullptr, 0);
  auto file = m ? FontFile::open(m->path, m->index) : std::nullopt;
  const bool meant = m && m->family.compare(0, std::strlen(family), family) == 0;
  if (!file || !meant) {
    messages.push_back(std::string("font ") + family + " is not installed; " + (file ? m->family : "ImGui's own font") + " stands in (Debian: apt install " +
                       package + ")");
  }
  return file;
}

}  // namespace

std::optional<FontFile> FontFile::open(const std::string& path, int index) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return std::nullopt;
  struct stat about {};
  void* data = ::fstat(fd, &about) == 0 && about.st_size > 12 ? ::mmap(nullptr, static_cast<size_t>(about.st_size), PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
  ::close(fd);
  if (data == MAP_FAILED) return std::nullopt;
  FontFile file;
  file.path_ = path;
  file.data_ = data;
  file.size_ = static_cast<size_t>(about.st_size);
  file.index_ = index;
  const Sfnt sfnt(static_cast<const uint8_t*>(data), file.size_, index);
  file.ascent_em_ = sfnt.ascent();
  file.line_em_ = sfnt.ascent() - sfnt.descent();
  if (file.line_em_ < 0.5f || file.line_em_ > 4) return std::nullopt;   // no font that we can draw
  return file;
}

FontFile::FontFile(FontFile&& other) noexcept { *this = std::move(other); }
FontFile& FontFile::operator=(FontFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  std::swap(index_, other.index_);
  std::swap(line_em_, other.line_em_);
  std::swap(ascent_em_, other.ascent_em_);
  return *this;
}
FontFile::~FontFile() {
  if (data_) ::munmap(data_, size_);
}

FontFiles find_font_files() {
  FontFiles files;
  if (!FcInit()) {
    files.messages.push_back("fontconfig does not answer; ImGui's own font stands in, without Chinese");
    return files;
  }
  std::vector<std::string> again;   // the other weights of a family that has been reported
  files.sans = find("Inter", FC_WEIGHT_REGULAR, false, "fonts-inter", files.messages);
  files.sans_semibold = find("Inter", FC_WEIGHT_DEMIBOLD, false, "fonts-inter", again);
  files.sans_bold = find("Inter", FC_WEIGHT_BOLD, false, "fonts-inter", again);
  files.mono = find("JetBrains Mono", FC_WEIGHT_REGULAR, true, "fonts-jetbrains-mono", files.messages);
  files.mono_bold = find("JetBrains Mono", FC_WEIGHT_BOLD, true, "fonts-jetbrains-mono", again);
  auto chinese = match("Noto Sans CJK SC", FC_WEIGHT_REGULAR, false, "zh-cn", U'中');
  if (chinese) files.cjk = FontFile::open(chinese->path, chinese->index);
  if (const auto bold = match("Noto Sans CJK SC", FC_WEIGHT_BOLD, false, "zh-cn", U'中'); bold && files.cjk) files.cjk_bold = FontFile::open(bold->path, bold->index);
  if (!files.cjk) {
    files.messages.push_back("no font for Chinese is installed; Chinese text will show as boxes (Debian: apt install fonts-noto-cjk)");
  } else if (chinese->family.find("CJK") == std::string::npos) {
    files.messages.push_back("font Noto Sans CJK is not installed; " + chinese->family + " stands in (Debian: apt install fonts-noto-cjk)");
  }
  return files;
}

}  // namespace wgscope::theme
