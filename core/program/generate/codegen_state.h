// The code generator's workings, shared by codegen.cpp (program, functions, variables), generate_statements.cpp, generate_control.cpp, generate_expressions.cpp,
// generate_calls.cpp and generate_library.cpp (the functions that are ours: method values, the prelude of WaitGroup.Go).
//
// Where a variable lives:
//   a WaitGroup, a mutex or an atomic   an object; the slot holds its Ref, and closures capture the Ref
//   package-level               an object
//   captured and assigned, or address taken   an object, likewise
//   all others                  a slot; closures capture the value, since nobody changes it
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "core/program/generate/codegen.h"

namespace wgscope::program {

class Generator {
 public:
  Generator(const Ast& ast, const Source& source, Semantics& semantics, Messages& messages);
  Program run();

 private:
  struct Label {
    int32_t pc = -1;
    std::vector<size_t> uses;      // instructions to be patched
    bool backward = false;         // will be jumped to from behind: code at it lives
  };
  struct Loop {                    // or switch
    const Stmt* stmt = nullptr;
    Label* on_break = nullptr;
    Label* on_continue = nullptr;
    size_t depth = 0;              // of scopes
  };
  // The function that is being written.
  struct Writer {
    Function function;
    uint32_t index = 0;
    FunctionNode* node = nullptr;
    std::vector<std::vector<uint16_t>> scopes;   // slots to be cleared at their end
    uint32_t next_slot = 0;
    bool dead = false;             // behind a jump: what comes is never run
    std::vector<Loop> loops;
    Pos place;                     // of what is being generated: the site of its instructions
  };
  class At {                       // sets the place for a while
   public:
    At(Generator& generator, Pos pos) : writer_(*generator.writer_), before_(writer_.place) { if (pos.known()) writer_.place = pos; }
    ~At() { writer_.place = before_; }
    At(const At&) = delete;
    At& operator=(const At&) = delete;

   private:
    Writer& writer_;
    Pos before_;
  };

  // --- program (codegen.cpp)
  void number_functions();
  void declare_globals();
  void write_init();
  void write_function(FunctionNode& node);
  void read_results(FunctionNode& node);        // Function::epilogue
  void check_limits();
  uint16_t site(Pos pos);
  uint32_t constant_index(uint64_t bits);
  uint64_t string_id(const std::string& text);
  TypeId type_id(const Type* type);
  uint32_t declaration(std::string_view name, const Type* type, Pos pos, bool shared);
  uint32_t declaration_of(Entity& entity);

  // --- instructions
  size_t emit(Op op, int64_t b = 0, Kind a = Kind::none);
  void emit_constant(uint64_t bits) { emit(Op::constant, constant_index(bits)); }
  void jump(Op op, Label& label);
  void bind(Label& label);
  void begin(Writer& writer, Writer*& outer);
  void begin_library(Writer& writer, Writer*& outer, uint32_t index);
  uint32_t finish(Writer& writer, Writer* outer);

  // --- slots and scopes
  uint16_t new_slot(bool cleared_at_end = true);
  void open_scope() { writer_->scopes.emplace_back(); }
  void close_scope();
  void leave_scopes(size_t depth);      // emits what closing those above `depth` would
  uint16_t temporary();                 // a slot for a moment: release_temporaries gives it back, cleared
  void release_temporaries(uint32_t from);

  // --- variables
  bool boxed(const Entity& entity) const;       // a plain variable that is an object
  bool shared(const Entity& entity) const;
  bool seen_by_others(const Entity& result) const;   // a closure or a pointer may outlive the call
  bool is_assigned(const Entity& entity) const;
  void load_ref(Entity& entity);
  void load_slot(Entity& entity);               // local or captured: what the slot holds
  void load(Entity& entity);
  void store(Entity& entity);                   // value →
  void declare_variable(Entity& entity);        // value (a Ref of its own, for a WaitGroup) →
  void zero(const Type* type, uint32_t declared);
  bool silent_target(const Expr* expr) const;   // storing into it is no step
  template <class Put>
  void put_all(size_t count, bool silent, const Put& put);

  // --- statements
  void block(const Stmt* stmt);
  void statements(const std::vector<Stmt*>& list);
  void statement(Stmt* stmt);
  void variable_decl(Decl& decl);
  void define(Stmt* stmt);
  void define_values(Stmt* stmt);                // value… →
  void assign(Stmt* stmt);
  void assign_one(Expr* left, Expr* right);
  void assign_op(Stmt* stmt);
  void return_statement(Stmt* stmt);
  void call_statement(Stmt* stmt);
  void if_statement(Stmt* stmt);
  void for_statement(Stmt* stmt);
  void next_iteration(Stmt* stmt);
  void range_statement(Stmt* stmt);
  void range_over_channel(Stmt* stmt);
  void switch_statement(Stmt* stmt);
  void select_statement(Stmt* stmt);
  void take_received(Stmt* communication, uint16_t value, uint16_t ok);
  void send_statement(Stmt* stmt);
  void branch(Stmt* stmt);

  // --- expressions
  void expression(Expr* expr);                               // → value
  // → value as `type` takes it: boxed for any; a WaitGroup becomes an object of its own, called `name`.
  void value_as(Expr* expr, const Type* type, uint32_t declared);
  void value_as(Expr* expr, const Type* type, std::string_view name);
  void box_if_any(const Type* from, const Type* to, bool constant = false);
  bool in_read_only_data(const Expr* expr) const;   // there Go keeps it, when it converts it to an interface
  void reference(Expr* expr);                                // → Ref of a variable
  void address_of(Expr* expr, std::string_view name);
  void binary(Expr* expr);
  void operands(Expr* x, Expr* y, const Type* as);           // → x y, each as any when `as` is that
  void comparison(Expr* x, Expr* y, Tok op);
  void logical(Expr* expr);
  void condition(Expr* expr, Label& target, bool when);      // jumps when it is `when`, else goes on
  void function_literal(FunctionNode& node);
  void read_through(const Type* element);
  static Op op_of(Tok op);
  bool pointed_to_shared(const Type* type) const;

  // --- calls
  void call(Expr* expr);                                     // → results
  void arguments(Expr* expr, const Type* function, const FunctionNode* callee);
  void convert_tuple(const std::vector<const Type*>& from, const std::vector<const Type*>& to);
  void conversion(Expr* expr);
  void builtin(Expr* expr);
  void make_channel(Expr* expr, std::string_view name);
  void make_timer(Expr* expr, std::string_view name);
  void make_cond(Expr* expr, std::string_view name);
  void wait_for_cond();
  void library(Expr* expr);
  void printed(Expr* expr, size_t first, size_t& count);     // → any…
  void method(Expr* expr);
  void receiver(Expr* selector);                             // → Ref
  void callee_value(Expr* call, size_t& count);              // → func args…, for go and defer

  // --- functions of ours
  uint32_t library_function(Callee callee, Kind kind, size_t count, bool captured);
  void write_library(Callee callee, Kind kind, size_t count, bool captured);
  uint32_t wg_go_body();
  uint32_t wg_go_end();
  uint32_t min_max_function(bool is_min, Kind kind);

  const Ast& ast_;
  const Source& source_;
  Semantics& semantics_;
  Types& types_;
  Messages& messages_;
  Program program_;
  Writer* writer_ = nullptr;
  std::map<std::tuple<uint32_t, uint32_t, uint32_t>, uint16_t> sites_;
  std::map<uint64_t, uint32_t> constants_;
  std::map<std::string, uint64_t> strings_;
  std::map<const Type*, TypeId> type_ids_;
  std::map<std::tuple<Callee, Kind, size_t, bool>, uint32_t> library_;
  std::map<const Type*, bool> pointed_to_shared_;
  uint32_t wg_go_body_ = 0, wg_go_end_ = 0;
  bool too_many_sites_ = false, too_many_slots_ = false;
};

}  // namespace wgscope::program
