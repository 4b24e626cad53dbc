#include "core/trace/trace_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "core/base/limits.h"

namespace wgscope {

namespace {

constexpr size_t kBeginningBytes = 64;

Diagnostic trouble(const std::string& path, const std::string& what, int error, std::string hint = {}) {
  return Diagnostic{path, 0, 0, {}, "error", what + ": " + std::strerror(error), std::move(hint)};
}

// 0, or what went wrong.
int write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return 0;
}

std::optional<Diagnostic> write_directly(std::string_view bytes, const std::string& path) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (fd < 0) return trouble(path, "cannot write", errno);
  int error = write_all(fd, bytes);
  if (::close(fd) != 0 && error == 0) error = errno;
  if (error != 0) return trouble(path, "cannot write", error);
  return std::nullopt;
}

// Where a symbolic link leads, so that saving changes the file and not the link.
std::string resolved(const std::string& path) {
  char* real = ::realpath(path.c_str(), nullptr);
  if (!real) return path;
  std::string result(real);
  std::free(real);
  return result;
}

std::string folder_of(const std::string& path) {
  const size_t slash = path.find_last_of('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

// One that nobody has, made of the pattern's last six characters; 0, or what went wrong.
int give_name(int fd, std::string& pattern) {
  const std::string from = "/proc/self/fd/" + std::to_string(fd);
  constexpr int kTries = 100;
  uint64_t number = static_cast<uint64_t>(::getpid());
  for (int i = 0; i < kTries; ++i, ++number) {
    for (size_t digit = 0; digit < 6; ++digit) pattern[pattern.size() - 1 - digit] = "0123456789abcdefghijklmnopqrstuv"[number >> 5 * digit & 31];
    if (::linkat(AT_FDCWD, from.c_str(), AT_FDCWD, pattern.c_str(), AT_SYMLINK_FOLLOW) == 0) return 0;
    if (errno != EEXIST) return errno;
  }
  return EEXIST;
}

}  // namespace

std::optional<Diagnostic> save_file(std::string_view bytes, const std::string& path) {
  struct stat existing {};
  const bool exists = ::stat(path.c_str(), &existing) == 0;
  if (exists && S_ISDIR(existing.st_mode)) return trouble(path, "cannot write", EISDIR, "name a file");
  if (exists && !S_ISREG(existing.st_mode)) return write_directly(bytes, path);
  const std::string target = exists ? resolved(path) : path;
  std::string beside = target + ".XXXXXX";
  // Without a name until it is whole: whatever ends this program in the middle leaves nothing behind. Not every file system can.
  int fd = ::open(folder_of(target).c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
  const bool nameless = fd >= 0;
  if (!nameless) fd = ::mkostemp(beside.data(), O_CLOEXEC);
  if (fd < 0) return trouble(path, "cannot write", errno, "choose a folder that exists and can be written to");
  // mkostemp makes files private; a saved file is as readable as the one that it replaces, or as any new one.
  const mode_t mask = ::umask(0);
  ::umask(mask);
  if (::fchmod(fd, exists ? existing.st_mode & 07777 : 0666 & ~mask) != 0) { /* then it stays private */ }
  int error = write_all(fd, bytes);
  if (error == 0 && ::fsync(fd) != 0 && errno != EINVAL) error = errno;
  if (error == 0 && nameless) error = give_name(fd, beside);
  if (::close(fd) != 0 && error == 0) error = errno;
  if (error == 0 && ::rename(beside.c_str(), target.c_str()) != 0) error = errno;
  if (error == 0) return std::nullopt;
  ::unlink(beside.c_str());
  return trouble(path, exists ? "cannot write (what was there is unchanged)" : "cannot write (nothing was saved)", error,
                 error == ENOSPC || error == EDQUOT ? "free some space, or save elsewhere" : "");
}

std::optional<Diagnostic> save_trace(const Trace& trace, const std::string& path) { return save_file(trace_bytes(trace), path); }

Result<std::shared_ptr<const Trace>> open_trace(const std::string& path) {
  const bool standard_input = path == "-";
  const int fd = standard_input ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return trouble(path, "cannot open", errno);
  std::string bytes;
  int error = 0;
  for (;;) {
    const size_t had = bytes.size(), room = std::max<size_t>(size_t{1} << 16, had);
    bytes.resize(had + room);
    const ssize_t got = ::read(fd, bytes.data() + had, room);
    bytes.resize(had + static_cast<size_t>(std::max<ssize_t>(got, 0)));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) error = errno;
    if (got <= 0) break;
    if (bytes.size() >= kBeginningBytes && !looks_like_trace(bytes)) break;   // which parse_trace says; a device would never end
    if (bytes.size() > limits::kTraceFileBytes) {
      ::close(fd);
      return Diagnostic{path, 0, 0, {}, "error", "is larger than " + std::to_string(limits::kTraceFileBytes) + " bytes", "that is the limit of such a file"};
    }
  }
  ::close(fd);
  if (error != 0) return trouble(path, "cannot read", error);
  return parse_trace(bytes, path);
}

}  // namespace wgscope
