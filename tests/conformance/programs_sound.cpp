#include <algorithm>

#include "tests/conformance/programs_maker.h"

namespace model {
namespace {

bool has_result(Kind kind) { return kind == Kind::timer || kind == Kind::func || kind == Kind::zero_timer; }
bool has_methods(Kind kind) { return has_result(kind) || kind == Kind::ticker || kind == Kind::zero_ticker; }

// One function, with the variables that it has made so far.
class Reader {
 public:
  Reader(const Program& made, int number) : made_(made), number_(number) {}

  bool is_sound() {
    const Function& function = made_.functions[number_];
    if (function.deferred && !is_sound_deferred(*function.deferred)) return false;
    return std::ranges::all_of(function.ops, [&](const Op& op) {
      return is_sound(op) && std::ranges::all_of(op.bodies, [&](const Ops& body) { return std::ranges::all_of(body, [&](const Op& inner) { return is_sound(inner); }); });
    });
  }

 private:
  bool is_sound(const Op& op) {
    switch (op.what) {
      case Do::go:
      case Do::after_func: return number_ == 0;
      case Do::make_timer: {
        Kind& local = locals_[op.object - kOfLocal];
        if (local != Kind::none || (op.kind == Kind::func && number_ != 0)) return false;
        local = op.kind;
        return true;
      }
      case Do::stop:
      case Do::reset: return op.bodies.empty() ? has_methods(kind_of(op.object)) : has_result(kind_of(op.object));
      case Do::receive:
      case Do::range: return is_there(op.object);
      case Do::select: return std::ranges::all_of(op.cases, [&](const Case& one) { return is_there(one.channel); });
      default: return true;
    }
  }
  // What is only said when it runs is left out: what it stands at costs nothing then.
  bool is_sound_deferred(const Op& op) {
    if (op.what != Do::stop && op.what != Do::reset) return true;
    return op.object < kObjects && has_methods(kind_of(op.object)) && kind_of(op.object) != Kind::zero_timer && kind_of(op.object) != Kind::zero_ticker && (op.what == Do::stop || op.a > 0);
  }
  Kind kind_of(int object) const { return object < kObjects ? made_.timers[object].kind : locals_[object - kOfLocal]; }
  bool is_there(int channel) const {
    if (channel < kObjects || channel >= kAfter) return true;
    return kind_of(channel < kOfLocal ? channel - kOfTimer : channel) != Kind::none;
  }

  const Program& made_;
  int number_;
  std::array<Kind, 2> locals_{};
};

}  // namespace

bool is_sound(const Program& made) {
  for (size_t f = 0; f < made.functions.size(); ++f) {
    if (!Reader(made, static_cast<int>(f)).is_sound()) return false;
  }
  for (int timer = 0; timer < kObjects; ++timer) {
    if (needs_of(made, timer).contains(timer)) return false;   // Go makes no variable of itself
  }
  return true;
}

}  // namespace model
