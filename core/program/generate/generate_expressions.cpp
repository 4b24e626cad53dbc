// Expressions to code: each leaves its value on the stack.
#include <cassert>

#include "core/program/generate/codegen_state.h"

namespace wgscope::program {

Op Generator::op_of(Tok op) {
  switch (op) {
    case Tok::plus: return Op::add;
    case Tok::minus: return Op::sub;
    case Tok::star: return Op::mul;
    case Tok::slash: return Op::div;
    case Tok::percent: return Op::rem;
    case Tok::amp: return Op::bit_and;
    case Tok::pipe: return Op::bit_or;
    case Tok::caret: return Op::bit_xor;
    case Tok::and_not: return Op::and_not;
    case Tok::shl: return Op::shl;
    case Tok::shr: return Op::shr;
    case Tok::eq: return Op::eq;
    case Tok::ne: return Op::ne;
    case Tok::lt: return Op::lt;
    case Tok::le: return Op::le;
    case Tok::gt: return Op::gt;
    default: return Op::ge;
  }
}

void Generator::expression(Expr* expr) {
  const At at(*this, expr->pos);
  if (expr->mode == Mode::constant) {
    if (expr->value->is_string()) emit_constant(string_id(expr->value->string()));
    else emit_constant(bits_of(*expr->value, expr->type->kind));
    return;
  }
  switch (expr->kind) {
    case ExprKind::name:
      if (expr->mode == Mode::nil) emit_constant(0);
      else if (expr->entity->kind == EntityKind::function) emit(Op::closure, expr->entity->function->index);
      else load(*expr->entity);
      break;
    case ExprKind::paren: expression(expr->x); break;
    case ExprKind::function_literal: function_literal(*expr->function); break;
    case ExprKind::composite: zero(expr->type, expr->type->object() ? declaration(expr->type->name, expr->type, expr->pos, true) : 0); break;
    case ExprKind::selector: {   // a field: a timer and its channel are one Ref. A method value: the receiver is looked at now
      if (expr->member->what == LibraryMember::What::field) {
        receiver(expr);
        emit(expr->type == types_.locker ? Op::cond_locker : Op::timer_channel);
        break;
      }
      receiver(expr);
      const Type* type = expr->x->type->form == Form::pointer ? expr->x->type->element : expr->x->type;
      emit(Op::closure, library_function(expr->member->callee, type->kind, expr->type->parameters.size(), true));
      break;
    }
    case ExprKind::call: call(expr); break;
    case ExprKind::star:
      expression(expr->x);
      emit(Op::nil_check);
      if (!expr->type->object()) read_through(expr->type);
      break;
    case ExprKind::unary:
      if (expr->op == Tok::amp) return address_of(expr, {});
      expression(expr->x);
      if (expr->op == Tok::arrow) emit(Op::channel_receive, 0, Kind{expr->with_ok});
      if (expr->op == Tok::minus) emit(Op::neg, 0, expr->type->kind);
      if (expr->op == Tok::caret) emit(Op::bit_not, 0, expr->type->kind);
      if (expr->op == Tok::not_) emit(Op::not_, 0, Kind::boolean);
      break;
    case ExprKind::binary: binary(expr); break;
    default: assert(false && "the checker lets no other expression pass");
  }
}

// Ref → value. What only its declaration assigns costs nothing to read, also through a pointer.
void Generator::read_through(const Type* element) { emit(Op::var_read, pointed_to_shared(element) ? 2 : 1); }

void Generator::box_if_any(const Type* from, const Type* to, bool constant) {
  if (to->form != Form::any || from->form == Form::any || from->form == Form::untyped_nil) return;
  program_.shows_clock = program_.shows_clock || from == types_.time;
  emit(Op::box, type_id(from).value, Kind{constant});
}

// A constant, or a local variable that is known to hold one: its declaration says so, and nobody can change it (Go 1.27 cmd/compile escape/escape.go,
// rewriteWithLiterals).
bool Generator::in_read_only_data(const Expr* expr) const {
  while (expr->kind == ExprKind::paren) expr = expr->x;
  if (expr->mode == Mode::constant) return true;
  const Entity* entity = expr->kind == ExprKind::name ? expr->entity : nullptr;
  return entity != nullptr && entity->begins_constant && !entity->assigned && !entity->address_taken;
}

void Generator::value_as(Expr* expr, const Type* type, std::string_view name) {
  const Expr* inner = bare(expr);
  if (type->object()) return value_as(expr, type, declaration(name.empty() ? type->name : name, type, expr->pos, true));
  if (inner->kind == ExprKind::unary && inner->op == Tok::amp) {
    const At at(*this, expr->pos);
    address_of(bare(expr), name);
  } else if (inner->kind == ExprKind::call && inner->call == CallKind::builtin && bare(inner->x)->entity->builtin == Callee::new_) {
    const At at(*this, expr->pos);
    const Type* element = inner->type->element;
    const uint32_t declared = declaration(name.empty() ? text_of(inner) : name, element, inner->pos, element->object() || semantics_.stored_through.count(element) > 0);
    Expr* initial = (*inner->list)[0];
    if (initial->mode == Mode::type) {
      zero(element, declared);
      if (!element->object()) emit(Op::new_object, declared);
    } else if (element->object()) {
      value_as(initial, element, declared);
    } else {
      value_as(initial, element, name);
      emit(Op::new_object, declared);
    }
  } else if (inner->kind == ExprKind::call && inner->call == CallKind::builtin && bare(inner->x)->entity->builtin == Callee::make_) {
    make_channel(bare(expr), name);
  } else if (inner->kind == ExprKind::call && inner->call == CallKind::library && bare(inner->x)->member->callee >= Callee::after && bare(inner->x)->member->callee <= Callee::new_ticker) {
    make_timer(bare(expr), name);
  } else if (inner->kind == ExprKind::call && inner->call == CallKind::library && bare(inner->x)->member->callee == Callee::new_cond) {
    make_cond(bare(expr), name);
  } else {
    expression(expr);
  }
  box_if_any(expr->type, type, in_read_only_data(expr));
}

void Generator::value_as(Expr* expr, const Type* type, uint32_t declared) {
  assert(type->object());
  const At at(*this, expr->pos);
  const Expr* inner = bare(expr);
  if (inner->kind == ExprKind::composite) return zero(type, declared);
  if (inner->kind == ExprKind::call) return expression(expr);   // its result is a copy already
  reference(expr);
  emit(Op::copy_object, declared);
}

// Of a variable; of a WaitGroup or an atomic also when it is a value that nobody else has.
void Generator::reference(Expr* expr) {
  expr = bare(expr);
  const At at(*this, expr->pos);
  if (expr->kind == ExprKind::name) {
    load_ref(*expr->entity);
  } else if (expr->kind == ExprKind::star) {
    expression(expr->x);
    emit(Op::nil_check);
  } else {
    expression(expr);
  }
}

void Generator::address_of(Expr* expr, std::string_view name) {
  Expr* inner = bare(expr->x);
  if (inner->kind == ExprKind::composite) {
    const uint32_t declared = declaration(name.empty() ? inner->type->name : name, inner->type, inner->pos, true);
    zero(inner->type, declared);
    if (!inner->type->object()) emit(Op::new_object, declared);
  } else {
    reference(inner);
  }
}

void Generator::binary(Expr* expr) {
  const Tok op = expr->op;
  if (op == Tok::and_and || op == Tok::or_or) return logical(expr);
  if (precedence(op) == 3) return comparison(expr->x, expr->y, op);
  operands(expr->x, expr->y, expr->type);
  if (op == Tok::shl || op == Tok::shr) emit(op_of(op), static_cast<int64_t>(expr->y->type->kind), expr->type->kind);
  else emit(op_of(op), 0, expr->type->kind);
}

// Go's compiler reads variables after what is received beside them: `sum + <-ch` has what sum is once the value is there.
void Generator::operands(Expr* x, Expr* y, const Type* as) {
  const bool late = x->mode != Mode::constant && holds_receive(y) && !holds_call(x);
  const auto one = [&](Expr* operand) {
    expression(operand);
    box_if_any(operand->type, as);
  };
  one(late ? y : x);
  one(late ? x : y);
  if (late) emit(Op::swap);
}

void Generator::comparison(Expr* x, Expr* y, Tok op) {
  const bool any = x->type->form == Form::any || y->type->form == Form::any;
  operands(x, y, any ? types_.any : types_.invalid);
  emit(op_of(op), 0, any ? Kind::any : x->mode == Mode::nil ? y->type->kind : x->type->kind);
}

void Generator::logical(Expr* expr) {
  Label end;
  expression(expr->x);
  emit(Op::dup);
  jump(expr->op == Tok::and_and ? Op::jump_if_false : Op::jump_if_true, end);
  emit(Op::pop);
  expression(expr->y);
  bind(end);
}

void Generator::condition(Expr* expr, Label& target, bool when) {
  expr = bare(expr);
  const At at(*this, expr->pos);
  if (expr->mode == Mode::constant) {
    if (expr->value->truth() == when) jump(Op::jump, target);
    return;
  }
  if (expr->kind == ExprKind::unary && expr->op == Tok::not_) return condition(expr->x, target, !when);
  if (expr->kind == ExprKind::binary && (expr->op == Tok::and_and || expr->op == Tok::or_or)) {
    const bool decides = expr->op == Tok::or_or;   // what the first operand must be to decide
    if (decides == when) {
      condition(expr->x, target, when);
      condition(expr->y, target, when);
    } else {
      Label over;
      condition(expr->x, over, decides);
      condition(expr->y, target, when);
      bind(over);
    }
    return;
  }
  expression(expr);
  jump(when ? Op::jump_if_true : Op::jump_if_false, target);
}

void Generator::function_literal(FunctionNode& node) {
  for (Entity* variable : node.captures) {
    if (variable->type->object() || boxed(*variable)) load_ref(*variable);
    else load_slot(*variable);
  }
  emit(Op::closure, node.index);
}

}  // namespace wgscope::program
