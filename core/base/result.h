// Errors of the outside world (files, JSON, programs, displays) are values. Our own bugs are assertions; the studied
// program's bugs are events and endings.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace wgscope {

// One message, at one place, in words a user can act on.
struct Diagnostic {
  std::string file{};    // as the user named it; empty when there is none
  int line = 0;          // from 1, in the file that the user edits; 0: the file as a whole
  int column = 0;        // from 1, in characters (not bytes)
  std::string pointer{}; // RFC 6901, when the file is JSON
  std::string severity = "error";  // or "warning"
  std::string message{}; // what is wrong
  std::string hint{};    // what would be right; may be empty
};

// `file:line:column: message; hint`
std::string to_string(const Diagnostic& diagnostic);

using Diagnostics = std::vector<Diagnostic>;

// A value, or what kept us from making one: never both, never neither. `errors()` is never empty when there is no value.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::move(value)) {}
  Result(Diagnostics errors) : held_(std::move(errors)) {}
  Result(Diagnostic error) : held_(Diagnostics{std::move(error)}) {}

  bool ok() const { return held_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & { return std::get<0>(held_); }
  const T& value() const& { return std::get<0>(held_); }
  T&& value() && { return std::get<0>(std::move(held_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Diagnostics& errors() const { return std::get<1>(held_); }

 private:
  std::variant<T, Diagnostics> held_;
};

}  // namespace wgscope
