// Small programs put together by hand, for tests that must not depend on the front end.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "core/program/code.h"

namespace wgscope::program {

// The types that stand first in every program, as the checker names them.
inline std::vector<TypeInfo> builtin_types() {
  return {{Kind::none, ""},          {Kind::boolean, "bool"},        {Kind::int_, "int"},                  {Kind::int32, "int32"},
          {Kind::int64, "int64"},    {Kind::uint32, "uint32"},       {Kind::uint64, "uint64"},             {Kind::float64, "float64"},
          {Kind::string, "string"},  {Kind::int64, "time.Duration"}, {Kind::string, "runtime.errorString"}, {Kind::string, "*runtime.PanicNilError"}};
}

// One line of assembly: `i(Op::wg_add)`, `i(Op::call, 2)`.
inline Instruction i(Op op, int32_t b = 0, Kind a = Kind::int_) { return {.op = op, .a = static_cast<uint8_t>(a), .site = 0, .b = b}; }

class Assembly {
 public:
  Assembly() {
    program.types = builtin_types();
    program.strings = {""};
    program.sites = {{}};
    program.file = "test.go";
    program.lines = {""};
  }

  // Functions are numbered in order of their calls of this; the first is main.
  uint32_t function(std::string name, uint16_t parameters, uint16_t locals, std::vector<Instruction> code, uint16_t results = 0, uint16_t captures = 0) {
    Function made;
    made.name = std::move(name);
    made.parameters = parameters;
    made.locals = locals;
    made.results = results;
    made.captures = captures;
    for (Instruction& in : code) {
      in.site = static_cast<uint16_t>(program.sites.size());
      program.sites.push_back({in.site, 1, in.site, 1, static_cast<uint16_t>(program.functions.size())});
    }
    made.code = std::move(code);
    program.functions.push_back(std::move(made));
    return static_cast<uint32_t>(program.functions.size() - 1);
  }

  int32_t global(std::string name, Kind kind, TypeId type = kTypeInt) {
    program.globals.push_back(static_cast<uint32_t>(declaration(std::move(name), kind, type)));
    return static_cast<int32_t>(program.globals.size() - 1);
  }
  int32_t declaration(std::string name, Kind kind, TypeId type = kTypeInt) {
    program.declarations.push_back({.name = std::move(name), .kind = kind, .type = type});
    return static_cast<int32_t>(program.declarations.size() - 1);
  }
  int32_t number(int64_t value) {
    program.constants.push_back(static_cast<uint64_t>(value));
    return static_cast<int32_t>(program.constants.size() - 1);
  }
  int32_t text(std::string value) {
    program.strings.push_back(std::move(value));
    return number(static_cast<int64_t>(program.strings.size() - 1));
  }

  Program program;
};

}  // namespace wgscope::program
