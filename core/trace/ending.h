// How an execution ended. The one place that writes and reads the texts of endings; everybody else asks for the kind.
//
// The text is what `expect`, the command line, saved traces and the window show: `exit`, `deadlock`, `livelock`, `panic: ` or `fatal: ` and
// Go's words. It is the whole of an ending: equal texts, equal endings.
#pragma once

#include <compare>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace wgscope {

class Ending {
 public:
  enum class Kind : unsigned char {
    exit,       // main returned
    deadlock,   // nothing can ever step, and somebody is parked
    livelock,   // no execution ends so: states from which no ending can be reached (explore)
    panic,      // a panic that nobody recovered from
    fatal,      // another end that the runtime made: a `fatal error` of Go's that is no deadlock
  };

  static Ending exit() { return {Kind::exit, "exit"}; }
  static Ending deadlock() { return {Kind::deadlock, "deadlock"}; }
  static Ending livelock() { return {Kind::livelock, "livelock"}; }
  // `values`: of the panics in flight, as Go prints them, the oldest first.
  static Ending panic(std::span<const std::string> values);
  static Ending panic(const std::string& value) { return panic({&value, 1}); }
  static Ending fatal(std::string_view words) { return {Kind::fatal, std::string(kFatal).append(words)}; }
  // Nobody is left, and main has not returned.
  static Ending nobody_left() { return fatal("no goroutines (main called runtime.Goexit) - deadlock!"); }
  // None: the text is no ending's. `hint`, when given, then says what would be right.
  static std::optional<Ending> read(std::string_view text, std::string* hint = nullptr);

  Kind kind() const { return kind_; }
  bool is(Kind kind) const { return kind_ == kind; }
  const std::string& text() const { return text_; }
  // Of a panic or a fatal error: what Go says of it, without the word before the colon. Else the whole text.
  std::string_view words() const;
  // The words without the package that says them, for where there is little room.
  std::string_view short_words() const;

  bool operator==(const Ending& other) const { return text_ == other.text_; }
  std::strong_ordering operator<=>(const Ending& other) const { return text_ <=> other.text_; }
  friend bool operator==(const Ending& ending, std::string_view text) { return ending.text_ == text; }

 private:
  Ending(Kind kind, std::string text) : kind_(kind), text_(std::move(text)) {}
  static constexpr std::string_view kPanic = "panic: ", kFatal = "fatal: ";

  Kind kind_;
  std::string text_;
};

std::ostream& operator<<(std::ostream& out, const Ending& ending);

}  // namespace wgscope
