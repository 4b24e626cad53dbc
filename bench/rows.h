// Every file of rows, in the order of the table. A new one is listed here, in main.cpp and in CMakeLists.txt.
#pragma once

#include "bench/bench.h"

namespace wgscope::bench {

void add_rows(Bench& bench);        // add_rows.cpp: the paths of WaitGroup on which nobody waits
void fan_in_rows(Bench& bench);     // fan_in_rows.cpp: workers and one waiter
void wake_rows(Bench& bench);       // wake_rows.cpp: one Done and many sleepers
void mutex_rows(Bench& bench);      // mutex_rows.cpp: a mutex, wanted by nobody else and by another thread
void channel_rows(Bench& bench);    // channel_rows.cpp: values from one thread to itself, and to another
void job_rows(Bench& bench);        // job_rows.cpp: one job of many workers, by WaitGroup, by channel, by latch
void recorder_rows(Bench& bench);   // recorder_rows.cpp: what recording costs
void trace_rows(Bench& bench);      // trace_rows.cpp: what reading a trace of a million events costs
void explore_rows(Bench& bench);    // explore_rows.cpp: what searching every interleaving costs
void edit_rows(Bench& bench);       // edit_rows.cpp: what the window does after each key in the editor; only where the window is built

}  // namespace wgscope::bench
