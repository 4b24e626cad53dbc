#include "core/program/compile.h"

#include "core/base/limits.h"
#include "core/program/checker.h"
#include "core/program/codegen.h"
#include "core/program/lexer.h"
#include "core/program/parser.h"

namespace wgscope::program {

Result<Program> compile(const Source& source) {
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
  check(ast, source, semantics, messages);
  if (messages.any()) return messages.take();
  Program program = generate(ast, source, semantics, messages);
  if (messages.any()) return messages.take();
  return program;
}

}  // namespace wgscope::program
