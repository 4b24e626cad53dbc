// What the tests of the front end share: compile, find, and read messages.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/program/compile.h"

namespace wgscope::program {

inline Result<Program> compile_text(const std::string& text, std::vector<Param> params = {}) {
  Source source;
  source.file = "x.go";
  source.text = text;
  source.params = std::move(params);
  return compile(source);
}

// `x.go:3:5: message; hint`, a line each.
inline std::string messages_of(const Result<Program>& result) {
  std::string lines;
  if (result.ok()) return lines;
  for (const Diagnostic& each : result.errors()) lines += to_string(each) + "\n";
  return lines;
}

inline Program must_compile(const std::string& text, std::vector<Param> params = {}) {
  Result<Program> result = compile_text(text, std::move(params));
  if (result.ok()) return std::move(result).value();
  ADD_FAILURE() << messages_of(result) << "in\n" << text;
  return {};
}

inline const Function& function_called(const Program& program, const std::string& name) {
  for (const Function& function : program.functions) {
    if (function.name == name) return function;
  }
  ADD_FAILURE() << "no function " << name;
  static const Function kNone;
  return kNone;
}

// The statements in a main of their own; line 1 of `body` is line 2 of the text.
inline std::string in_main(const std::string& body) { return "func main() {\n" + body + "\n}\n"; }

}  // namespace wgscope::program
