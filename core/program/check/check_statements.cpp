// Statements that run straight on: declarations, assignments, calls.
#include "core/program/check/checker_state.h"

namespace wgscope::program {

void Checker::block(Stmt* block) {
  open_scope();
  statements(block->list);
  close_scope();
}

void Checker::statements(const std::vector<Stmt*>& list) {
  for (Stmt* stmt : list) statement(stmt);
}

void Checker::statement(Stmt* stmt) {
  if (!stmt || gives_up()) return;
  switch (stmt->kind) {
    case StmtKind::bad: use_all(stmt->lhs); use_all(stmt->rhs); break;
    case StmtKind::empty: break;
    case StmtKind::expression: expression_statement(stmt); break;
    case StmtKind::assign: assign(stmt); break;
    case StmtKind::assign_op: assign_op(stmt); break;
    case StmtKind::define: define(stmt); break;
    case StmtKind::go: case StmtKind::defer: call_statement(stmt); break;
    case StmtKind::return_: return_statement(stmt); break;
    case StmtKind::block: block(stmt); break;
    case StmtKind::if_: if_statement(stmt); break;
    case StmtKind::switch_: switch_statement(stmt); break;
    case StmtKind::select_: select_statement(stmt); break;
    case StmtKind::case_: break;   // theirs
    case StmtKind::for_: for_statement(stmt); break;
    case StmtKind::range: range_statement(stmt); break;
    case StmtKind::labeled: labeled(stmt); break;
    case StmtKind::break_: case StmtKind::continue_: branch(stmt); break;
    case StmtKind::fallthrough_: error(stmt->pos, "fallthrough statement out of place", "it is the last statement of a case"); break;
    case StmtKind::declaration:
      for (Decl* decl : stmt->decls) {
        if (decl->kind == DeclKind::constant) constant_decl(*decl);
        else variable_decl(*decl);
      }
      break;
    case StmtKind::send: send_statement(stmt); break;
  }
}

void Checker::send_statement(Stmt* stmt) {
  Expr *channel = stmt->lhs[0], *sent = stmt->rhs[0];
  value(channel);
  value(sent, channel->type && channel->type->channel() ? channel->type->element : nullptr);
  if (channel->mode == Mode::invalid || sent->mode == Mode::invalid) return;
  if (const Type* element = element_of(channel, channel->pos, false)) assign_to(sent, element, "send");
}

void Checker::expression_statement(Stmt* stmt) {
  Expr* expr = stmt->rhs[0];
  raw(expr);
  if (expr->mode == Mode::invalid || expr->mode == Mode::no_value) return;
  const Expr* inner = bare(expr);
  if (is_receive(inner)) return;
  if (inner->kind == ExprKind::call) {
    if (inner->call == CallKind::function || inner->call == CallKind::method || inner->call == CallKind::library) return;
    if (inner->call == CallKind::builtin && bare(inner->x)->entity->builtin == Callee::recover_) return;
  }
  switch (expr->mode) {
    case Mode::builtin: error(expr->pos, text_of(expr) + " (built-in) must be called", "write " + text_of(expr) + "(…)"); return;
    case Mode::type: error(expr->pos, text_of(expr) + " (type) is not an expression", "convert a value: int(x), or declare a variable: var x int"); return;
    case Mode::package: only_value(expr); return;
    case Mode::library: error(expr->pos, text_of(expr) + " is not used", "call it: " + text_of(expr) + "(…)"); return;
    default: break;
  }
  const bool callable = expr->type && expr->type->form == Form::function;
  error(expr->pos, described(expr) + " is not used", callable ? "call it: " + text_of(expr) + "()" : inner->op == Tok::eq ? "= assigns" : "assign it, or leave it out");
}

void Checker::define(Stmt* stmt) {
  std::vector<Entity*> variables;   // one for each on the left; those that exist already are assigned
  std::vector<Entity*> fresh;
  bool good = true;
  for (size_t i = 0; i < stmt->lhs.size(); ++i) {
    Expr* left = stmt->lhs[i];
    Name name{left->text, left->pos, nullptr};
    if (left->kind != ExprKind::name) {
      if (left->kind != ExprKind::bad) error(left->pos, "non-name " + text_of(left) + " on left side of :=", "write =");
      use(left);
      good = false;
      name.text = "_";
      variables.push_back(new_variable(name, nullptr));
      stmt->names.push_back(name);
      continue;
    }
    bool repeated = false;
    for (size_t j = 0; j < i; ++j) repeated |= left->text != "_" && stmt->lhs[j]->kind == ExprKind::name && stmt->lhs[j]->text == left->text;
    if (repeated) {
      error(left->pos, std::string(left->text) + " repeated on left side of :=", "name each variable once");
      good = false;
    }
    Entity* there = left->text == "_" || repeated ? nullptr : scope_->find_here(left->text);
    if (there && there->kind == EntityKind::variable) {
      there->assigned = true;
      use_variable(*there);
      left->entity = there;
      left->type = there->type;
      left->mode = there->type && there->type->valid() ? Mode::variable : Mode::invalid;
      variables.push_back(there);
    } else {
      if (there) {
        error(left->pos, "cannot assign to " + std::string(left->text), "assign to a variable, or to what a pointer points to");
        good = false;
      }
      variables.push_back(new_variable(name, nullptr));
      if (repeated) variables.back()->used = true;
      name.entity = variables.back();
      left->entity = name.entity;
      if (left->text != "_" && !repeated && !there) fresh.push_back(name.entity);
    }
    stmt->names.push_back(name);
  }
  if (fresh.empty() && good) error(stmt->own, "no new variables on left side of :=", "write =");
  // Those that are there already have their type; the others get it from their value.
  if (stmt->lhs.size() == stmt->rhs.size()) {
    for (size_t i = 0; i < stmt->lhs.size(); ++i) {
      Entity* variable = variables[i];
      const bool exists = !stmt->names[i].entity && stmt->lhs[i]->entity;
      if (exists) {
        value(stmt->rhs[i], variable->type);
        if (stmt->rhs[i]->mode != Mode::invalid) assign_to(stmt->rhs[i], variable->type, "assignment");
      } else {
        initialise({variable}, {stmt->rhs[i]}, nullptr, stmt->pos, "assignment");
        if (variable->name == "_" && variable->type) stmt->lhs[i]->type = variable->type;
      }
    }
  } else {
    const auto types_before = [&] {
      std::vector<const Type*> types;
      for (const Entity* variable : variables) types.push_back(variable->type);
      return types;
    }();
    std::vector<Entity*> copies;   // so that what exists keeps its type
    for (size_t i = 0; i < variables.size(); ++i) {
      copies.push_back(types_before[i] ? new_variable({variables[i]->name, variables[i]->pos, nullptr}, nullptr) : variables[i]);
    }
    initialise(copies, stmt->rhs, nullptr, stmt->pos, "assignment");
    for (size_t i = 0; i < variables.size(); ++i) {
      const Type *to = types_before[i], *from = copies[i]->type;
      if (!to || !to->valid() || !from->valid() || program::assignable(from, to)) continue;
      error(stmt->rhs[0]->pos, "cannot use " + part_described(stmt->rhs[0], i) + " as " + to->name + " value in " + context_of(stmt->rhs[0]), "a value of that type is needed");
    }
  }
  for (Entity* variable : fresh) {
    if (stmt->has_syntax_error) variable->used = true;
    declare(variable);
  }
}

// The left of an assignment. A name on the left alone is no use of it.
const Type* Checker::target(Expr* expr) {
  Expr* inner = bare(expr);
  if (inner->kind == ExprKind::name && inner->text == "_") {
    inner->entity = nullptr;
    return nullptr;
  }
  Entity* variable = nullptr;
  bool used = false;
  if (inner->kind == ExprKind::name) {
    variable = lookup(inner->text);
    if (variable && variable->kind != EntityKind::variable) variable = nullptr;
    if (variable) used = variable->used;
  }
  raw(expr);
  if (variable) variable->used = used;
  if (expr->mode == Mode::invalid) return types_.invalid;
  if (expr->mode == Mode::variable) {
    if (variable) variable->assigned = true;
    if (inner->kind == ExprKind::star) semantics_.stored_through.insert(expr->type);
    return expr->type;
  }
  if (expr->mode == Mode::type || expr->mode == Mode::package || expr->mode == Mode::no_value || expr->mode == Mode::builtin) {
    only_value(expr);
  } else {
    error(expr->pos, "cannot assign to " + text_of(expr) + " (neither addressable nor a map index expression)",
          expr->mode == Mode::constant ? "a constant keeps its value" : "assign to a variable, or to what a pointer points to");
  }
  invalid(expr);
  return types_.invalid;
}

void Checker::assign(Stmt* stmt) { assign_values(stmt->lhs, stmt->rhs); }

void Checker::assign_values(const std::vector<Expr*>& lhs, const std::vector<Expr*>& rhs) {
  TypeList targets;
  for (Expr* left : lhs) targets.push_back(target(left));
  const auto no_target = [&](Expr* right) {   // `_ = …`
    if (right->mode == Mode::nil) {
      error(right->pos, "use of untyped nil in assignment to _ identifier", "nil needs a type: var p *int");
      invalid(right);
    } else if (right->mode != Mode::invalid) {
      assign_to(right, default_type(right->type), "assignment to _ identifier");
    }
  };
  if (lhs.size() == 1 && rhs.size() == 1) many(rhs[0]);
  const bool one_tuple = lhs.size() == 1 && rhs.size() == 1 && rhs[0]->mode == Mode::tuple;
  if (lhs.size() == rhs.size() && !one_tuple) {
    for (size_t i = 0; i < lhs.size(); ++i) {
      if (lhs.size() > 1) value(rhs[i], targets[i]);
      if (rhs[i]->mode == Mode::invalid) continue;
      if (!targets[i]) no_target(rhs[i]);
      else assign_to(rhs[i], targets[i], "assignment");
    }
    return;
  }
  bool reported = false;
  for (Expr* right : rhs) {
    if (!one_tuple) many(right);
    if (lhs.size() == 2 && rhs.size() == 1) two_values(right);
    reported |= right->mode == Mode::invalid;
    if (right->mode != Mode::invalid && right->mode != Mode::tuple && right->mode != Mode::nil && right->type->untyped()) settle(right, default_type(right->type));
  }
  if (reported) return;
  const bool several = rhs.size() == 1 && rhs[0]->mode == Mode::tuple;
  const TypeList parts = several ? rhs[0]->type->results : TypeList{};
  const auto count_of = [](size_t count, const std::string& what) { return std::to_string(count) + " " + what + (count == 1 ? "" : "s"); };
  const size_t count = several ? parts.size() : rhs.size();
  if (count != lhs.size()) {
    const Expr* only = rhs.size() == 1 ? bare(rhs[0]) : nullptr;
    const bool is_call = only && only->kind == ExprKind::call;
    error(rhs[0]->pos, "assignment mismatch: " + count_of(lhs.size(), "variable") + " but " + (is_call ? text_of(only->x) + " returns " : "") + count_of(count, "value"), "as many on the left as on the right");
    return;
  }
  for (size_t i = 0; i < parts.size(); ++i) {
    const Type* to = targets[i];
    if (!to || !to->valid() || !parts[i]->valid() || program::assignable(parts[i], to)) continue;
    error(rhs[0]->pos, "cannot use " + part_described(rhs[0], i) + " as " + to->name + " value in " + context_of(rhs[0]), "a value of that type is needed");
  }
}

// x op= y is x = x op y; x++ is x += 1. The operation is checked on a node of its own.
void Checker::assign_op(Stmt* stmt) {
  Expr* left = stmt->lhs[0];
  const bool step = stmt->rhs.empty();
  raw(left);
  only_value(left);
  if (left->mode == Mode::tuple) value(left);
  if (left->mode == Mode::invalid) {
    if (!step) value(stmt->rhs[0]);
    return;
  }
  if (step && !left->type->numeric()) {
    const std::string sign(spelling(stmt->op));
    return invalid_operation(stmt->pos, text_of(left) + sign + sign + " (non-numeric type " + left->type->name + ")", "++ and -- are for numbers");
  }
  Expr& operation = ast_.exprs.emplace_back();
  operation.kind = ExprKind::binary;
  operation.op = stmt->op;
  operation.text = "=";
  operation.pos = operation.own = stmt->pos;
  operation.x = left;
  if (step) {
    Expr& one = ast_.exprs.emplace_back();
    one.kind = ExprKind::int_literal;
    one.text = "1";
    one.pos = stmt->own;
    set_constant(&one, {BigInt(1)}, types_.untyped_int);
    stmt->rhs.push_back(&one);
  } else {
    value(stmt->rhs[0]);
    if (stmt->rhs[0]->mode == Mode::invalid) {
      target(left);
      return;
    }
  }
  operation.y = stmt->rhs[0];
  if (left->mode != Mode::variable) {
    target(left);
    return;
  }
  if (stmt->op == Tok::shl || stmt->op == Tok::shr) shift(&operation, left, operation.y, stmt->op);
  else if (match(&operation, left, operation.y)) arithmetic(&operation, left, operation.y, stmt->op);
  Expr* inner = bare(left);
  if (inner->kind == ExprKind::name && inner->entity) inner->entity->assigned = true;
  if (inner->kind == ExprKind::star) semantics_.stored_through.insert(left->type);
}

void Checker::call_statement(Stmt* stmt) {
  const std::string word = stmt->kind == StmtKind::go ? "go" : "defer";
  Expr* expr = stmt->rhs[0];
  if (expr->kind != ExprKind::call) {
    raw(expr);
    const bool literal = expr->kind == ExprKind::function_literal;
    if (expr->kind != ExprKind::bad) error(expr->pos, "expression in " + word + " must be function call", literal ? "add () behind the closing }" : "add ()");
    return invalid(expr);
  }
  raw(expr);
  if (expr->mode == Mode::invalid) return;
  if (expr->call == CallKind::conversion) return error(expr->pos, word + " requires function call, not conversion " + described(expr), "call a function");
  if (expr->call == CallKind::builtin) {
    const Callee callee = bare(expr->x)->entity->builtin;
    if (callee != Callee::panic_ && callee != Callee::recover_ && callee != Callee::close_) error(expr->pos, word + " discards result of " + described(expr), "call a function that uses the result");
  }
}

void Checker::return_statement(Stmt* stmt) {
  FunctionNode& function = *body_->function;
  const TypeList& want = function.type->results;
  if (stmt->rhs.empty()) {
    if (want.empty()) return;
    if (!function.has_named_results()) return error(stmt->pos, "not enough return values: have (), want (" + list_of(want) + ")", "return a value for each result");
    for (const Field& field : function.results) {   // a name may be hidden here
      const Entity* now = lookup(field.name);
      if (now && field.name != "_" && now != field.entity) {
        error(stmt->pos, "result parameter " + std::string(field.name) + " not in scope at return", "the inner " + std::string(field.name) + " in line " + std::to_string(now->pos.line) + " hides it");
      }
    }
    return;
  }
  function.returns_values = true;
  const auto summary = [&](const TypeList& types) {
    std::string text;
    for (const Type* type : types) text += (text.empty() ? "" : ", ") + (type->form == Form::untyped_nil ? "nil" : type->untyped() && type->numeric() ? "number" : type->untyped() ? type->name.substr(8) : type->name);
    return "(" + text + ")";
  };
  TypeList have;
  bool reported = false;
  if (stmt->rhs.size() == 1) many(stmt->rhs[0]);
  const bool tuple = stmt->rhs.size() == 1 && stmt->rhs[0]->mode == Mode::tuple;
  if (tuple) have = stmt->rhs[0]->type->results;
  for (size_t i = 0; i < stmt->rhs.size() && !tuple; ++i) {
    if (stmt->rhs.size() > 1) value(stmt->rhs[i], i < want.size() ? want[i] : nullptr);
    reported |= stmt->rhs[i]->mode == Mode::invalid;
    have.push_back(stmt->rhs[i]->type ? stmt->rhs[i]->type : types_.invalid);
  }
  if (have.size() != want.size()) {
    if (!reported) {
      error(stmt->rhs[0]->pos, std::string(have.size() < want.size() ? "not enough" : "too many") + " return values: have " + summary(have) + ", want " + summary(want),
            want.empty() ? "the function has no results" : have.size() < want.size() ? "return a value for each result" : "return one value for each result");
    }
    return;
  }
  if (tuple) {
    for (size_t i = 0; i < have.size(); ++i) {
      if (program::assignable(have[i], want[i]) || !have[i]->valid() || !want[i]->valid()) continue;
      error(stmt->rhs[0]->pos, "cannot use " + text_of(stmt->rhs[0]) + " (value of type " + have[i]->name + ") as " + want[i]->name + " value in return statement", "a value of that type is needed");
    }
    return;
  }
  for (size_t i = 0; i < have.size(); ++i) assign_to(stmt->rhs[i], want[i], "return statement");
}

}  // namespace wgscope::program
