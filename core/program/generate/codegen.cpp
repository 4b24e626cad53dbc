// The program as a whole: functions, variables, sites, constants; and how instructions are written.
#include "core/program/generate/codegen.h"

#include <algorithm>
#include <cassert>

#include "core/program/generate/codegen_state.h"

namespace wgscope::program {

Program generate(const Ast& ast, const Source& source, Semantics& semantics, Messages& messages) {
  return Generator(ast, source, semantics, messages).run();
}

Generator::Generator(const Ast& ast, const Source& source, Semantics& semantics, Messages& messages)
    : ast_(ast), source_(source), semantics_(semantics), types_(semantics.types), messages_(messages) {}

Program Generator::run() {
  program_.file = source_.file;
  program_.strings = {""};
  strings_[""] = 0;
  program_.sites.push_back({});
  const Type* const first[] = {nullptr,        types_.boolean, types_.int_,    types_.int32,  types_.int64,   types_.uint32,
                               types_.uint64, types_.float64, types_.string, types_.duration};
  for (const Type* type : first) {
    if (type) type_ids_[type] = TypeId{static_cast<uint16_t>(program_.types.size())};
    program_.types.push_back(type ? TypeInfo{type->kind, type->name} : TypeInfo{});
  }
  program_.types.push_back({Kind::string, "runtime.errorString"});
  program_.types.push_back({Kind::string, "*runtime.PanicNilError"});
  assert(program_.types.size() == kFirstProgramType);
  for (size_t at = 0; at <= source_.text.size();) {
    const size_t end = std::min(source_.text.find('\n', at), source_.text.size());
    program_.lines.push_back(source_.text.substr(at, end - at));
    at = end + 1;
  }
  // What may be reached through a pointer, and is shared: reading through one is a step.
  for (const Entity& entity : semantics_.entities) {
    if (entity.kind == EntityKind::variable && entity.address_taken && shared(entity)) pointed_to_shared_[entity.type] = true;
  }
  for (const Type* type : semantics_.stored_through) pointed_to_shared_[type] = true;
  number_functions();
  declare_globals();
  for (FunctionNode* node : semantics_.functions) write_function(*node);
  write_init();
  program_.main_function = semantics_.main->index;
  check_limits();
  return std::move(program_);
}

void Generator::number_functions() {
  for (FunctionNode* node : semantics_.functions) {
    node->index = static_cast<uint32_t>(program_.functions.size());
    program_.functions.emplace_back();
  }
}

void Generator::declare_globals() {
  for (Entity* entity : semantics_.globals) {
    if (entity->name == "_") continue;
    entity->global = static_cast<uint32_t>(program_.globals.size());
    program_.globals.push_back(declaration_of(*entity));
  }
}

void Generator::check_limits() {
  if (too_many_sites_) messages_.error({1, 1}, "program too large: more than 65535 places where something happens", "make it smaller");
  if (too_many_slots_) messages_.error({1, 1}, "program too large: a function has more than 65535 variables", "split it");
  if (program_.types.size() > 65000) messages_.error({1, 1}, "program too large: more than 65000 types", "make it smaller");
}

// --- tables

uint16_t Generator::site(Pos pos) {
  if (!pos.known()) return 0;
  const auto [found, fresh] = sites_.try_emplace({pos.line, pos.column, writer_ ? writer_->index : 0}, 0);
  if (!fresh) return found->second;
  if (program_.sites.size() > 65535) {
    too_many_sites_ = true;
    return 0;
  }
  Site site;
  site.program_line = pos.line;
  site.program_column = pos.column;
  FilePlace place{static_cast<int>(pos.line), static_cast<int>(pos.column), ""};
  if (source_.place_of) place = source_.place_of(place.line, place.column);
  site.line = static_cast<uint32_t>(place.line);
  site.column = static_cast<uint32_t>(place.column);
  site.function = static_cast<uint16_t>(writer_ ? writer_->index : 0);
  found->second = static_cast<uint16_t>(program_.sites.size());
  program_.sites.push_back(site);
  return found->second;
}

uint32_t Generator::constant_index(uint64_t bits) {
  const auto [found, fresh] = constants_.try_emplace(bits, static_cast<uint32_t>(program_.constants.size()));
  if (fresh) program_.constants.push_back(bits);
  return found->second;
}

uint64_t Generator::string_id(const std::string& text) {
  const auto [found, fresh] = strings_.try_emplace(text, program_.strings.size());
  if (fresh) program_.strings.push_back(text);
  return found->second;
}

TypeId Generator::type_id(const Type* type) {
  const auto [found, fresh] = type_ids_.try_emplace(type, TypeId{static_cast<uint16_t>(program_.types.size())});
  if (fresh) program_.types.push_back({type->kind, printed_name(type)});
  return found->second;
}

uint32_t Generator::declaration(std::string_view name, const Type* type, Pos pos, bool shared) {
  Declaration declaration;
  declaration.name = std::string(name);
  declaration.kind = type->kind;
  declaration.type = type_id(type);
  declaration.site = site(pos);
  declaration.shared = shared;
  program_.declarations.push_back(std::move(declaration));
  return static_cast<uint32_t>(program_.declarations.size() - 1);
}

uint32_t Generator::declaration_of(Entity& entity) {
  if (entity.declaration == 0) entity.declaration = declaration(entity.name, entity.type, entity.pos, entity.type->object() || shared(entity)) + 1;
  return entity.declaration - 1;
}

// --- instructions

size_t Generator::emit(Op op, int64_t b, Kind a) {
  Writer& writer = *writer_;
  if (writer.dead) return writer.function.code.size();
  Instruction instruction;
  instruction.op = op;
  instruction.a = static_cast<uint8_t>(a);
  instruction.site = writer.node || !writer.function.in_library ? site(writer.place) : 0;
  instruction.b = static_cast<int32_t>(b);
  writer.function.code.push_back(instruction);
  if (op == Op::jump || op == Op::ret || op == Op::panic_ || op == Op::goexit || op == Op::rethrow) writer.dead = true;
  return writer.function.code.size() - 1;
}

void Generator::jump(Op op, Label& label) {
  if (writer_->dead) return;
  label.uses.push_back(emit(op, label.pc));
}

void Generator::bind(Label& label) {
  Writer& writer = *writer_;
  if (!label.uses.empty() || label.backward) writer.dead = false;
  label.pc = static_cast<int32_t>(writer.function.code.size());
  for (const size_t use : label.uses) writer.function.code[use].b = label.pc;
}

void Generator::begin(Writer& writer, Writer*& outer) {
  outer = writer_;
  writer_ = &writer;
  writer.scopes.emplace_back();
}

uint32_t Generator::finish(Writer& writer, Writer* outer) {
  writer_ = outer;
  program_.functions[writer.index] = std::move(writer.function);
  return writer.index;
}

// --- slots

uint16_t Generator::new_slot(bool cleared_at_end) {
  Writer& writer = *writer_;
  if (writer.next_slot >= 65535) {
    too_many_slots_ = true;
    return 0;
  }
  const auto slot = static_cast<uint16_t>(writer.next_slot++);
  writer.function.locals = std::max<uint16_t>(writer.function.locals, static_cast<uint16_t>(writer.next_slot));
  if (cleared_at_end) writer.scopes.back().push_back(slot);
  return slot;
}

void Generator::leave_scopes(size_t depth) {
  for (size_t i = writer_->scopes.size(); i-- > depth;) {
    for (const uint16_t slot : writer_->scopes[i]) emit(Op::local_clear, slot);
  }
}

void Generator::close_scope() {
  leave_scopes(writer_->scopes.size() - 1);
  if (!writer_->scopes.back().empty()) writer_->next_slot = writer_->scopes.back().front();
  writer_->scopes.pop_back();
}

uint16_t Generator::temporary() { return new_slot(false); }

void Generator::release_temporaries(uint32_t from) {
  for (uint32_t slot = from; slot < writer_->next_slot; ++slot) emit(Op::local_clear, slot);
  writer_->next_slot = from;
}

// --- variables

bool Generator::is_assigned(const Entity& entity) const {
  return entity.assigned || (entity.result && entity.owner && entity.owner->returns_values) ||
         (entity.address_taken && semantics_.stored_through.count(entity.type) > 0);
}

bool Generator::boxed(const Entity& entity) const {
  if (entity.type->object()) return false;
  return !entity.owner || entity.address_taken || (entity.captured && is_assigned(entity));
}

bool Generator::seen_by_others(const Entity& result) const { return boxed(result) || (result.type->object() && (result.captured || result.address_taken)); }

bool Generator::shared(const Entity& entity) const { return boxed(entity) && is_assigned(entity); }

bool Generator::pointed_to_shared(const Type* type) const { return pointed_to_shared_.count(type) > 0; }

void Generator::load_slot(Entity& entity) {
  if (entity.owner == writer_->node) {
    emit(Op::local_get, entity.slot);
    return;
  }
  emit(Op::capture_get, writer_->node->capture_numbers.at(&entity));
}

void Generator::load_ref(Entity& entity) {
  if (!entity.owner) emit(Op::global_ref, entity.global);
  else load_slot(entity);
}

void Generator::load(Entity& entity) {
  if (entity.type->object()) return load_ref(entity);
  if (!boxed(entity)) return load_slot(entity);
  load_ref(entity);
  emit(Op::var_read, shared(entity) ? 0 : 1);
}

void Generator::store(Entity& entity) {
  assert(!entity.type->object());
  if (!boxed(entity)) {
    emit(Op::local_set, entity.slot);
    return;
  }
  load_ref(entity);
  emit(Op::swap);
  emit(Op::var_write, shared(entity) ? 0 : 1);
}

void Generator::declare_variable(Entity& entity) {
  if (boxed(entity)) emit(Op::new_object, declaration_of(entity));
  entity.slot = new_slot();
  emit(Op::local_set, entity.slot);
}

void Generator::zero(const Type* type, uint32_t declared) {
  emit_constant(0);   // the empty string, nil and false, too
  if (type->object()) emit(Op::new_object, declared);
}

// --- functions

void Generator::write_function(FunctionNode& node) {
  Writer writer;
  Writer* outer = nullptr;
  writer.node = &node;
  writer.index = node.index;
  begin(writer, outer);
  writer.place = node.pos;
  Function& function = writer.function;
  function.name = node.full_name;
  function.site = site(node.pos);
  function.parameters = static_cast<uint16_t>(node.parameters.size());
  function.results = static_cast<uint16_t>(node.results.size());
  function.captures = static_cast<uint16_t>(node.captures.size());
  for (Field& field : node.parameters) field.entity->slot = new_slot();
  for (Field& field : node.parameters) {
    if (!boxed(*field.entity)) continue;
    const At at(*this, field.pos);
    emit(Op::local_get, field.entity->slot);
    emit(Op::new_object, declaration_of(*field.entity));
    emit(Op::local_set, field.entity->slot);
  }
  bool in_locals = node.has_named_results();
  for (const Field& field : node.results) in_locals |= field.entity->type->object();   // an object has no zero that could be made later
  for (Field& field : node.results) {
    function.result_kinds.push_back(field.entity->type->kind);
    if (!in_locals) continue;
    const At at(*this, field.pos);
    field.entity->slot = new_slot(false);
    function.result_locals.push_back(static_cast<uint16_t>(field.entity->slot));
    if (!boxed(*field.entity) && !field.entity->type->object()) continue;   // a frame's slots begin as 0
    emit_constant(0);
    if (field.entity->name.empty() || field.entity->name == "_") emit(Op::new_object, declaration("result", field.entity->type, field.pos, true));
    else emit(Op::new_object, declaration_of(*field.entity));
    emit(Op::local_set, field.entity->slot);
  }
  open_scope();
  statements(node.body->list);
  writer.place = node.end;
  close_scope();
  if (!writer.dead) emit(Op::ret, 0);
  read_results(node);
  finish(writer, outer);
}

void Generator::read_results(FunctionNode& node) {
  Writer& writer = *writer_;
  if (std::none_of(node.results.begin(), node.results.end(), [this](const Field& field) { return seen_by_others(*field.entity); })) return;
  writer.dead = false;
  writer.function.epilogue = static_cast<uint32_t>(writer.function.code.size());
  for (const Field& field : node.results) {
    Entity& entity = *field.entity;
    emit(Op::local_get, entity.slot);
    emit(Op::local_clear, entity.slot);
    if (boxed(entity)) emit(Op::var_read, shared(entity) ? 0 : 1);
    else if (seen_by_others(entity)) emit(Op::copy_object, declaration("result", entity.type, entity.pos, true));
  }
  emit(Op::ret, static_cast<int64_t>(node.results.size()));
}

void Generator::write_init() {
  program_.init_function = static_cast<uint32_t>(program_.functions.size());
  program_.functions.emplace_back();
  Writer writer;
  Writer* outer = nullptr;
  writer.index = program_.init_function;
  begin(writer, outer);
  writer.function.name = "main.init";
  for (const Initialiser& initialiser : semantics_.initialisers) {
    Decl& decl = *initialiser.decl;
    const At at(*this, decl.pos);
    const auto put = [&](Entity& entity) {   // value →
      if (entity.name == "_") {
        emit(Op::pop);
        return;
      }
      emit(Op::global_ref, entity.global);
      emit(Op::swap);
      if (entity.type->object()) emit(Op::assign_object);
      else emit(Op::var_write, 1);
    };
    if (decl.values.empty()) continue;
    if (decl.values.size() == decl.names.size()) {
      Entity& entity = *decl.names[initialiser.index].entity;
      Expr* value = decl.values[initialiser.index];
      const Expr* inner = bare(value);
      if (entity.type->object() && inner->kind == ExprKind::composite) continue;   // it is zero already
      if (entity.type->object() && inner->kind != ExprKind::call) reference(value);
      else value_as(value, entity.type, entity.name);
      put(entity);
      continue;
    }
    std::vector<const Type*> to;
    for (const Name& name : decl.names) to.push_back(name.entity->type);
    expression(decl.values[0]);
    convert_tuple(decl.values[0]->type->results, to);
    for (size_t i = decl.names.size(); i-- > 0;) put(*decl.names[i].entity);
  }
  for (const FunctionNode* node : semantics_.inits) emit(Op::call, node->index);
  emit(Op::ret, 0);
  finish(writer, outer);
}

}  // namespace wgscope::program
