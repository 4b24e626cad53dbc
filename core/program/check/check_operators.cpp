// Operators: which operands they take, what they yield, and what they yield at once when both are constants.
#include "core/base/limits.h"
#include "core/program/check/checker_state.h"

namespace wgscope::program {

namespace {

constexpr size_t kMostConstantBits = 512;    // of untyped integers, as Go
constexpr uint64_t kMostShift = 1023 - 1 + 52;

std::string_view name_of_operation(Tok op) {
  switch (op) {
    case Tok::plus: return "addition";
    case Tok::minus: return "subtraction";
    case Tok::star: return "multiplication";
    case Tok::shl: return "shift";
    case Tok::caret: return "bitwise XOR";
    default: return "";
  }
}

bool applies(Tok op, const Type* type) {
  switch (op) {
    case Tok::plus: return type->numeric() || type->string();
    case Tok::minus: case Tok::star: case Tok::slash: return type->numeric();
    case Tok::percent: case Tok::amp: case Tok::pipe: case Tok::caret: case Tok::and_not: return type->integer();
    case Tok::and_and: case Tok::or_or: return type->boolean();
    default: return false;
  }
}

std::string kind_of(const Type* type) {
  switch (type->form) {
    case Form::function: return "func";
    case Form::pointer: return "pointer";
    case Form::any: return "interface";
    case Form::object: case Form::structure: return "struct";
    case Form::channel: return "chan";
    case Form::basic: return type->name;
    default: return type->name;
  }
}

}  // namespace

bool Checker::comparable(const Type* type) const { return type->form != Form::function; }

bool Checker::check_overflow(Expr* expr, std::string_view operation) {
  if (expr->mode == Mode::invalid) return false;
  if (!expr->value->known()) {
    error(expr->pos, "constant result is not representable", "use a smaller value");
    invalid(expr);
    return false;
  }
  if (!expr->type->untyped()) {
    Constant converted;
    const Fit how = fit(*expr->value, expr->type->kind, converted);
    if (how == Fit::fits) {
      set_constant(expr, std::move(converted), expr->type);
      return true;
    }
    error(expr->pos, described(expr) + (how == Fit::truncated ? " truncated to " : " overflows ") + expr->type->name,
          how == Fit::overflows ? "use a wider type, or smaller values" : "a whole number is needed");
    invalid(expr);
    return false;
  }
  if (expr->value->is_integer() && expr->value->integer().bits() > kMostConstantBits) {
    error(operation.empty() ? expr->pos : expr->own, "constant " + std::string(operation) + (operation.empty() ? "" : " ") + "overflow", "use a wider type, or a smaller value");
    invalid(expr);
    return false;
  }
  return true;
}

void Checker::unary(Expr* expr) {
  if (expr->op == Tok::amp) return address_of(expr);
  Expr* x = expr->x;
  value(x);
  if (x->mode == Mode::invalid) return invalid(expr);
  if (expr->op == Tok::arrow) {
    const Type* element = element_of(x, x->pos, true);
    return element ? set_value(expr, element) : invalid(expr);
  }
  if (expr->op == Tok::tilde) {
    error(expr->pos, "cannot use ~ outside of interface or type constraint", "^ is the bitwise complement");
    return invalid(expr);
  }
  const bool fine = expr->op == Tok::not_ ? x->type->boolean() : expr->op == Tok::caret ? x->type->integer() : x->type->numeric();
  if (!fine) {
    invalid_operation(x->pos, "operator " + std::string(spelling(expr->op)) + " not defined on " + described(x), "the operator is for other types");
    return invalid(expr);
  }
  if (x->mode != Mode::constant) return set_value(expr, x->type);
  Constant result = *x->value;
  if (expr->op == Tok::not_) {
    result.value = !x->value->truth();
  } else if (expr->op == Tok::minus) {
    if (result.is_integer()) result.value = -x->value->integer();
    else result.value = Ratio{-as_ratio(*x->value).numerator, as_ratio(*x->value).denominator};
  } else if (expr->op == Tok::caret) {
    BigInt complement = -x->value->integer() - BigInt(1);
    if (x->type->unsigned_()) complement = complement + (BigInt(1) << (x->type->kind == Kind::uint32 ? 32 : 64));
    result.value = complement;
  }
  set_constant(expr, std::move(result), x->type);
  check_overflow(expr, name_of_operation(expr->op));
}

const Type* Checker::element_of(Expr* channel, Pos at, bool receives) {
  const Type* type = channel->type;
  const Direction wrong = receives ? Direction::send : Direction::receive;
  if (type->channel() && type->direction != wrong) return type->element;
  const std::string what = (!type->channel() ? "non-channel " : receives ? "send-only channel " : "receive-only channel ") + type->name + " ";
  invalid_operation(at, (receives ? "cannot receive from " : "cannot send to ") + what + described(channel),
                    !type->channel() ? "a channel is needed: make(chan int)" : "its type says what may be done with it: a chan T does both");
  return nullptr;
}

void Checker::two_values(Expr* expr) {
  Expr* inner = bare(expr);
  if (expr->mode != Mode::value || !is_receive(inner)) return;
  inner->with_ok = true;
  const Type* both = types_.tuple({inner->type, types_.boolean});
  for (Expr* each = expr;; each = each->x) {
    each->mode = Mode::tuple;
    each->type = both;
    if (each == inner) return;
  }
}

void Checker::address_of(Expr* expr) {
  Expr* x = expr->x;
  value(x);
  if (x->mode == Mode::invalid) return invalid(expr);
  const Expr* inner = bare(x);
  if (inner->kind != ExprKind::composite && x->mode != Mode::variable) {
    invalid_operation(x->pos, "cannot take address of " + described(x), "put it into a variable first");
    return invalid(expr);
  }
  if (inner->kind == ExprKind::name) inner->entity->address_taken = true;
  set_value(expr, types_.pointer(x->type));
}

void Checker::star(Expr* expr) {
  raw(expr->x);
  Expr* x = expr->x;
  if (x->mode == Mode::type) {
    expr->mode = Mode::type;
    expr->type = x->type->valid() ? types_.pointer(x->type) : types_.invalid;
    return;
  }
  only_value(x);
  if (x->mode == Mode::invalid) return invalid(expr);
  if (x->mode == Mode::nil) {
    invalid_operation(x->pos, "cannot indirect nil", "* is for pointers");
    return invalid(expr);
  }
  if (x->type->form != Form::pointer) {
    invalid_operation(x->pos, "cannot indirect " + described(x), "* is for pointers");
    return invalid(expr);
  }
  set_value(expr, x->type->element, Mode::variable);
}

// Brings an untyped operand to the type of the other one. False when that was reported; types may still differ when it is true.
bool Checker::match(Expr* expr, Expr* x, Expr* y) {
  const Type *a = x->type, *b = y->type;
  if (!a->untyped() && !b->untyped()) return true;
  const auto may_convert = [&] {
    if (a->form == Form::any || b->form == Form::any) return true;
    if (a->boolean() != b->boolean() || a->string() != b->string()) return false;
    if (x->mode == Mode::nil) return b->nilable();
    if (y->mode == Mode::nil) return a->nilable();
    const auto converts = [](const Type* type) { return type->untyped() || type->form == Form::basic; };
    return converts(a) && converts(b);
  };
  if (!may_convert()) return true;
  if (a->untyped() && b->untyped()) {
    if (!a->numeric() || !b->numeric()) return true;
    const Type* wider = a->form > b->form ? a : b;
    settle(x, wider);
    settle(y, wider);
    return true;
  }
  Expr* untyped = a->untyped() ? x : y;
  const Type* type = a->untyped() ? b : a;
  if (implicit_type(untyped, type) == Implicit::mismatch) {
    invalid_operation(expr->pos, text_of(expr) + " (mismatched types " + a->name + " and " + b->name + ")", "both sides need the same type");
    return false;
  }
  return convert_untyped(untyped, type);
}

void Checker::binary(Expr* expr) {
  value(expr->x);
  value(expr->y);
  if (expr->x->mode == Mode::invalid || expr->y->mode == Mode::invalid) return invalid(expr);
  if (expr->op == Tok::shl || expr->op == Tok::shr) return shift(expr, expr->x, expr->y, expr->op);
  if (!match(expr, expr->x, expr->y)) return invalid(expr);
  if (precedence(expr->op) == 3) return comparison(expr, expr->x, expr->y, expr->op, false);
  arithmetic(expr, expr->x, expr->y, expr->op);
}

void Checker::comparison(Expr* expr, Expr* x, Expr* y, Tok op, bool in_switch) {
  const Type *a = x->type, *b = y->type;
  const auto report = [&](const Expr* at, const std::string& because, const std::string& hint) {
    if (in_switch) error(x->pos, "invalid case " + text_of(x) + " in switch on " + text_of(y) + " (" + because + ")", hint);
    else invalid_operation(at->pos, text_of(x) + " " + std::string(spelling(op)) + " " + text_of(y) + " (" + because + ")", hint);
    invalid(expr);
  };
  const bool nils = x->mode == Mode::nil || y->mode == Mode::nil;
  const bool same = a == b || (a->channel() && b->channel() && (program::assignable(a, b) || program::assignable(b, a))) || (nils && a->nilable() && b->nilable()) || (a->form == Form::any && !b->untyped()) || (b->form == Form::any && !a->untyped());
  if (!same) {
    std::string hint = "both sides need the same type";
    if (a->form == Form::basic && b->form == Form::basic && a->numeric() && b->numeric()) hint = "convert one of them: " + a->name + "(" + text_of(y) + ")";
    return report(y, "mismatched types " + a->name + " and " + b->name, hint);
  }
  if (op == Tok::eq || op == Tok::ne) {
    if (x->mode == Mode::nil && y->mode == Mode::nil) return report(x, "operator " + std::string(spelling(op)) + " not defined on nil", "give one side a type");
    const Type* other = x->mode == Mode::nil ? b : a;
    if (!nils && (!comparable(a) || !comparable(b))) return report(comparable(a) ? y : x, "func can only be compared to nil", "write f == nil or f != nil");
    if (other->object()) {
      invalid(expr);
      return messages_.refuse(x->pos, "comparing " + other->name + " values is", "compare pointers to them, or what Load gives");
    }
  } else if (!a->numeric() && !a->string()) {
    return report(x, "operator " + std::string(spelling(op)) + " not defined on " + kind_of(a), "the operator is for other types");
  } else if (!b->numeric() && !b->string()) {
    return report(y, "operator " + std::string(spelling(op)) + " not defined on " + kind_of(b), "the operator is for other types");
  }
  if (x->mode == Mode::constant && y->mode == Mode::constant) return set_constant(expr, {compare(op, *x->value, *y->value)}, types_.untyped_bool);
  if (x->mode != Mode::nil) settle(x, default_type(x->type));
  if (y->mode != Mode::nil) settle(y, default_type(y->type));
  if (x->mode == Mode::invalid || y->mode == Mode::invalid) return invalid(expr);
  set_value(expr, types_.untyped_bool);
}

void Checker::shift(Expr* expr, Expr* x, Expr* y, Tok op) {
  const auto whole = x->mode == Mode::constant ? as_integer(*x->value) : std::nullopt;
  if (!x->type->integer() && !(x->type->untyped() && whole)) {
    invalid_operation(x->pos, "shifted operand " + described(x) + " must be integer", "shift an integer, and convert the result");
    return invalid(expr);
  }
  uint64_t count = 0;
  if (y->mode == Mode::constant) {
    const auto number = as_integer(*y->value);
    if (number && number->sign() < 0) {
      invalid_operation(y->pos, "negative shift count " + described(y), "shift the other way: >> or <<");
      return invalid(expr);
    }
    if (y->type->untyped()) {
      if (!y->type->numeric()) {
        error(y->pos, "cannot convert " + described(y) + " to type uint", "convert a value of a type that is closer, or write a constant of that type");
        return invalid(expr);
      }
      if (!number) {
        error(y->pos, described(y) + " truncated to uint", "a whole number is needed");
        return invalid(expr);
      }
      if (!convert_untyped(y, types_.uint)) return invalid(expr);
    } else if (!y->type->integer()) {
      invalid_operation(y->pos, "shift count " + described(y) + " must be integer", "a count of type int or uint is needed");
      return invalid(expr);
    }
    count = as_integer(*y->value)->as_uint64().value_or(UINT64_MAX);
  } else if (y->type->untyped()) {
    if (!convert_untyped(y, types_.uint)) return invalid(expr);
  } else if (!y->type->integer()) {
    invalid_operation(y->pos, "shift count " + described(y) + " must be integer", "a count of type int or uint is needed");
    return invalid(expr);
  }
  if (x->mode == Mode::constant && y->mode == Mode::constant) {
    if (count > kMostShift) {
      invalid_operation(y->pos, "invalid shift count " + described(y), "a count of type int or uint is needed");
      return invalid(expr);
    }
    set_constant(expr, program::shift(op, Constant{*whole}, count), x->type->integer() ? x->type : types_.untyped_int);
    check_overflow(expr, name_of_operation(op));
    return;
  }
  if (x->mode == Mode::constant && x->type->untyped()) {   // its type is what the context makes of it
    if (x->value->is_float()) set_constant(x, {*whole}, x->type);
  } else if (!x->type->integer()) {
    invalid_operation(x->pos, "shifted operand " + described(x) + " must be integer", "shift an integer, and convert the result");
    return invalid(expr);
  }
  set_value(expr, x->type);
}

void Checker::arithmetic(Expr* expr, Expr* x, Expr* y, Tok op) {
  const Type *a = x->type, *b = y->type;
  if (a != b) {
    std::string hint = "both sides need the same type";
    if (a->form == Form::basic && b->form == Form::basic && a->numeric() && b->numeric()) {
      hint = b != types_.duration ? "convert one of them: " + a->name + "(" + text_of(y) + ")" : "convert one of them: " + b->name + "(" + text_of(x) + ")";
    }
    if (a->string() != b->string() && op == Tok::plus && (a->string() || b->string())) hint = "write fmt.Sprint(" + text_of(a->string() ? y : x) + ")";
    invalid_operation(expr->pos, text_of(expr) + " (mismatched types " + a->name + " and " + b->name + ")", hint);
    return invalid(expr);
  }
  if (!applies(op, a)) {
    invalid_operation(x->pos, "operator " + std::string(spelling(op)) + " not defined on " + described(x), "the operator is for other types");
    return invalid(expr);
  }
  if ((op == Tok::slash || op == Tok::percent) && (x->mode == Mode::constant || a->integer()) && y->mode == Mode::constant && sign_of(*y->value) == 0) {
    invalid_operation(y->pos, "division by zero", "divide by something else");
    return invalid(expr);
  }
  if (x->mode == Mode::constant && y->mode == Mode::constant) return fold(expr, x, y, op);
  set_value(expr, a);
}

void Checker::fold(Expr* expr, Expr* x, Expr* y, Tok op) {
  if (x->value->is_string() && x->value->string().size() + y->value->string().size() > (1u << 20)) {
    error(expr->pos, "constant string too long", "at most 1 MiB");
    return invalid(expr);
  }
  if (x->value->is_string() && x->value->string().size() + y->value->string().size() > limits::kStringBytes) {
    error(expr->own, "constant text too long", "a text has at most 1 MiB");
    return invalid(expr);
  }
  if (gives_up()) return invalid(expr);
  set_constant(expr, apply(op, *x->value, *y->value, x->type->integer()), x->type);
  check_overflow(expr, name_of_operation(op));
}

}  // namespace wgscope::program
