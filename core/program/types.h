// The types of the subset, as the checker compares and prints them.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/program/code.h"

namespace wgscope::program {

enum class Form : uint8_t {
  invalid,                                                   // was reported already: whatever is done with it is silent
  untyped_nil, untyped_bool, untyped_int, untyped_rune, untyped_float, untyped_string,
  basic,                                                     // bool, the numbers, string, time.Duration
  any, pointer, function,
  object,                                                    // sync.WaitGroup, the mutexes and the atomics
  channel,
  structure,                                                 // struct{}
  tuple,                                                     // what a call of several results, or of none, yields
};

enum class Direction : uint8_t { both, send, receive };      // of a channel: what may be done with it

struct Type {
  Form form = Form::invalid;
  Kind kind = Kind::none;
  std::string name;                                          // as Go prints it
  const Type* element = nullptr;                             // of a pointer; of a channel and of an atomic: the type of its values
  Direction direction = Direction::both;
  std::vector<const Type*> parameters, results;              // of a function; a tuple's parts are its results

  bool valid() const { return form != Form::invalid; }
  bool untyped() const { return form >= Form::untyped_nil && form <= Form::untyped_string; }
  bool integer() const {
    return form == Form::untyped_int || form == Form::untyped_rune || (form == Form::basic && kind >= Kind::int_ && kind <= Kind::uint64);
  }
  bool unsigned_() const { return form == Form::basic && (kind == Kind::uint32 || kind == Kind::uint64); }
  bool floating() const { return form == Form::untyped_float || (form == Form::basic && kind == Kind::float64); }
  bool numeric() const { return integer() || floating(); }
  bool string() const { return form == Form::untyped_string || (form == Form::basic && kind == Kind::string); }
  bool boolean() const { return form == Form::untyped_bool || (form == Form::basic && kind == Kind::boolean); }
  bool object() const { return form == Form::object; }
  bool constant_type() const { return numeric() || string() || boolean(); }
  bool channel() const { return form == Form::channel; }
  bool nilable() const { return form == Form::any || form == Form::pointer || form == Form::function || form == Form::channel || form == Form::untyped_nil; }
};

// Owns every type of a program; each exists once, so that the same type is the same pointer.
class Types {
 public:
  Types();
  Types(const Types&) = delete;
  Types& operator=(const Types&) = delete;

  const Type* pointer(const Type* element);
  const Type* channel(const Type* element, Direction direction);
  const Type* function(const std::vector<const Type*>& parameters, const std::vector<const Type*>& results);
  const Type* tuple(const std::vector<const Type*>& parts);

  const Type *invalid, *nil, *untyped_bool, *untyped_int, *untyped_rune, *untyped_float, *untyped_string;
  const Type *boolean, *int_, *int32, *int64, *uint, *uint32, *uint64, *float64, *string, *duration, *any, *structure, *time;
  const Type *wait_group, *mutex, *rw_mutex, *cond, *locker, *locked, *timer, *ticker,   // locker: sync.Locker, a pointer to what is locked
       *atomic_int32, *atomic_int64, *atomic_bool;
  const Type *none;            // the empty tuple: no value
  const Type* plain_function;  // func()

 private:
  const Type* make(Form form, Kind kind, std::string name, const Type* element = nullptr);

  std::deque<Type> all_;
  std::map<const Type*, const Type*> pointers_;
  std::map<std::pair<const Type*, Direction>, const Type*> channels_;
  std::map<std::pair<std::vector<const Type*>, std::vector<const Type*>>, const Type*> functions_;
  std::map<std::vector<const Type*>, const Type*> tuples_;
};

// May a value of one be put where the other is wanted?
bool assignable(const Type* from, const Type* to);
std::string printed_name(const Type* type);   // as %T prints it: any is `interface {}`
// `int, string`
std::string list_of(const std::vector<const Type*>& types);

}  // namespace wgscope::program
