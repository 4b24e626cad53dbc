// Packages, package-level declarations, order of initialisation.
#include "core/program/check/checker.h"

#include <algorithm>

#include "core/base/suggest.h"
#include "core/program/check/checker_state.h"

namespace wgscope::program {

namespace {

constexpr size_t kMostResolving = 500;   // declarations that wait for one another

std::string available_packages() {
  std::string list;
  for (const Package& package : packages()) list += (list.empty() ? "" : ", ") + std::string(package.path);
  return "available: " + list;
}

std::string in_place_of(std::string_view package_hint) { return package_hint.empty() ? available_packages() : std::string(package_hint); }

}  // namespace

Entity* Scope::find_here(std::string_view name) const {
  if (!index_.empty()) {
    const auto found = index_.find(name);
    return found == index_.end() ? nullptr : found->second;
  }
  for (Entity* entity : entities_) {
    if (entity->name == name) return entity;
  }
  return nullptr;
}

Entity* Scope::find(std::string_view name) const {
  for (const Scope* scope = this; scope; scope = scope->outer_) {
    if (Entity* entity = scope->find_here(name)) return entity;
  }
  return nullptr;
}

void Scope::add(Entity* entity) {
  entities_.push_back(entity);
  if (entities_.size() == 16) {
    for (Entity* each : entities_) index_.emplace(each->name, each);
  } else if (entities_.size() > 16) {
    index_.emplace(entity->name, entity);
  }
}

bool check(Ast& ast, const Source& source, Semantics& semantics, Messages& messages) { return Checker(ast, source, semantics, messages).run(); }

Checker::Checker(Ast& ast, const Source& source, Semantics& semantics, Messages& messages)
    : ast_(ast), source_(source), semantics_(semantics), types_(semantics.types), messages_(messages),
      skipped_(ast.skipped_names.begin(), ast.skipped_names.end()) {}

bool Checker::gives_up() {
  constexpr uint32_t kLooksBetweenClocks = 16;   // a constant expression may take a millisecond
  if (!gave_up_ && looks_++ % kLooksBetweenClocks == 0) gave_up_ = source_.time_limit.over();
  return gave_up_;
}

bool Checker::run() {
  open_scope();
  universe_ = scope_;
  declare_universe();
  open_scope();
  package_ = scope_;
  declare_params();
  declare_imports();
  collect();
  for (Decl* decl : ast_.top) {
    for (const Name& name : decl->names) {
      if (name.entity) resolve(*name.entity, name.pos);
    }
  }
  check_bodies();
  for (Expr* type : ast_.refused_types) type_of(type);
  order_initialisers();
  if (!messages_.has_syntax_errors()) report_unused_imports();
  if (!semantics_.main && !skipped("main") && !messages_.has_syntax_errors()) {
    error({1, 1}, "function main is undeclared in the main package", "add func main() { … }");
  }
  return !gave_up_ || too_long_constants_;
}

void Checker::declare_universe() {
  const auto type = [&](std::string_view name, const Type* meaning) { declare(new_entity(EntityKind::type, name, {}, meaning)); };
  type("bool", types_.boolean), type("int", types_.int_), type("int32", types_.int32), type("rune", types_.int32), type("int64", types_.int64);
  type("uint", types_.uint), type("uint32", types_.uint32), type("uint64", types_.uint64), type("float64", types_.float64);
  type("string", types_.string), type("any", types_.any);
  for (const std::string_view name : {"byte", "uint8", "int8", "int16", "uint16", "uintptr", "float32", "complex64", "complex128", "error", "comparable"}) {
    Entity* refused = new_entity(EntityKind::refused, name, {});
    refused->hint = refused_type_hint(name);
    declare(refused);
  }
  const std::pair<std::string_view, Callee> builtins[] = {{"panic", Callee::panic_}, {"recover", Callee::recover_}, {"new", Callee::new_},
                                                          {"len", Callee::len},      {"min", Callee::min},          {"max", Callee::max},
                                                          {"make", Callee::make_},   {"close", Callee::close_},     {"cap", Callee::cap}};
  for (const auto& [name, callee] : builtins) {
    Entity* builtin = new_entity(EntityKind::builtin, name, {});
    builtin->builtin = callee;
    declare(builtin);
  }
  const std::pair<std::string_view, std::string_view> refused_builtins[] = {
      {"print", "use fmt.Print"}, {"println", "use fmt.Println"}, {"append", "slices are not supported here; use variables"}, {"copy", "slices are not supported here"},
      {"delete", "maps are not supported here"}, {"clear", "maps and slices are not supported here"},
      {"complex", "use float64"}, {"real", "use float64"}, {"imag", "use float64"}};
  for (const auto& [name, hint] : refused_builtins) {
    Entity* refused = new_entity(EntityKind::refused, name, {});
    refused->hint = hint;
    declare(refused);
  }
  for (const bool truth : {false, true}) {
    Entity* constant = new_entity(EntityKind::constant, truth ? "true" : "false", {}, types_.untyped_bool);
    constant->value = &semantics_.constants.emplace_back(Constant{truth});
    declare(constant);
  }
  declare(new_entity(EntityKind::constant, "iota", {}, types_.untyped_int));
  declare(new_entity(EntityKind::nil, "nil", {}, types_.nil));
  if (ast_.has_imports) return;
  for (const Package& package : packages()) {
    Entity* entity = new_entity(EntityKind::package, package.name, {});
    entity->package = &package;
    declare(entity);
  }
}

void Checker::declare_params() {
  for (const Param& param : source_.params) {
    Entity* constant = new_entity(EntityKind::constant, param.name, {}, types_.untyped_int);
    constant->value = &semantics_.constants.emplace_back(Constant{BigInt(param.value)});
    constant->used = true;
    if (const Entity* other = universe_->find_here(param.name); other && other->kind == EntityKind::package) {
      error({1, 1}, "the param " + param.name + " has the name of a package", "rename it");
    }
    declare(constant);
  }
}

void Checker::declare_imports() {
  if (ast_.package == "_" && !messages_.has_syntax_error_on(ast_.package_pos.line)) {
    error(ast_.package_pos, "invalid package name _", "write package main, or leave the line out");
  } else if (!ast_.package.empty() && ast_.package != "main" && ast_.package != "_") {
    error(ast_.package_pos, "package " + std::string(ast_.package) + " is not a main package", "write package main, or leave the line out");
  }
  for (const Import& import : ast_.imports) {
    const Package* package = find_package(import.path);
    const std::string shown = "\"" + std::string(import.path) + "\"";
    if (!package) {
      if (import.path.empty()) error(import.pos, "invalid import path (empty string)", available_packages());
      else if (const auto hint = refused_package_hint(import.path)) error(import.pos, "package " + shown + " is not supported here", in_place_of(*hint));
      else if (in_standard_library(import.path)) error(import.pos, "package " + shown + " is not supported here", available_packages());
      else error(import.pos, "package " + std::string(import.path) + " is not in std", available_packages());
    }
    if (import.name == ".") {
      messages_.refuse(import.name_pos, "dot imports are", "write the package's name: sync.WaitGroup");
      if (package) {
        for (const LibraryMember& member : package->members) skipped_.insert(member.name);
      }
      continue;
    }
    if (import.name == "_") continue;
    std::string_view name = import.name;
    if (name.empty()) name = package ? package->name : import.path.substr(import.path.rfind('/') == std::string_view::npos ? 0 : import.path.rfind('/') + 1);
    if (name.empty()) continue;
    Entity* entity = new_entity(EntityKind::package, name, import.pos);
    entity->package = package;
    entity->import = &import;
    entity->used = !package;
    declare(entity);
  }
}

void Checker::report_unused_imports() {
  for (const Entity* entity : package_->entities()) {
    if (entity->kind != EntityKind::package || entity->used || skipped(entity->name)) continue;
    std::string message = "\"" + std::string(entity->import->path) + "\" imported";
    if (entity->name != entity->package->name) message += " as " + std::string(entity->name);
    error(entity->pos, message + " and not used", "leave the import out");
  }
}

void Checker::refuse_package(Pos pos, std::string_view name) {
  if (!refused_packages_.insert(name).second) return;
  error(pos, "undefined: " + std::string(name), "package " + std::string(name) + " is not supported here; " + in_place_of(*refused_package_hint(name)));
}

void Checker::collect() {
  uint32_t order = 0;
  for (Decl* decl : ast_.top) {
    if (decl->kind == DeclKind::function) {
      collect_function(*decl);
      continue;
    }
    for (size_t i = 0; i < decl->names.size(); ++i) {
      Name& name = decl->names[i];
      if (name.text == "main" || name.text == "init") {
        error(name.pos, "cannot declare " + std::string(name.text) + " - must be func", "choose another name");
        skipped_.insert(name.text);
        continue;
      }
      const EntityKind kind = decl->kind == DeclKind::constant ? EntityKind::constant : EntityKind::variable;
      name.entity = new_entity(kind, name.text, name.pos);
      name.entity->decl = decl;
      name.entity->index = i;
      name.entity->order = order++;
      name.entity->resolution = Entity::Resolution::pending;
      name.entity->used = true;
      if (kind == EntityKind::variable) semantics_.globals.push_back(name.entity);
      declare(name.entity);
    }
  }
}

void Checker::collect_function(Decl& decl) {
  FunctionNode& function = *decl.function;
  Name& name = decl.names[0];
  const bool special = name.text == "main" || name.text == "init";
  if (special && (!function.parameters.empty() || !function.results.empty())) {
    error(name.pos, "func " + std::string(name.text) + " must have no arguments and no return values", "write func " + std::string(name.text) + "() { … }");
  }
  function.full_name = "main." + std::string(name.text);
  if (!function.body && !decl.broken) error(name.pos, "missing function body", "add { … }");
  name.entity = new_entity(EntityKind::function, name.text, name.pos);
  name.entity->decl = &decl;
  name.entity->function = &function;
  name.entity->resolution = Entity::Resolution::pending;
  if (name.text == "init") {
    function.full_name += "." + std::to_string(semantics_.inits.size());
    semantics_.inits.push_back(&function);
    return;   // it cannot be named
  }
  if (name.text == "main") semantics_.main = semantics_.main ? semantics_.main : &function;
  declare(name.entity);
}

// The type of a package-level entity, found when it is first needed.
void Checker::resolve(Entity& entity, Pos use) {
  if (entity.resolution == Entity::Resolution::done) return;
  if (entity.resolution == Entity::Resolution::going_on) {
    if (entity.kind == EntityKind::function) return;
    // Go can tell the order of initialisation only once types are known; here the type itself depends on itself.
    if (!entity.type) {
      report_cycle({std::find(resolving_.begin(), resolving_.end(), &entity), resolving_.end()});
      entity.type = types_.invalid;
    }
    return;
  }
  if (resolving_.size() >= kMostResolving) {
    error(use, "declarations depend on each other too deeply", "at most " + std::to_string(kMostResolving) + " in a row");
    entity.type = types_.invalid;
    entity.resolution = Entity::Resolution::done;
    return;
  }
  resolving_.push_back(&entity);
  entity.resolution = Entity::Resolution::going_on;
  Scope* const scope = scope_;
  Body* const body = body_;
  Entity* const dependent = dependent_;
  const Constant* const iota = iota_;
  scope_ = package_, body_ = nullptr, dependent_ = &entity, iota_ = nullptr;
  if (entity.kind == EntityKind::function) {
    signature(*entity.function);
    entity.type = entity.function->type;
  } else if (entity.kind == EntityKind::constant) {
    constant_value(entity, *entity.decl, entity.index);
  } else {
    package_variable(entity);
  }
  scope_ = scope, body_ = body, dependent_ = dependent, iota_ = iota;
  if (!entity.type) entity.type = types_.invalid;
  entity.resolution = Entity::Resolution::done;
  resolving_.pop_back();
}

void Checker::check_bodies() {
  for (Decl* decl : ast_.top) {
    if (decl->kind != DeclKind::function || !decl->function->body) continue;
    if (!decl->names[0].entity->type) resolve(*decl->names[0].entity, decl->pos);
    scope_ = package_;
    dependent_ = decl->names[0].entity;
    check_unused_ = !decl->broken;
    function_body(*decl->function);
  }
  check_unused_ = true;
  for (size_t i = 0; i < later_.size(); ++i) {   // grows while it goes
    scope_ = later_[i].scope;
    dependent_ = later_[i].dependent;
    function_body(*later_[i].function);
  }
  scope_ = package_;
  dependent_ = nullptr;
}

// --- scopes and entities

Entity* Checker::new_entity(EntityKind kind, std::string_view name, Pos pos, const Type* type) {
  Entity& entity = semantics_.entities.emplace_back();
  entity.kind = kind;
  entity.name = name;
  entity.pos = pos;
  entity.type = type;
  return &entity;
}

void Checker::open_scope() { scope_ = &semantics_.scopes.emplace_back(scope_); }

void Checker::close_scope() {
  for (const Entity* entity : scope_->entities()) {
    if (entity->kind != EntityKind::variable || entity->used || entity->parameter || entity->result || !check_unused_) continue;
    if (!skipped(entity->name)) error(entity->pos, "declared and not used: " + std::string(entity->name), "use it, or leave it out");
  }
  scope_ = scope_->outer();
}

void Checker::declare(Entity* entity) {
  if (entity->name == "_" || entity->name.empty()) return;
  if (const Entity* other = scope_->find_here(entity->name)) {
    const std::string name(entity->name);
    const bool is_param = other->kind == EntityKind::constant && !other->pos.known() && scope_ == package_;
    if (is_param) {
      error(entity->pos, name + " redeclared: it is a param of the scenario", "rename it, or leave it out: the param is a constant of the program");
    } else if (other->kind == EntityKind::package && other->pos.known() && entity->kind != EntityKind::package) {
      error(entity->pos, name + " already declared through import of package " + name, "choose another name");
    } else if (entity->kind == EntityKind::package) {
      error(entity->pos, name + " redeclared in this block", "it is imported twice");
    } else {
      error(entity->pos, name + " redeclared in this block", "the other declaration is in line " + std::to_string(other->pos.line));
    }
    return;
  }
  scope_->add(entity);
}

Entity* Checker::new_variable(const Name& name, const Type* type) {
  Entity* entity = new_entity(EntityKind::variable, name.text, name.pos, type);
  entity->owner = body_ ? body_->function : nullptr;
  return entity;
}

// Notes who uses a variable of a function around it.
void Checker::use_variable(Entity& entity) {
  if (!entity.owner) return;
  for (FunctionNode* function = body_ ? body_->function : nullptr; function && function != entity.owner; function = function->outer) {
    entity.captured = true;
    const auto number = static_cast<uint32_t>(function->captures.size());
    if (function->capture_numbers.emplace(&entity, number).second) function->captures.push_back(&entity);
  }
}

void Checker::depend_on(Entity& entity) {
  if (!dependent_ || !entity.decl) return;
  if (dependencies_.emplace(dependent_, &entity).second) dependent_->refers_to.push_back(&entity);
}

std::string Checker::did_you_mean(std::string_view name) {
  if (name.size() < 2 || suggestions_left_-- <= 0) return "declare it first";
  std::vector<std::string> names;
  for (const Scope* scope = scope_; scope; scope = scope->outer()) {
    for (const Entity* entity : scope->entities()) {
      if (entity->kind != EntityKind::refused && names.size() < 1000) names.emplace_back(entity->name);
    }
  }
  const auto close = nearest(name, names);
  return close ? "did you mean " + *close + "?" : "declare it first";
}

}  // namespace wgscope::program
