#include "core/program/disassemble.h"

#include <algorithm>
#include <iterator>

namespace wgscope::program {

std::string_view name_of(Op op) {
  static constexpr std::string_view kNames[] = {
      "constant", "local_get", "local_set", "local_clear", "capture_get", "dup", "pop", "swap", "global_ref", "new_object", "var_read", "var_write",
      "nil_check", "add", "sub", "mul", "div", "rem", "bit_and", "bit_or", "bit_xor", "and_not", "shl", "shr", "neg", "bit_not", "not", "eq", "ne",
      "lt", "le", "gt", "ge", "convert", "length", "box", "jump", "jump_if_false", "jump_if_true", "call", "call_value", "ret", "closure", "go", "defer", "panic",
      "recover", "goexit", "gosched", "sleep", "wg_add", "wg_wait", "atomic_load", "atomic_store", "atomic_add", "atomic_swap", "atomic_cas",
      "copy_object", "assign_object", "make_channel", "channel_send", "channel_receive", "channel_close", "channel_length", "channel_capacity", "select",
      "mutex_lock", "mutex_unlock", "mutex_try", "make_timer", "timer_channel", "timer_stop", "timer_reset", "make_cond", "cond_locker", "cond_wait", "cond_park", "cond_signal", "print_line", "print_format", "format", "join", "print_text", "rethrow"};
  static_assert(std::size(kNames) == static_cast<size_t>(Op::rethrow) + 1);
  return kNames[static_cast<size_t>(op)];
}

std::string disassemble(const Program& program, const Function& function) {
  std::string out = function.name + ":";
  if (function.parameters) out += " parameters " + std::to_string(function.parameters);
  if (function.captures) out += " captures " + std::to_string(function.captures);
  if (function.locals) out += " locals " + std::to_string(function.locals);
  if (function.results) out += " results " + std::to_string(function.results);
  out += "\n";
  for (size_t pc = 0; pc < function.code.size(); ++pc) {
    const Instruction& in = function.code[pc];
    out += "  " + std::to_string(pc) + " " + std::string(name_of(in.op));
    const auto index = static_cast<size_t>(in.b);
    switch (in.op) {
      case Op::constant: out += " " + std::to_string(static_cast<int64_t>(program.constants[index])); break;
      case Op::global_ref: out += " " + program.declarations[program.globals[index]].name; break;
      case Op::new_object: case Op::copy_object: case Op::make_channel: out += " " + program.declarations[index].name; break;
      case Op::call: case Op::closure: out += " " + program.functions[index].name; break;
      case Op::box: out += " " + program.types[index].name; break;
      case Op::channel_receive: out += in.a ? " ok" : ""; break;
      case Op::mutex_lock: case Op::mutex_unlock: case Op::mutex_try: out += in.a ? " read" : ""; break;
      case Op::select_:
        for (const SelectCase& one : program.selects[index].cases) out += one.is_default ? " default" : one.sends ? " send" : " receive";
        break;
      case Op::var_read: case Op::var_write: out += in.b == 1 ? " free" : in.b == 2 ? " free or not" : ""; break;
      case Op::dup: case Op::pop: case Op::swap: case Op::nil_check: case Op::wg_add: case Op::wg_wait: case Op::recover_: case Op::panic_: break;
      default:
        if (in.op == Op::local_get || in.op == Op::local_set || in.op == Op::local_clear || in.op == Op::capture_get || in.b != 0) out += " " + std::to_string(in.b);
    }
    const Site& site = program.sites[in.site];
    if (in.site) out += "  @" + std::to_string(site.line) + ":" + std::to_string(site.column);
    out += "\n";
  }
  return out;
}

std::string disassemble(const Program& program) {
  std::string out;
  for (const bool library : {false, true}) {
    for (const Function& function : program.functions) {
      if (function.in_library == library) out += disassemble(program, function);
    }
  }
  return out;
}

}  // namespace wgscope::program
