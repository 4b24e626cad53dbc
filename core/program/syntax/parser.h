// Tokens to tree, with Go's syntax errors, several at a time; what this subset has not is refused by name.
#pragma once

#include <vector>

#include "core/program/syntax/ast.h"
#include "core/program/syntax/messages.h"

namespace wgscope::program {

// Fills `ast`; what cannot be understood is reported and left out or `bad`.
void parse(const std::vector<Token>& tokens, Ast& ast, Messages& messages);

}  // namespace wgscope::program
