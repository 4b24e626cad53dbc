#include "core/program/run/done_ahead.h"

#include <algorithm>
#include <set>
#include <span>
#include <vector>

namespace wgscope::program {
namespace {

// A function's code as one activation would run it: from where, and with which values known.
struct Activation {
  const Function& function;
  uint32_t from = 0;
  std::span<const uint64_t> locals;   // the first of them; the others are not known
  uint64_t closure = 0;
};

class Ahead {
 public:
  Ahead(const Program& program, const Pool& pool, Ref group) : program_(program), pool_(pool), group_(group) {}

  // The first such call in the order of the code.
  const Instruction* find(const Activation& activation) {
    const std::vector<bool> reached = reach(activation);
    for (uint32_t pc = 0; pc < reached.size(); ++pc) {
      if (!reached[pc]) continue;
      const Instruction& in = activation.function.code[pc];
      if (in.op == Op::wg_add && is_done(activation, reached, pc)) return &in;
      if (in.op != Op::call || !called_.insert(in.b).second) continue;
      // Of another function only package-level groups are known.
      if (find({program_.functions[static_cast<size_t>(in.b)], 0, {}, 0}) != nullptr) return &in;
    }
    return nullptr;
  }

 private:
  static std::vector<bool> reach(const Activation& activation) {
    const auto& code = activation.function.code;
    std::vector<bool> reached(code.size());
    std::vector<uint32_t> open{activation.from};
    while (!open.empty()) {
      const uint32_t pc = open.back();
      open.pop_back();
      if (pc >= code.size() || reached[pc]) continue;
      reached[pc] = true;
      const Instruction& in = code[pc];
      if (in.op == Op::jump || in.op == Op::jump_if_false || in.op == Op::jump_if_true) open.push_back(static_cast<uint32_t>(in.b));
      const bool ends = in.op == Op::jump || in.op == Op::ret || in.op == Op::panic_ || in.op == Op::goexit || in.op == Op::rethrow;
      if (!ends) open.push_back(pc + 1);
    }
    return reached;
  }

  // `group; -1; wg_add`: how Done, and Add(-1), are written.
  bool is_done(const Activation& activation, const std::vector<bool>& reached, uint32_t pc) const {
    const auto& code = activation.function.code;
    if (pc < 2 || code[pc - 1].op != Op::constant || static_cast<int32_t>(program_.constants[static_cast<size_t>(code[pc - 1].b)]) != -1) return false;
    uint32_t at = pc - 2;
    while (at > 0 && code[at].op == Op::nil_check) --at;
    const auto index = static_cast<uint32_t>(code[at].b);
    switch (code[at].op) {
      case Op::global_ref: return make_ref(kNobody, index) == group_;
      case Op::capture_get: return is_tuple(activation.closure) && pool_.parts(activation.closure)[1 + index] == group_;
      case Op::local_get: return index < activation.locals.size() && activation.locals[index] == group_ && !is_set(code, reached, index);
      default: return false;
    }
  }

  static bool is_set(const std::vector<Instruction>& code, const std::vector<bool>& reached, uint32_t local) {
    for (uint32_t pc = 0; pc < code.size(); ++pc) {
      if (reached[pc] && code[pc].op == Op::local_set && static_cast<uint32_t>(code[pc].b) == local) return true;
    }
    return false;
  }

  const Program& program_;
  const Pool& pool_;
  const Ref group_;
  std::set<int32_t> called_;
};

}  // namespace

std::optional<uint16_t> done_ahead(const Program& program, const Pool& pool, const Goroutine& g, Ref group) {
  if (at_crash(g) || g.status == Status::finished || g.status == Status::crashed) return std::nullopt;
  Ahead ahead(program, pool, group);
  // What a panic unwinds runs no more, but for its deferred calls.
  const size_t unwinding = g.panics.empty() ? 0 : g.panics.back().began + 1;
  for (size_t i = g.frames.size(); i-- > unwinding;) {
    const Frame& frame = g.frames[i];
    const Function& function = program.functions[frame.function];
    if (frame.returning) continue;
    const bool on_top = i + 1 == g.frames.size();
    // On top an Add that has been made already is only releasing; below, the instruction is the call to the frame above.
    const bool begun = !on_top || (function.code[frame.pc].op == Op::wg_add && g.call.at != sync::WaitGroupAt::add_count);
    const uint32_t from = frame.pc + (begun ? 1 : 0);
    const std::span<const uint64_t> slots(g.slots);
    const Instruction* found = ahead.find({function, from, slots.subspan(frame.base, std::min<size_t>(function.locals, slots.size() - frame.base)), frame.closure});
    if (found != nullptr) return found->site != 0 && !function.in_library ? found->site : g.created_at;
  }
  for (size_t top = g.deferred.size(); top > 0;) {
    const DeferredCall call = DeferredCall::unpack(g.deferred[top - 1]);
    const uint64_t closure = g.deferred[top - 2];
    const size_t first = top - 2 - call.arguments;
    if (is_tuple(closure)) {
      const Function& function = program.functions[static_cast<size_t>(pool.parts(closure)[0])];
      const Instruction* found = ahead.find({function, 0, std::span(g.deferred).subspan(first, call.arguments), closure});
      if (found != nullptr) return !function.in_library && found->site != 0 ? found->site : call.site != 0 ? call.site : g.created_at;
    }
    top = first;
  }
  return std::nullopt;
}

}  // namespace wgscope::program
