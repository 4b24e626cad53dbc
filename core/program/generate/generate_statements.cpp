// Statements to code: those that run straight on. generate_control.cpp has those that choose and repeat.
#include "core/program/generate/codegen_state.h"

namespace wgscope::program {

// value… → . Stores each of them: in whatever order when that is silent, else from left to right, as anybody who looks may see.
template <class Put>
void Generator::put_all(size_t count, bool silent, const Put& put) {
  if (silent) {
    for (size_t i = count; i-- > 0;) put(i);
    return;
  }
  std::vector<uint16_t> slots;
  for (size_t i = 0; i < count; ++i) slots.push_back(temporary());
  for (size_t i = count; i-- > 0;) emit(Op::local_set, slots[i]);
  for (size_t i = 0; i < count; ++i) {
    emit(Op::local_get, slots[i]);
    emit(Op::local_clear, slots[i]);
    put(i);
  }
}

void Generator::block(const Stmt* stmt) {
  open_scope();
  statements(stmt->list);
  const At at(*this, stmt->end);
  close_scope();
}

void Generator::statements(const std::vector<Stmt*>& list) {
  for (Stmt* stmt : list) statement(stmt);
}

void Generator::statement(Stmt* stmt) {
  if (!stmt || writer_->dead) return;
  const At at(*this, stmt->pos);
  switch (stmt->kind) {
    case StmtKind::expression: {
      Expr* expr = stmt->rhs[0];
      expression(expr);
      const size_t results = expr->mode == Mode::no_value ? 0 : expr->mode == Mode::tuple ? expr->type->results.size() : 1;
      for (size_t i = 0; i < results; ++i) emit(Op::pop);
      break;
    }
    case StmtKind::assign: assign(stmt); break;
    case StmtKind::assign_op: assign_op(stmt); break;
    case StmtKind::define: define(stmt); break;
    case StmtKind::go: case StmtKind::defer: call_statement(stmt); break;
    case StmtKind::return_: return_statement(stmt); break;
    case StmtKind::block: block(stmt); break;
    case StmtKind::if_: if_statement(stmt); break;
    case StmtKind::switch_: switch_statement(stmt); break;
    case StmtKind::select_: select_statement(stmt); break;
    case StmtKind::send: send_statement(stmt); break;
    case StmtKind::for_: for_statement(stmt); break;
    case StmtKind::range: range_statement(stmt); break;
    case StmtKind::labeled: statement(stmt->body); break;
    case StmtKind::break_: case StmtKind::continue_: branch(stmt); break;
    case StmtKind::declaration:
      for (Decl* decl : stmt->decls) {
        if (decl->kind == DeclKind::variable) variable_decl(*decl);
      }
      break;
    case StmtKind::bad: case StmtKind::empty: case StmtKind::case_: case StmtKind::fallthrough_: break;
  }
}

void Generator::send_statement(Stmt* stmt) {
  Expr *channel = stmt->lhs[0], *sent = stmt->rhs[0];
  expression(channel);
  value_as(sent, channel->type->element, std::string_view{});
  const At at(*this, stmt->own);
  emit(Op::channel_send);
}

void Generator::variable_decl(Decl& decl) {
  const auto declare = [&](Entity& entity) {
    if (entity.name == "_") emit(Op::pop);
    else declare_variable(entity);
  };
  if (decl.values.empty()) {
    for (Name& name : decl.names) {
      if (name.text == "_") continue;
      const At at(*this, name.pos);
      zero(name.entity->type, name.entity->type->object() ? declaration_of(*name.entity) : 0);
      declare(*name.entity);
    }
    return;
  }
  if (decl.values.size() == 1 && decl.names.size() > 1) {
    std::vector<const Type*> to;
    for (const Name& name : decl.names) to.push_back(name.entity->type);
    expression(decl.values[0]);
    convert_tuple(decl.values[0]->type->results, to);
  } else {
    for (size_t i = 0; i < decl.names.size(); ++i) {
      Entity& entity = *decl.names[i].entity;
      entity.begins_constant = in_read_only_data(decl.values[i]);
      if (entity.type->object()) value_as(decl.values[i], entity.type, declaration_of(entity));
      else value_as(decl.values[i], entity.type, entity.name);
    }
  }
  for (size_t i = decl.names.size(); i-- > 0;) declare(*decl.names[i].entity);
}

void Generator::define(Stmt* stmt) {
  const auto& lhs = stmt->lhs;
  const auto entity_of = [&](size_t i) { return stmt->names[i].entity; };   // of a new one; null for those that exist
  const auto type_of = [&](size_t i) -> const Type* { return lhs[i]->entity ? lhs[i]->entity->type : nullptr; };
  if (lhs.size() == 1) {
    Entity& entity = *entity_of(0);
    const At at(*this, lhs[0]->pos);
    entity.begins_constant = in_read_only_data(stmt->rhs[0]);
    if (entity.type->object()) value_as(stmt->rhs[0], entity.type, declaration_of(entity));
    else value_as(stmt->rhs[0], entity.type, entity.name);
    declare_variable(entity);
    return;
  }
  std::vector<const Type*> to;
  const bool tuple = stmt->rhs.size() == 1;
  for (size_t i = 0; i < lhs.size(); ++i) {
    if (tuple) to.push_back(type_of(i) ? type_of(i) : stmt->rhs[0]->type->results[i]);
    else to.push_back(type_of(i) ? type_of(i) : stmt->rhs[i]->type);
  }
  if (tuple) {
    expression(stmt->rhs[0]);
    convert_tuple(stmt->rhs[0]->type->results, to);
  } else {
    for (size_t i = 0; i < lhs.size(); ++i) {
      if (entity_of(i)) entity_of(i)->begins_constant = in_read_only_data(stmt->rhs[i]);
      value_as(stmt->rhs[i], to[i], lhs[i]->text);
    }
  }
  define_values(stmt);
}

void Generator::define_values(Stmt* stmt) {
  const auto& lhs = stmt->lhs;
  const auto entity_of = [&](size_t i) { return stmt->names[i].entity; };
  bool silent = true;
  for (size_t i = 0; i < lhs.size(); ++i) silent &= entity_of(i) || lhs[i]->text == "_" || silent_target(lhs[i]);
  const auto put = [&](size_t i) {
    const At at(*this, lhs[i]->pos);
    if (lhs[i]->text == "_") {
      emit(Op::pop);
    } else if (entity_of(i)) {
      declare_variable(*entity_of(i));
    } else if (lhs[i]->entity->type->object()) {
      load_ref(*lhs[i]->entity);
      emit(Op::swap);
      emit(Op::assign_object);
    } else {
      store(*lhs[i]->entity);
    }
  };
  put_all(lhs.size(), silent, put);
}

bool Generator::silent_target(const Expr* expr) const {
  while (expr->kind == ExprKind::paren) expr = expr->x;
  if (expr->kind != ExprKind::name) return false;
  if (expr->text == "_") return true;
  return !expr->entity->type->object() && !boxed(*expr->entity);
}

void Generator::assign(Stmt* stmt) {
  const auto& lhs = stmt->lhs;
  if (lhs.size() == 1) return assign_one(lhs[0], stmt->rhs[0]);
  const uint32_t scratch = writer_->next_slot;
  const auto is_star = [](Expr* expr) { return bare(expr)->kind == ExprKind::star; };
  const auto is_blank = [](Expr* expr) { return bare(expr)->kind == ExprKind::name && bare(expr)->text == "_"; };
  // First the pointers on the left, then the values, then the assignments from left to right.
  std::vector<uint16_t> pointers(lhs.size(), 0);
  for (size_t i = 0; i < lhs.size(); ++i) {
    if (!is_star(lhs[i])) continue;
    expression(bare(lhs[i])->x);
    pointers[i] = temporary();
    emit(Op::local_set, pointers[i]);
  }
  const bool tuple = stmt->rhs.size() == 1;
  std::vector<const Type*> to;
  for (size_t i = 0; i < lhs.size(); ++i) {
    to.push_back(is_blank(lhs[i]) ? (tuple ? stmt->rhs[0]->type->results[i] : stmt->rhs[i]->type) : lhs[i]->type);
  }
  if (tuple) {
    expression(stmt->rhs[0]);
    convert_tuple(stmt->rhs[0]->type->results, to);
  } else {
    for (size_t i = 0; i < lhs.size(); ++i) value_as(stmt->rhs[i], to[i], text_of(lhs[i]));
  }
  bool silent = true;
  for (const Expr* left : lhs) silent &= silent_target(left);
  const auto put = [&](size_t i) {   // value →
    const At at(*this, lhs[i]->pos);
    Expr* left = bare(lhs[i]);
    if (is_blank(left)) {
      emit(Op::pop);
      return;
    }
    if (left->kind == ExprKind::star) {
      emit(Op::local_get, pointers[i]);
      emit(Op::nil_check);
    } else if (left->type->object()) {
      load_ref(*left->entity);
    } else {
      return store(*left->entity);
    }
    emit(Op::swap);
    if (left->type->object()) emit(Op::assign_object);
    else emit(Op::var_write, 0);
  };
  put_all(lhs.size(), silent, put);
  release_temporaries(scratch);
}

void Generator::assign_one(Expr* left, Expr* right) {
  left = bare(left);
  if (left->kind == ExprKind::name && left->text == "_") {
    if (right->type->object()) {
      reference(right);   // nothing is copied into nowhere
    } else {
      value_as(right, right->type, "_");
    }
    emit(Op::pop);
    return;
  }
  const At at(*this, left->pos);
  const bool through = left->kind == ExprKind::star;
  if (left->type->object()) {
    if (through) {
      expression(left->x);
      emit(Op::nil_check);
    } else {
      load_ref(*left->entity);
    }
    reference(right);
    emit(Op::assign_object);
    return;
  }
  if (through) {
    expression(left->x);
    value_as(right, left->type, text_of(left));
    emit(Op::swap);
    emit(Op::nil_check);
    emit(Op::swap);
    emit(Op::var_write, 0);
    return;
  }
  Entity& entity = *left->entity;
  if (!boxed(entity)) {
    value_as(right, left->type, entity.name);
    emit(Op::local_set, entity.slot);
    return;
  }
  load_ref(entity);
  value_as(right, left->type, entity.name);
  emit(Op::var_write, shared(entity) ? 0 : 1);
}

void Generator::assign_op(Stmt* stmt) {
  Expr* left = bare(stmt->lhs[0]);
  Expr* right = stmt->rhs[0];
  const Kind kind = left->type->kind;
  const uint32_t scratch = writer_->next_slot;
  const bool first = holds_receive(right);   // `sum += <-ch` reads sum once the value is there (operands)
  if (first) {
    expression(right);
    emit(Op::local_set, temporary());
  }
  const auto operate = [&] {
    if (first) emit(Op::local_get, scratch);
    else expression(right);
    release_temporaries(scratch);
    const At at(*this, stmt->pos);
    if (stmt->op == Tok::shl || stmt->op == Tok::shr) emit(op_of(stmt->op), static_cast<int64_t>(right->type->kind), kind);
    else emit(op_of(stmt->op), 0, kind);
  };
  if (left->kind == ExprKind::star) {
    expression(left->x);
    emit(Op::nil_check);
    emit(Op::dup);
    emit(Op::var_read, 0);
    operate();
    emit(Op::var_write, 0);
    return;
  }
  Entity& entity = *left->entity;
  if (!boxed(entity)) {
    emit(Op::local_get, entity.slot);
    operate();
    emit(Op::local_set, entity.slot);
    return;
  }
  load_ref(entity);
  emit(Op::dup);
  emit(Op::var_read, shared(entity) ? 0 : 1);
  operate();
  emit(Op::var_write, shared(entity) ? 0 : 1);
}

void Generator::return_statement(Stmt* stmt) {
  FunctionNode& node = *writer_->node;
  const bool in_locals = !writer_->function.result_locals.empty();
  if (stmt->rhs.empty()) {
    emit(Op::ret, 0);
    return;
  }
  std::vector<const Type*> to = node.type->results;
  if (stmt->rhs.size() == 1 && to.size() > 1) {
    expression(stmt->rhs[0]);
    convert_tuple(stmt->rhs[0]->type->results, to);
  } else if (to.size() == 1 && seen_by_others(*node.results[0].entity) && to[0]->object()) {
    load_ref(*node.results[0].entity);
    if (bare(stmt->rhs[0])->kind == ExprKind::composite) value_as(stmt->rhs[0], to[0], "result");
    else reference(stmt->rhs[0]);
    emit(Op::assign_object);
    emit(Op::ret, 0);
    return;
  } else {
    for (size_t i = 0; i < to.size(); ++i) {
      if (to[i]->object()) value_as(stmt->rhs[i], to[i], node.results[i].name.empty() ? std::string_view("result") : node.results[i].name);
      else value_as(stmt->rhs[i], to[i], node.results[i].name);
    }
  }
  if (!in_locals) {
    emit(Op::ret, static_cast<int64_t>(to.size()));
    return;
  }
  const auto put = [&](size_t i) {
    Entity& entity = *node.results[i].entity;
    if (!entity.type->object()) return store(entity);
    if (!seen_by_others(entity)) {
      emit(Op::local_set, entity.slot);
      return;
    }
    load_ref(entity);
    emit(Op::swap);
    emit(Op::assign_object);
  };
  bool silent = true;
  for (const Field& field : node.results) silent &= !seen_by_others(*field.entity);
  const uint32_t scratch = writer_->next_slot;
  put_all(to.size(), silent || to.size() == 1, put);
  release_temporaries(scratch);
  emit(Op::ret, 0);
}

void Generator::call_statement(Stmt* stmt) {
  size_t count = 0;
  callee_value(stmt->rhs[0], count);
  const At at(*this, stmt->pos);
  emit(stmt->kind == StmtKind::go ? Op::go_ : Op::defer_, static_cast<int64_t>(count));
}

}  // namespace wgscope::program
