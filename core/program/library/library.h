// The packages that the subset knows: what is in them, and what to use in place of what is not.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/program/types.h"

namespace wgscope::program {

// Everything that can be called and is no function of the program.
enum class Callee : uint8_t {
  none,
  // builtins
  panic_, recover_, new_, len, min, max, make_, close_, cap,
  // functions
  println, printf, print, sprint, sprintf, sprintln, sleep, gosched, goexit, after, after_func, tick, new_timer, new_ticker, new_cond,
  // methods
  wg_add, wg_done, wg_wait, wg_go, atomic_load, atomic_store, atomic_add, atomic_swap, atomic_cas,
  lock, unlock, try_lock, read_lock, read_unlock, try_read_lock,
  cond_wait, cond_signal, cond_broadcast,
  timer_stop, timer_reset, ticker_stop, ticker_reset,
};

struct LibraryMember {
  enum class What : uint8_t { function, method, field, type, constant, refused };   // a field is read, and of the type in `result`
  What what = What::refused;
  std::string_view name;
  Callee callee = Callee::none;
  std::string_view parameters;   // a letter each: i int, v the atomic's value, f func(), d Duration, c <-chan time.Time, t *time.Timer, l sync.Locker, n *sync.Cond, k *time.Ticker, s string, a any, * any number of any
  std::string_view result;       // likewise; empty: none. p: what fmt.Println returns, which has no use here
  int64_t value = 0;             // of a constant: a Duration
  std::string_view hint;         // of what is refused
};

// A type of a package.
struct LibraryType {
  std::string_view path, name;   // of the package; of the type in it
  const Type* Types::*type;
  std::span<const LibraryMember> methods;
};

struct Package {
  std::string_view path, name;
  std::span<const LibraryMember> members;
  std::span<const std::string_view> others;   // exported by Go's package, not by ours
};

std::span<const Package> packages();
const Package* find_package(std::string_view path);
const LibraryMember* find_member(const Package& package, std::string_view name);
// A method of a type (not of a pointer to it); refused ones too.
const LibraryMember* find_method(const Types& types, const Type& type, std::string_view name);
std::vector<std::string> method_names(const Types& types, const Type& type);
// What to use in place of a package of Go's that is not here, found by its path or by the last part of it; empty: nothing in particular.
std::optional<std::string_view> refused_package_hint(std::string_view path_or_name);
bool in_standard_library(std::string_view path);
std::string_view refused_type_hint(std::string_view name);   // byte, error, … ; empty: no such type
std::string method_prefix(const Types& types, Kind kind);   // `sync.(*Mutex).`; empty: no type of a package is of that kind
const Type* type_of_member(const Types& types, const Package& package, std::string_view name);

}  // namespace wgscope::program
