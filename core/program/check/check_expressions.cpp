// Names, literals, selectors, and what an operand is.
#include "core/base/limits.h"
#include "core/base/suggest.h"
#include "core/program/check/checker_state.h"

namespace wgscope::program {

void Checker::invalid(Expr* expr) {
  expr->mode = Mode::invalid;
  expr->type = types_.invalid;
  expr->value = nullptr;
}

void Checker::set_value(Expr* expr, const Type* type, Mode mode) {
  if (!type->valid()) return invalid(expr);
  expr->mode = mode;
  expr->type = type;
  expr->value = nullptr;
}

// Every constant expression comes through here, and keeps its value: `a + b + c` two texts, the second of them all three.
void Checker::set_constant(Expr* expr, Constant value, const Type* type) {
  constant_bytes_ += bytes_of(value);
  const bool too_long = constant_bytes_ > limits::kConstantBytes && !gave_up_;
  if (too_long || gives_up()) {
    if (too_long) error(expr->pos, "too many long constants", "all constant expressions of a program take at most 16 MiB: put parts into variables, or use shorter ones");
    gave_up_ = gave_up_ || too_long;   // what is to be found beyond it is not worth the memory
    too_long_constants_ = too_long_constants_ || too_long;
    return invalid(expr);
  }
  expr->mode = Mode::constant;
  expr->type = type;
  expr->value = &semantics_.constants.emplace_back(std::move(value));
}

void Checker::raw(Expr* expr, const Type* expected) {
  switch (expr->kind) {
    case ExprKind::bad:
      if (expr->list) use_all(*expr->list);
      return invalid(expr);
    case ExprKind::name: return name(expr);
    case ExprKind::int_literal: case ExprKind::float_literal: case ExprKind::rune_literal: case ExprKind::string_literal: return literal(expr);
    case ExprKind::function_literal: return function_literal(expr);
    case ExprKind::function_type:
      signature(*expr->function);
      expr->mode = Mode::type;
      expr->type = expr->function->type;
      return;
    case ExprKind::channel_type: {
      const Type* element = type_of(expr->x);
      if (!element->valid()) return invalid(expr);
      if (element->object()) {
        messages_.refuse(expr->x->pos, "channels of " + element->name + " values are", "send pointers: chan *" + element->name);
        return invalid(expr);
      }
      expr->mode = Mode::type;
      expr->type = types_.channel(element, expr->op == Tok::arrow ? Direction::receive : expr->op == Tok::chan_ ? Direction::send : Direction::both);
      return;
    }
    case ExprKind::struct_type:
      expr->mode = Mode::type;
      expr->type = types_.structure;
      return;
    case ExprKind::composite: return composite(expr);
    case ExprKind::paren:
      raw(expr->x, expected);
      expr->mode = expr->x->mode;
      expr->type = expr->x->type;
      expr->value = expr->x->value;
      expr->entity = expr->x->entity;
      expr->member = expr->x->member;
      return;
    case ExprKind::selector: return selector(expr);
    case ExprKind::call: return call(expr);
    case ExprKind::star: return star(expr);
    case ExprKind::unary: return unary(expr);
    case ExprKind::binary: return binary(expr);
    case ExprKind::index:
      raw(expr->x);
      use_all(*expr->list);
      if (expr->x->mode != Mode::invalid) {
        const bool text = expr->x->mode != Mode::type && expr->x->type && expr->x->type->string();
        const bool generic = expr->x->mode == Mode::type || (expr->x->type && expr->x->type->form == Form::function);
        if (text) messages_.refuse(expr->own, "indexing a string is", "use whole strings");
        else if (generic) messages_.refuse(expr->own, "type arguments are", "call it without them");
        else invalid_operation(expr->pos, "cannot index " + described(expr->x), "there is nothing in it to index");
      }
      return invalid(expr);
    case ExprKind::assertion:
      raw(expr->x);
      if (expr->op == Tok::type_) error(expr->pos, "invalid syntax tree: use of .(type) outside type switch", "type switches are not supported here");
      else if (expr->x->mode == Mode::invalid) {}
      else if (expr->x->type && expr->x->type->form != Form::any) invalid_operation(expr->x->pos, described(expr->x) + " is not an interface", "its type is known: no assertion is needed");
      else messages_.refuse(expr->own, "type assertions are", "compare with nil or with a value, or print it");
      return invalid(expr);
  }
}

void Checker::only_value(Expr* expr) {
  switch (expr->mode) {
    case Mode::no_value: error(expr->pos, text_of(expr) + " (no value) used as value", "it gives none: call it on a line of its own"); break;
    case Mode::builtin: error(expr->pos, text_of(expr) + " (built-in) must be called", "write " + text_of(expr) + "(…)"); break;
    case Mode::library: error(expr->pos, text_of(expr) + " is not supported here as a value", "wrap it: func() { " + text_of(expr) + "(…) }"); break;
    case Mode::type: error(expr->pos, text_of(expr) + " (type) is not an expression", "convert a value: int(x), or declare a variable: var x int"); break;
    case Mode::package: error(expr->pos, "use of package " + text_of(expr) + " without selector", "write " + text_of(expr) + ".Name"); break;
    default: return;
  }
  invalid(expr);
}

void Checker::many(Expr* expr) {
  raw(expr);
  only_value(expr);
}

void Checker::value(Expr* expr, const Type* expected) {
  raw(expr, expected);
  one_value(expr);
}

void Checker::one_value(Expr* expr) {
  only_value(expr);
  if (expr->mode != Mode::tuple) return;
  error(expr->pos, "multiple-value " + text_of(expr) + " (value of type " + expr->type->name + ") in single-value context",
        "assign its values first: a, b := " + text_of(expr));
  invalid(expr);
}

void Checker::use(Expr* expr) {
  if (!expr) return;
  if (expr->kind == ExprKind::name) {
    if (Entity* entity = lookup(expr->text)) {
      entity->used = true;
      if (entity->kind == EntityKind::variable) use_variable(*entity);
    }
  }
  use(expr->x);
  use(expr->y);
  if (expr->list) use_all(*expr->list);
  if (expr->kind == ExprKind::function_literal) function_literal(expr);   // what it declares and uses is its own affair
  invalid(expr);
}

void Checker::use_all(const std::vector<Expr*>& list) {
  for (Expr* expr : list) use(expr);
}

void Checker::name(Expr* expr) {
  const std::string_view text = expr->text;
  if (text == "_") {
    error(expr->pos, "cannot use _ as value", "_ only takes values: give it a name");
    return invalid(expr);
  }
  Entity* entity = expr->op == Tok::interface_ ? universe_->find_here("any") : lookup(text);
  if (!entity) {
    invalid(expr);
    if (skipped(text)) return;
    const std::string shown(text);
    const Package* package = nullptr;
    for (const Package& each : packages()) {
      if (each.name == text) package = &each;
    }
    if (package) {   // one import is missing, however often it is used
      if (missing_imports_.insert(text).second) error(expr->pos, "undefined: " + shown, "add import \"" + std::string(package->path) + "\"");
      return;
    }
    if (refused_package_hint(text)) return refuse_package(expr->pos, text);
    return error(expr->pos, "undefined: " + shown, did_you_mean(text));
  }
  expr->entity = entity;
  entity->used = true;
  switch (entity->kind) {
    case EntityKind::package:
      if (!entity->package) return invalid(expr);
      expr->mode = Mode::package;
      return;
    case EntityKind::refused:
      invalid(expr);
      return messages_.refuse(expr->pos, std::string(text) + " is", std::string(entity->hint));
    case EntityKind::builtin: expr->mode = Mode::builtin; return;
    case EntityKind::nil:
      expr->mode = Mode::nil;
      expr->type = types_.nil;
      return;
    case EntityKind::type:
      expr->mode = Mode::type;
      expr->type = entity->type;
      return;
    default: break;
  }
  depend_on(*entity);
  resolve(*entity, expr->pos);
  if (!entity->type) entity->type = types_.invalid;
  if (entity->kind == EntityKind::constant) {
    if (text == "iota" && !entity->value) {
      if (iota_) {
        expr->mode = Mode::constant;
        expr->type = types_.untyped_int;
        expr->value = iota_;
        return;
      }
      error(expr->pos, "cannot use iota outside constant declaration", "iota counts in const ( … )");
      return invalid(expr);
    }
    if (!entity->type->valid()) return invalid(expr);
    expr->mode = Mode::constant;
    expr->type = entity->type;
    expr->value = entity->value;
    return;
  }
  if (entity->kind == EntityKind::variable) use_variable(*entity);
  set_value(expr, entity->type, entity->kind == EntityKind::variable ? Mode::variable : Mode::value);
}

void Checker::literal(Expr* expr) {
  if (expr->bad_literal) return invalid(expr);
  switch (expr->kind) {
    case ExprKind::int_literal: set_constant(expr, integer_literal(expr->text), types_.untyped_int); break;
    case ExprKind::float_literal: set_constant(expr, float_literal(expr->text), types_.untyped_float); break;
    case ExprKind::rune_literal: set_constant(expr, rune_literal(expr->text), types_.untyped_rune); break;
    default: set_constant(expr, string_literal(expr->text), types_.untyped_string); break;
  }
  if (expr->mode == Mode::invalid) return;
  if (!expr->value->known()) {
    error(expr->pos, "excessively large constant", "use a smaller value");
    return invalid(expr);
  }
  check_overflow(expr, "");
}

void Checker::function_literal(Expr* expr) {
  FunctionNode& function = *expr->function;
  if (!function.full_name.empty()) return;   // seen already: an expression of a constant group that repeats
  function.outer = body_ ? body_->function : nullptr;
  static constexpr std::string_view kPackageLevel = "main.init";
  if (function.outer) {
    function.full_name = function.outer->full_name + (function.outer->name.empty() ? "." : ".func") + std::to_string(++function.outer->literals);
  } else {
    function.full_name = std::string(kPackageLevel) + ".func" + std::to_string(++package_literals_);
  }
  signature(function);
  if (body_) function_body(function);
  else later_.push_back({&function, scope_, dependent_});
  set_value(expr, function.type);
}

void Checker::composite(Expr* expr) {
  if (!expr->x) {
    use_all(*expr->list);
    return invalid(expr);
  }
  const Type* type = type_of(expr->x);
  use_all(*expr->list);
  if (!type->valid()) return invalid(expr);
  if (!type->object() && type != types_.structure) {
    error(expr->pos, "invalid composite literal type " + type->name, "convert a value: int(x)");
    return invalid(expr);
  }
  if (expr->size() > 0 && !type->object()) {
    error((*expr->list)[0]->pos, "too many values in struct literal of type struct{}", "write struct{}{}");
    return invalid(expr);
  }
  if (expr->size() > 0) {
    error((*expr->list)[0]->pos, "implicit assignment to unexported field in " + type->name + " literal", "write " + type->name + "{}");
    return invalid(expr);
  }
  set_value(expr, type);
}

// --- selectors

void Checker::package_member(Expr* expr, Entity& entity) {
  const Package& package = *entity.package;
  const std::string shown = std::string(entity.name) + "." + std::string(expr->text);
  const LibraryMember* member = find_member(package, expr->text);
  if (!member) {
    invalid(expr);
    std::vector<std::string> names;
    for (const LibraryMember& each : package.members) {
      if (each.what != LibraryMember::What::refused) names.emplace_back(each.name);
    }
    const bool exported = !expr->text.empty() && expr->text[0] >= 'A' && expr->text[0] <= 'Z';
    std::string capital(expr->text);
    if (!capital.empty() && capital[0] >= 'a' && capital[0] <= 'z') capital[0] = static_cast<char>(capital[0] - 'a' + 'A');
    if (!exported && find_member(package, capital)) return error(expr->own, "name " + std::string(expr->text) + " not exported by package " + std::string(package.name), "did you mean " + capital + "?");
    return error(expr->own, "undefined: " + shown, suggestion(expr->text, names, std::string(package.name) + " has"));
  }
  expr->member = member;
  switch (member->what) {
    case LibraryMember::What::refused: {
      invalid(expr);
      std::string hint(member->hint);
      if (hint.empty()) {
        for (const LibraryMember& each : package.members) {
          if (each.what != LibraryMember::What::refused) hint += (hint.empty() ? "available: " : ", ") + std::string(package.name) + "." + std::string(each.name);
        }
      }
      return messages_.refuse(expr->pos, shown + " is", hint);
    }
    case LibraryMember::What::type:
      expr->mode = Mode::type;
      expr->type = type_of_member(types_, package, member->name);
      return;
    case LibraryMember::What::constant: return set_constant(expr, {BigInt(member->value)}, types_.duration);
    default:
      expr->mode = Mode::library;
      expr->type = types_.function(parameters_of(*member, nullptr), results_of(*member, nullptr));
      return;
  }
}

void Checker::selector(Expr* expr) {
  if (expr->text == "_") {
    error(expr->own, "cannot refer to blank field or method", "write a method's name");
    use(expr->x);
    return invalid(expr);
  }
  raw(expr->x);
  Expr* x = expr->x;
  if (x->mode == Mode::invalid) return invalid(expr);
  if (x->mode == Mode::package) return package_member(expr, *x->entity);
  if (x->mode == Mode::type) {
    const Type* type = x->type->form == Form::pointer ? x->type->element : x->type;
    invalid(expr);
    if (find_method(types_, *type, expr->text)) return messages_.refuse(expr->own, "method expressions are", "write func() { x." + std::string(expr->text) + "(…) }");
    return error(expr->own, text_of(expr) + " undefined (type " + x->type->name + " has no method " + std::string(expr->text) + ")", "it has none");
  }
  only_value(x);
  if (x->mode == Mode::tuple) {
    error(x->pos, "multiple-value " + text_of(x) + " (value of type " + x->type->name + ") in single-value context", "assign its values first: a, b := …");
    invalid(x);
  }
  if (x->mode == Mode::invalid) return invalid(expr);
  if (x->mode == Mode::nil) {
    invalid(expr);
    return error(expr->own, "invalid use of nil: it has no method " + std::string(expr->text), "it has none");
  }
  const Type* type = x->type->form == Form::pointer ? x->type->element : x->type;
  const LibraryMember* method = find_method(types_, *type, expr->text);
  if (!method) {
    invalid(expr);
    const std::string name(expr->text);
    const std::vector<std::string> names = method_names(types_, *type);
    std::string because = "type " + x->type->name + " has no field or method " + name;
    for (const std::string& other : names) {
      if (other.size() == name.size() && other.substr(1) == name.substr(1) && (other[0] | 0x20) == (name[0] | 0x20)) because += ", but does have method " + other;
    }
    std::string hint = names.empty() ? "it has none" : suggestion(name, names, "it has");
    if (type->form == Form::pointer && type->element->object()) hint = "there is one pointer too many";
    return error(expr->own, text_of(expr) + " undefined (" + because + ")", hint);
  }
  if (method->what == LibraryMember::What::refused) {
    invalid(expr);
    return messages_.refuse(expr->own, type->name + "'s method " + std::string(expr->text) + " is", std::string(method->hint));
  }
  if (method->what == LibraryMember::What::field) {
    expr->member = method;
    return set_value(expr, letter(method->result[0], type));
  }
  if (x->type->form != Form::pointer && x->mode != Mode::variable) {
    error(expr->own, "cannot call pointer method " + std::string(expr->text) + " on " + x->type->name, "put it into a variable first");
    return invalid(expr);
  }
  expr->member = method;
  set_value(expr, types_.function(parameters_of(*method, type), results_of(*method, type)));
}

// --- messages

std::string Checker::part_described(const Expr* expr, size_t part) const {
  const Expr* inner = expr;
  while (inner->kind == ExprKind::paren) inner = inner->x;
  const std::string& name = expr->type->results[part]->name;
  if (!inner->with_ok) return text_of(expr) + " (value of type " + name + ")";
  return part == 0 ? text_of(expr) + " (comma, ok expression of type " + name + ")" : "ok value of (comma, ok) expression (untyped bool value)";
}

std::string Checker::described(const Expr* expr) const {
  std::string text = text_of(expr);
  if (expr->mode == Mode::nil) return "nil";
  if (expr->mode == Mode::no_value) return text + " (no value)";
  if (expr->mode == Mode::builtin || expr->mode == Mode::library) return text + (expr->mode == Mode::builtin ? " (built-in)" : " (function of a package)");
  if (expr->mode == Mode::type) return text + " (type)";
  if (!expr->type) return text;
  const bool untyped = expr->type->untyped();
  text += " (";
  if (untyped) text += expr->type->name + " ";
  const Expr* inner = expr;
  while (inner->kind == ExprKind::paren) inner = inner->x;
  if (is_receive(inner)) text += "comma, ok expression";
  else text += expr->mode == Mode::constant ? "constant" : expr->mode == Mode::variable ? "variable" : "value";
  if (expr->mode == Mode::constant && expr->value) {
    const std::string shown = text_of(*expr->value);
    if (shown != text_of(expr)) text += " " + shown;
  }
  if (!untyped) text += " of type " + expr->type->name;
  return text + ")";
}

}  // namespace wgscope::program
