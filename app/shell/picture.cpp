#include "app/shell/picture.h"

#include <png.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

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

int channel_distance(const Picture& a, size_t at, const Picture& b, size_t bt) {
  int worst = 0;
  for (size_t channel = 0; channel < 3; ++channel) worst = std::max(worst, std::abs(int{a.rgba[at + channel]} - int{b.rgba[bt + channel]}));
  return worst;
}

// The distance of a pixel to the nearest match among itself and its neighbours in the other picture.
int distance(const Picture& a, const Picture& b, int x, int y, int tolerance) {
  const auto index = [&](int px, int py) { return (static_cast<size_t>(py) * static_cast<size_t>(a.width) + static_cast<size_t>(px)) * 4; };
  int best = channel_distance(a, index(x, y), b, index(x, y));
  if (best <= tolerance) return best;
  for (int dy = -1; dy <= 1; ++dy) {
    for (int dx = -1; dx <= 1; ++dx) {
      const int nx = x + dx, ny = y + dy;
      if (nx >= 0 && ny >= 0 && nx < a.width && ny < a.height) best = std::min(best, channel_distance(a, index(x, y), b, index(nx, ny)));
    }
  }
  return best;
}

template <class Visit>
void each_difference(const Picture& one, const Picture& other, int tolerance, Visit visit) {
  for (int y = 0; y < one.height; ++y) {
    for (int x = 0; x < one.width; ++x) {
      const int there = distance(one, other, x, y, tolerance), back = distance(other, one, x, y, tolerance);
      const int far = std::max(there, back);
      if (far > 0) visit(x, y, far);
    }
  }
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

  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (!file) return file_error(path, std::string("cannot write the picture: ") + std::strerror(errno));
  int error = std::fwrite(bytes.data(), 1, size, file) == size ? 0 : errno;
  if (std::fflush(file) != 0 && error == 0) error = errno;
  if (std::fclose(file) != 0 && error == 0) error = errno;
  if (error == 0) return std::monostate{};
  struct stat about {};
  if (::stat(path.c_str(), &about) == 0 && S_ISREG(about.st_mode)) ::unlink(path.c_str());
  return file_error(path, std::string("cannot write the picture: ") + std::strerror(error));
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

Difference compare(const Picture& one, const Picture& other, int shade_tolerance) {
  Difference difference;
  difference.same_size = one.width == other.width && one.height == other.height;
  if (!difference.same_size) {
    difference.share = 1;
    difference.worst = 255;
    return difference;
  }
  size_t count = 0;
  each_difference(one, other, shade_tolerance, [&](int, int, int far) {
    difference.worst = std::max(difference.worst, far);
    if (far > shade_tolerance) ++count;
  });
  difference.share = one.rgba.empty() ? 0 : static_cast<double>(count) / (static_cast<double>(one.width) * one.height);
  return difference;
}

Picture mark_differences(const Picture& one, const Picture& other, int shade_tolerance) {
  Picture marked = other;
  if (one.width != other.width || one.height != other.height) return marked;
  each_difference(one, other, shade_tolerance, [&](int x, int y, int far) {
    if (far <= shade_tolerance) return;
    uint8_t* pixel = marked.rgba.data() + (static_cast<size_t>(y) * static_cast<size_t>(marked.width) + static_cast<size_t>(x)) * 4;
    pixel[0] = 255, pixel[1] = 0, pixel[2] = 255;
  });
  return marked;
}

}  // namespace wgscope::shell
