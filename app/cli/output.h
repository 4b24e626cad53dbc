// Standard output for data, standard error for messages. A reader that has gone away is no error: what is written then goes nowhere, quietly.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace wgscope::cli {

enum class Tone : uint8_t { plain, strong, faint, good, warn, bad };

class Output {
 public:
  Output();
  ~Output() { flush(); }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  // What a terminal would obey is shown instead (core/base/shorten.h), but for the tones.
  void write(std::string_view text);
  // `text` in a tone, where the terminal has colours; the words alone always say it all.
  std::string toned(Tone tone, std::string_view text) const;
  void flush();

  bool is_terminal() const { return terminal_; }
  bool closed() const { return closed_; }      // nobody reads any more: known once something was written
  // Likewise, for who writes nothing for a long time.
  bool reader_has_gone();
  // The status to exit with: `status`, or 2 when something could not be written (which is said).
  int finish(int status);

 private:
  std::string pending_;
  bool terminal_ = false, colours_ = false, closed_ = false;
  int error_ = 0;
};

// One message a line on standard error.
void complain(const Diagnostics& diagnostics);
void complain(std::string_view message);

}  // namespace wgscope::cli
