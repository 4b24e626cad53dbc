// Statements to code: if, for, range, switch, and the jumps out of them.
#include <cassert>

#include "core/program/generate/codegen_state.h"

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

void Generator::range_over_channel(Stmt* stmt) {
  Expr* channel = stmt->rhs[0];
  Expr* left = stmt->lhs.empty() ? nullptr : bare(stmt->lhs[0]);
  const bool blank = !left || (left->kind == ExprKind::name && left->text == "_");
  open_scope();
  expression(channel);
  const uint16_t slot = new_slot();
  emit(Op::local_set, slot);
  Label top, closed, end;
  top.backward = true;
  bind(top);
  emit(Op::local_get, slot);
  emit(Op::channel_receive, 0, Kind{1});
  jump(Op::jump_if_false, closed);
  open_scope();
  if (blank) {
    emit(Op::pop);
  } else if (stmt->defines) {
    declare_variable(*stmt->names[0].entity);
  } else {
    box_if_any(channel->type->element, left->type);
    if (left->kind == ExprKind::star) {
      expression(left->x);
      emit(Op::nil_check);
      emit(Op::swap);
      emit(Op::var_write, 0);
    } else {
      store(*left->entity);
    }
  }
  writer_->loops.push_back({stmt, &end, &top, writer_->scopes.size() - 1});
  block(stmt->body);
  writer_->loops.pop_back();
  close_scope();
  jump(Op::jump, top);
  bind(closed);
  emit(Op::pop);
  bind(end);
  close_scope();
}

void Generator::range_statement(Stmt* stmt) {
  if (stmt->rhs[0]->type->channel()) return range_over_channel(stmt);
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

// All channels and all values to be sent are looked at first, in the order in which they are written; then one case is taken, and only what is on its left.
void Generator::select_statement(Stmt* stmt) {
  open_scope();
  Select select;
  size_t communications = 0;
  Pos where = stmt->pos;
  for (Stmt* clause : stmt->list) {
    Stmt* communication = clause->init;
    SelectCase& one = select.cases.emplace_back();
    one.is_default = clause->is_default;
    one.site = site(communication ? communication->pos : clause->pos);
    if (!communication) continue;
    where = ++communications == 1 ? communication->pos : stmt->pos;   // the only one, with or without default, is the plain operation to Go, and stands in its line
    const At at(*this, communication->pos);
    if (communication->kind == StmtKind::send) {
      one.sends = true;
      expression(communication->lhs[0]);
      value_as(communication->rhs[0], communication->lhs[0]->type->element, std::string_view{});
    } else {
      expression(bare(communication->rhs[0])->x);
    }
  }
  {
    const At at(*this, where);
    emit(Op::select_, static_cast<int64_t>(program_.selects.size()));
  }
  program_.selects.push_back(std::move(select));
  if (stmt->list.empty()) {
    writer_->dead = true;
    return close_scope();
  }
  const uint16_t taken = new_slot(), value = new_slot(), ok = new_slot();
  emit(Op::local_set, ok);
  emit(Op::local_set, value);
  emit(Op::local_set, taken);
  std::vector<Label> bodies(stmt->list.size());
  Label end;
  for (size_t i = 0; i + 1 < bodies.size(); ++i) {
    emit(Op::local_get, taken);
    emit_constant(i);
    emit(Op::eq, 0, Kind::int_);
    jump(Op::jump_if_true, bodies[i]);
  }
  jump(Op::jump, bodies.back());
  writer_->loops.push_back({stmt, &end, nullptr, writer_->scopes.size()});
  for (size_t i = 0; i < bodies.size(); ++i) {
    Stmt* clause = stmt->list[i];
    const At at(*this, clause->pos);
    bind(bodies[i]);
    open_scope();
    take_received(clause->init, value, ok);
    statements(clause->list);
    close_scope();
    jump(Op::jump, end);
  }
  writer_->loops.pop_back();
  bind(end);
  close_scope();
}

// What the communication that was taken puts where: `v := <-ch`, `x, ok = <-ch`. The slots are read and cleared.
void Generator::take_received(Stmt* communication, uint16_t value, uint16_t ok) {
  const bool takes = communication && (communication->kind == StmtKind::define || communication->kind == StmtKind::assign);
  const size_t count = takes ? communication->lhs.size() : 0;
  const uint16_t slots[] = {value, ok};
  const At at(*this, communication ? communication->pos : Pos{});
  const uint32_t scratch = writer_->next_slot;
  std::vector<uint16_t> pointers(count, 0);
  const auto left_of = [&](size_t i) { return bare(communication->lhs[i]); };
  for (size_t i = 0; takes && i < count; ++i) {
    if (left_of(i)->kind != ExprKind::star) continue;
    expression(left_of(i)->x);
    pointers[i] = temporary();
    emit(Op::local_set, pointers[i]);
  }
  std::vector<const Type*> from;
  for (size_t i = 0; i < count; ++i) from.push_back(i == 0 ? bare(communication->rhs[0])->x->type->element : types_.boolean);
  if (takes && communication->kind == StmtKind::define) {
    for (size_t i = 0; i < count; ++i) {
      emit(Op::local_get, slots[i]);
      if (const Entity* entity = left_of(i)->entity) box_if_any(from[i], entity->type);
    }
    emit(Op::local_clear, value);
    emit(Op::local_clear, ok);
    if (count == 1) declare_variable(*communication->names[0].entity);
    else define_values(communication);
    return;
  }
  for (size_t i = 0; i < count; ++i) {
    Expr* left = left_of(i);
    const At place(*this, left->pos);
    if (left->kind == ExprKind::name && left->text == "_") continue;
    if (left->kind == ExprKind::star) {
      emit(Op::local_get, pointers[i]);
      emit(Op::nil_check);
    }
    emit(Op::local_get, slots[i]);
    box_if_any(from[i], left->type);
    if (left->kind == ExprKind::star) emit(Op::var_write, 0);
    else store(*left->entity);
  }
  release_temporaries(scratch);
  emit(Op::local_clear, value);
  emit(Op::local_clear, ok);
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
