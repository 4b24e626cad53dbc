#include "core/program/library/library.h"

#include <algorithm>
#include <string>

namespace wgscope::program {

namespace {

using What = LibraryMember::What;

constexpr std::string_view kUseAtomics = "use atomic.Int32, atomic.Int64 or atomic.Bool and their methods";
constexpr std::string_view kOnlyOne = "CompareAndSwap(false, true) on an atomic.Bool lets one goroutine through, but the others do not wait for it: let them wait on a sync.WaitGroup";
constexpr std::string_view kNoClock = "time.Sleep is what there is of time";

constexpr LibraryMember kSync[] = {
    {What::type, "WaitGroup", {}, {}, {}, 0, {}},
    {What::type, "Mutex", {}, {}, {}, 0, {}}, {What::type, "RWMutex", {}, {}, {}, 0, {}},
    {What::type, "Cond", {}, {}, {}, 0, {}}, {What::type, "Locker", {}, {}, {}, 0, {}}, {What::function, "NewCond", Callee::new_cond, "l", "n", 0, {}},
    {What::refused, "Once", {}, {}, {}, 0, kOnlyOne}, {What::refused, "OnceFunc", {}, {}, {}, 0, kOnlyOne},
    {What::refused, "Map", {}, {}, {}, 0, "use variables"},
    {What::refused, "Pool", {}, {}, {}, 0, "use variables"},
};
constexpr std::string_view kSyncOthers[] = {"OnceValue", "OnceValues"};

constexpr LibraryMember kAtomic[] = {
    {What::type, "Int32", {}, {}, {}, 0, {}}, {What::type, "Int64", {}, {}, {}, 0, {}}, {What::type, "Bool", {}, {}, {}, 0, {}},
    {What::refused, "Uint32", {}, {}, {}, 0, "use atomic.Int32"}, {What::refused, "Uint64", {}, {}, {}, 0, "use atomic.Int64"},
    {What::refused, "Uintptr", {}, {}, {}, 0, "use atomic.Int64"},
    {What::refused, "AddInt32", {}, {}, {}, 0, "use an atomic.Int32 and x.Add(delta)"},
    {What::refused, "AddInt64", {}, {}, {}, 0, "use an atomic.Int64 and x.Add(delta)"},
    {What::refused, "LoadInt32", {}, {}, {}, 0, "use an atomic.Int32 and x.Load()"},
    {What::refused, "LoadInt64", {}, {}, {}, 0, "use an atomic.Int64 and x.Load()"},
    {What::refused, "StoreInt32", {}, {}, {}, 0, "use an atomic.Int32 and x.Store(value)"},
    {What::refused, "StoreInt64", {}, {}, {}, 0, "use an atomic.Int64 and x.Store(value)"},
    {What::refused, "SwapInt32", {}, {}, {}, 0, "use an atomic.Int32 and x.Swap(value)"},
    {What::refused, "SwapInt64", {}, {}, {}, 0, "use an atomic.Int64 and x.Swap(value)"},
    {What::refused, "CompareAndSwapInt32", {}, {}, {}, 0, "use an atomic.Int32 and x.CompareAndSwap(old, new)"},
    {What::refused, "CompareAndSwapInt64", {}, {}, {}, 0, "use an atomic.Int64 and x.CompareAndSwap(old, new)"},
};
constexpr std::string_view kAtomicOthers[] = {
    "Value", "Pointer", "AddUint32", "AddUint64", "AddUintptr", "LoadUint32", "LoadUint64", "LoadUintptr", "LoadPointer", "StoreUint32",
    "StoreUint64", "StoreUintptr", "StorePointer", "SwapUint32", "SwapUint64", "SwapUintptr", "SwapPointer", "CompareAndSwapUint32",
    "CompareAndSwapUint64", "CompareAndSwapUintptr", "CompareAndSwapPointer", "AndInt32", "AndUint32", "AndInt64", "AndUint64", "AndUintptr",
    "OrInt32", "OrUint32", "OrInt64", "OrUint64", "OrUintptr"};

constexpr LibraryMember kTime[] = {
    {What::type, "Duration", {}, {}, {}, 0, {}},
    {What::constant, "Nanosecond", {}, {}, {}, 1, {}}, {What::constant, "Microsecond", {}, {}, {}, 1'000, {}},
    {What::constant, "Millisecond", {}, {}, {}, 1'000'000, {}}, {What::constant, "Second", {}, {}, {}, 1'000'000'000, {}},
    {What::constant, "Minute", {}, {}, {}, 60'000'000'000, {}}, {What::constant, "Hour", {}, {}, {}, 3'600'000'000'000, {}},
    {What::function, "Sleep", Callee::sleep, "d", "", 0, {}},
    {What::function, "After", Callee::after, "d", "c", 0, {}}, {What::function, "Tick", Callee::tick, "d", "c", 0, {}},
    {What::function, "NewTimer", Callee::new_timer, "d", "t", 0, {}}, {What::function, "NewTicker", Callee::new_ticker, "d", "k", 0, {}},
    {What::type, "Time", {}, {}, {}, 0, {}}, {What::type, "Timer", {}, {}, {}, 0, {}}, {What::type, "Ticker", {}, {}, {}, 0, {}},
    {What::function, "AfterFunc", Callee::after_func, "df", "t", 0, {}},
    {What::refused, "Now", {}, {}, {}, 0, kNoClock}, {What::refused, "Since", {}, {}, {}, 0, kNoClock},
    {What::refused, "Until", {}, {}, {}, 0, kNoClock},
};
constexpr std::string_view kTimeOthers[] = {
    "Month", "Weekday", "Location", "ParseError", "Date", "Unix", "UnixMilli", "UnixMicro", "Parse", "ParseDuration",
    "ParseInLocation", "FixedZone", "LoadLocation", "LoadLocationFromTZData", "UTC", "Local", "Layout", "ANSIC", "UnixDate", "RubyDate", "RFC822",
    "RFC822Z", "RFC850", "RFC1123", "RFC1123Z", "RFC3339", "RFC3339Nano", "Kitchen", "Stamp", "StampMilli", "StampMicro", "StampNano", "DateTime",
    "DateOnly", "TimeOnly", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December", "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

constexpr LibraryMember kFmt[] = {
    {What::function, "Println", Callee::println, "*", "p", 0, {}}, {What::function, "Printf", Callee::printf, "s*", "p", 0, {}},
    {What::function, "Print", Callee::print, "*", "p", 0, {}}, {What::function, "Sprint", Callee::sprint, "*", "s", 0, {}},
    {What::function, "Sprintf", Callee::sprintf, "s*", "s", 0, {}}, {What::function, "Sprintln", Callee::sprintln, "*", "s", 0, {}},
    {What::refused, "Errorf", {}, {}, {}, 0, "use fmt.Sprintf and a string"},
    {What::refused, "Fprintln", {}, {}, {}, 0, "use fmt.Println"}, {What::refused, "Fprintf", {}, {}, {}, 0, "use fmt.Printf"},
    {What::refused, "Fprint", {}, {}, {}, 0, "use fmt.Print"},
};
constexpr std::string_view kFmtOthers[] = {
    "Append", "Appendf", "Appendln", "FormatString", "Formatter", "GoStringer", "Stringer", "State", "ScanState", "Scanner", "Scan", "Scanf",
    "Scanln", "Sscan", "Sscanf", "Sscanln", "Fscan", "Fscanf", "Fscanln"};

constexpr LibraryMember kRuntime[] = {
    {What::function, "Gosched", Callee::gosched, "", "", 0, {}}, {What::function, "Goexit", Callee::goexit, "", "", 0, {}},
    {What::refused, "NumGoroutine", {}, {}, {}, 0, "count with an atomic.Int32"},
    {What::refused, "GOMAXPROCS", {}, {}, {}, 0, "leave it out: every order of the goroutines is possible"},
    {What::refused, "NumCPU", {}, {}, {}, 0, "use a constant"}, {What::refused, "GC", {}, {}, {}, 0, "leave it out"},
};
constexpr std::string_view kRuntimeOthers[] = {
    "AddCleanup", "BlockProfile", "Breakpoint", "CPUProfile", "Caller", "Callers", "CallersFrames", "Cleanup", "Compiler", "Error", "Frame", "Frames",
    "Func", "FuncForPC", "GOARCH", "GOOS", "GOROOT", "GoroutineProfile", "KeepAlive", "LockOSThread", "MemProfile", "MemProfileRate", "MemStats",
    "MutexProfile", "NumCgoCall", "PanicNilError", "Pinner", "ReadMemStats", "ReadTrace", "SetBlockProfileRate", "SetFinalizer",
    "SetMutexProfileFraction", "Stack", "StackRecord", "StartTrace", "StopTrace", "ThreadCreateProfile", "TypeAssertionError", "UnlockOSThread",
    "Version"};

constexpr Package kPackages[] = {
    {"fmt", "fmt", kFmt, kFmtOthers},
    {"runtime", "runtime", kRuntime, kRuntimeOthers},
    {"sync", "sync", kSync, kSyncOthers},
    {"sync/atomic", "atomic", kAtomic, kAtomicOthers},
    {"time", "time", kTime, kTimeOthers},
};

constexpr LibraryMember kWaitGroupMethods[] = {
    {What::method, "Add", Callee::wg_add, "i", "", 0, {}}, {What::method, "Done", Callee::wg_done, "", "", 0, {}},
    {What::method, "Wait", Callee::wg_wait, "", "", 0, {}}, {What::method, "Go", Callee::wg_go, "f", "", 0, {}},
};
constexpr LibraryMember kMutexMethods[] = {
    {What::method, "Lock", Callee::lock, "", "", 0, {}}, {What::method, "Unlock", Callee::unlock, "", "", 0, {}},
    {What::method, "TryLock", Callee::try_lock, "", "b", 0, {}},
};
constexpr LibraryMember kRwMutexMethods[] = {
    {What::method, "Lock", Callee::lock, "", "", 0, {}}, {What::method, "Unlock", Callee::unlock, "", "", 0, {}},
    {What::method, "TryLock", Callee::try_lock, "", "b", 0, {}}, {What::method, "RLock", Callee::read_lock, "", "", 0, {}},
    {What::method, "RUnlock", Callee::read_unlock, "", "", 0, {}}, {What::method, "TryRLock", Callee::try_read_lock, "", "b", 0, {}},
    {What::refused, "RLocker", {}, {}, {}, 0, "call RLock and RUnlock"},
};
constexpr std::string_view kLoop = "use Load and CompareAndSwap in a loop";
constexpr LibraryMember kAtomicMethods[] = {
    {What::method, "Load", Callee::atomic_load, "", "v", 0, {}}, {What::method, "Store", Callee::atomic_store, "v", "", 0, {}},
    {What::method, "Add", Callee::atomic_add, "v", "v", 0, {}}, {What::method, "Swap", Callee::atomic_swap, "v", "v", 0, {}},
    {What::method, "CompareAndSwap", Callee::atomic_cas, "vv", "b", 0, {}},
    {What::refused, "And", {}, {}, {}, 0, kLoop}, {What::refused, "Or", {}, {}, {}, 0, kLoop},
};
constexpr LibraryMember kAtomicBoolMethods[] = {
    {What::method, "Load", Callee::atomic_load, "", "v", 0, {}}, {What::method, "Store", Callee::atomic_store, "v", "", 0, {}},
    {What::method, "Swap", Callee::atomic_swap, "v", "v", 0, {}}, {What::method, "CompareAndSwap", Callee::atomic_cas, "vv", "b", 0, {}},
};
constexpr std::string_view kDivide = "divide by time.Millisecond or time.Second, or print it";
constexpr LibraryMember kDurationMethods[] = {
    {What::refused, "Nanoseconds", {}, {}, {}, 0, kDivide}, {What::refused, "Microseconds", {}, {}, {}, 0, kDivide},
    {What::refused, "Milliseconds", {}, {}, {}, 0, kDivide}, {What::refused, "Seconds", {}, {}, {}, 0, kDivide},
    {What::refused, "Minutes", {}, {}, {}, 0, kDivide}, {What::refused, "Hours", {}, {}, {}, 0, kDivide},
    {What::refused, "String", {}, {}, {}, 0, kDivide}, {What::refused, "Truncate", {}, {}, {}, 0, kDivide},
    {What::refused, "Round", {}, {}, {}, 0, kDivide}, {What::refused, "Abs", {}, {}, {}, 0, kDivide},
};

constexpr LibraryMember kCondMethods[] = {
    {What::method, "Wait", Callee::cond_wait, "", "", 0, {}}, {What::method, "Signal", Callee::cond_signal, "", "", 0, {}},
    {What::method, "Broadcast", Callee::cond_broadcast, "", "", 0, {}}, {What::field, "L", Callee::none, "", "l", 0, {}},
};
constexpr LibraryMember kLockerMethods[] = {
    {What::method, "Lock", Callee::lock, "", "", 0, {}}, {What::method, "Unlock", Callee::unlock, "", "", 0, {}},
};

constexpr LibraryMember kTimerMethods[] = {
    {What::method, "Stop", Callee::timer_stop, "", "b", 0, {}}, {What::method, "Reset", Callee::timer_reset, "d", "b", 0, {}}, {What::field, "C", {}, "", "c", 0, {}},
};
constexpr LibraryMember kTickerMethods[] = {
    {What::method, "Stop", Callee::ticker_stop, "", "", 0, {}}, {What::method, "Reset", Callee::ticker_reset, "d", "", 0, {}}, {What::field, "C", {}, "", "c", 0, {}},
};

constexpr LibraryType kTypes[] = {
    {"time", "Timer", &Types::timer, kTimerMethods},
    {"time", "Ticker", &Types::ticker, kTickerMethods},
    {"time", "Time", &Types::time, {}},
    {"sync", "WaitGroup", &Types::wait_group, kWaitGroupMethods},
    {"sync", "Mutex", &Types::mutex, kMutexMethods},
    {"sync", "RWMutex", &Types::rw_mutex, kRwMutexMethods},
    {"sync", "Cond", &Types::cond, kCondMethods},
    {"sync", "Locker", &Types::locker, {}},
    {"sync", "", &Types::locked, kLockerMethods},
    {"sync/atomic", "Int32", &Types::atomic_int32, kAtomicMethods},
    {"sync/atomic", "Int64", &Types::atomic_int64, kAtomicMethods},
    {"sync/atomic", "Bool", &Types::atomic_bool, kAtomicBoolMethods},
    {"time", "Duration", &Types::duration, kDurationMethods},
};

struct RefusedPackage {
  std::string_view path, hint;
};
// Go's own, and those beside it that belong to the subject.
constexpr RefusedPackage kRefusedPackages[] = {
    {"archive/tar", {}}, {"archive/zip", {}}, {"bufio", "use fmt.Println"}, {"bytes", "use strings"}, {"cmp", {}}, {"compress/gzip", {}},
    {"container/heap", {}}, {"container/list", {}}, {"container/ring", {}}, {"context", "use an atomic.Bool that says stop"},
    {"crypto", {}}, {"crypto/md5", {}}, {"crypto/rand", {}}, {"crypto/sha256", {}}, {"database/sql", {}}, {"embed", {}},
    {"encoding/base64", {}}, {"encoding/binary", {}}, {"encoding/csv", {}}, {"encoding/hex", {}}, {"encoding/json", {}},
    {"encoding/xml", {}}, {"errors", "use a string, or panic"}, {"expvar", {}}, {"flag", "use the params of the scenario"},
    {"go/ast", {}}, {"hash", {}}, {"hash/fnv", {}}, {"html", {}}, {"html/template", {}}, {"image", {}}, {"io", "use fmt.Println"},
    {"io/fs", {}}, {"io/ioutil", {}}, {"iter", {}}, {"log", "use fmt.Println"}, {"log/slog", "use fmt.Println"},
    {"maps", "use variables"}, {"math", "use + - * / and constants"}, {"math/big", {}}, {"math/bits", {}},
    {"math/rand", "use a param of the scenario; the order of goroutines is random already"},
    {"math/rand/v2", "use a param of the scenario; the order of goroutines is random already"}, {"mime", {}}, {"net", {}},
    {"net/http", "use time.Sleep in place of a request"}, {"net/url", {}},
    {"os", "fmt.Println prints; return from main to end the program"}, {"os/exec", {}},
    {"os/signal", "use an atomic.Bool that says stop"}, {"path", {}}, {"path/filepath", {}}, {"plugin", {}}, {"reflect", {}},
    {"regexp", {}}, {"runtime/debug", "leave it out"}, {"runtime/pprof", {}}, {"runtime/trace", {}}, {"slices", "use variables"},
    {"sort", "use variables and comparisons"}, {"strconv", "use fmt.Sprint"}, {"strings", "join with + or fmt.Sprint"}, {"syscall", {}},
    {"testing", "write func main() { … }"}, {"testing/synctest", "Step and Explore choose the order and the timers"},
    {"text/tabwriter", {}}, {"text/template", {}}, {"unicode", {}}, {"unicode/utf8", {}}, {"unique", {}},
    {"unsafe", "use pointers to variables, WaitGroups and atomics"},
    {"golang.org/x/sync/errgroup", "use a sync.WaitGroup and wg.Go, and a variable for the error"},
    {"golang.org/x/sync/semaphore", "use an atomic.Int32 that counts"},
    {"golang.org/x/sync/singleflight", kOnlyOne}};

struct RefusedType {
  std::string_view name, hint;
};
constexpr RefusedType kRefusedTypes[] = {
    {"byte", "use uint32 or int"}, {"uint8", "use uint32"}, {"int8", "use int32"}, {"int16", "use int32"}, {"uint16", "use uint32"},
    {"uintptr", "use uint64"}, {"float32", "use float64"}, {"complex64", "use float64"}, {"complex128", "use float64"},
    {"error", "use any, string or bool"}, {"comparable", "use a type by its name"},
};

const LibraryType* find_type(const Types& types, const Type& type) {
  const auto found = std::find_if(std::begin(kTypes), std::end(kTypes), [&](const LibraryType& each) { return types.*each.type == &type; });
  return found == std::end(kTypes) ? nullptr : found;
}

}  // namespace

std::span<const Package> packages() { return kPackages; }

const Package* find_package(std::string_view path) {
  for (const Package& package : kPackages) {
    if (package.path == path) return &package;
  }
  return nullptr;
}

const LibraryMember* find_member(const Package& package, std::string_view name) {
  for (const LibraryMember& member : package.members) {
    if (member.name == name) return &member;
  }
  static constexpr LibraryMember kOther{What::refused, {}, {}, {}, {}, 0, {}};
  const bool other = std::find(package.others.begin(), package.others.end(), name) != package.others.end();
  return other ? &kOther : nullptr;
}

const LibraryMember* find_method(const Types& types, const Type& type, std::string_view name) {
  const LibraryType* of = find_type(types, type);
  if (!of) return nullptr;
  for (const LibraryMember& method : of->methods) {
    if (method.name == name) return &method;
  }
  return nullptr;
}

std::vector<std::string> method_names(const Types& types, const Type& type) {
  std::vector<std::string> names;
  const LibraryType* of = find_type(types, type);
  if (!of) return names;
  for (const LibraryMember& method : of->methods) {
    if (method.what == What::method) names.emplace_back(method.name);
  }
  return names;
}

std::optional<std::string_view> refused_package_hint(std::string_view path_or_name) {
  for (const RefusedPackage& package : kRefusedPackages) {
    if (package.path == path_or_name || package.path.substr(package.path.rfind('/') + 1) == path_or_name) return package.hint;
  }
  return std::nullopt;
}

bool in_standard_library(std::string_view path) {
  static constexpr std::string_view kFolders[] = {
      "archive", "bufio", "builtin", "bytes", "cmp", "compress", "container", "context", "crypto", "database", "debug", "embed", "encoding", "errors", "expvar",
      "flag", "go", "hash", "html", "image", "index", "io", "iter", "log", "maps", "math", "mime", "net", "os", "path", "plugin", "reflect", "regexp", "runtime",
      "slices", "sort", "strconv", "strings", "structs", "syscall", "testing", "text", "unicode", "unique", "unsafe", "weak"};
  return std::find(std::begin(kFolders), std::end(kFolders), path.substr(0, path.find('/'))) != std::end(kFolders);
}

std::string_view refused_type_hint(std::string_view name) {
  for (const RefusedType& type : kRefusedTypes) {
    if (type.name == name) return type.hint;
  }
  return {};
}

const Type* type_of_member(const Types& types, const Package& package, std::string_view name) {
  for (const LibraryType& type : kTypes) {
    if (type.path == package.path && type.name == name) return types.*type.type;
  }
  return types.invalid;
}

std::string method_prefix(const Types& types, Kind kind) {
  for (const LibraryType& type : kTypes) {
    const Type& is = *(types.*type.type);
    if (is.object() && is.kind == kind) return std::string(type.path) + ".(*" + std::string(type.name) + ").";
  }
  return {};
}

}  // namespace wgscope::program
