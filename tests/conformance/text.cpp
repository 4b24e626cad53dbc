// The model's programs as Go, and where in that text their operations stand.
#include <algorithm>

#include "tests/conformance/model.h"

namespace model {
namespace {

class Writer {
 public:
  explicit Writer(const Program& program) : program_(program) {
    for (int i = 0; i < kObjects; ++i) {
      const std::string n = std::to_string(i);
      line("var wg" + n + " sync.WaitGroup");
      line("var a" + n + " atomic.Int64");
      line("var x" + n + " int");
      line("var mu" + n + " sync.Mutex");
      line("var rw" + n + " sync.RWMutex");
      const int capacity = program.capacity[i];
      line(capacity == kNil ? "var c" + n + " chan int" : "var c" + n + " = make(chan int" + (capacity == 0 ? ")" : ", " + std::to_string(capacity) + ")"));
    }
    for (int i = 0; i < kObjects; ++i) {
      const int locker = program.lockers[i];
      line("var cd" + std::to_string(i) + " = sync.NewCond(&" + (locker < kObjects ? "mu" + std::to_string(locker) : "rw" + std::to_string(locker - kObjects)) + ")");
    }
    for (int i = 0; i < kObjects; ++i) {
      const Timing& one = program.timers[i];
      if (one.kind != Kind::none) line("var t" + std::to_string(i) + " = " + made(one.kind, one.duration, one.function));
    }
    for (size_t f = 0; f < program.functions.size(); ++f) write_function(static_cast<int>(f));
  }

  std::string text;
  std::map<std::pair<int, Place>, int> lines;

 private:
  void line(const std::string& words) {
    text += words + "\n";
    ++at_;
  }
  void here(const Place& place) { lines[{function_, place}] = at_; }

  void write_function(int f) {
    function_ = f;
    const Function& function = program_.functions[f];
    const int size = static_cast<int>(function.ops.size());
    line("");
    line(f == 0 ? "func main() {" : "func f" + std::to_string(f) + "() {");
    if (function.recovers) line("\tdefer func() { recover() }()");
    if (function.deferred) {
      here({size + 1});
      line("\tdefer " + call(*function.deferred));
    }
    for (int i = 0; i < size; ++i) write(function.ops[i], {i});
    here({size});
    line("}");
  }

  static std::string made(Kind kind, int duration, int function) {
    const std::string d = std::to_string(duration);
    switch (kind) {
      case Kind::timer: return "time.NewTimer(" + d + ")";
      case Kind::ticker: return "time.NewTicker(" + d + ")";
      case Kind::func: return "time.AfterFunc(" + d + ", f" + std::to_string(function) + ")";
      case Kind::after: return "time.After(" + d + ")";
      case Kind::tick: return "time.Tick(" + d + ")";
      case Kind::zero_timer: return "&time.Timer{}";
      default: return "&time.Ticker{}";
    }
  }
  static std::string timer(int object) { return object < kObjects ? "t" + std::to_string(object) : "l" + std::to_string(object - kOfLocal); }
  std::string channel(int number, int duration) const {
    if (number < kObjects) return "c" + std::to_string(number);
    if (number == kAfter) return made(Kind::after, duration, 0);
    if (number == kTick) return made(Kind::tick, duration, 0);
    if (number >= kOfLocal) return timer(number) + ".C";
    const Kind kind = program_.timers[number - kOfTimer].kind;
    return timer(number - kOfTimer) + (kind == Kind::after || kind == Kind::tick ? "" : ".C");
  }

  void write(const Op& op, const Place& place) {
    const std::string n = std::to_string(op.object), a = std::to_string(op.a);
    here(place);
    const auto with_body = [&](const std::string& head, bool always = false) {
      if (op.bodies.empty() && !always) return false;
      line("\t" + head + " {");
      write_body(op, place, 0);
      line("\t}");
      return true;
    };
    switch (op.what) {
      case Do::spin_until: line("\tfor a" + n + ".Load() != " + a + " {"); return line("\t}");
      case Do::until: with_body("for a" + n + ".Load() != " + a, true); return;
      case Do::break_if:
        line("\tif a" + n + ".Add(" + a + ") == " + std::to_string(op.b) + " {");
        line("\tbreak");
        return line("\t}");
      case Do::receive: {
        const std::string c = channel(op.object, op.b);
        if (!with_body(op.unless_ok ? "if _, ok := <-" + c + "; !ok" : "if v := <-" + c + "; v == " + a)) line("\t<-" + c);
        return;
      }
      case Do::range: with_body("for range " + channel(op.object, op.b), true); return;
      case Do::length: {
        const std::string c = channel(op.object, 0);
        if (!with_body("if len(" + c + ") == " + (op.a == kNil ? "cap(" + c + ")" : a))) line("\t_ = len(" + c + ")");
        return;
      }
      case Do::make_timer:
        line("\t" + timer(op.object) + " := " + made(op.kind, op.a, op.b));
        return line("\t_ = " + timer(op.object));
      case Do::stop:
      case Do::reset:
      case Do::try_lock:
      case Do::rw_try_lock:
      case Do::try_rlock:
        if (!with_body(std::string("if ") + (op.unless_ok ? "!" : "") + call(op))) line("\t" + call(op));
        return;
      case Do::select: return write_select(op, place);
      default: return line("\t" + call(op));
    }
  }

  void write_body(const Op& op, const Place& place, size_t body) {
    for (size_t i = 0; i < op.bodies[body].size(); ++i) write(op.bodies[body][i], {place.op, static_cast<int>(body) + 1, static_cast<int>(i)});
  }

  void write_select(const Op& op, const Place& place) {
    line("\tselect {");
    const auto otherwise = [&] {
      line("\tdefault:");
      write_body(op, place, op.cases.size());
    };
    if (op.has_default && op.default_first) otherwise();
    for (size_t i = 0; i < op.cases.size(); ++i) {
      const Case& one = op.cases[i];
      if (op.cases.size() == 1) here(place);   // of one communication: it stands there
      line("\tcase " + (one.sends ? channel(one.channel, 0) + " <- " + std::to_string(one.value) : "<-" + channel(one.channel, one.value)) + ":");
      write_body(op, place, i);
    }
    if (op.has_default && !op.default_first) otherwise();
    line("\t}");
  }

  static std::string call(const Op& op) {
    const std::string n = std::to_string(op.object), a = std::to_string(op.a), b = std::to_string(op.b);
    switch (op.what) {
      case Do::add: return "wg" + n + ".Add(" + a + ")";
      case Do::done: return "wg" + n + ".Done()";
      case Do::wait: return "wg" + n + ".Wait()";
      case Do::go: return "go f" + n + "()";
      case Do::load: return "a" + n + ".Load()";
      case Do::store: return "a" + n + ".Store(" + a + ")";
      case Do::atomic_add: return "a" + n + ".Add(" + a + ")";
      case Do::cas: return "a" + n + ".CompareAndSwap(" + a + ", " + b + ")";
      case Do::increment: return "x" + n + "++";
      case Do::gosched: return "runtime.Gosched()";
      case Do::panic: return op.a == 0 ? "panic(\"boom\")" : "panic(\"boom " + a + "\")";
      case Do::leave: return "return";
      case Do::break_out: return "break";
      case Do::sleep: return "time.Sleep(" + a + ")";
      case Do::after_func: return made(Kind::func, op.a, op.object);
      case Do::stop: return timer(op.object) + ".Stop()";
      case Do::reset: return timer(op.object) + ".Reset(" + a + ")";
      case Do::cond_wait: return "cd" + n + ".Wait()";
      case Do::signal: return "cd" + n + ".Signal()";
      case Do::broadcast: return "cd" + n + ".Broadcast()";
      case Do::send: return "c" + n + " <- " + a;
      case Do::close: return "close(c" + n + ")";
      case Do::lock: return "mu" + n + ".Lock()";
      case Do::unlock: return "mu" + n + ".Unlock()";
      case Do::try_lock: return "mu" + n + ".TryLock()";
      case Do::rw_lock: return "rw" + n + ".Lock()";
      case Do::rw_unlock: return "rw" + n + ".Unlock()";
      case Do::rw_try_lock: return "rw" + n + ".TryLock()";
      case Do::rlock: return "rw" + n + ".RLock()";
      case Do::runlock: return "rw" + n + ".RUnlock()";
      case Do::try_rlock: return "rw" + n + ".TryRLock()";
      default: return "no call";
    }
  }

  const Program& program_;
  int function_ = 0, at_ = 1;
};

}  // namespace

std::string to_go(const Program& program) { return Writer(program).text; }

std::map<std::pair<int, Place>, int> lines_of(const Program& program) { return Writer(program).lines; }

}  // namespace model
