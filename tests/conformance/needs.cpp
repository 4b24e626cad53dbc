// The order in which Go makes the variables of a package: what a function names, it needs, and so does whatever names the function.
#include "tests/conformance/model.h"

#include <algorithm>
#include <set>

namespace model {
namespace {

class Needs {
 public:
  explicit Needs(const Program& made) : made_(made) {}
  std::set<int> of(int timer) {
    if (made_.timers[timer].kind == Kind::func) see_function(made_.timers[timer].function);
    return timers_;
  }

 private:
  void see_function(int number) {
    if (!functions_.insert(number).second) return;
    const Function& function = made_.functions[number];
    if (function.deferred) see(*function.deferred);
    for (const Op& op : function.ops) {
      see(op);
      for (const std::vector<Op>& body : op.bodies) std::ranges::for_each(body, [&](const Op& inner) { see(inner); });
    }
  }
  void see(const Op& op) {
    switch (op.what) {
      case Do::go:
      case Do::after_func: return see_function(op.object);
      case Do::stop:
      case Do::reset: return see_timer(op.object);
      case Do::receive:
      case Do::range: return see_timer(op.object - kOfTimer);
      case Do::select:
        for (const Case& one : op.cases) see_timer(one.channel - kOfTimer);
        return;
      default: return;
    }
  }
  void see_timer(int number) {
    if (number < 0 || number >= kObjects || !timers_.insert(number).second) return;
    if (made_.timers[number].kind == Kind::func) see_function(made_.timers[number].function);
  }

  const Program& made_;
  std::set<int> functions_, timers_;
};

}  // namespace

std::set<int> needs_of(const Program& program, int timer) { return Needs(program).of(timer); }

}  // namespace model
