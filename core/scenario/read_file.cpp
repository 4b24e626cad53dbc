#include "core/scenario/read_file.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "core/base/suggest.h"
#include "core/base/utf8.h"

namespace wgscope {
namespace {

constexpr size_t kBeginningBytes = 64;
constexpr std::string_view kWhatOpens = "name a scenario (.json), a Go program (.go), a saved trace (.wgtrace), or - for standard input";

Diagnostic about(const std::string& file, std::string message, std::string hint) {
  Diagnostic d;
  d.file = file;
  d.message = std::move(message);
  d.hint = std::move(hint);
  return d;
}

// For a file that is not there: one beside it whose name is nearly the same.
std::string neighbour_of(const std::filesystem::path& path) {
  std::error_code error;
  const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  if (!std::filesystem::is_directory(folder, error)) return "there is no directory " + folder.string();
  std::vector<std::string> names;
  for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end && names.size() < 1000; it.increment(error)) {
    names.push_back(it->path().filename().string());
  }
  const auto near = nearest(path.filename().string(), names);
  return near ? "did you mean " + (path.has_parent_path() ? (folder / *near).string() : *near) + "?" : std::string(kWhatOpens);
}

// With the line and the column of a byte: in characters, as far as those before it are some.
Diagnostic at_byte(Diagnostic d, std::string_view bytes, size_t at) {
  const std::string_view before = bytes.substr(0, at);
  const size_t line_begin = before.rfind('\n') + 1;   // npos + 1 is the start of the text
  d.line = 1 + static_cast<int>(std::ranges::count(before, '\n'));
  d.column = static_cast<int>(utf8_length(before.substr(line_begin))) + 1;
  return d;
}

constexpr int kLookEvery_ms = 20;

// Until there is something to read, or its end. False: it was cancelled.
bool wait_for(int descriptor, const std::atomic<bool>& cancel) {
  pollfd wanted{descriptor, POLLIN, 0};
  while (!cancel) {
    if (::poll(&wanted, 1, kLookEvery_ms) != 0) return true;   // an error is for read to tell
  }
  return false;
}

struct File {
  int descriptor = -1;
  ~File() {
    if (descriptor > 0) ::close(descriptor);
  }
};

}  // namespace

Result<std::string> read_file(const std::string& path, size_t bytes_max, const std::atomic<bool>* cancel) {
  return read_file(path, [bytes_max](std::string_view) { return bytes_max; }, cancel);
}

Result<std::string> read_file(const std::string& path, const std::function<size_t(std::string_view)>& bytes_max_of, const std::atomic<bool>* cancel) {
  if (path.empty()) return about("", "the file's name is empty", std::string(kWhatOpens));
  File file;
  file.descriptor = path == "-" ? 0 : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | (cancel ? O_NONBLOCK : 0));   // opening a pipe would wait for its writer
  if (file.descriptor < 0) {
    const int error = errno;
    return about(path, error == ENOENT ? "no such file" : std::strerror(error), error == ENOENT ? neighbour_of(path) : error == EACCES ? "make it readable, or copy it" : std::string(kWhatOpens));
  }
  struct stat status {};
  if (::fstat(file.descriptor, &status) == 0 && S_ISDIR(status.st_mode)) return about(path, "is a directory", "name a file in it");
  std::string bytes;
  size_t bytes_max = kBeginningBytes;
  bool begun = false;
  char chunk[65536];
  while (true) {
    if (cancel && !wait_for(file.descriptor, *cancel)) return about(path, "was not read to its end", "open it again");
    const ssize_t got = ::read(file.descriptor, chunk, sizeof chunk);
    if (got < 0 && (errno == EINTR || (cancel && errno == EAGAIN))) continue;
    if (got < 0) return about(path, std::string("cannot be read: ") + std::strerror(errno), "copy it to a local disk, or try again");
    bytes.append(chunk, static_cast<size_t>(got));
    if (!begun && (bytes.size() >= kBeginningBytes || got == 0)) {
      bytes_max = bytes_max_of(bytes);
      begun = true;
    }
    if (begun && bytes.size() > bytes_max) return about(path, "is larger than " + std::to_string(bytes_max) + " bytes", "that is the limit of such a file");
    if (got == 0) return bytes;
  }
}

Result<std::string> checked_text(const std::string& file, std::string bytes) {
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.erase(0, 3);
  if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) return at_byte(about(file, "is UTF-16 text", "save it as UTF-8"), bytes, 0);
  if (const size_t zero = bytes.find('\0'); zero != std::string::npos) {
    return at_byte(about(file, "is a binary file, not text (byte " + std::to_string(zero + 1) + " is zero)", "name a scenario (.json) or a Go program (.go)"), bytes, zero);
  }
  if (const auto bad = first_not_utf8(bytes)) return at_byte(about(file, "is not UTF-8 text: a byte here belongs to no character", "save it as UTF-8"), bytes, *bad);
  return bytes;
}

}  // namespace wgscope
