// One value under one verb: everything that fmt's printer does behind printArg. format.cpp walks over formats and lists of values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/program/code.h"
#include "core/program/pool.h"

namespace wgscope::program {

struct Flags {
  bool plus = false, minus = false, sharp = false, space = false, zero = false;
  bool go_syntax = false;                // %#v
  bool details = false;                  // %+v
  std::optional<int> width, precision;
};

struct Value {
  TypeId type;
  Kind kind = Kind::none;
  uint64_t payload = 0;
};

inline bool is_signed(Kind kind) { return kind == Kind::int_ || kind == Kind::int32 || kind == Kind::int64; }
inline bool is_unsigned(Kind kind) { return kind == Kind::uint32 || kind == Kind::uint64; }

class Printer {
 public:
  Printer(const Program& program, const Pool& pool, std::string& out) : program_(program), pool_(pool), out_(out) {}

  Flags flags;

  Value value_of(uint64_t any) const;
  const std::string& type_name(const Value& value) const { return program_.types[value.type.value].name; }
  void print(const Value& value, uint32_t verb);

 private:
  bool print_by_method(const Value& value, uint32_t verb);
  void print_by_kind(const Value& value, uint32_t verb);
  void bad_verb(const Value& value, uint32_t verb);
  void print_string(const Value& value, std::string_view text, uint32_t verb);
  void quote(std::string_view text);
  void hex_bytes(std::string_view text, std::string_view digits);
  void print_integer(const Value& value, uint32_t verb);
  void integer(uint64_t bits, unsigned base, bool with_sign, uint32_t verb);
  void hex64(uint64_t bits, bool prefix);
  void unicode(uint64_t bits);
  void print_float(const Value& value, uint32_t verb);
  void real(const Value& value, char verb, int precision);
  void print_pointer(const Value& value, uint32_t verb);
  uint64_t address_of(const Value& value) const;
  std::string_view truncated(std::string_view text) const;
  void pad(std::string_view text, bool may_zero = true);

  const Program& program_;
  const Pool& pool_;
  std::string& out_;
  bool in_bad_verb_ = false;
};

}  // namespace wgscope::program
