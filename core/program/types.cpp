#include "core/program/types.h"

namespace wgscope::program {

namespace {

template <class NameOf>
std::string list_by(const std::vector<const Type*>& types, NameOf name_of) {
  std::string list;
  for (const Type* type : types) list += (list.empty() ? "" : ", ") + name_of(type);
  return list;
}

template <class NameOf>
std::string function_name(const std::vector<const Type*>& parameters, const std::vector<const Type*>& results, NameOf name_of) {
  std::string name = "func(" + list_by(parameters, name_of) + ")";
  if (results.size() == 1) name += " " + name_of(results[0]);
  if (results.size() > 1) name += " (" + list_by(results, name_of) + ")";
  return name;
}

template <class NameOf>
std::string channel_name(const Type* element, Direction direction, NameOf name_of) {
  const std::string name = name_of(element);
  if (direction == Direction::receive) return "<-chan " + name;
  if (direction == Direction::send) return "chan<- " + name;
  return element->channel() && element->direction == Direction::receive ? "chan (" + name + ")" : "chan " + name;
}

std::string own_name(const Type* type) { return type->name; }

}  // namespace

Types::Types() {
  invalid = make(Form::invalid, Kind::none, "invalid type");
  nil = make(Form::untyped_nil, Kind::none, "untyped nil");
  untyped_bool = make(Form::untyped_bool, Kind::boolean, "untyped bool");
  untyped_int = make(Form::untyped_int, Kind::int_, "untyped int");
  untyped_rune = make(Form::untyped_rune, Kind::int32, "untyped rune");
  untyped_float = make(Form::untyped_float, Kind::float64, "untyped float");
  untyped_string = make(Form::untyped_string, Kind::string, "untyped string");
  boolean = make(Form::basic, Kind::boolean, "bool");
  int_ = make(Form::basic, Kind::int_, "int");
  int32 = make(Form::basic, Kind::int32, "int32");
  int64 = make(Form::basic, Kind::int64, "int64");
  uint = make(Form::basic, Kind::uint64, "uint");
  uint32 = make(Form::basic, Kind::uint32, "uint32");
  uint64 = make(Form::basic, Kind::uint64, "uint64");
  float64 = make(Form::basic, Kind::float64, "float64");
  string = make(Form::basic, Kind::string, "string");
  duration = make(Form::basic, Kind::int64, "time.Duration");
  any = make(Form::any, Kind::any, "any");
  structure = make(Form::structure, Kind::structure, "struct{}");
  wait_group = make(Form::object, Kind::wait_group, "sync.WaitGroup");
  mutex = make(Form::object, Kind::mutex, "sync.Mutex");
  rw_mutex = make(Form::object, Kind::rw_mutex, "sync.RWMutex");
  cond = make(Form::object, Kind::cond, "sync.Cond");
  locked = make(Form::object, Kind::mutex, "sync.Locker");
  locker = make(Form::pointer, Kind::pointer, "sync.Locker", locked);
  timer = make(Form::object, Kind::timer, "time.Timer");
  ticker = make(Form::object, Kind::timer, "time.Ticker");
  time = make(Form::structure, Kind::structure, std::string(kTimeType));
  atomic_int32 = make(Form::object, Kind::atomic_int32, "atomic.Int32", int32);
  atomic_int64 = make(Form::object, Kind::atomic_int64, "atomic.Int64", int64);
  atomic_bool = make(Form::object, Kind::atomic_bool, "atomic.Bool", boolean);
  none = tuple({});
  plain_function = function({}, {});
}

const Type* Types::make(Form form, Kind kind, std::string name, const Type* element) {
  Type& type = all_.emplace_back();
  type.form = form;
  type.kind = kind;
  type.name = std::move(name);
  type.element = element;
  return &type;
}

const Type* Types::pointer(const Type* element) {
  const Type*& found = pointers_[element];
  if (!found) found = make(Form::pointer, Kind::pointer, "*" + element->name, element);
  return found;
}

const Type* Types::channel(const Type* element, Direction direction) {
  const Type*& found = channels_[{element, direction}];
  if (found) return found;
  found = make(Form::channel, Kind::channel, channel_name(element, direction, own_name), element);
  all_.back().direction = direction;
  return found;
}

const Type* Types::tuple(const std::vector<const Type*>& parts) {
  const Type*& found = tuples_[parts];
  if (found) return found;
  found = make(Form::tuple, Kind::none, "(" + list_of(parts) + ")");
  all_.back().results = parts;
  return found;
}

const Type* Types::function(const std::vector<const Type*>& parameters, const std::vector<const Type*>& results) {
  const Type*& found = functions_[{parameters, results}];
  if (found) return found;
  found = make(Form::function, Kind::function, function_name(parameters, results, own_name));
  all_.back().parameters = parameters;
  all_.back().results = results;
  return found;
}

std::string list_of(const std::vector<const Type*>& types) { return list_by(types, own_name); }

bool assignable(const Type* from, const Type* to) {
  if (from == to || to->form == Form::any) return true;
  if (to->name == "sync.Locker") return from->form == Form::pointer && (from->element->kind == Kind::mutex || from->element->kind == Kind::rw_mutex);
  return from->channel() && to->channel() && from->direction == Direction::both && from->element == to->element;
}

std::string printed_name(const Type* type) {
  switch (type->form) {
    case Form::any: return "interface {}";
    case Form::pointer: return type->name.starts_with('*') ? "*" + printed_name(type->element) : type->name;
    case Form::channel: return channel_name(type->element, type->direction, printed_name);
    case Form::structure: return type->name == kTimeType ? type->name : "struct {}";
    case Form::function: return function_name(type->parameters, type->results, printed_name);
    default: return type->name;
  }
}

}  // namespace wgscope::program
