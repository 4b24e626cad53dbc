// Programs that together bring out every sentence of the story, under schedules given or random.
#pragma once

#include <string_view>

namespace wgscope::model::testing {

struct ToldProgram {
  std::string_view name, text;
  int random_schedules = 0;
  std::string_view schedule = {};    // one more, as far as it goes
};

inline constexpr ToldProgram kToldPrograms[] = {
    // The main thing: three workers, two waiters, of which one overtakes the other though nobody does anything wrong.
    {"overtaken in correct use",
     "var wg sync.WaitGroup\nfunc worker() {\n\tdefer wg.Done()\n\ttime.Sleep(time.Millisecond)\n}\nfunc main() {\n\tfor range 3 {\n\t\twg.Add(1)\n\t\tgo worker()\n\t}\n"
     "\tgo func() { wg.Wait() }()\n\twg.Wait()\n\tfmt.Println(\"all done\")\n}\n",
     40, "main*10 G5*2 timer:G2 G2 timer:G3 G3 timer:G4 G4*4 G5 main"},
    {"four waiters", "var wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tfor range 3 {\n\t\tgo wg.Wait()\n\t}\n\tgo wg.Done()\n\twg.Wait()\n}\n", 200},
    {"stolen by a new round", "var wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tgo wg.Wait()\n\twg.Done()\n\twg.Add(1)\n\tgo wg.Done()\n\twg.Wait()\n}\n", 200, "main*2 G2*2 main*9 G2 main"},
    {"two rounds too close", "var wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tgo wg.Wait()\n\tgo wg.Done()\n\twg.Wait()\n\twg.Add(2)\n\tgo wg.Add(-2)\n\twg.Wait()\n}\n", 300},
    {"add with wait", "var wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tgo wg.Done()\n\tgo func() {\n\t\tdefer func() { recover() }()\n\t\twg.Add(1)\n\t\twg.Done()\n\t}()\n\tgo wg.Wait()\n\twg.Wait()\n}\n", 200, "main*7 G2*2 G3 G2"},
    {"add zero", "var wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tgo wg.Done()\n\tgo wg.Add(0)\n\tgo wg.Add(1 << 32)\n\twg.Wait()\n\twg.Add(1)\n\tgo wg.Done()\n\twg.Wait()\n}\n", 200,
     "main*7 G2 G3 G2 G3 G2 G3 G2 G3 main*8"},
    {"a clear wipes a waiter", "var wg sync.WaitGroup\nfunc try(n int) {\n\tdefer func() { recover() }()\n\twg.Add(n)\n}\nfunc main() {\n\twg.Add(1)\n\tgo try(-1)\n\tgo try(1)\n\tgo wg.Wait()\n\tgo try(-1)\n\twg.Wait()\n}\n",
     100, "main*8 G2*2 G3 G4*2 G5 G2"},
    {"below zero and back",
     "var wg sync.WaitGroup\nfunc try(n int) {\n\tdefer func() { recover() }()\n\twg.Add(n)\n}\nfunc main() {\n\ttry(-1)\n\ttry(-1)\n\tgo try(2)\n\tgo try(3)\n\twg.Wait()\n}\n",
     60},
    {"over the top and back",
     "var wg sync.WaitGroup\nfunc try(n int) {\n\tdefer func() { recover() }()\n\twg.Add(n)\n}\nfunc main() {\n\ttry(1 << 31 - 1)\n\ttry(1)\n\ttry(1 << 31 - 1)\n\ttry(1)\n"
     "\twg.Add(5)\n\twg.Add(-2)\n\twg.Add(-3)\n\twg.Add(2)\n\tgo wg.Add(-2)\n\twg.Wait()\n}\n",
     20},
    {"plain use", "var wg sync.WaitGroup\nfunc main() {\n\twg.Wait()\n\twg.Add(2)\n\twg.Done()\n\twg.Add(1)\n\twg.Add(-2)\n\twg.Add(1)\n\twg.Done()\n}\n", 1},
    {"added while somebody waits", "var wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tgo wg.Wait()\n\tgo func() {\n\t\twg.Add(1)\n\t\twg.Done()\n\t\twg.Done()\n\t}()\n\twg.Wait()\n}\n", 100},
    {"copies",
     "var a, b sync.WaitGroup\nvar n atomic.Int32\nfunc main() {\n\tunused := a\n\tunused.Wait()\n\ta.Add(1)\n\tcounted := a\n\tcounted.Done()\n\tgo a.Wait()\n\tgo a.Done()\n\truntime.Gosched()\n"
     "\tlate := a\n\tb = late\n\tm := n\n\tm.Store(3)\n\tn = m\n\ta.Wait()\n}\n",
     200},
    {"a copy with a token", "var a sync.WaitGroup\nfunc main() {\n\ta.Add(1)\n\tgo a.Wait()\n\ta.Done()\n\tb := a\n\tb.Wait()\n}\n", 20, "main*2 G2*2 main*4 main*2"},
    {"a done that went to the copy", "func worker(wg sync.WaitGroup) {\n\tdefer wg.Done()\n}\nfunc main() {\n\tvar wg sync.WaitGroup\n\twg.Add(1)\n\tgo worker(wg)\n\twg.Wait()\n}\n", 5},
    {"two groups keep somebody", "var a, b sync.WaitGroup\nfunc main() {\n\ta.Add(1)\n\tb.Add(2)\n\tgo a.Wait()\n\tb.Wait()\n}\n", 5},
    {"one forgets", "var wg sync.WaitGroup\nfunc worker(id int) {\n\tif id > 0 {\n\t\twg.Done()\n\t}\n}\nfunc main() {\n\twg.Add(2)\n\tgo worker(0)\n\tgo worker(1)\n\twg.Wait()\n}\n", 5},
    {"wg.Go that waits", "var a, b sync.WaitGroup\nfunc main() {\n\tb.Add(1)\n\ta.Go(func() { b.Wait() })\n\ta.Wait()\n}\n", 5},
    {"wg.Go that panics", "var wg sync.WaitGroup\nfunc main() {\n\twg.Go(func() { panic(\"in Go\") })\n\twg.Wait()\n}\n", 5},
    {"wg.Go that releases", "var wg sync.WaitGroup\nfunc try() {\n\tdefer func() { recover() }()\n\twg.Done()\n}\nfunc main() {\n\ttry()\n\tgo wg.Wait()\n\truntime.Gosched()\n\twg.Go(func() {})\n}\n", 20, "main*3 G2*3 main*5"},
    {"overwritten under a waiter", "var wg, fresh sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tgo func() { wg = fresh }()\n\twg.Wait()\n}\n", 10},
    {"overwritten with its token", "var wg, fresh sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tgo wg.Wait()\n\twg.Done()\n\twg = fresh\n\twg.Wait()\n\twg.Add(1)\n\tgo wg.Done()\n\twg.Wait()\n}\n", 200,
     "main*2 G2*3 main*6 G2"},
    {"recovered below zero", "var wg sync.WaitGroup\nfunc done() {\n\tdefer func() { recover() }()\n\twg.Done()\n}\nfunc main() {\n\tdone()\n\twg.Wait()\n}\n", 1},
    {"nobody left", "func main() {\n\truntime.Goexit()\n}\n", 1},
    {"the program's own words", "func main() {\n\tdefer func() {\n\t\tr := recover()\n\t\tfmt.Println(r)\n\t\tvar m int\n\t\tfmt.Println(1 / m)\n\t}()\n\tpanic(\"sync: negative WaitGroup counter\")\n}\n", 1},
    {"variables and atomics",
     "var x int\nvar s = \"a → b\"\nvar n atomic.Int64\nvar set atomic.Bool\nfunc main() {\n\tfor range 2 {\n\t\tgo func() {\n\t\t\tx++\n\t\t\tn.Add(-2)\n\t\t}()\n\t}\n\tx = x\n\tn.Store(5)\n"
     "\tfmt.Println(n.CompareAndSwap(4, 6), n.CompareAndSwap(5, 6), n.Swap(9), n.Load())\n\tset.Store(true)\n\tgo func() { s += \"c\" }()\n\ttime.Sleep(time.Millisecond)\n\tfmt.Println(s)\n}\n",
     60},
    {"captured by reference", "func main() {\n\td := 1.5\n\tgo func() { d++ }()\n\td = 2\n\tgo runtime.Goexit()\n\truntime.Gosched()\n}\n", 20},
    // Channels and mutexes.
    {"a channel without a buffer", "func main() {\n\tch := make(chan int)\n\tfor i := range 3 {\n\t\tgo func() { ch <- i }()\n\t}\n\tgo func() { <-ch }()\n\t<-ch\n\t<-ch\n\truntime.Gosched()\n\tclose(ch)\n}\n", 150},
    {"a channel with a buffer", "func main() {\n\tch := make(chan string, 2)\n\tdone := make(chan struct{})\n\tfor range 4 {\n\t\tgo func() { ch <- \"a\" }()\n\t}\n\tgo func() {\n\t\tfor range 3 {\n\t\t\t<-ch\n\t\t}\n\t\tclose(done)\n\t}()\n\tfmt.Println(len(ch), cap(ch))\n\t<-done\n\t<-done\n\t<-ch\n\tclose(ch)\n\tfor range ch {\n\t}\n}\n", 150},
    {"closed with values left", "func main() {\n\tch := make(chan int, 3)\n\tch <- 1\n\tch <- 2\n\tclose(ch)\n\tfor range ch {\n\t}\n\tv, ok := <-ch\n\tfmt.Println(v, ok)\n\tdefer func() {\n\t\trecover()\n\t\tdefer func() {\n\t\t\trecover()\n\t\t\tvar none chan int\n\t\t\tclose(none)\n\t\t}()\n\t\tclose(ch)\n\t}()\n\tch <- 3\n}\n", 2},
    {"closed under senders", "func main() {\n\tch := make(chan int)\n\tother := make(chan int)\n\tfor i := range 2 {\n\t\tgo func() {\n\t\t\tdefer func() { recover() }()\n\t\t\tch <- i\n\t\t}()\n\t}\n\tgo func() {\n\t\tdefer func() { recover() }()\n\t\tselect {\n\t\tcase ch <- 7:\n\t\tcase <-other:\n\t\t}\n\t}()\n\truntime.Gosched()\n\tclose(ch)\n\truntime.Gosched()\n}\n", 150},
    {"closed under receivers", "func main() {\n\tch := make(chan bool)\n\tfor range 2 {\n\t\tgo func() { <-ch }()\n\t}\n\tgo func() {\n\t\tselect {\n\t\tcase <-ch:\n\t\tcase <-ch:\n\t\t}\n\t}()\n\truntime.Gosched()\n\tclose(ch)\n\truntime.Gosched()\n}\n", 150},
    {"select", "func main() {\n\ta, b, c := make(chan int), make(chan int, 1), make(chan int, 1)\n\tvar none chan int\n\tgo func() { a <- 1 }()\n\tgo func() {\n\t\tfor range 3 {\n\t\t\tselect {\n\t\t\tcase c <- 5:\n\t\t\tcase <-c:\n\t\t\tcase v := <-a:\n\t\t\t\tfmt.Println(v)\n\t\t\t}\n\t\t}\n\t}()\n\tgo func() { <-b }()\n\tfor range 3 {\n\t\tselect {\n\t\tcase <-a:\n\t\tcase b <- 2:\n\t\tcase <-none:\n\t\t}\n\t}\n\tselect {\n\tcase <-a:\n\tcase <-c:\n\tdefault:\n\t}\n\tclose(c)\n\tselect {\n\tcase <-c:\n\tcase <-none:\n\t}\n}\n", 250},
    {"for ever: nil", "func main() {\n\tvar none chan int\n\tgo func() { none <- 1 }()\n\tgo func() {\n\t\tselect {\n\t\tcase <-none:\n\t\tcase none <- 2:\n\t\t}\n\t}()\n\tgo func() { select {} }()\n\t<-none\n}\n", 4},
    {"for ever: no partner", "func main() {\n\ta, b := make(chan int), make(chan int)\n\tgo func() { a <- 1 }()\n\tgo func() {\n\t\tselect {\n\t\tcase b <- 1:\n\t\tcase b <- 2:\n\t\t}\n\t}()\n\t<-make(chan bool)\n}\n", 4},
    {"for ever: locks", "func main() {\n\tvar a, b sync.Mutex\n\ta.Lock()\n\tgo func() { b.Lock() }()\n\tgo func() {\n\t\truntime.Gosched()\n\t\tb.Lock()\n\t}()\n\tc := a\n\tgo c.Lock()\n\ta.Lock()\n}\n", 40},
    {"a mutex", "var mu sync.Mutex\nfunc twice() {\n\tfor range 2 {\n\t\tmu.Lock()\n\t\truntime.Gosched()\n\t\tmu.Unlock()\n\t}\n}\nfunc main() {\n\tfor range 3 {\n\t\tgo twice()\n\t}\n\tif mu.TryLock() {\n\t\tmu.Unlock()\n\t}\n\ttwice()\n}\n", 250},
    {"a mutex that is copied", "func main() {\n\tvar a, locked sync.Mutex\n\tlocked.Lock()\n\ta.Lock()\n\tgo a.Lock()\n\truntime.Gosched()\n\ta.Unlock()\n\ta = locked\n\tb := a\n\truntime.Gosched()\n\tb.Unlock()\n}\n", 60},
    {"a mutex too often", "func main() {\n\tvar mu sync.Mutex\n\tmu.Unlock()\n}\n", 1},
    {"readers and writers", "var mu sync.RWMutex\nfunc read() {\n\tmu.RLock()\n\truntime.Gosched()\n\tmu.RUnlock()\n}\nfunc write() {\n\tmu.Lock()\n\tmu.Unlock()\n}\nfunc main() {\n\tfor range 2 {\n\t\tgo read()\n\t\tgo write()\n\t}\n\tif mu.TryRLock() {\n\t\tmu.RUnlock()\n\t}\n\tif mu.TryLock() {\n\t\tmu.Unlock()\n\t}\n\tread()\n\twrite()\n\tread()\n}\n", 500},
    {"timers", "func main() {\n\tt := time.NewTimer(50 * time.Microsecond)\n\tgo func() { <-t.C }()\n\tgo func() { t.Stop() }()\n\tselect {\n\tcase <-t.C:\n\tcase <-time.After(50 * time.Microsecond):\n\t}\n\tt.Reset(50 * time.Microsecond)\n\t<-t.C\n\tt.Stop()\n}\n", 200},
    {"a timer that was stopped", "func main() {\n\tt := time.NewTimer(50 * time.Microsecond)\n\tt.Stop()\n\tt.Stop()\n\tgo func() { <-t.C }()\n\tgo func() { t.Reset(50 * time.Microsecond) }()\n\t<-t.C\n}\n", 60},
    {"tickers", "func main() {\n\tt := time.NewTicker(50 * time.Microsecond)\n\tdone := make(chan bool, 1)\n\tdone <- true\n\tfor range 3 {\n\t\tselect {\n\t\tcase <-t.C:\n\t\tcase <-done:\n\t\t}\n\t}\n\tt.Reset(50 * time.Microsecond)\n\t<-t.C\n\tt.Stop()\n\tt.Stop()\n}\n", 60},
    {"functions of timers", "func main() {\n\tt := time.AfterFunc(50 * time.Microsecond, func() { fmt.Println(1) })\n\tif t.Stop() {\n\t\tt.Reset(50 * time.Microsecond)\n\t} else {\n\t\tt.Reset(50 * time.Microsecond)\n\t}\n\ttime.Sleep(50 * time.Microsecond)\n\tt.Stop()\n}\n", 100},
    {"a cond", "var mu sync.Mutex\nvar ready int\nfunc main() {\n\tc := sync.NewCond(&mu)\n\tvar wg sync.WaitGroup\n\tfor range 2 {\n\t\twg.Go(func() {\n\t\t\tc.L.Lock()\n\t\t\tfor ready == 0 {\n\t\t\t\tc.Wait()\n\t\t\t}\n\t\t\tready--\n\t\t\tc.L.Unlock()\n\t\t})\n\t}\n\tfor range 2 {\n\t\tmu.Lock()\n\t\tready++\n\t\tmu.Unlock()\n\t\tc.Signal()\n\t}\n\twg.Wait()\n}\n", 300},
    {"a cond for all", "func main() {\n\tvar mu sync.Mutex\n\tc := sync.NewCond(&mu)\n\tfor range 3 {\n\t\tgo func() {\n\t\t\tmu.Lock()\n\t\t\tc.Wait()\n\t\t\tmu.Unlock()\n\t\t}()\n\t}\n\tfor range 3 {\n\t\truntime.Gosched()\n\t\tc.Broadcast()\n\t}\n\tmu.Lock()\n\tc.Wait()\n}\n", 400},
    {"a cond that was copied", "func main() {\n\tvar mu sync.Mutex\n\tc := sync.NewCond(&mu)\n\tc.Signal()\n\td := *c\n\tdefer func() {\n\t\trecover()\n\t\td.Broadcast()\n\t}()\n\td.Wait()\n}\n", 2},
    {"a reader too many", "func main() {\n\tvar mu sync.RWMutex\n\tmu.RUnlock()\n}\n", 1},
};

}  // namespace wgscope::model::testing
