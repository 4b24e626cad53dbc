#include "app/cli/output.h"

#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace wgscope::cli {
namespace {

constexpr size_t kPendingBytes = 1 << 16;

bool wants_colours() {
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return (no_color == nullptr || *no_color == '\0') && term != nullptr && *term != '\0' && std::strcmp(term, "dumb") != 0;
}

}  // namespace

Output::Output() : terminal_(isatty(STDOUT_FILENO) == 1), colours_(terminal_ && wants_colours()) { std::signal(SIGPIPE, SIG_IGN); }

void Output::write(std::string_view text) {
  pending_ += text;
  if (pending_.size() >= kPendingBytes) flush();
}

void Output::flush() {
  size_t written = 0;
  while (!closed_ && error_ == 0 && written < pending_.size()) {
    const ssize_t n = ::write(STDOUT_FILENO, pending_.data() + written, pending_.size() - written);
    if (n >= 0) written += static_cast<size_t>(n);
    else if (errno == EPIPE) closed_ = true;
    else if (errno != EINTR) error_ = errno;
  }
  pending_.clear();
}

std::string Output::toned(Tone tone, std::string_view text) const {
  if (!colours_ || tone == Tone::plain) return std::string(text);
  const char* code = tone == Tone::strong ? "1" : tone == Tone::faint ? "2" : tone == Tone::good ? "36" : tone == Tone::warn ? "33" : "1;31";
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

int Output::finish(int status) {
  flush();
  if (error_ == 0) return status;
  complain("standard output cannot be written: " + std::string(std::strerror(error_)));
  return 2;
}

void complain(const Diagnostics& diagnostics) {
  for (const Diagnostic& d : diagnostics) {
    // `file:line:column: …` opens the line, so that editors find the place.
    if (d.file.empty()) complain(to_string(d));
    else std::fprintf(stderr, "%s\n", to_string(d).c_str());
  }
}

void complain(std::string_view message) { std::fprintf(stderr, "wgscope: %.*s\n", static_cast<int>(message.size()), message.data()); }

}  // namespace wgscope::cli
