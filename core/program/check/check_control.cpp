// Statements that choose, repeat, and jump; whether a list of statements comes to an end.
#include <algorithm>
#include <map>

#include "core/program/check/checker_state.h"

namespace wgscope::program {

void Checker::condition(Expr* expr, std::string_view what) {
  value(expr);
  if (expr->mode == Mode::invalid) return;
  if (!expr->type->boolean()) {
    std::string hint = "a bool is needed";
    if (expr->type->numeric()) hint = "compare it: " + text_of(expr) + " != 0";
    error(expr->pos, "non-boolean condition in " + std::string(what) + " statement", hint);
    return invalid(expr);
  }
  settle(expr, types_.boolean);
}

void Checker::if_statement(Stmt* stmt) {
  open_scope();
  statement(stmt->init);
  if (stmt->condition) condition(stmt->condition, "if");
  block(stmt->body);
  if (stmt->otherwise) statement(stmt->otherwise);
  close_scope();
}

void Checker::for_statement(Stmt* stmt) {
  open_scope();
  statement(stmt->init);
  stmt->loop_variables.clear();
  for (Entity* entity : scope_->entities()) stmt->loop_variables.push_back(entity);
  if (stmt->condition) condition(stmt->condition, "for");
  // The post statement changes the next iteration's own variable, before anybody else has seen it: that alone makes nothing shared.
  std::vector<bool> assigned;
  for (const Entity* entity : stmt->loop_variables) assigned.push_back(entity->assigned);
  statement(stmt->post);
  for (size_t i = 0; i < assigned.size(); ++i) {
    Entity& entity = *stmt->loop_variables[i];
    if (!entity.captured && !entity.address_taken) entity.assigned = assigned[i];
  }
  body_->enclosing.push_back(stmt);
  block(stmt->body);
  body_->enclosing.pop_back();
  close_scope();
}

void Checker::range_statement(Stmt* stmt) {
  Expr* count = stmt->rhs[0];   // or a channel
  open_scope();
  value(count);
  const Type* type = types_.invalid;
  if (count->mode != Mode::invalid) {
    if (count->type->string()) {
      messages_.refuse(count->pos, "ranging over a string is", "use a loop over an int: for i := range n");
    } else if (count->type->form == Form::function) {
      messages_.refuse(count->pos, "ranging over a function is", "use a loop over an int: for i := range n");
    } else if (count->type->channel()) {
      if (count->type->direction == Direction::send) error(count->pos, "cannot range over " + described(count) + ": receive from send-only channel " + count->type->name, "nothing is received from it");
      else type = count->type->element;
    } else if (!count->type->integer()) {
      error(count->pos, "cannot range over " + described(count), "range over an int or a channel");
    } else {
      type = count->type;
    }
  }
  if (stmt->lhs.size() > 2) {
    error(stmt->lhs[2]->pos, "range clause permits at most two iteration variables", "write for i := range n");
  } else if (stmt->lhs.size() == 2 && type->valid()) {
    error(stmt->lhs[1]->pos, "range over " + described(count) + " permits only one iteration variable",
          text_of(stmt->lhs[0]) == "_" ? "write for " + text_of(stmt->lhs[1]) + " := range " + text_of(count) : "leave out " + text_of(stmt->lhs[1]));
  }
  Expr* variable = stmt->lhs.empty() ? nullptr : stmt->lhs[0];
  if (variable && !stmt->defines) {
    const Type* to = target(variable);
    if (count->type->channel()) {
      if (to && to->valid() && type->valid() && !program::assignable(type, to)) {
        error(variable->pos, "cannot use " + text_of(variable) + " (value of type " + type->name + ") as " + to->name + " value in assignment", "a variable of type " + type->name + " is needed");
      }
    } else if (to && to->valid() && type->valid() && to->form != Form::any) {
      assign_to(count, to, "range clause");
      if (count->mode != Mode::invalid && !count->type->integer()) {
        error(variable->pos, "cannot use iteration variable of type " + to->name, "an integer counts");
        invalid(count);
      }
    }
  }
  if (count->mode != Mode::invalid && count->type->untyped()) {
    if (type->valid()) assign_to(count, default_type(count->type), "range clause");
    else settle(count, default_type(count->type));
  }
  for (size_t i = 0; i < stmt->lhs.size() && stmt->defines; ++i) {
    Expr* left = stmt->lhs[i];
    Name name{left->text, left->pos, nullptr};
    if (left->kind != ExprKind::name) {
      if (left->kind != ExprKind::bad) error(left->pos, "non-name " + text_of(left) + " on left side of :=", "only names can be declared");
      use(left);
      continue;
    }
    const Type* own = count->type->channel() ? type : count->type;
    name.entity = new_variable(name, i == 0 && count->mode != Mode::invalid && type->valid() ? own : types_.invalid);
    if (!name.entity->type->valid()) name.entity->used = true;
    left->entity = name.entity;
    declare(name.entity);
    stmt->names.push_back(name);
  }
  body_->enclosing.push_back(stmt);
  block(stmt->body);
  body_->enclosing.pop_back();
  close_scope();
}

void Checker::switch_statement(Stmt* stmt) {
  open_scope();
  statement(stmt->init);
  if (Expr* tag = stmt->condition) {
    value(tag);
    if (tag->mode == Mode::nil) {
      error(tag->pos, "use of untyped nil in switch expression", "nil needs a type: var p *int");
      invalid(tag);
    } else if (tag->mode != Mode::invalid) {
      if (tag->type->untyped()) settle(tag, default_type(tag->type));
      if (tag->mode != Mode::invalid && !comparable(tag->type)) {
        error(tag->pos, "cannot switch on " + described(tag), "use if");
        invalid(tag);
      } else if (tag->mode != Mode::invalid && tag->type->object()) {
        messages_.refuse(tag->pos, "comparing " + tag->type->name + " values is", "compare what Load gives");
        invalid(tag);
      }
    }
  }
  const Stmt* first_default = nullptr;
  std::map<std::string, Pos> seen;   // constants, by type and value
  body_->enclosing.push_back(stmt);
  for (Stmt* clause : stmt->list) {
    if (clause->is_default) {
      if (first_default) error(clause->pos, "multiple defaults in switch (first in line " + std::to_string(first_default->pos.line) + ")", "keep one of them");
      else first_default = clause;
    }
    switch_case(clause, stmt, seen);
  }
  body_->enclosing.pop_back();
  close_scope();
}

void Checker::switch_case(Stmt* clause, Stmt* stmt, std::map<std::string, Pos>& seen) {
  Expr* tag = stmt->condition;
  for (Expr* expr : clause->rhs) {
    value(expr);
    if (expr->mode == Mode::invalid || (tag && tag->mode == Mode::invalid)) continue;
    if (!tag) {
      if (!expr->type->boolean()) {
        error(expr->pos, "invalid case " + text_of(expr) + " in switch (mismatched types " + expr->type->name + " and bool)", "name a value behind switch, or write a condition");
        invalid(expr);
        continue;
      }
      settle(expr, types_.boolean);
    } else {
      Expr& equal = ast_.exprs.emplace_back();
      equal.kind = ExprKind::binary;
      equal.op = Tok::eq;
      equal.pos = expr->pos;
      equal.x = expr;
      equal.y = tag;
      const Mode mode = tag->mode;
      const Type* const type = tag->type;
      const Constant* const value = tag->value;
      if (expr->type->untyped() && expr->mode != Mode::nil && implicit_type(expr, tag->type) == Implicit::mismatch) {
        error(expr->pos, "invalid case " + text_of(expr) + " in switch on " + text_of(tag) + " (mismatched types " + expr->type->name + " and " + tag->type->name + ")", "both sides need the same type");
        continue;
      }
      if (!match(&equal, expr, tag)) continue;
      comparison(&equal, expr, tag, Tok::eq, true);
      tag->mode = mode, tag->type = type, tag->value = value;
    }
    if (expr->mode != Mode::constant || !expr->value->known()) continue;
    const std::string text = expr->value->is_string() ? expr->value->string() : text_of(*expr->value);
    const auto [other, fresh] = seen.try_emplace(expr->type->name + " " + text, expr->pos);
    if (!fresh) {
      error(expr->pos, "duplicate case " + text_of(expr) + " in expression switch", "the other one is in line " + std::to_string(other->second.line));
    }
  }
  open_scope();
  size_t end = clause->list.size();
  while (end > 0 && clause->list[end - 1]->kind == StmtKind::empty) --end;
  for (size_t i = 0; i < end; ++i) {
    Stmt* inner = clause->list[i];
    if (inner->kind != StmtKind::fallthrough_) {
      statement(inner);
    } else if (i + 1 < end) {
      error(inner->pos, "fallthrough statement out of place", "it is the last statement of a case");
    } else if (clause == stmt->list.back()) {
      error(inner->pos, "cannot fallthrough final case in switch", "leave it out: nothing comes after");
    }
  }
  close_scope();
}

void Checker::select_statement(Stmt* stmt) {
  const Stmt* first_default = nullptr;
  body_->enclosing.push_back(stmt);
  for (Stmt* clause : stmt->list) {
    if (!clause->is_default) continue;
    if (first_default) error(clause->pos, "multiple defaults (first in line " + std::to_string(first_default->pos.line) + ")", "keep one of them");
    else first_default = clause;
  }
  for (Stmt* clause : stmt->list) {
    if (const Stmt* one = clause->init; one && one->kind != StmtKind::send) {
      const bool may = (one->kind == StmtKind::expression || one->kind == StmtKind::assign || one->kind == StmtKind::define) && one->rhs.size() == 1;
      if (!may || !is_receive(bare(one->rhs[0]))) {
        if (one->kind != StmtKind::bad) {
          const Expr* only = one->kind == StmtKind::expression ? one->rhs[0] : nullptr;
          error(only && only->kind == ExprKind::binary ? only->own : one->pos, "select case must be send or receive (possibly with assignment)", "write case v := <-ch: or case ch <- v:");
        }
        continue;
      }
    }
    open_scope();
    statement(clause->init);
    statements(clause->list);
    close_scope();
  }
  body_->enclosing.pop_back();
}

void Checker::labeled(Stmt* stmt) {
  if (stmt->label != "_") {
    const auto [other, fresh] = body_->declared.try_emplace(stmt->label, Label{stmt, false});
    if (!fresh) error(stmt->pos, "label " + std::string(stmt->label) + " already defined in line " + std::to_string(other->second.stmt->pos.line), "choose another name");
  }
  body_->labels.push_back(stmt);
  statement(stmt->body);
  body_->labels.pop_back();
}

void Checker::branch(Stmt* stmt) {
  const bool is_break = stmt->kind == StmtKind::break_;
  const std::string word = is_break ? "break" : "continue";
  if (stmt->label.empty()) {
    for (size_t i = body_->enclosing.size(); i-- > 0;) {
      Stmt* around = body_->enclosing[i];
      if (!is_break && (around->kind == StmtKind::switch_ || around->kind == StmtKind::select_)) continue;
      stmt->target = around;
      if (is_break) around->breaks_out = true;
      return;
    }
    return error(stmt->pos, is_break ? "break is not in a loop, switch, or select" : "continue is not in a loop", "return leaves a function");
  }
  const std::string name(stmt->label);
  const auto declared = body_->declared.find(stmt->label);
  if (declared != body_->declared.end()) declared->second.used = true;
  for (size_t i = body_->labels.size(); i-- > 0;) {
    Stmt* around = body_->labels[i];
    if (around->label != stmt->label) continue;
    Stmt* target = around->body;
    const bool loop = target->kind == StmtKind::for_ || target->kind == StmtKind::range;
    const bool choice = target->kind == StmtKind::switch_ || target->kind == StmtKind::select_;
    if (!loop && !(is_break && choice)) return error(stmt->own, "invalid " + word + " label " + name, "it must stand at a loop around here");
    stmt->target = target;
    if (is_break) target->breaks_out = true;
    return;
  }
  if (declared != body_->declared.end()) return error(stmt->own, "invalid " + word + " label " + name, "it must stand at a loop around here");
  if (!skipped(stmt->label)) error(stmt->own, word + " label not defined: " + name, "write " + name + ": in front of the loop");
}

// Source: go.dev/ref/spec, Terminating statements.
bool Checker::terminates(const Stmt* stmt) const {
  switch (stmt->kind) {
    case StmtKind::return_: return true;
    case StmtKind::bad: return true;   // who knows
    case StmtKind::expression: {
      const Expr* expr = bare(stmt->rhs[0]);
      return expr->kind == ExprKind::call && expr->call == CallKind::builtin && bare(expr->x)->entity->builtin == Callee::panic_;
    }
    case StmtKind::block: return list_terminates(stmt->list);
    case StmtKind::if_: return stmt->otherwise && terminates(stmt->body) && terminates(stmt->otherwise);
    case StmtKind::for_: return !stmt->condition && !stmt->breaks_out;
    case StmtKind::labeled: return terminates(stmt->body);
    case StmtKind::switch_: {
      if (stmt->breaks_out) return false;
      bool has_default = false;
      for (const Stmt* clause : stmt->list) {
        has_default |= clause->is_default;
        if (!list_terminates(clause->list)) return false;
      }
      return has_default;
    }
    case StmtKind::select_:
      return !stmt->breaks_out && std::all_of(stmt->list.begin(), stmt->list.end(), [this](const Stmt* clause) { return list_terminates(clause->list); });
    case StmtKind::fallthrough_: return true;   // it ends its clause
    default: return false;
  }
}

bool Checker::list_terminates(const std::vector<Stmt*>& list) const {
  for (size_t i = list.size(); i-- > 0;) {
    if (list[i]->kind != StmtKind::empty) return terminates(list[i]);
  }
  return false;
}

}  // namespace wgscope::program
