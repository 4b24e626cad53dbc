// Untyped values: what they may become, and giving them their final type; what may be assigned to what.
#include "core/program/check/checker_state.h"

namespace wgscope::program {

const Type* Checker::default_type(const Type* type) const {
  switch (type->form) {
    case Form::untyped_bool: return types_.boolean;
    case Form::untyped_int: return types_.int_;
    case Form::untyped_rune: return types_.int32;
    case Form::untyped_float: return types_.float64;
    case Form::untyped_string: return types_.string;
    default: return type;
  }
}

Checker::Implicit Checker::implicit_type(Expr* expr, const Type* type) const {
  if (expr->mode == Mode::nil) return type->nilable() ? Implicit::ok : Implicit::mismatch;
  if (type->form == Form::any) return Implicit::ok;
  if (type->form != Form::basic) return Implicit::mismatch;
  if (expr->mode == Mode::constant) {
    Constant converted;
    switch (fit(*expr->value, type->kind, converted)) {
      case Fit::fits: return Implicit::ok;
      case Fit::truncated: return Implicit::truncated;
      case Fit::overflows: return Implicit::overflows;
      default: return Implicit::mismatch;
    }
  }
  const bool same = (expr->type->boolean() && type->boolean()) || (expr->type->numeric() && type->numeric()) || (expr->type->string() && type->string());
  return same ? Implicit::ok : Implicit::mismatch;
}

void Checker::settle(Expr* expr, const Type* type) {
  if (expr->mode == Mode::invalid || !expr->type->untyped()) return;
  if (type->form == Form::any && expr->mode != Mode::nil) type = default_type(expr->type);
  if (expr->mode == Mode::nil) {
    expr->type = type;
    return;
  }
  if (expr->mode == Mode::constant) {
    Constant converted;
    if (type->untyped()) {
      expr->type = type;
      return;
    }
    const Fit how = fit(*expr->value, type->kind, converted);
    if (how != Fit::fits) {
      error(expr->pos, "cannot use " + described(expr) + " as " + type->name + " value in assignment" +
                           (how == Fit::truncated ? " (truncated)" : how == Fit::overflows ? " (overflows)" : ""),
            how == Fit::truncated ? "a whole number is needed" : how == Fit::overflows ? "use a wider type, or a smaller value" : "a value of that type is needed");
      return invalid(expr);
    }
    return set_constant(expr, std::move(converted), type);
  }
  expr->type = type;
  switch (expr->kind) {
    case ExprKind::paren: settle(expr->x, type); break;
    case ExprKind::unary: settle(expr->x, type); break;
    case ExprKind::binary:
      if (precedence(expr->op) == 3) break;   // a comparison's operands have their own type
      if (expr->op == Tok::shl || expr->op == Tok::shr) {
        if (!type->untyped() && !type->integer()) {
          invalid_operation(expr->x->pos, "shifted operand " + text_of(expr->x) + " (type " + type->name + ") must be integer", "shift an integer, and convert the result");
          return invalid(expr);
        }
        settle(expr->x, type);
        break;
      }
      settle(expr->x, type);
      settle(expr->y, type);
      break;
    default: break;
  }
}

bool Checker::convert_untyped(Expr* expr, const Type* type) {
  if (expr->mode == Mode::invalid || !type->valid()) return expr->mode != Mode::invalid;
  if (!expr->type->untyped()) return true;
  switch (implicit_type(expr, type)) {
    case Implicit::ok: settle(expr, type); return expr->mode != Mode::invalid;
    case Implicit::truncated: 
      error(expr->pos, described(expr) + " truncated to " + type->name,
            type == types_.duration ? "use a smaller unit: 1500 * time.Millisecond" : "a whole number is needed, or float64 on both sides");
      break;
    case Implicit::overflows: error(expr->pos, described(expr) + " overflows " + type->name, "use a wider type, or a smaller value"); break;
    case Implicit::mismatch: error(expr->pos, "cannot convert " + described(expr) + " to type " + type->name, "convert a value of a type that is closer, or write a constant of that type"); break;
  }
  invalid(expr);
  return false;
}

bool Checker::assignable(const Expr* expr, const Type* type) const {
  return program::assignable(expr->type, type);
}

void Checker::assign_to(Expr* expr, const Type* type, const std::string& context) {
  if (expr->mode == Mode::invalid) return;
  if (!type->valid()) {
    if (expr->type->untyped()) settle(expr, default_type(expr->type));
    return invalid(expr);
  }
  std::string because;
  if (expr->type->untyped()) {
    switch (implicit_type(expr, type)) {
      case Implicit::ok:
        settle(expr, type);
        return;
      case Implicit::truncated: because = " (truncated)"; break;
      case Implicit::overflows: because = " (overflows)"; break;
      case Implicit::mismatch: break;
    }
  } else if (assignable(expr, type)) {
    if (type->object() && type->kind == Kind::timer && expr->mode == Mode::variable) {
      messages_.refuse(expr->pos, "a copy of a " + type->name + " is", "hand on its address: a *" + type->name);
      invalid(expr);
      return;
    }
    if (type->form == Form::any && expr->type->object()) {
      messages_.refuse(expr->pos, "a " + expr->type->name + " as a value of type any is", "use its address: &" + text_of(expr));
      invalid(expr);
    }
    return;
  }
  const Type* from = expr->type;
  std::string hint;
  if (type->form == Form::pointer && type->element == from) hint = "take its address: &" + text_of(expr);
  else if (from->form == Form::pointer && from->element == type) hint = type->object() ? "the parameter or variable should be a " + from->name : "write *" + text_of(expr);
  else if (from->form == Form::basic && type->form == Form::basic && from->numeric() && type->numeric()) hint = "convert it: " + type->name + "(" + text_of(expr) + ")";
  else if (type->string() && from->constant_type()) hint = "write fmt.Sprint(" + text_of(expr) + ")";
  else if (from->form == Form::function && from->parameters.empty() && from->results.size() == 1 && from->results[0] == type) hint = "call it: " + text_of(expr) + "()";
  else if (expr->mode == Mode::nil) hint = "nil is a value of pointers, channels, func types and any";
  else if (from->channel() && type->channel() && from->element == type->element) hint = "a channel of one direction stays one";
  else hint = "a value of type " + type->name + " is needed";
  error(expr->pos, "cannot use " + described(expr) + " as " + type->name + " value in " + context + because, hint);
  invalid(expr);
}

}  // namespace wgscope::program
