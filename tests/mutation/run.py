#!/usr/bin/env python3
"""Mutation test of core/sync: each mutant of an algorithm must be noticed by some test. Long: it builds once a mutant.

usage: run.py SOURCE_DIR WORK_DIR
       run.py --check SOURCE_DIR      only whether each still applies, which takes no time

Copies core, cmake and tests of SOURCE_DIR to WORK_DIR, and for each mutant changes one line there, builds the tests of the algorithm and of the
search, and runs them until one fails. Exits 1 when a mutant lives on, 2 when one no longer applies (its line has changed: mend the list).
"""
import os
import shutil
import subprocess
import sys

WAIT_GROUP = "core/sync/wait_group.h"
SEMA = "core/sync/sema.h"
CHANNEL = "core/sync/channel.h"
MUTEX = "core/sync/mutex.h"
TIMER = "core/sync/timer.h"
COND = "core/sync/cond.h"

# name, file, what stands there, what the mutant says
MUTANTS = [
    ("no second check", WAIT_GROUP, "if (p.load(word) != call.operand) return", "if (p.load(word) == 1 && call.operand == 2) return"),
    ("no misuse check", WAIT_GROUP, "if (w != 0 && delta > 0 && v == static_cast<int32_t>(delta))", "if (w != 0 && delta > 0 && v == 77)"),
    ("no negative check", WAIT_GROUP, "if (v < 0) return", "if (v < -1000) return"),
    ("no reused check", WAIT_GROUP, "if (p.load(word) != 0) return", "if (p.load(word) == 0x7777) return"),
    ("misuse without delta > 0", WAIT_GROUP, "if (w != 0 && delta > 0 && v ==", "if (w != 0 && v =="),
    ("misuse compares the whole delta", WAIT_GROUP, "v == static_cast<int32_t>(delta))", "v == delta)"),
    ("lost waiter", WAIT_GROUP, "return Next::go_on(At::add_release, call.operand);",
     "return call.operand == 1 ? Next::go_on(At::add_release, call.operand) : Next::go_on(At::add_release, call.operand - 1);"),
    ("one release too many", WAIT_GROUP, "return Next::go_on(At::add_release, call.operand);", "return Next::go_on(At::add_release, call.operand + 1);"),
    ("no clearing", WAIT_GROUP, "p.store(word, 0);", "p.load(word);"),
    ("clears the counter only", WAIT_GROUP, "p.store(word, 0);", "p.store(word, call.operand);"),
    ("store after the releases", WAIT_GROUP, "return Next::go_on(At::add_clear, Halves{call.operand}.waiters());",
     "sema.release(p, Halves{call.operand}.waiters() - 1); return Next::go_on(At::add_clear, 1);"),
    ("returns below zero", WAIT_GROUP, "if (seen.counter() == 0) return", "if (seen.counter() <= 0) return"),
    ("a lost race joins", WAIT_GROUP, ": Next::go_on(At::wait_load);", ": Next::go_on(At::wait_acquire);"),
    ("counts two waiters", WAIT_GROUP, "call.operand, call.operand + 1)", "call.operand, call.operand + 2)"),
    ("skips the check", WAIT_GROUP, "? Next::go_on(At::wait_check)", "? Next::returned()"),
    ("quiet beside waiters", WAIT_GROUP, "0x8000'0000'7fff'ffffu) == 0", "0x8000'0000'0000'0000u) == 0"),
    ("the waiters' sign", WAIT_GROUP, "static_cast<int32_t>(word >> 32)", "static_cast<int32_t>(word >> 33)"),
    ("handoff", SEMA, "section.tokens += n;", "if (section.empty()) section.tokens += n;"),
    ("keeps the token", SEMA, "--section.tokens;", "static_cast<void>(section.tokens);"),
    ("readies nobody", SEMA, "section.ready(n);", "section.ready(n - 1);"),
    ("last in, first out", "core/platform/interpreted.h", "const GoroutineId head = waiters_.front();", "std::swap(waiters_.front(), waiters_.back()); const GoroutineId head = waiters_.front();"),
    ("a send on a closed channel goes through", CHANNEL, "if (closed) return {Done::What::closed, {}, {}};\n    if (!receivers", "if (!receivers"),
    ("a receiver is told that it was closed", CHANNEL, "std::forward<From>(from), true, receiver.place}", "std::forward<From>(from), false, receiver.place}"),
    ("hands over nothing", CHANNEL, "Mail{receiver.who, std::forward<From>(from), true", "Mail{receiver.who, {}, true"),
    ("forgets the receiver's case", CHANNEL, "(from), true, receiver.place}", "(from), true, {}}"),
    ("one more than there is room for", CHANNEL, "if (buffer.size() < capacity) {", "if (buffer.size() <= capacity) {"),
    ("sends in vain", CHANNEL, "senders.push_back({self, std::forward<From>(from), {}});", "senders.push_back({self, {}, {}});"),
    ("the freed slot stays free", CHANNEL, "      buffer.push_back(std::move(sender.value));\n", ""),
    ("a parked sender overtakes the buffer", CHANNEL, "Done done{Done::What::went_over, buffer.take(), Mail{sender.who, {}, true, sender.place}};\n      buffer.push_back(std::move(sender.value));",
     "Done done{Done::What::went_over, std::move(sender.value), Mail{sender.who, {}, true, sender.place}};"),
    ("a sender does not go on", CHANNEL, "Done done{Done::What::went_over, buffer.take(), Mail{sender.who, {}, true, sender.place}};", "Done done{Done::What::went_over, buffer.take(), {}};"),
    ("forgets the sender's case", CHANNEL, "buffer.take(), Mail{sender.who, {}, true, sender.place}", "buffer.take(), Mail{sender.who, {}, true, {}}"),
    ("closed before it is drained", CHANNEL, "    if (!buffer.empty()) return {Done::What::went_over, buffer.take(), {}};\n    if (closed) return {Done::What::closed, {}, {}};",
     "    if (closed) return {Done::What::closed, {}, {}};\n    if (!buffer.empty()) return {Done::What::went_over, buffer.take(), {}};"),
    ("close leaves the receivers", CHANNEL, "for (auto* queue : {&receivers, &senders}) {", "for (auto* queue : {&senders}) {"),
    ("close wakes nobody to panic", CHANNEL, "for (auto* queue : {&receivers, &senders}) {", "for (auto* queue : {&receivers}) {"),
    ("closes twice", CHANNEL, "if (closed) return false;", "if (closed) return true;"),
    ("select: no send to a receiver", CHANNEL, "return closed || !receivers.empty() || buffer.size() < capacity;", "return closed || buffer.size() < capacity;"),
    ("select: a closed channel is not ready to send", CHANNEL, "return closed || !receivers.empty() ||", "return !receivers.empty() ||"),
    ("select: a full buffer is ready", CHANNEL, "!receivers.empty() || buffer.size() < capacity;", "!receivers.empty() || buffer.size() <= capacity;"),
    ("select: no receive from a sender", CHANNEL, "return closed || !senders.empty() || !buffer.empty();", "return closed || !buffer.empty();"),
    ("select: no receive from the buffer", CHANNEL, "return closed || !senders.empty() || !buffer.empty();", "return closed || !senders.empty();"),
    ("select: a closed channel is not ready to receive", CHANNEL, "return closed || !senders.empty() || !buffer.empty();", "return !senders.empty() || !buffer.empty();"),
    ("select: queues at the other side", CHANNEL, "(sends ? senders : receivers)", "(sends ? receivers : senders)"),
    ("select: stays with the senders", CHANNEL, "    senders.erase_if(is_his);\n", ""),
    ("select: stays with the receivers", CHANNEL, "    receivers.erase_if(is_his);\n", ""),
    ("select: everybody leaves but he", CHANNEL, "return one.who == who;", "return one.who != who;"),
    ("mutex: two hold it", MUTEX, "return !std::exchange(locked, true);", "locked = true; return true;"),
    ("mutex: a retry that lost goes to the tail", MUTEX, "retry ? sema.queue.push_front(self) : sema.queue.push_back(self);", "sema.queue.push_back(self);"),
    ("mutex: a newcomer goes to the head", MUTEX, "retry ? sema.queue.push_front(self) : sema.queue.push_back(self);", "sema.queue.push_front(self);"),
    ("mutex: one stays on the way for ever", MUTEX, "      somebody_awake = false;\n", ""),
    ("mutex: readies a second one", MUTEX, "if (waiters > 0 && !somebody_awake) {", "if (waiters > 0) {"),
    ("mutex: readies nobody", MUTEX, "if (waiters > 0 && !somebody_awake) {", "if (waiters > 1 && !somebody_awake) {"),
    ("mutex: unlock of unlocked is well", MUTEX, "return MutexFault::unlock_of_unlocked;", "return MutexFault::none;"),
    ("rw: a reader passes a waiting writer", MUTEX, "if (++readers >= 0) return true;", "++readers; if (readers > -kReadersMax) return true;"),
    ("rw: a writer passes the readers", MUTEX, "(leaving += there) == 0", "(leaving += there) >= 0"),
    ("rw: the first reader who leaves lets the writer in", MUTEX, "--leaving == 0) writer_sema", "--leaving >= 0) writer_sema"),
    ("rw: unlock lets one reader in", MUTEX, "for (int64_t i = 0; i < readers; ++i)", "for (int64_t i = 0; i < readers && i < 1; ++i)"),
    ("rw: the next writer instead of the readers", MUTEX, "      reader_sema.release(woken);\n    }\n    return writers.unlock(woken);", "    }\n    return writers.unlock(woken);"),
    ("rw: try past a reader", MUTEX, "if (readers != 0 || !writers.try_lock()) return false;", "if (!writers.try_lock()) return false;"),
    ("rw: read try past a writer", MUTEX, "    if (readers < 0) return false;\n", ""),
    ("rw: read unlock of a writer's is well", MUTEX, "if (before == 0 || before == -kReadersMax) return", "if (before == 0) return"),
    ("expires though it is not set", TIMER, "return set && calls == Value{} && channel", "return calls == Value{} && channel"),
    ("a function's timer may be received from", TIMER, "return set && calls == Value{} && channel", "return set && channel"),
    ("expires beside somebody who waits", TIMER, "calls == Value{} && channel.receivers.empty(); }", "calls == Value{}; }"),
    ("fires though it is not set", TIMER, "return set && (calls != Value{} ||", "return (calls != Value{} ||"),
    ("fires for nobody", TIMER, "return set && (calls != Value{} || !channel.receivers.empty());", "return set;"),
    ("a function waits for somebody who waits", TIMER, "(calls != Value{} || !channel.receivers.empty())", "!channel.receivers.empty()"),
    ("pending without a function", TIMER, "return set && calls != Value{};", "return set;"),
    ("received twice", TIMER, "    set = repeats;\n    due = false;\n", "    due = false;\n"),
    ("received once by a ticker", TIMER, "    set = repeats;\n    due = false;\n", "    set = false;\n    due = false;\n"),
    ("parks though it has expired", TIMER, "if (!expired && !has_expired()) return channel.receive(self);", "return channel.receive(self);"),
    ("fires again and again", TIMER, "    set = repeats;\n    in_heap = false;\n", "    in_heap = false;\n"),
    ("a ticker fires once", TIMER, "    set = repeats;\n    in_heap = false;\n", "    set = false;\n    in_heap = false;\n"),
    ("set for no time, and not expired", TIMER, "bool has_expired() const { return set && due; }", "bool has_expired() const { return false; }"),
    ("Reset for no time expires it beside the heap's", TIMER, "&& !in_heap && channel.receivers.empty();", "&& channel.receivers.empty();"),
    ("Stop leaves it set", TIMER, "return std::exchange(set, false);", "return set;"),
    ("Reset does not set it", TIMER, "return std::exchange(set, true);", "return set;"),
    ("Reset says that it was set", TIMER, "return std::exchange(set, true);", "return set = true;"),
    ("a copy of one in use may be used", COND, "copied = other.copied || other.used;", "copied = other.copied;"),
    ("a copy of a copy may be used", COND, "copied = other.copied || other.used;", "copied = other.used;"),
    ("the copy loses L", COND, "    L = other.L;\n", ""),
    ("a call does not count as use", COND, "used = used || !copied;", "used = used;"),
    ("every Cond is a copy", COND, "return !copied;", "return copied;"),
    ("takes a place at the front", COND, "line.push_back({self, false});", "line.push_front({self, false});"),
    ("parks at once", COND, "line.push_back({self, false});", "line.push_back({self, true});"),
    ("parks though it was signalled", COND, "if (mine == line.end()) return false;", "if (mine == line.end()) return true;"),
    ("parks, and is not known to", COND, "mine->parked = true;", "mine->parked = false;"),
    ("the first one's place is another's", COND, "return place.who == self; });", "return place.who == line.front().who; });"),
    ("a signal wakes who has not parked", COND, "return first.parked ? std::optional(first.who) : std::nullopt;", "return first.who;"),
    ("a signal wakes nobody", COND, "return first.parked ? std::optional(first.who) : std::nullopt;", "return std::nullopt;"),
    ("a broadcast is a signal", COND, "while (!line.empty()) {", "if (!line.empty()) {"),
    ("a broadcast tells of nobody", COND, "woken.push_back(*who);", "static_cast<void>(*who);"),
]

TESTS = ["test_sync", "test_explore", "test_conformance"]


def build(work):
    return subprocess.run(["ninja", "-C", f"{work}/build", *TESTS], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def first_failure(work):
    for test in TESTS:
        for root, _, files in os.walk(f"{work}/build/tests"):
            if test in files:
                try:
                    done = subprocess.run([f"{root}/{test}", "--gtest_fail_fast", "--gtest_brief=1"], capture_output=True, timeout=300)
                except subprocess.TimeoutExpired:
                    return f"{test}: hangs"
                if done.returncode != 0:
                    return test
    return None


def stale_in(source):
    texts = {path: open(f"{source}/{path}").read() for path in {path for _, path, _, _ in MUTANTS}}
    return [name for name, path, old, _ in MUTANTS if texts[path].count(old) != 1]


def main():
    if sys.argv[1:2] == ["--check"]:
        for name in (stale := stale_in(sys.argv[2])):
            print(f"{name}: its line has changed")
        sys.exit(2 if stale else 0)
    source, work = sys.argv[1:3]
    os.makedirs(work, exist_ok=True)
    for part in ("core", "cmake", "tests", "scenarios", "CMakeLists.txt"):
        if os.path.isdir(f"{source}/{part}"):
            shutil.copytree(f"{source}/{part}", f"{work}/{part}", dirs_exist_ok=True)
        else:
            shutil.copy2(f"{source}/{part}", f"{work}/{part}")
    subprocess.run(["cmake", "-S", work, "-B", f"{work}/build", "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", "-DWGSCOPE_APP=OFF", "-DWGSCOPE_BENCH=OFF"],
                   check=True, stdout=subprocess.DEVNULL)
    healthy = build(work)
    if healthy.returncode != 0 or first_failure(work):
        sys.exit("the tests fail without any mutant:\n" + healthy.stdout[-2000:])
    lived, stale = [], []
    for name, path, old, new in MUTANTS:
        with open(f"{work}/{path}") as file:
            text = file.read()
        if text.count(old) != 1:
            stale.append(name)
            continue
        with open(f"{work}/{path}", "w") as file:
            file.write(text.replace(old, new))
        built = build(work)
        noticed = "does not compile" if built.returncode != 0 else first_failure(work)
        print(f"{name}: {'noticed by ' + noticed if noticed else 'LIVES'}", flush=True)
        if noticed is None or built.returncode != 0:
            lived.append(name)
        with open(f"{work}/{path}", "w") as file:
            file.write(text)
    for name in stale:
        print(f"{name}: its line has changed")
    print(f"{len(MUTANTS) - len(lived) - len(stale)} of {len(MUTANTS)} mutants noticed")
    sys.exit(2 if stale else 1 if lived else 0)


if __name__ == "__main__":
    main()
