// Statements to code: if, for, range, switch, and the jumps out of them.
#include <cassert>

#include "core/program/codegen_state.h"

namespace wgscope::program {

void Generator::if_statement(Stmt* stmt) {
  open_scope();
  statement(stmt->init);
  Label otherwise, end;
  condition(stmt->condition, otherwise, false);
  block(stmt->body);
  if (stmt->otherwise) {
    jump(Op::jump, end);
    bind(otherwise);
    statement(stmt->otherwise);
    bind(end);
  } else {
    bind(otherwise);
  }
  close_scope();
}

void Generator::for_statement(Stmt* stmt) {
  open_scope();
  statement(stmt->init);
  Label top, next, end;
  top.backward = true;
  const bool dead = writer_->dead;
  if (!dead) bind(top);
  if (stmt->condition) condition(stmt->condition, end, false);
  writer_->loops.push_back({stmt, &end, &next, writer_->scopes.size()});
  block(stmt->body);
  writer_->loops.pop_back();
  bind(next);
  next_iteration(stmt);
  statement(stmt->post);
  jump(Op::jump, top);
  bind(end);
  close_scope();
}

// Since Go 1.22 each iteration has its own variables: where somebody could tell, the next one's begin as copies.
void Generator::next_iteration(Stmt* stmt) {
  if (writer_->dead) return;
  for (Entity* entity : stmt->loop_variables) {
    if (entity->kind != EntityKind::variable) continue;
    const bool object = entity->type->object();
    if (!boxed(*entity) && !object) continue;
    const At at(*this, entity->pos);
    if (object) {
      if (!entity->captured && !entity->address_taken) continue;
      load_ref(*entity);
      emit(Op::copy_object, declaration_of(*entity));
    } else {
      load(*entity);
      emit(Op::new_object, declaration_of(*entity));
    }
    emit(Op::local_set, entity->slot);
  }
}

void Generator::range_statement(Stmt* stmt) {
  open_scope();
  Expr* count = stmt->rhs[0];
  const Kind kind = count->type->kind;
  const bool fixed = count->mode == Mode::constant;
  Expr* left = stmt->lhs.empty() ? nullptr : stmt->lhs[0];
  const bool blank = !left || (left->kind == ExprKind::name && left->text == "_");
  Entity* variable = stmt->defines && !blank ? stmt->names[0].entity : nullptr;
  // The variable itself counts when nobody but the loop changes it; else a hidden one does.
  const bool own = variable && !boxed(*variable) && !variable->assigned;
  uint16_t limit = 0;
  if (!fixed) {
    expression(count);
    limit = new_slot();
    emit(Op::local_set, limit);
  }
  const uint16_t counter = new_slot();
  emit_constant(0);
  emit(Op::local_set, counter);
  if (own) variable->slot = counter;
  Label top, next, end;
  top.backward = true;
  bind(top);
  emit(Op::local_get, counter);
  if (fixed) expression(count);
  else emit(Op::local_get, limit);
  emit(Op::lt, 0, kind);
  jump(Op::jump_if_false, end);
  open_scope();
  if (!blank && !own) {
    if (variable) {
      emit(Op::local_get, counter);
      declare_variable(*variable);
    } else {
      Expr* target = bare(left);
      if (target->kind == ExprKind::star) {
        expression(target->x);
        emit(Op::nil_check);
        emit(Op::local_get, counter);
        box_if_any(count->type, target->type);
        emit(Op::var_write, 0);
      } else {
        emit(Op::local_get, counter);
        box_if_any(count->type, target->type);
        store(*target->entity);
      }
    }
  }
  writer_->loops.push_back({stmt, &end, &next, writer_->scopes.size() - 1});
  block(stmt->body);
  writer_->loops.pop_back();
  close_scope();
  bind(next);
  emit(Op::local_get, counter);
  emit_constant(1);
  emit(Op::add, 0, kind);
  emit(Op::local_set, counter);
  jump(Op::jump, top);
  bind(end);
  close_scope();
}

void Generator::switch_statement(Stmt* stmt) {
  open_scope();
  statement(stmt->init);
  Expr* tag = stmt->condition;
  uint16_t slot = 0;
  const bool kept = tag && tag->mode != Mode::constant;
  if (kept) {
    expression(tag);
    slot = new_slot();
    emit(Op::local_set, slot);
  }
  std::vector<Label> bodies(stmt->list.size());
  Label end;
  size_t otherwise = stmt->list.size();
  for (size_t i = 0; i < stmt->list.size(); ++i) {
    Stmt* clause = stmt->list[i];
    if (clause->is_default) otherwise = i;
    for (Expr* expr : clause->rhs) {
      const At at(*this, expr->pos);
      if (!tag) {
        condition(expr, bodies[i], true);
        continue;
      }
      const bool any = tag->type->form == Form::any || expr->type->form == Form::any;
      if (kept) emit(Op::local_get, slot);
      else expression(tag);
      if (any) box_if_any(tag->type, types_.any);
      expression(expr);
      if (any) box_if_any(expr->type, types_.any);
      emit(Op::eq, 0, any ? Kind::any : tag->type->kind);
      jump(Op::jump_if_true, bodies[i]);
    }
  }
  jump(Op::jump, otherwise < stmt->list.size() ? bodies[otherwise] : end);
  writer_->loops.push_back({stmt, &end, nullptr, writer_->scopes.size()});
  for (size_t i = 0; i < stmt->list.size(); ++i) {
    Stmt* clause = stmt->list[i];
    const At at(*this, clause->pos);
    bind(bodies[i]);
    if (kept) emit(Op::local_clear, slot);
    open_scope();
    statements(clause->list);
    close_scope();
    const bool falls = !clause->list.empty() && clause->list.back()->kind == StmtKind::fallthrough_;
    if (falls && i + 1 < stmt->list.size()) jump(Op::jump, bodies[i + 1]);
    else jump(Op::jump, end);
  }
  writer_->loops.pop_back();
  bind(end);
  close_scope();
}

void Generator::branch(Stmt* stmt) {
  for (size_t i = writer_->loops.size(); i-- > 0;) {
    const Loop& loop = writer_->loops[i];
    if (loop.stmt != stmt->target) continue;
    leave_scopes(loop.depth);
    jump(Op::jump, stmt->kind == StmtKind::break_ ? *loop.on_break : *loop.on_continue);
    return;
  }
  assert(false && "the checker found the loop");
}

}  // namespace wgscope::program
