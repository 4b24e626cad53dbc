// Is this code well formed? Walks every path of every function with the depth of its stack: it never falls below the frame's locals, is the
// same wherever paths meet, and each index names something. What holds here, the interpreter need not check.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/program/code.h"
#include "core/program/disassemble.h"

namespace wgscope::program {

struct StackEffect {
  int takes = 0, gives = 0;
};

inline StackEffect effect_of(const Program& program, const Instruction& in) {
  switch (in.op) {
    case Op::constant: case Op::local_get: case Op::capture_get: case Op::global_ref: case Op::recover_: return {0, 1};
    case Op::local_set: case Op::pop: case Op::jump_if_false: case Op::jump_if_true: case Op::panic_: case Op::sleep: case Op::wg_wait:
    case Op::print_text: case Op::rethrow: case Op::channel_close: case Op::mutex_lock: case Op::mutex_unlock: return {1, 0};
    case Op::local_clear: case Op::jump: case Op::goexit: case Op::gosched: return {0, 0};
    case Op::dup: return {1, 2};
    case Op::swap: return {2, 2};
    case Op::new_object: case Op::var_read: case Op::nil_check: case Op::neg: case Op::bit_not: case Op::not_: case Op::convert: case Op::length:
    case Op::box: case Op::atomic_load: case Op::copy_object: case Op::make_channel: case Op::channel_length: case Op::channel_capacity:
    case Op::mutex_try: return {1, 1};
    case Op::channel_receive: return {1, in.a ? 2 : 1};
    case Op::select_: {
      int takes = 0;
      for (const SelectCase& one : program.selects[static_cast<size_t>(in.b)].cases) takes += one.is_default ? 0 : one.sends ? 2 : 1;
      return {takes, 3};
    }
    case Op::var_write: case Op::wg_add: case Op::atomic_store: case Op::assign_object: case Op::channel_send: return {2, 0};
    case Op::add: case Op::sub: case Op::mul: case Op::div: case Op::rem: case Op::bit_and: case Op::bit_or: case Op::bit_xor: case Op::and_not:
    case Op::shl: case Op::shr: case Op::eq: case Op::ne: case Op::lt: case Op::le: case Op::gt: case Op::ge: case Op::atomic_add:
    case Op::atomic_swap: return {2, 1};
    case Op::atomic_cas: return {3, 1};
    case Op::call: return {program.functions[static_cast<size_t>(in.b)].parameters, program.functions[static_cast<size_t>(in.b)].results};
    case Op::call_value: return {in.b + 1, -1};   // what it gives is the callee's affair
    case Op::ret: return {in.b, 0};
    case Op::closure: return {program.functions[static_cast<size_t>(in.b)].captures, 1};
    case Op::go_: case Op::defer_: return {in.b + 1, 0};
    case Op::print_line: return {in.b, 0};
    case Op::print_format: return {in.b + 1, 0};
    case Op::format: return {in.b + 1, 1};
    case Op::join: return {in.b, 1};
  }
  return {};
}

// The first thing wrong with it; empty when all is well. A call through a value may give anything from 0 to 8 results: the one that makes the
// rest fit is taken to be right.
inline std::string fault_in(const Program& program, const Function& function) {
  const auto& code = function.code;
  const auto where = [&](size_t pc) { return function.name + " at " + std::to_string(pc) + ":\n" + disassemble(program, function); };
  if (code.empty()) return function.name + " has no code";
  std::vector<std::optional<std::pair<int, int>>> depths(code.size());   // least and most
  std::vector<size_t> open{0};
  depths[0] = {0, 0};
  if (function.epilogue != 0) {
    if (function.epilogue >= code.size() || function.result_locals.empty()) return "bad epilogue in " + where(0);
    open.push_back(function.epilogue);
    depths[function.epilogue] = {0, 0};
  }
  const auto index_fine = [&](const Instruction& in) {
    const auto b = static_cast<size_t>(in.b);
    switch (in.op) {
      case Op::constant: return b < program.constants.size();
      case Op::local_get: case Op::local_set: case Op::local_clear: return b < function.locals;
      case Op::capture_get: return b < function.captures;
      case Op::global_ref: return b < program.globals.size();
      case Op::new_object: case Op::copy_object: case Op::make_channel: return b < program.declarations.size();
      case Op::select_: return b < program.selects.size();
      case Op::call: case Op::closure: return b < program.functions.size();
      case Op::jump: case Op::jump_if_false: case Op::jump_if_true: return b < code.size();
      case Op::box: return b < program.types.size() && b > 0;
      default: return true;
    }
  };
  while (!open.empty()) {
    const size_t pc = open.back();
    open.pop_back();
    const Instruction& in = code[pc];
    if (!index_fine(in) || in.site >= program.sites.size()) return "bad index in " + where(pc);
    const StackEffect effect = effect_of(program, in);
    auto [least, most] = *depths[pc];
    if (most < effect.takes) return "stack too low in " + where(pc);
    least = std::max(least, effect.takes) - effect.takes;
    most -= effect.takes;
    if (in.op == Op::ret) {
      if (least > 0) return "left on the stack in " + where(pc);
      const bool named = !function.result_locals.empty();
      const bool read = function.epilogue != 0 && pc >= function.epilogue;
      if (in.b != (named && !read ? 0 : function.results)) return "wrong number of results in " + where(pc);
    }
    if (in.op == Op::call_value) most += 8;
    else least += effect.gives, most += effect.gives;
    if (in.op == Op::select_ && program.selects[static_cast<size_t>(in.b)].cases.empty()) continue;
    if (in.op == Op::ret || in.op == Op::panic_ || in.op == Op::goexit || in.op == Op::rethrow) continue;
    const auto flow_to = [&, least = least, most = most](size_t next) {   // a copy: Clang 14 captures no structured binding
      auto& there = depths[next];
      if (!there) {
        there = {least, most};
        open.push_back(next);
        return true;
      }
      const std::pair<int, int> both{std::max(there->first, least), std::min(there->second, most)};
      if (both.first > both.second) return false;
      if (both != *there) {
        there = both;
        open.push_back(next);
      }
      return true;
    };
    const bool jumps = in.op == Op::jump || in.op == Op::jump_if_false || in.op == Op::jump_if_true;
    if (jumps && !flow_to(static_cast<size_t>(in.b))) return "stacks differ in " + where(static_cast<size_t>(in.b));
    if (in.op == Op::jump) continue;
    if (pc + 1 >= code.size()) return "runs over the end in " + where(pc);
    if (!flow_to(pc + 1)) return "stacks differ in " + where(pc + 1);
  }
  return {};
}

inline std::string fault_in(const Program& program) {
  for (const Function& function : program.functions) {
    if (std::string fault = fault_in(program, function); !fault.empty()) return fault;
  }
  return {};
}

}  // namespace wgscope::program
