#include "app/cli/output.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "core/base/shorten.h"

namespace wgscope::cli {
namespace {

constexpr size_t kPendingBytes = 1 << 16;

// By Tone; the first one ends the others.
constexpr std::string_view kTones[] = {"\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[36m", "\x1b[33m", "\x1b[1;31m"};

// How long the tone is that the text begins with; 0: it begins with none.
size_t tone_code_at(std::string_view text) {
  for (const std::string_view tone : kTones) {
    if (text.starts_with(tone)) return tone.size();
  }
  return 0;
}

bool wants_colours() {
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return (no_color == nullptr || *no_color == '\0') && term != nullptr && *term != '\0' && std::strcmp(term, "dumb") != 0;
}

}  // namespace

Output::Output() : terminal_(isatty(STDOUT_FILENO) == 1), colours_(terminal_ && wants_colours()) { std::signal(SIGPIPE, SIG_IGN); }

void Output::write(std::string_view text) {
  while (!text.empty()) {
    const size_t escape = colours_ ? std::min(text.find('\x1b'), text.size()) : text.size();
    pending_ += printable(text.substr(0, escape));
    text.remove_prefix(escape);
    if (text.empty()) break;
    const size_t tone = tone_code_at(text);
    pending_ += tone > 0 ? std::string(text.substr(0, tone)) : printable(text.substr(0, 1));
    text.remove_prefix(std::max<size_t>(tone, 1));
  }
  if (pending_.size() >= kPendingBytes) flush();
}

bool Output::reader_has_gone() {
  pollfd out{STDOUT_FILENO, 0, 0};
  if (!closed_ && ::poll(&out, 1, 0) == 1 && (out.revents & POLLERR) != 0) closed_ = true;   // of a pipe or a socket
  return closed_;
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
  return std::string(kTones[static_cast<size_t>(tone)]).append(text).append(kTones[0]);
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
    else std::fprintf(stderr, "%s\n", printable(to_string(d)).c_str());
  }
}

void complain(std::string_view message) { std::fprintf(stderr, "wgscope: %s\n", printable(message).c_str()); }

}  // namespace wgscope::cli
