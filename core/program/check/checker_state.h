// The checker's workings, shared by its files:
//   checker.cpp            packages, package-level declarations, order of initialisation
//   check_declarations.cpp const, var and func, wherever they stand; types
//   check_statements.cpp, check_control.cpp
//   check_expressions.cpp, check_operators.cpp, check_untyped.cpp, check_calls.cpp
// It follows go/types: the same rules, in the same order, so that the same message comes first.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/program/check/checker.h"

namespace wgscope::program {

class Checker {
 public:
  Checker(Ast& ast, const Source& source, Semantics& semantics, Messages& messages);
  bool run();   // false: it gave up

 private:
  using TypeList = std::vector<const Type*>;

  // --- packages and package-level declarations
  void declare_universe();
  void declare_params();
  void declare_imports();
  void collect();
  void collect_function(Decl& decl);
  void resolve(Entity& entity, Pos use);
  void report_cycle(const std::vector<const Entity*>& cycle);
  void check_bodies();
  void order_initialisers();
  void report_unused_imports();
  void refuse_package(Pos pos, std::string_view name);

  // --- scopes and entities
  Entity* new_entity(EntityKind kind, std::string_view name, Pos pos, const Type* type = nullptr);
  // Into the current scope. The blank name is not declared; a name that is there already is reported.
  void declare(Entity* entity);
  Entity* new_variable(const Name& name, const Type* type);
  void open_scope();
  void close_scope();
  Entity* lookup(std::string_view name) const { return scope_->find(name); }
  bool skipped(std::string_view name) const { return skipped_.count(name) > 0; }
  void use_variable(Entity& entity);
  void depend_on(Entity& entity);
  std::string did_you_mean(std::string_view name);

  // --- declarations
  void package_variable(Entity& entity);
  void variable_decl(Decl& decl);
  void constant_decl(Decl& decl);
  void constant_value(Entity& entity, Decl& decl, size_t index);
  // Types `names` from `values`; `assign` puts each in place. What is missing or too much is reported.
  void initialise(const std::vector<Entity*>& variables, const std::vector<Expr*>& values, const Type* type, Pos at, std::string_view context);
  void function_body(FunctionNode& function);
  void signature(FunctionNode& function);
  void mend_order(Field& field);
  const Type* type_of(Expr* expr);                 // a type expression; reports what is none

  // --- statements
  void block(Stmt* block);
  void statements(const std::vector<Stmt*>& list);
  void statement(Stmt* stmt);
  void simple(Stmt* stmt);
  void expression_statement(Stmt* stmt);
  void define(Stmt* stmt);
  void assign(Stmt* stmt);
  void assign_op(Stmt* stmt);
  void call_statement(Stmt* stmt);
  void return_statement(Stmt* stmt);
  void if_statement(Stmt* stmt);
  void for_statement(Stmt* stmt);
  void range_statement(Stmt* stmt);
  void switch_statement(Stmt* stmt);
  void select_statement(Stmt* stmt);
  void send_statement(Stmt* stmt);
  void switch_case(Stmt* clause, Stmt* stmt, std::map<std::string, Pos>& seen);
  void branch(Stmt* stmt);
  void labeled(Stmt* stmt);
  void condition(Expr* expr, std::string_view what);
  const Type* target(Expr* expr);                  // the left of an assignment: its type, null for `_`, invalid when it cannot be assigned to
  void assign_values(const std::vector<Expr*>& lhs, const std::vector<Expr*>& rhs);
  bool terminates(const Stmt* stmt) const;
  bool list_terminates(const std::vector<Stmt*>& list) const;

  // --- expressions: each leaves mode, type and value in the node
  void raw(Expr* expr, const Type* expected = nullptr);   // anything: a value, a type, a package, a call without a value
  void value(Expr* expr, const Type* expected = nullptr); // one value, maybe untyped; else reported and invalid
  void many(Expr* expr);                                  // as value(), but several values are as good
  void only_value(Expr* expr);
  void one_value(Expr* expr);
  void name(Expr* expr);
  void literal(Expr* expr);
  void selector(Expr* expr);
  void package_member(Expr* expr, Entity& package);
  void function_literal(Expr* expr);
  void composite(Expr* expr);
  void unary(Expr* expr);
  void two_values(Expr* expr);                             // what is received, and whether it was sent: where two are wanted
  const Type* element_of(Expr* channel, Pos at, bool receives);   // null: reported
  void address_of(Expr* expr);
  void star(Expr* expr);
  void binary(Expr* expr);
  bool match(Expr* expr, Expr* x, Expr* y);
  void comparison(Expr* expr, Expr* x, Expr* y, Tok op, bool in_switch);
  void shift(Expr* expr, Expr* x, Expr* y, Tok op);
  void arithmetic(Expr* expr, Expr* x, Expr* y, Tok op);
  void fold(Expr* expr, Expr* x, Expr* y, Tok op);
  bool check_overflow(Expr* expr, std::string_view operation);
  void use(Expr* expr);                                   // its names count as used; nothing is reported
  void use_all(const std::vector<Expr*>& list);

  // --- calls
  void call(Expr* expr);
  void conversion(Expr* expr, const Type* type);
  void builtin(Expr* expr, Callee callee, std::string_view name);
  void min_max(Expr* expr, std::string_view name);
  void make(Expr* expr);
  void close(Expr* expr);
  void arguments(Expr* expr, const Type* function, const LibraryMember* library);
  void finish_call(Expr* expr, const TypeList& results);
  TypeList parameters_of(const LibraryMember& member, const Type* receiver);
  TypeList results_of(const LibraryMember& member, const Type* receiver);
  const Type* letter(char code, const Type* receiver);

  // --- untyped values
  const Type* default_type(const Type* type) const;
  // Gives an untyped expression its type, all the way down. False when it does not fit: reported, and invalid.
  bool convert_untyped(Expr* expr, const Type* type);
  enum class Implicit : uint8_t { ok, mismatch, truncated, overflows };
  Implicit implicit_type(Expr* expr, const Type* type) const;
  void settle(Expr* expr, const Type* type);
  void assign_to(Expr* expr, const Type* type, const std::string& context);
  void set_constant(Expr* expr, Constant value, const Type* type);
  void set_value(Expr* expr, const Type* type, Mode mode = Mode::value);
  void invalid(Expr* expr);
  bool comparable(const Type* type) const;
  bool assignable(const Expr* expr, const Type* type) const;

  // Looked at now and then: over the time limit, whatever is still to be checked is passed over.
  bool gives_up();

  // --- messages
  std::string described(const Expr* expr) const;   // `x (variable of type int)`
  std::string part_described(const Expr* expr, size_t part) const;   // of a tuple
  static std::string context_of(Expr* tuple) { return bare(tuple)->with_ok ? "multiple assignment" : "assignment"; }
  void error(Pos pos, const std::string& message, const std::string& hint) {
    if (!gave_up_) messages_.error(pos, message, hint);
  }
  void invalid_operation(Pos pos, const std::string& message, std::string hint) { error(pos, "invalid operation: " + message, std::move(hint)); }

  struct Label {
    Stmt* stmt = nullptr;
    bool used = false;
  };
  // What one function needs while its body is checked.
  struct Body {
    FunctionNode* function = nullptr;
    std::vector<Stmt*> enclosing;        // loops and switches, innermost last
    std::vector<Stmt*> labels;           // labeled statements around, innermost last
    std::unordered_map<std::string_view, Label> declared;   // all labels so far
  };
  struct Later {
    FunctionNode* function = nullptr;
    Scope* scope = nullptr;
    Entity* dependent = nullptr;
  };

  Ast& ast_;
  const Source& source_;
  Semantics& semantics_;
  Types& types_;
  Messages& messages_;
  Scope* universe_ = nullptr;
  Scope* package_ = nullptr;
  Scope* scope_ = nullptr;
  Body* body_ = nullptr;
  Entity* dependent_ = nullptr;          // the package-level entity whose initialiser or body is being looked at
  std::set<std::string_view> skipped_;
  std::set<std::string_view> missing_imports_;   // reported already
  std::set<std::string_view> refused_packages_;
  std::vector<Later> later_;             // function literals of package-level initialisers: their bodies
  const Constant* iota_ = nullptr;
  bool check_unused_ = true;             // off in a function with syntax errors
  std::set<std::pair<const Entity*, const Entity*>> dependencies_;   // who refers to whom: refers_to, to look up
  std::vector<Entity*> resolving_;       // package-level ones, each needed by the one before
  int suggestions_left_ = 100;
  int package_literals_ = 0;
  size_t constant_bytes_ = 0;            // of all constants so far
  uint32_t looks_ = 0;                   // gives_up() so far
  bool gave_up_ = false, too_long_constants_ = false;
};

}  // namespace wgscope::program
