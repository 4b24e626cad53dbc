// The tree of a program: what the parser makes, the checker annotates, and the code generator reads.
//
// Nodes are plain and owned by the Ast; pointers between them live as long as it does. Texts point into the source.
// A node that the parser could not make sense of, or that this subset refuses, is `bad`: reported already, silent from then on.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/program/syntax/token.h"

namespace wgscope::program {

struct Constant;
struct Entity;
struct Expr;
struct FunctionNode;
struct LibraryMember;
struct Stmt;
struct Type;

enum class ExprKind : uint8_t {
  bad,         // list: what was read of it, so that names in it count as used
  name, int_literal, float_literal, rune_literal, string_literal, function_literal,
  composite,   // x{list}
  paren,       // (x)
  selector,    // x.text
  call,        // x(list)
  star,        // *x: a dereference or a pointer type
  unary,       // op x
  binary,      // x op y
  function_type,
  channel_type,  // chan x; op: Tok::arrow for <-chan x, Tok::chan_ for chan<- x
  struct_type,   // struct{}
  index,       // x[list]
  assertion,   // x.(y)
};

// How an operand may be used; go/types' operand modes.
enum class Mode : uint8_t { invalid, no_value, builtin, package, type, constant, variable, value, nil, library, tuple };

// What a call turned out to be.
enum class CallKind : uint8_t { none, conversion, builtin, library, method, function };

struct FunctionType;

struct Expr {
  ExprKind kind = ExprKind::bad;
  Tok op = Tok::eof;
  bool spread = false;              // f(x...)
  bool bad_literal = false;
  bool with_ok = false;             // the checker's, of a receive: it gives two values
  uint16_t height = 1;              // of the tree below, so that no walk goes too deep
  Pos pos;                          // where it starts
  Pos own;                          // where its own word is: the operator, the selected name
  std::string_view text;            // a name, a literal as written; of the operation of an `op=`: `=`
  Expr* x = nullptr;
  Expr* y = nullptr;
  std::vector<Expr*>* list = nullptr;
  FunctionNode* function = nullptr;            // of function_literal and function_type (no body)

  // The checker's.
  Mode mode = Mode::invalid;
  CallKind call = CallKind::none;
  const Type* type = nullptr;
  const Constant* value = nullptr;          // of constants, in the representation of `type` once that is final
  Entity* entity = nullptr;                 // what a name means
  const LibraryMember* member = nullptr;    // what a selector of a package or a method selector means

  size_t size() const { return list ? list->size() : 0; }
};

struct Field {                              // one parameter or result
  std::string_view name;                    // empty: unnamed
  Pos pos;
  Expr* type = nullptr;
  bool variadic = false;
  Entity* entity = nullptr;                 // the checker's
};

// A function's signature, and its body when it has one.
struct FunctionNode {
  std::string_view name;                    // empty: a literal, or a type
  Pos pos;                                  // of its name, or of `func`
  Pos end;                                  // of the closing brace
  std::vector<Field> parameters, results;
  Stmt* body = nullptr;

  // The checker's.
  const Type* type = nullptr;
  FunctionNode* outer = nullptr;               // of a literal: the function around it
  std::string full_name;                    // main.main.func1
  int literals = 0;                         // how many function literals it holds directly: their numbers
  std::vector<Entity*> captures;            // variables of functions around it, in order of first use
  std::unordered_map<const Entity*, uint32_t> capture_numbers;   // where each stands in it
  bool returns_values = false;              // some `return` has operands, and so assigns the results
  uint32_t index = 0;                       // in Program::functions
  bool has_named_results() const { return !results.empty() && !results[0].name.empty(); }
};

enum class StmtKind : uint8_t {
  bad, empty, expression, assign /* lhs = rhs */, assign_op /* lhs op= rhs, and ++ -- with rhs empty */, define, go, defer, return_, block,
  if_, switch_, select_, case_, for_, range, labeled, break_, continue_, fallthrough_, declaration,
  send,        // lhs[0] <- rhs[0]
};

enum class DeclKind : uint8_t { variable, constant, function };

struct Name {
  std::string_view text;
  Pos pos;
  Entity* entity = nullptr;                 // the checker's
};

// One specification: `a, b int = 1, 2` of var or const; a function.
struct Decl {
  DeclKind kind = DeclKind::variable;
  bool inherited = false;                   // a constant that repeats the expressions of the one above
  bool broken = false;                      // holds a syntax error
  Pos pos;
  std::vector<Name> names;
  Expr* type = nullptr;
  std::vector<Expr*> values;
  int64_t iota = 0;
  FunctionNode* function = nullptr;
};

struct Stmt {
  StmtKind kind = StmtKind::bad;
  Tok op = Tok::eof;                        // of assign_op
  bool is_default = false;                  // of case_
  bool defines = false;                     // of range: `i := range`
  bool has_syntax_error = false;
  Pos pos;
  Pos own;                                  // the operator's place
  Pos end;                                  // of a block: its closing brace
  std::string_view label;                   // of labeled, break_, continue_
  std::vector<Expr*> lhs, rhs;              // expression, go, defer: rhs[0]; return_, case_: rhs; range: lhs and rhs[0]
  Stmt* init = nullptr;                     // of a case_ of a select_: its communication
  Expr* condition = nullptr;                // of if_, for_; the tag of switch_
  Stmt* post = nullptr;
  Stmt* body = nullptr;                     // if_, for_, range, labeled
  Stmt* otherwise = nullptr;
  std::vector<Stmt*> list;                  // of a block, a case_, a switch_ or select_ (its cases)
  std::vector<Decl*> decls;

  // The checker's.
  Stmt* target = nullptr;                   // of break_ and continue_
  std::vector<Name> names;                  // of define, range: entities by place of lhs; null: assigned, not declared
  bool breaks_out = false;                  // of for_, range, switch_, select_: some break leaves it
  std::vector<Entity*> loop_variables;      // of for_: what its init declares
};

struct Import {
  std::string_view path;                    // unquoted
  std::string_view name;                    // empty: the package's own
  Pos pos, name_pos;
};

struct Ast {
  std::deque<Expr> exprs;
  std::deque<Stmt> stmts;
  std::deque<Decl> decls;
  std::deque<FunctionNode> functions;
  std::deque<std::vector<Expr*>> lists;

  std::string_view package;
  Pos package_pos;
  std::vector<Import> imports;
  std::vector<Decl*> top;
  // Names that were written where text was skipped, be it refused or not understood. They count as used and are not reported as undefined.
  std::vector<std::string_view> skipped_names;
  std::vector<Expr*> refused_types;         // of fields and of declared types: read, and checked for what they name
  bool has_imports = false;
  bool gave_up = false;                     // nested too deeply: the rest was not read
};

// An expression as messages show it, close to how it was written.
std::string text_of(const Expr* expr);
std::string text_of(const Stmt* send);
// Without the parentheses around it.
Expr* bare(Expr* expr);
bool holds_receive(const Expr* expr);   // outside of function literals
bool holds_call(const Expr* expr);      // or a receive
inline bool is_receive(const Expr* bare) { return bare->kind == ExprKind::unary && bare->op == Tok::arrow; }

}  // namespace wgscope::program
