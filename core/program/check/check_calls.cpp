// Calls: of functions, of methods, of the library, of builtins; conversions.
#include <algorithm>

#include "core/base/utf8.h"
#include "core/program/check/checker_state.h"

namespace wgscope::program {

const Type* Checker::letter(char code, const Type* receiver) {
  switch (code) {
    case 'i': return types_.int_;
    case 'v': return receiver->element;
    case 'f': return types_.plain_function;
    case 'd': return types_.duration;
    case 'c': return types_.channel(types_.time, Direction::receive);
    case 't': return types_.pointer(types_.timer);
    case 'l': return types_.locker;
    case 'n': return types_.pointer(types_.cond);
    case 'k': return types_.pointer(types_.ticker);
    case 's': return types_.string;
    case 'b': return types_.boolean;
    default: return types_.any;
  }
}

Checker::TypeList Checker::parameters_of(const LibraryMember& member, const Type* receiver) {
  TypeList list;
  for (const char code : member.parameters) list.push_back(letter(code, receiver));
  return list;
}

Checker::TypeList Checker::results_of(const LibraryMember& member, const Type* receiver) {
  TypeList list;
  for (const char code : member.result) if (code != 'p') list.push_back(letter(code, receiver));
  return list;
}

void Checker::finish_call(Expr* expr, const TypeList& results) {
  expr->value = nullptr;
  if (results.empty()) {
    expr->mode = Mode::no_value;
    expr->type = types_.none;
  } else if (results.size() == 1) {
    set_value(expr, results[0]);
  } else {
    expr->mode = Mode::tuple;
    expr->type = types_.tuple(results);
  }
}

void Checker::call(Expr* expr) {
  Expr* callee = expr->x;
  if (callee->kind == ExprKind::name) {   // a refused builtin: silent when an argument was refused already
    const Entity* entity = lookup(callee->text);
    if (entity && entity->kind == EntityKind::refused) {
      bool reported = false;
      for (Expr* argument : *expr->list) {
        raw(argument);
        reported |= argument->mode == Mode::invalid;
      }
      if (!reported) raw(callee);
      return invalid(expr);
    }
  }
  raw(callee);
  switch (callee->mode) {
    case Mode::invalid:
      for (Expr* argument : *expr->list) {
        raw(argument);
      }
      return invalid(expr);
    case Mode::type: return conversion(expr, callee->type);
    case Mode::builtin: {
      expr->call = CallKind::builtin;
      return builtin(expr, bare(callee)->entity->builtin, bare(callee)->text);
    }
    case Mode::library:
      expr->call = CallKind::library;
      arguments(expr, callee->type, callee->member);
      finish_call(expr, results_of(*callee->member, nullptr));
      if (callee->member->result == "p") expr->mode = Mode::no_value;
      return;
    default: break;
  }
  only_value(callee);
  if (callee->mode == Mode::invalid) {
    use_all(*expr->list);
    return invalid(expr);
  }
  if (callee->mode == Mode::tuple || callee->type->form != Form::function) {
    invalid_operation(expr->pos, "cannot call non-function " + described(callee), "only functions can be called");
    use_all(*expr->list);
    return invalid(expr);
  }
  expr->call = bare(callee)->kind == ExprKind::selector && bare(callee)->member ? CallKind::method : CallKind::function;
  arguments(expr, callee->type, expr->call == CallKind::method ? bare(callee)->member : nullptr);
  finish_call(expr, callee->type->results);
}

void Checker::arguments(Expr* expr, const Type* function, const LibraryMember* library) {
  std::vector<Expr*>& list = *expr->list;
  const bool variadic = library && !library->parameters.empty() && library->parameters.back() == '*';
  TypeList parameters = function->parameters;
  const std::string callee = text_of(expr->x);
  if (expr->spread) {
    use_all(list);
    if (variadic) messages_.refuse(list.back()->pos, "slices are", "pass each value by itself");
    else if (std::all_of(parameters.begin(), parameters.end(), [](const Type* each) { return each->valid(); }))
      error(list.back()->pos, "have (...) but function is not variadic: " + callee, "pass each value by itself");
    return;
  }
  TypeList have;
  std::vector<Expr*> each;
  bool reported = false;
  for (const Type* parameter : parameters) reported |= !parameter->valid();
  if (list.size() == 1) {
    many(list[0]);
    if (list[0]->mode == Mode::tuple) have = list[0]->type->results;
  }
  const bool tuple = list.size() == 1 && list[0]->mode == Mode::tuple;
  if (!tuple) {
    for (size_t i = 0; i < list.size(); ++i) {
      if (list.size() > 1) value(list[i], i < parameters.size() ? parameters[i] : nullptr);
      have.push_back(list[i]->type ? list[i]->type : types_.invalid);
    }
  }
  for (const Expr* argument : list) reported |= argument->mode == Mode::invalid;
  if (variadic) {
    parameters.pop_back();
    while (parameters.size() < have.size()) parameters.push_back(types_.any);
  }
  if (have.size() != parameters.size()) {
    for (Expr* argument : list) {
      if (argument->mode != Mode::invalid && argument->mode != Mode::tuple && argument->type->untyped()) settle(argument, default_type(argument->type));
    }
    const auto summary = [](const TypeList& types) {
      std::string text;
      for (const Type* type : types) {
        const std::string name = type->form == Form::untyped_nil ? "nil" : type->untyped() && type->numeric() ? "number" : type->untyped() ? type->name.substr(8) : type->name;
        text += (text.empty() ? "" : ", ") + name;
      }
      return "(" + text + ")";
    };
    const bool few = have.size() < parameters.size();
    const Pos at = few ? (list.empty() ? expr->own : list.back()->pos) : tuple ? list[0]->pos : list[parameters.size()]->pos;
    if (!reported) {
      TypeList before = have;
      error(at, std::string(few ? "not enough" : "too many") + " arguments in call to " + callee + ": have " + summary(before) + ", want " +
                    (variadic ? "(" + std::string(parameters.empty() ? "" : list_of(parameters) + ", ") + "...any)" : summary(function->parameters)), few ? "pass a value for each parameter" : "pass one value for each parameter");
    }
    return;
  }
  const std::string context = "argument to " + callee;
  if (tuple) {
    for (size_t i = 0; i < have.size(); ++i) {
      if (program::assignable(have[i], parameters[i]) || !have[i]->valid() || !parameters[i]->valid()) continue;
      error(list[0]->pos, "cannot use " + text_of(list[0]) + " (value of type " + have[i]->name + ") as " + parameters[i]->name + " value in " + context, "a value of that type is needed");
      return invalid(list[0]);
    }
    return;
  }
  for (size_t i = 0; i < list.size(); ++i) {
    if (list[i]->mode == Mode::nil && parameters[i]->form == Form::any) settle(list[i], types_.any);
    else assign_to(list[i], parameters[i], context);
  }
}

void Checker::conversion(Expr* expr, const Type* type) {
  expr->call = CallKind::conversion;
  if (expr->size() != 1) {
    use_all(*expr->list);
    if (expr->size() == 0) error(expr->own, "missing argument in conversion to " + type->name, "a conversion takes one value");
    else error((*expr->list)[1]->pos, "too many arguments in conversion to " + type->name, "a conversion takes one value");
    return invalid(expr);
  }
  Expr* x = (*expr->list)[0];
  value(x, type);
  if (x->mode == Mode::invalid || !type->valid()) return invalid(expr);
  const Type* from = x->type;
  const auto refuse_it = [&](const std::string& because = {}) {
    std::string hint = "convert a value of a type that is closer, or write a constant of that type";
    if (type->string() && !from->string() && from->constant_type()) hint = "write fmt.Sprint(" + text_of(x) + ")";
    else if (type->numeric() && from->string()) hint = "parsing text is not supported here";
    else if (type->numeric() && from->boolean()) hint = "use if";
    error(x->pos, "cannot convert " + described(x) + " to type " + type->name + because, hint);
    invalid(expr);
  };
  if (x->mode == Mode::constant && type->form == Form::basic) {
    Constant converted;
    const Fit how = fit(*x->value, type->kind, converted);
    if (how == Fit::fits) return set_constant(expr, std::move(converted), type);
    if (type->string() && from->integer()) {
      const auto code = x->value->integer().as_int64().value_or(-1);
      std::string text;
      static constexpr char32_t kReplacement = 0xfffd;
      const bool good = code >= 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000);
      append_utf8(text, good ? static_cast<char32_t>(code) : kReplacement);
      return set_constant(expr, {text}, type);
    }
    if (from->integer() && type->integer()) {
      error(x->pos, "constant " + text_of(*x->value) + " overflows " + type->name, "use a wider type");
      return invalid(expr);
    }
    return refuse_it(how == Fit::truncated ? " (truncated)" : how == Fit::overflows ? " (overflows)" : "");
  }
  if (from->untyped()) {
    if (x->mode == Mode::nil) {
      if (!type->nilable()) return refuse_it();
      settle(x, type);
    } else if (type->form == Form::any || implicit_type(x, type) == Implicit::mismatch) {
      const bool of_context = type->form != Form::any && x->mode != Mode::constant;   // `1 << n` takes the type that it is converted to
      if (of_context && !(type->string() && from->integer())) return refuse_it();
      settle(x, of_context ? type : default_type(from));
    } else {
      settle(x, type);
    }
    if (x->mode == Mode::invalid) return invalid(expr);
    from = x->type;
  }
  const bool fine = program::assignable(from, type) || (from->form == Form::basic && type->form == Form::basic && from->numeric() && type->numeric()) ||
                    (type->form == Form::basic && type->string() && from->integer());
  if (!fine) return refuse_it();
  if (type->form == Form::any && from->object()) assign_to(x, type, "conversion");
  if (x->mode == Mode::invalid) return invalid(expr);
  set_value(expr, type);
}

void Checker::builtin(Expr* expr, Callee callee, std::string_view name) {
  const std::string shown = text_of(expr);
  std::vector<Expr*>& list = *expr->list;
  const size_t least = callee == Callee::recover_ ? 0 : 1;
  const bool many_allowed = callee == Callee::min || callee == Callee::max || callee == Callee::make_;
  if (expr->spread) {
    use_all(list);
    invalid_operation(expr->pos, "invalid use of ... with built-in " + std::string(name), "pass each value by itself");
    return invalid(expr);
  }
  if (list.size() < least || (!many_allowed && list.size() > least)) {
    use_all(list);
    const bool few = list.size() < least;
    invalid_operation(expr->pos, std::string(few ? "not enough" : "too many") + " arguments for " + shown + " (expected " + std::to_string(least) +
                                     ", found " + std::to_string(list.size()) + ")", few ? "pass what is expected" : "leave out the rest");
    return invalid(expr);
  }
  switch (callee) {
    case Callee::panic_:
      value(list[0]);
      if (list[0]->mode == Mode::nil) settle(list[0], types_.any);
      else assign_to(list[0], types_.any, "argument to panic");
      expr->mode = Mode::no_value;
      expr->type = types_.none;
      return;
    case Callee::recover_: return set_value(expr, types_.any);
    case Callee::new_: {
      Expr* x = list[0];   // a type or, since Go 1.26, what the variable begins with
      raw(x);
      if (x->mode != Mode::type) {
        one_value(x);
        if (x->mode == Mode::nil) {
          error(x->pos, "use of untyped nil in argument to built-in new", "nil needs a type: var p *int");
          invalid(x);
        }
        if (x->mode != Mode::invalid && x->type->untyped()) settle(x, default_type(x->type));
      }
      if (x->mode == Mode::invalid || !x->type->valid()) return invalid(expr);
      return set_value(expr, types_.pointer(x->type));
    }
    case Callee::make_: return make(expr);
    case Callee::close_: return close(expr);
    case Callee::len: case Callee::cap: {
      Expr* x = list[0];
      value(x);
      if (x->mode == Mode::invalid) return invalid(expr);
      if (!x->type->channel() && (callee == Callee::cap || !x->type->string())) {
        error(x->pos, "invalid argument: " + described(x) + " for built-in " + std::string(name), callee == Callee::cap ? "cap takes a channel here" : "len takes a string or a channel here");
        return invalid(expr);
      }
      if (x->mode == Mode::constant) return set_constant(expr, {BigInt(static_cast<int64_t>(x->value->string().size()))}, types_.int_);
      return set_value(expr, types_.int_);
    }
    default: return min_max(expr, name);
  }
}

void Checker::make(Expr* expr) {
  std::vector<Expr*>& list = *expr->list;
  const Type* type = type_of(list[0]);
  const std::string shown = text_of(expr);
  if (!type->valid() || !type->channel()) {
    for (size_t i = 1; i < list.size(); ++i) use(list[i]);
    if (type->valid()) error(list[0]->pos, "invalid argument: cannot make " + text_of(list[0]) + ": type must be slice, map, or channel", "make makes channels here: make(chan int)");
    return invalid(expr);
  }
  if (list.size() > 2) {
    for (size_t i = 1; i < list.size(); ++i) use(list[i]);
    invalid_operation(expr->pos, shown + " expects 1 or 2 arguments; found " + std::to_string(list.size()), "the second one says how many values it holds");
    return invalid(expr);
  }
  if (list.size() == 2) {
    Expr* capacity = list[1];
    value(capacity);
    if (capacity->mode == Mode::invalid || !convert_untyped(capacity, types_.int_)) return set_value(expr, type);
    const bool constant = capacity->mode == Mode::constant;
    const std::string index = "invalid argument: index " + described(capacity);
    if (!capacity->type->integer()) error(capacity->pos, index + " must be integer", "an int says how many values it holds");
    else if (constant && sign_of(*capacity->value) < 0) error(capacity->pos, index + " must not be negative", "0 or more");
    else if (constant && !capacity->value->integer().as_int64()) error(capacity->pos, index + " overflows int", "use a smaller one");
  }
  set_value(expr, type);
}

void Checker::close(Expr* expr) {
  Expr* x = (*expr->list)[0];
  value(x);
  if (x->mode == Mode::invalid) return invalid(expr);
  if (!x->type->channel() || x->type->direction == Direction::receive) {
    invalid_operation(x->pos, std::string("cannot close ") + (x->type->channel() ? "receive-only" : "non-channel") + (x->type->channel() ? " channel " : " ") + described(x),
                      x->type->channel() ? "who sends closes it" : "close takes a channel");
    return invalid(expr);
  }
  expr->mode = Mode::no_value;
  expr->type = types_.none;
}

void Checker::min_max(Expr* expr, std::string_view name) {
  std::vector<Expr*>& list = *expr->list;
  bool good = true;
  for (Expr* argument : list) {
    value(argument);
    if (argument->mode != Mode::invalid && !argument->type->numeric() && !argument->type->string()) {
      error(argument->pos, "invalid argument: " + described(argument) + " cannot be ordered", "min and max take numbers or strings");
      invalid(argument);
    }
    good &= argument->mode != Mode::invalid;
  }
  if (!good) return invalid(expr);
  Expr* best = list[0];
  bool constant = best->mode == Mode::constant;
  const Type* type = best->type;
  for (size_t i = 1; i < list.size(); ++i) {
    Expr* next = list[i];
    Expr* typed = best;   // the type so far stands in the first argument that has one
    for (size_t j = 0; j < i; ++j) if (!list[j]->type->untyped()) typed = list[j];
    if (!match(expr, typed, next)) return invalid(expr);
    if (typed->type != next->type) {
      error(next->pos, "invalid argument: mismatched types " + typed->type->name + " (previous argument) and " + next->type->name + " (type of " + text_of(next) + ")", "both sides need the same type");
      return invalid(expr);
    }
    type = next->type;
    constant &= next->mode == Mode::constant;
    if (constant && compare(name == "min" ? Tok::lt : Tok::gt, *next->value, *best->value)) best = next;
  }
  if (constant) return set_constant(expr, *best->value, type);
  if (type->untyped()) type = default_type(type);
  for (Expr* argument : list) {
    if (argument->type->untyped() && !convert_untyped(argument, type)) return invalid(expr);
  }
  set_value(expr, type);
}

}  // namespace wgscope::program
