// var, const and func, at package level and in functions; type expressions.
#include "core/program/check/checker_state.h"

namespace wgscope::program {

namespace {

std::string count_of(size_t count, const std::string& what) { return std::to_string(count) + " " + what + (count == 1 ? "" : "s"); }

// Go speaks of the function when there is but one call on the right.
std::string mismatch(size_t variables, const std::vector<Expr*>& values, size_t count) {
  std::string message = "assignment mismatch: " + count_of(variables, "variable") + " but ";
  const Expr* only = values.size() == 1 ? bare(values[0]) : nullptr;
  if (only && only->kind == ExprKind::call) return message + text_of(only->x) + " returns " + count_of(count, "value");
  return message + count_of(count, "value");
}

}  // namespace

void Checker::package_variable(Entity& entity) {
  Decl& decl = *entity.decl;
  const Type* type = decl.type ? type_of(decl.type) : nullptr;
  if (decl.values.size() == decl.names.size()) {   // each on its own: `var a, b = b, 1` is fine
    entity.type = type;
    Entity* const one = &entity;
    initialise({one}, {decl.values[entity.index]}, type, decl.pos, "variable declaration");
    return;
  }
  std::vector<Entity*> variables;
  for (const Name& name : decl.names) {
    if (!name.entity) continue;
    name.entity->type = type;
    if (name.entity->resolution == Entity::Resolution::done) return;   // with its neighbour
    variables.push_back(name.entity);
  }
  if (decl.values.empty()) {
    if (!type) for (Entity* variable : variables) variable->type = types_.invalid;
  } else {
    if (decl.values.size() == 1) for (Entity* variable : variables) variable->resolution = Entity::Resolution::going_on;
    initialise(variables, decl.values, type, decl.pos, "variable declaration");
    if (decl.values.size() == 1) {
      for (Entity* variable : variables) variable->resolution = Entity::Resolution::done;
      for (Entity* variable : variables) {   // each needs what the one call needs
        if (variable != &entity) variable->refers_to = entity.refers_to;
      }
    }
  }
}

void Checker::variable_decl(Decl& decl) {
  const Type* type = decl.type ? type_of(decl.type) : nullptr;
  std::vector<Entity*> variables;
  for (Name& name : decl.names) variables.push_back(name.entity = new_variable(name, type));
  if (!decl.values.empty()) {
    initialise(variables, decl.values, type, decl.pos, "variable declaration");
  } else if (!type) {
    for (Entity* variable : variables) variable->type = types_.invalid;
  }
  for (Entity* variable : variables) {
    if (decl.broken) variable->used = true;
    declare(variable);   // its scope begins behind the declaration
  }
}

void Checker::initialise(const std::vector<Entity*>& variables, const std::vector<Expr*>& values, const Type* type, Pos at, std::string_view context) {
  const auto give_up = [&] {
    for (Entity* variable : variables) {
      if (!variable->type) variable->type = types_.invalid;
    }
  };
  if (values.size() == 1 && variables.size() > 1) {
    many(values[0]);
    if (variables.size() == 2) two_values(values[0]);
    if (values[0]->mode == Mode::invalid) return give_up();
    const TypeList parts = values[0]->mode == Mode::tuple ? values[0]->type->results : TypeList{values[0]->type};
    if (parts.size() != variables.size()) {
      error(values[0]->pos, mismatch(variables.size(), values, parts.size()), "as many on the left as on the right");
      return give_up();
    }
    for (size_t i = 0; i < parts.size(); ++i) {
      if (!type) {
        variables[i]->type = parts[i];
      } else if (!program::assignable(parts[i], type) && type->valid() && parts[i]->valid()) {
        error(values[0]->pos, "cannot use " + part_described(values[0], i) + " as " + type->name + " value in " + context_of(values[0]), "a value of that type is needed");
      }
    }
    return;
  }
  for (size_t i = 0; i < values.size(); ++i) {
    Expr* expr = values[i];
    if (i >= variables.size()) {
      value(expr);
      continue;
    }
    if (variables.size() == 1 || variables.size() != values.size()) many(expr);
    else value(expr, type);
    if (variables.size() != values.size()) continue;
    if (expr->mode == Mode::tuple) {
      error(expr->pos, mismatch(1, values, expr->type->results.size()), "as many on the left as on the right");
      return give_up();
    }
    if (expr->mode == Mode::invalid) {
      if (!variables[i]->type) variables[i]->type = types_.invalid;
      continue;
    }
    if (type) {
      assign_to(expr, type, std::string(context));
    } else {
      if (expr->mode == Mode::nil) {
        error(expr->pos, "use of untyped nil in " + std::string(context), "give the variable a type");
        invalid(expr);
      } else {
        assign_to(expr, default_type(expr->type), std::string(context));
      }
      variables[i]->type = expr->mode == Mode::invalid ? types_.invalid : expr->type;
    }
  }
  if (variables.size() == values.size()) return;
  bool reported = false;
  for (const Expr* expr : values) reported |= expr->mode == Mode::invalid;
  if (values.size() == 1 && values[0]->mode == Mode::tuple) {
    error(values[0]->pos, mismatch(variables.size(), values, values[0]->type->results.size()), "as many on the left as on the right");
  } else if (!reported) {
    const Pos place = values.empty() ? at : values.size() > variables.size() ? values[variables.size()]->pos : values[0]->pos;
    if (context == "variable declaration" && values.size() > variables.size()) error(place, "extra init expr " + text_of(values[variables.size()]), "as many on the left as on the right");
    else error(values.empty() ? at : values[0]->pos, mismatch(variables.size(), values, values.size()), "as many on the left as on the right");
  }
  give_up();
}

void Checker::constant_decl(Decl& decl) {
  std::vector<Entity*> constants;
  for (size_t i = 0; i < decl.names.size(); ++i) {
    Entity* entity = new_entity(EntityKind::constant, decl.names[i].text, decl.names[i].pos);
    constants.push_back(decl.names[i].entity = entity);
    constant_value(*entity, decl, i);
  }
  for (Entity* entity : constants) declare(entity);
}

void Checker::constant_value(Entity& entity, Decl& decl, size_t index) {
  const Type* type = decl.type ? type_of(decl.type) : nullptr;
  entity.value = &semantics_.constants.emplace_back();
  entity.type = nullptr;
  if (type && type->valid() && !(type->form == Form::basic)) {
    error(decl.type->pos, "invalid constant type " + type->name, "constants are numbers, strings or bools");
    type = types_.invalid;
  }
  if (index >= decl.values.size()) {
    if (!decl.broken) error(entity.pos, "missing init expr for const declaration", "write const " + std::string(entity.name) + " = …");
    entity.type = types_.invalid;
    return;
  }
  if (index + 1 == decl.names.size() && decl.values.size() > decl.names.size() && !decl.inherited) {
    error(decl.values[decl.names.size()]->pos, "extra init expr " + text_of(decl.values[decl.names.size()]), "as many on the left as on the right");
  }
  const Constant* const outer = iota_;
  iota_ = &semantics_.constants.emplace_back(Constant{BigInt(decl.iota)});
  Expr* expr = decl.values[index];
  value(expr, type);
  iota_ = outer;
  if (expr->mode != Mode::invalid && expr->mode != Mode::constant) {
    error(expr->pos, expr->mode == Mode::nil ? "nil is not constant" : described(expr) + " is not constant", "declare it with var");
    invalid(expr);
  }
  if (expr->mode != Mode::invalid && type) assign_to(expr, type, "constant declaration");
  entity.type = expr->mode == Mode::invalid || (type && !type->valid()) ? types_.invalid : expr->type;
  if (expr->mode == Mode::constant) entity.value = expr->value;
}

// --- functions

void Checker::signature(FunctionNode& function) {
  TypeList parameters, results;
  for (Field& field : function.parameters) {
    mend_order(field);
    parameters.push_back(type_of(field.type));
  }
  for (Field& field : function.results) {
    mend_order(field);
    results.push_back(type_of(field.type));
  }
  // A function of an invalid type is still a function: calls of it check what they can.
  function.type = types_.function(parameters, results);
}

// `int n`, as other languages write it: said once, and then read as it was meant.
void Checker::mend_order(Field& field) {
  if (field.name.empty() || field.type->kind != ExprKind::name || lookup(field.type->text) || skipped(field.type->text)) return;
  const Entity* entity = lookup(field.name);
  if (!entity || entity->kind != EntityKind::type) return;
  const std::string name(field.type->text), type(field.name);
  error(field.type->pos, "undefined: " + name, "the name comes first: " + name + " " + type);
  std::swap(field.name, field.type->text);
}

void Checker::function_body(FunctionNode& function) {
  Body body;
  body.function = &function;
  Body* const outer = body_;
  body_ = &body;
  semantics_.functions.push_back(&function);
  open_scope();
  const auto bind = [&](std::vector<Field>& fields, const TypeList& types, bool results) {
    for (size_t i = 0; i < fields.size(); ++i) {
      fields[i].entity = new_variable({fields[i].name, fields[i].pos, nullptr}, types[i]);
      (results ? fields[i].entity->result : fields[i].entity->parameter) = true;
      declare(fields[i].entity);
    }
  };
  bind(function.parameters, function.type->parameters, false);
  bind(function.results, function.type->results, true);
  statements(function.body->list);
  if (!function.results.empty() && check_unused_ && !list_terminates(function.body->list)) error(function.end, "missing return", "add a return at the end");
  for (const auto& [name, label] : body.declared) {
    if (!label.used && check_unused_ && !skipped(name)) error(label.stmt->pos, "label " + std::string(name) + " defined and not used", "leave the label out");
  }
  close_scope();
  body_ = outer;
}

// --- types

namespace {

// What Go calls a thing that is named where a type is needed (types2/object.go, objectKind).
std::string_view kind_in_words(const Entity& entity) {
  switch (entity.kind) {
    case EntityKind::variable: return entity.parameter ? "parameter" : entity.result ? "result variable" : entity.owner ? "local variable" : "package-level variable";
    case EntityKind::constant: return "constant";
    case EntityKind::function: return "function";
    case EntityKind::package: return "package name";
    case EntityKind::builtin: return "built-in function";
    case EntityKind::nil: return "untyped nil";
    case EntityKind::type:
    case EntityKind::refused: break;
  }
  return {};
}

constexpr const char* kTypeNeeded = "a type is needed here: int, string, *sync.WaitGroup, …";

}  // namespace

const Type* Checker::type_of(Expr* expr) {
  Expr* inner = expr;
  while (inner->kind == ExprKind::paren) inner = inner->x;
  const auto none = [&]() -> const Type* {
    invalid(expr);
    return types_.invalid;
  };
  if (inner->kind == ExprKind::name && inner->op != Tok::interface_) {
    // Before it is looked at: that may be going on, as in `func f(x f)`.
    Entity* named = lookup(inner->text);
    if (inner->text == "_") return error(inner->pos, "cannot use _ as value or type", "name a type: int, string, *sync.WaitGroup, …"), none();
    if (named && !kind_in_words(*named).empty()) {
      const bool package = named->kind == EntityKind::package;
      if (!package) named->used = true;   // Go takes no import as used by this
      if (!package || named->package) {
        error(inner->pos, text_of(inner) + " (" + std::string(kind_in_words(*named)) + ") is not a type", package ? "write " + text_of(inner) + ".Name" : kTypeNeeded);
      }
      return none();
    }
  }
  if (inner->kind == ExprKind::star && !type_of(inner->x)->valid()) return none();
  raw(expr);
  if (expr->mode == Mode::type) return expr->type;
  if (expr->mode == Mode::invalid) return none();
  const bool of_a_package = inner->kind == ExprKind::selector && inner->x->mode == Mode::package;
  error(inner->kind == ExprKind::selector && !of_a_package ? inner->own : expr->pos, (of_a_package ? described(inner) : text_of(expr)) + " is not a type", kTypeNeeded);
  return none();
}

}  // namespace wgscope::program
