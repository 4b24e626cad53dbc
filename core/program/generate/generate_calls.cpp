// Calls to code: of functions, methods, the library and builtins; go and defer take the same operands, but call later.
#include <cassert>

#include "core/program/generate/codegen_state.h"

namespace wgscope::program {

namespace {

const Type* receiver_type(const Expr* selector) {
  return selector->x->type->form == Form::pointer ? selector->x->type->element : selector->x->type;
}

const FunctionNode* known_function(const Expr* callee) {
  if (callee->kind == ExprKind::name && callee->entity && callee->entity->kind == EntityKind::function) return callee->entity->function;
  if (callee->kind == ExprKind::function_literal) return callee->function;
  return nullptr;
}

}  // namespace

// From what a call gave to what its values are wanted as; each stays in its place.
void Generator::convert_tuple(const std::vector<const Type*>& from, const std::vector<const Type*>& to) {
  bool same = true;
  for (size_t i = 0; i < from.size(); ++i) same &= to[i]->form != Form::any || from[i]->form == Form::any;
  if (same) return;
  const uint32_t scratch = writer_->next_slot;
  for (size_t i = 0; i < from.size(); ++i) temporary();
  for (size_t i = from.size(); i-- > 0;) emit(Op::local_set, scratch + i);
  for (size_t i = 0; i < from.size(); ++i) {
    emit(Op::local_get, scratch + i);
    box_if_any(from[i], to[i]);
  }
  release_temporaries(scratch);
}

void Generator::arguments(Expr* expr, const Type* function, const FunctionNode* callee) {
  const std::vector<Expr*>& list = *expr->list;
  if (list.size() == 1 && list[0]->mode == Mode::tuple) {
    expression(list[0]);
    return convert_tuple(list[0]->type->results, function->parameters);
  }
  for (size_t i = 0; i < list.size(); ++i) {
    std::string_view name;
    if (callee && callee->parameters[i].name != "_") name = callee->parameters[i].name;
    value_as(list[i], function->parameters[i], name);
  }
}

void Generator::call(Expr* expr) {
  const At at(*this, expr->pos);
  switch (expr->call) {
    case CallKind::conversion: return conversion(expr);
    case CallKind::builtin: return builtin(expr);
    case CallKind::library: return library(expr);
    case CallKind::method: return method(expr);
    default: break;
  }
  Expr* callee = bare(expr->x);
  const FunctionNode* known = known_function(callee);
  if (known && callee->kind == ExprKind::name) {
    arguments(expr, callee->type, known);
    emit(Op::call, known->index);
    return;
  }
  expression(callee);
  arguments(expr, callee->type, known);
  const At parenthesis(*this, callee->kind == ExprKind::function_literal ? callee->function->end : expr->pos);   // a literal's call is where Go has it: behind its body
  emit(Op::call_value, static_cast<int64_t>(callee->type->parameters.size()));
}

void Generator::conversion(Expr* expr) {
  Expr* x = (*expr->list)[0];
  value_as(x, expr->type, std::string_view{});
  if (expr->type->form == Form::basic && x->type->kind != expr->type->kind) {
    emit(Op::convert, static_cast<int64_t>(x->type->kind), expr->type->kind);
  }
}

void Generator::builtin(Expr* expr) {
  const std::vector<Expr*>& list = *expr->list;
  const Entity& entity = *bare(expr->x)->entity;
  switch (entity.builtin) {
    case Callee::panic_:
      value_as(list[0], types_.any, std::string_view{});
      emit(Op::panic_);
      break;
    case Callee::recover_: emit(Op::recover_); break;
    case Callee::new_: value_as(expr, expr->type, std::string_view{}); break;
    case Callee::len:
      expression(list[0]);
      emit(list[0]->type->channel() ? Op::channel_length : Op::length);
      break;
    case Callee::cap:
      expression(list[0]);
      emit(Op::channel_capacity);
      break;
    case Callee::close_:
      expression(list[0]);
      emit(Op::channel_close);
      break;
    case Callee::make_: make_channel(expr, {}); break;
    default:
      expression(list[0]);
      for (size_t i = 1; i < list.size(); ++i) {
        expression(list[i]);
        emit(Op::call, min_max_function(entity.builtin == Callee::min, expr->type->kind));
      }
  }
}

void Generator::make_channel(Expr* expr, std::string_view name) {
  const At at(*this, expr->pos);
  const std::vector<Expr*>& list = *expr->list;
  if (list.size() > 1) expression(list[1]);
  else emit_constant(0);
  const uint32_t made = declaration(name.empty() || name == "_" ? "make(" + expr->type->name + ")" : std::string(name), expr->type, expr->pos, true);
  program_.declarations[made].element = expr->type->element->kind;
  emit(Op::make_channel, made);
}

void Generator::make_cond(Expr* expr, std::string_view name) {
  const At at(*this, expr->pos);
  value_as((*expr->list)[0], types_.locker, std::string_view{});
  emit(Op::make_cond, declaration(name.empty() || name == "_" ? "cond" : std::string(name), types_.cond, expr->pos, true));
}

// A timer, its channel and a pointer to it are one and the same Ref.
void Generator::make_timer(Expr* expr, std::string_view name) {
  const At at(*this, expr->pos);
  Expr* callee = bare(expr->x);
  const Callee which = callee->member->callee;
  value_as((*expr->list)[0], types_.duration, std::string_view{});
  TimerMade how = TimerMade::once;
  if (which == Callee::after_func) {
    value_as((*expr->list)[1], types_.plain_function, std::string_view{});
    how = TimerMade::function;
  }
  if (which == Callee::tick) how = TimerMade::tick;
  if (which == Callee::new_ticker) how = TimerMade::ticker;
  const Type* type = how == TimerMade::tick || how == TimerMade::ticker ? types_.ticker : types_.timer;
  const uint32_t made = declaration(name.empty() || name == "_" ? text_of(callee) : std::string(name), type, expr->pos, true);
  program_.declarations[made].element = how == TimerMade::function ? Kind::function : Kind::channel;
  program_.has_timers = true;
  emit(Op::make_timer, made, static_cast<Kind>(how));
}

// The values to be printed, from the argument `first` on, each as any.
void Generator::printed(Expr* expr, size_t first, size_t& count) {
  const std::vector<Expr*>& list = *expr->list;
  if (list.size() == 1 && list[0]->mode == Mode::tuple) {
    const auto& from = list[0]->type->results;
    std::vector<const Type*> to(from.size(), types_.any);
    if (first == 1) to[0] = types_.string;
    expression(list[0]);
    convert_tuple(from, to);
    count = from.size() - first;
    return;
  }
  for (size_t i = 0; i < list.size(); ++i) value_as(list[i], i < first ? types_.string : types_.any, std::string_view{});
  count = list.size() - first;
}

void Generator::library(Expr* expr) {
  size_t count = 0;
  switch (bare(expr->x)->member->callee) {
    case Callee::println: printed(expr, 0, count); emit(Op::print_line, static_cast<int64_t>(count)); break;
    case Callee::printf: printed(expr, 1, count); emit(Op::print_format, static_cast<int64_t>(count)); break;
    case Callee::print:
      printed(expr, 0, count);
      emit(Op::join, static_cast<int64_t>(count), static_cast<Kind>(2));
      emit(Op::print_text);
      break;
    case Callee::sprint: printed(expr, 0, count); emit(Op::join, static_cast<int64_t>(count)); break;
    case Callee::sprintln: printed(expr, 0, count); emit(Op::join, static_cast<int64_t>(count), static_cast<Kind>(1)); break;
    case Callee::sprintf: printed(expr, 1, count); emit(Op::format, static_cast<int64_t>(count)); break;
    case Callee::sleep:
      value_as((*expr->list)[0], types_.duration, std::string_view{});
      emit(Op::sleep);
      break;
    case Callee::gosched: emit(Op::gosched); break;
    case Callee::after: case Callee::after_func: case Callee::tick: case Callee::new_timer: case Callee::new_ticker: make_timer(expr, {}); break;
    case Callee::new_cond: make_cond(expr, {}); break;
    default: emit(Op::goexit); break;
  }
}

void Generator::receiver(Expr* selector) {
  if (selector->x->type->form == Form::pointer) expression(selector->x);
  else reference(selector->x);
}

void Generator::method(Expr* expr) {
  Expr* selector = bare(expr->x);
  const Type* type = receiver_type(selector);
  receiver(selector);
  arguments(expr, selector->type, nullptr);
  const Kind kind = type->kind;
  switch (selector->member->callee) {
    case Callee::wg_add: emit(Op::wg_add); break;
    case Callee::wg_done:
      emit_constant(static_cast<uint64_t>(-1));
      emit(Op::wg_add);
      break;
    case Callee::wg_wait: emit(Op::wg_wait); break;
    case Callee::wg_go: emit(Op::call, library_function(Callee::wg_go, kind, 1, false)); break;
    case Callee::atomic_load: emit(Op::atomic_load, 0, kind); break;
    case Callee::atomic_store: emit(Op::atomic_store, 0, kind); break;
    case Callee::atomic_add: emit(Op::atomic_add, 0, kind); break;
    case Callee::atomic_swap: emit(Op::atomic_swap, 0, kind); break;
    case Callee::lock: case Callee::read_lock: emit(Op::mutex_lock, 0, Kind{selector->member->callee == Callee::read_lock}); break;
    case Callee::unlock: case Callee::read_unlock: emit(Op::mutex_unlock, 0, Kind{selector->member->callee == Callee::read_unlock}); break;
    case Callee::try_lock: case Callee::try_read_lock: emit(Op::mutex_try, 0, Kind{selector->member->callee == Callee::try_read_lock}); break;
    case Callee::cond_wait: wait_for_cond(); break;
    case Callee::cond_signal: case Callee::cond_broadcast: emit(Op::cond_signal, 0, Kind{selector->member->callee == Callee::cond_broadcast}); break;
    case Callee::timer_stop: emit(Op::timer_stop); break;
    case Callee::timer_reset: emit(Op::timer_reset); break;
    case Callee::ticker_stop: emit(Op::timer_stop, 0, Kind{1}); emit(Op::pop); break;
    case Callee::ticker_reset: emit(Op::timer_reset, 0, Kind{1}); emit(Op::pop); break;
    default: emit(Op::atomic_cas, 0, kind); break;
  }
}

// What go and defer take: the function and its arguments, evaluated now.
void Generator::callee_value(Expr* expr, size_t& count) {
  const At at(*this, expr->pos);
  Expr* callee = bare(expr->x);
  switch (expr->call) {
    case CallKind::builtin: {
      const Callee which = callee->entity->builtin;
      count = expr->size();
      emit(Op::closure, library_function(which, Kind::none, count, false));
      if (which == Callee::panic_) value_as((*expr->list)[0], types_.any, std::string_view{});
      if (which == Callee::close_) expression((*expr->list)[0]);
      return;
    }
    case CallKind::library: {
      const Callee which = callee->member->callee;
      const bool prints = callee->member->parameters.find('*') != std::string_view::npos;
      const size_t first = which == Callee::printf || which == Callee::sprintf ? 1 : 0;
      const std::vector<Expr*>& list = *expr->list;
      count = list.size() == 1 && list[0]->mode == Mode::tuple ? list[0]->type->results.size() : list.size();
      emit(Op::closure, library_function(which, Kind::none, count, false));
      size_t printed_count = 0;
      if (prints) printed(expr, first, printed_count);
      else if (!list.empty()) value_as(list[0], types_.duration, std::string_view{});
      return;
    }
    case CallKind::method: {
      const size_t parameters = callee->type->parameters.size();
      emit(Op::closure, library_function(callee->member->callee, receiver_type(callee)->kind, parameters, false));
      receiver(callee);
      arguments(expr, callee->type, nullptr);
      count = 1 + parameters;
      return;
    }
    default:
      expression(callee);
      arguments(expr, callee->type, known_function(callee));
      count = callee->type->parameters.size();
  }
}

}  // namespace wgscope::program
