// Gives every expression of a tree its type, every name its meaning, and reports what Go would refuse, in Go's words.
//
// It also says what the code generator must know: which variables are captured, assigned, have their address taken (docs/go_semantics.md: "shared"),
// and in which order package-level variables are initialised. It makes no code.
#pragma once

#include <deque>
#include <set>
#include <vector>

#include "core/program/check/entity.h"
#include "core/program/compile.h"
#include "core/program/syntax/ast.h"
#include "core/program/syntax/messages.h"
#include "core/program/types.h"

namespace wgscope::program {

// A package-level `var a, b = …`: the variables that one expression list initialises together.
struct Initialiser {
  Decl* decl = nullptr;
  size_t index = 0;          // of the name and its value; with one value for all names: 0
};

struct Semantics {
  Types types;
  std::deque<Entity> entities;
  std::deque<Scope> scopes;
  std::deque<Constant> constants;

  std::vector<FunctionNode*> functions;       // all that have a body, declared ones first, then literals as they come
  std::vector<Entity*> globals;               // package-level variables, as declared
  std::vector<Initialiser> initialisers;      // in the order in which Go runs them
  std::vector<FunctionNode*> inits;           // func init(), as declared
  FunctionNode* main = nullptr;
  // What some `*p = …` may assign: the types of their targets. A variable whose address is taken counts as assigned when its type is here.
  std::set<const Type*> stored_through;
};

// False: it gave up at the source's time limit, and what it found is worth nothing.
bool check(Ast& ast, const Source& source, Semantics& semantics, Messages& messages);

}  // namespace wgscope::program
