#include "app/shell/picture.h"

#include <png.h>

#include <cstdlib>

#include "core/trace/trace_file.h"

namespace wgscope::shell {

namespace {

Diagnostic file_error(const std::string& path, const std::string& what) { return Diagnostic{.file = path, .message = what}; }

png_image header(const Picture& picture) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(picture.width);
  image.height = static_cast<png_uint_32>(picture.height);
  image.format = PNG_FORMAT_RGBA;
  return image;
}

}  // namespace

Result<std::monostate> write_png(const std::string& path, const Picture& picture) {
  png_image image = header(picture);
  png_alloc_size_t size = 0;
  std::vector<uint8_t> bytes;
  const auto encode = [&](void* to) { return png_image_write_to_memory(&image, to, &size, 0, picture.rgba.data(), picture.width * 4, nullptr); };
  if (!encode(nullptr)) return file_error(path, std::string("cannot make a PNG: ") + image.message);
  bytes.resize(size);
  if (!encode(bytes.data())) return file_error(path, std::string("cannot make a PNG: ") + image.message);

  if (auto problem = save_file({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, path)) return *problem;
  return std::monostate{};
}

Result<Picture> read_png(const std::string& path) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (!png_image_begin_read_from_file(&image, path.c_str())) return file_error(path, std::string("not a PNG that can be read: ") + image.message);
  image.format = PNG_FORMAT_RGBA;
  Picture picture{static_cast<int>(image.width), static_cast<int>(image.height), std::vector<uint8_t>(PNG_IMAGE_SIZE(image))};
  if (!png_image_finish_read(&image, nullptr, picture.rgba.data(), 0, nullptr)) {
    return file_error(path, std::string("not a PNG that can be read: ") + image.message);
  }
  return picture;
}

}  // namespace wgscope::shell
