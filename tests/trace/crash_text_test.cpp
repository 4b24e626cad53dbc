// crash_text against what Go printed (go1.19.8 and go1.27.4), without its addresses and its own frames.
#include "core/trace/crash_text.h"

#include <gtest/gtest.h>

#include "core/trace/trace_builder.h"

namespace wgscope {
namespace {

TraceBuilder two_goroutines() {
  TraceHeader header;
  header.scenario_name = "lesson.json";
  header.program_file = "lesson.go";
  header.sites = {{}, {4, 1, 4, "main.worker"}, {9, 1, 9, "main.main"}, {12, 1, 12, "main.main"}, {5, 1, 5, "main.worker.func1"}};
  TraceBuilder builder(header);
  builder.add_object({"wg", ObjectKind::wait_group, WordKind::none, "sync.WaitGroup", {2}, kNobody, 0});
  builder.add_goroutine({kNobody, {0}, "main.main"});
  builder.add_goroutine({kMain, {2}, "main.worker"});
  Event spawn;
  spawn.kind = EventKind::spawn;
  spawn.goroutine = 1;
  spawn.other = 2;
  builder.append(spawn);
  return builder;
}

TraceTail tail_of(std::string_view ending) {
  TraceTail tail;
  tail.ending = Ending::read(ending);
  tail.over = true;
  tail.standing.resize(2);
  tail.standing[0].stack = {{{3}, false}};
  tail.standing[1].stack = {{{1}, true}};
  return tail;
}

std::string crash_of(TraceBuilder& builder, TraceTail tail) {
  builder.set_tail(std::move(tail));
  return crash_text(*builder.snapshot());
}

TEST(CrashText, Panic_ListsItsOwnGoroutine) {
  TraceBuilder builder = two_goroutines();
  TraceTail tail = tail_of("panic: sync: negative WaitGroup counter");
  tail.crashed = {2};
  tail.panics = {{"sync: negative WaitGroup counter"}};
  EXPECT_EQ(crash_of(builder, tail),
            "panic: sync: negative WaitGroup counter\n"
            "\n"
            "goroutine 2 [running]:\n"
            "main.worker(...)\n"
            "\tlesson.go:4\n"
            "created by main.main in goroutine 1\n"
            "\tlesson.go:9\n"
            "exit status 2");
}

TEST(CrashText, Deadlock_ListsAllInOrder) {
  TraceBuilder builder = two_goroutines();
  for (const uint16_t who : {2, 1}) {
    Event park;
    park.kind = EventKind::sema_acquire;
    park.goroutine = who;
    park.object = {0};
    park.flags = kParked;
    builder.append(park);
  }
  EXPECT_EQ(crash_of(builder, tail_of("deadlock")),
            "fatal error: all goroutines are asleep - deadlock!\n"
            "\n"
            "goroutine 1 [sync.WaitGroup.Wait]:\n"
            "main.main()\n"
            "\tlesson.go:12\n"
            "\n"
            "goroutine 2 [sync.WaitGroup.Wait]:\n"
            "main.worker(...)\n"
            "\tlesson.go:4\n"
            "created by main.main in goroutine 1\n"
            "\tlesson.go:9\n"
            "exit status 2");
}

TEST(CrashText, NoGoroutines_HasNothingToList) {
  TraceBuilder builder = two_goroutines();
  for (const uint16_t who : {2, 1}) {
    Event end;
    end.kind = EventKind::end;
    end.goroutine = who;
    builder.append(end);
  }
  EXPECT_EQ(crash_of(builder, tail_of("fatal: no goroutines (main called runtime.Goexit) - deadlock!")),
            "fatal error: no goroutines (main called runtime.Goexit) - deadlock!\nexit status 2");
}

TEST(CrashText, ExitOrStopped_IsEmpty) {
  TraceBuilder builder = two_goroutines();
  EXPECT_EQ(crash_of(builder, tail_of("exit")), "");
  EXPECT_EQ(crash_of(builder, {}), "");
}

TEST(PanicLines, Chain_IsIndentedAndFlagged) {
  EXPECT_EQ(panic_lines({{.text = "a"}, {.text = "b"}}), "panic: a\n\tpanic: b\n");
  EXPECT_EQ(panic_lines({{.text = "a", .recovered = true}, {.text = "b"}}), "panic: a [recovered]\n\tpanic: b\n");
  EXPECT_EQ(panic_lines({{.text = "boom", .recovered = true, .repanicked = true}}), "panic: boom [recovered, repanicked]\n");
  EXPECT_EQ(panic_lines({{.text = "", .goexit = true}, {.text = "in goexit"}}), "panic: in goexit\n") << "go1.19.8 printed it without a tab";
  EXPECT_EQ(panic_lines({{.text = "runtime error: invalid memory address or nil pointer dereference", .signal = true}}),
            "panic: runtime error: invalid memory address or nil pointer dereference\n[signal SIGSEGV: segmentation violation]\n");
}

}  // namespace
}  // namespace wgscope
