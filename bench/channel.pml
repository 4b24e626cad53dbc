/* Buffered channels as SPIN has them, the peer of the search in core/explore on the same program (bench/explore rows).
   PRODUCERS send three jobs each, WORKERS pass on what they receive, one collects; a send and a receive are a step each. */
#ifndef PRODUCERS
#define PRODUCERS 3
#endif
#ifndef WORKERS
#define WORKERS 3
#endif

chan jobs = [2] of { byte };
chan results = [2] of { byte };

proctype producer() {
  byte sent;
  do
  :: atomic { sent < 3 -> jobs ! 1; sent++ }
  :: atomic { sent == 3 -> sent = 0; break }
  od;
end: false   /* stays here: that a process dies is no step */
}

proctype worker() {
  byte job;
end:
  do
  :: jobs ? job; atomic { results ! job; job = 0 }
  od
}

proctype collector() {
  byte got, result;
  do
  :: atomic { got < 3 * PRODUCERS -> results ? result; result = 0; got++ }
  :: atomic { got == 3 * PRODUCERS -> got = 0; break }
  od;
end: false
}

init {
  byte i = 0;
  atomic {
    do
    :: i < PRODUCERS -> run producer(); i++
    :: else -> break
    od;
    i = 0;
    do
    :: i < WORKERS -> run worker(); i++
    :: else -> break
    od;
    run collector()
  }
}
