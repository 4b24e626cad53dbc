/* A buffered channel as SPIN has it, the peer of the search in core/explore on the same program (bench/explore rows).
   SENDERS send two values each, two others receive one half of them each; each line is one step. */
#ifndef SENDERS
#define SENDERS 4
#endif
#ifndef PLACES
#define PLACES 2
#endif

chan values = [PLACES] of { byte };

proctype sender() {
  values ! 1;
  values ! 2;
end: false   /* stays here: that a process dies is no step */
}

proctype receiver() {
  byte left = SENDERS;
  byte got, sum;
more:
  atomic {
    values ? got;
    sum = sum + got;
    got = 0;
    left--;
    if
    :: left > 0 -> goto more
    :: else
    fi
  }
end: false
}

init {
  byte i = 0;
  atomic {
    do
    :: i < SENDERS -> run sender(); i++
    :: else -> break
    od;
    run receiver();
    run receiver()
  }
}
