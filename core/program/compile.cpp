#include "core/program/compile.h"

#include "core/base/limits.h"
#include "core/program/check/checker.h"
#include "core/program/generate/codegen.h"
#include "core/program/syntax/lexer.h"
#include "core/program/syntax/parser.h"

namespace wgscope::program {

namespace {

Diagnostic gave_up(const Source& source) {
  Diagnostic diagnostic;
  diagnostic.file = source.file;
  diagnostic.line = diagnostic.column = 1;
  if (source.time_limit.cancelled()) {
    diagnostic.message = "was not read to its end";
    diagnostic.hint = "open it again";
  } else {
    diagnostic.message = "reading this program takes too long";
    diagnostic.hint = "at most " + std::to_string(limits::kCompileSeconds) + " seconds: write fewer or smaller constant expressions";
  }
  return diagnostic;
}

}  // namespace

Result<Program> compile(const Source& given) {
  Source source = given;
  if (!source.time_limit.until) source.time_limit.until = std::chrono::steady_clock::now() + std::chrono::seconds(limits::kCompileSeconds);
  Messages messages(source);
  if (source.text.size() > limits::kScenarioBytes) {
    messages.error({1, 1}, "program too large", "at most 1 MiB");
    return messages.take();
  }
  Ast ast;
  Semantics semantics;
  const std::vector<Token> tokens = read_tokens(source.text, messages);
  parse(tokens, ast, messages);
  if (ast.gave_up) return messages.take();
  if (!check(ast, source, semantics, messages)) return gave_up(source);
  if (messages.any()) return messages.take();
  Program program = generate(ast, source, semantics, messages);
  if (messages.any()) return messages.take();
  return program;
}

}  // namespace wgscope::program
