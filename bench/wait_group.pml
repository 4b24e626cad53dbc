/* WaitGroup as docs/go_semantics.md counts its steps, for SPIN: the peer of the search in core/explore (bench/explore rows).
   WORKERS do Done, WAITERS do Wait; Add(WORKERS) is done before; each atomic block is one step. */
#ifndef WORKERS
#define WORKERS 4
#endif
#ifndef WAITERS
#define WAITERS 4
#endif

byte count = WORKERS, waiting = 0, tokens = 0;
bool parked[WAITERS];
chan queue = [WAITERS] of { byte };

proctype worker() {
  byte left;
  byte head;
  atomic {
    count--;
    if
    :: count > 0 || waiting == 0 -> goto end
    :: else -> left = waiting
    fi
  }
  atomic { assert(count == 0 && waiting == left) }
  atomic { count = 0; waiting = 0 }
release:
  atomic {
    tokens++;
    left--;
    if
    :: len(queue) > 0 -> queue ? head; parked[head] = false; head = 0
    :: len(queue) == 0
    fi;
    if
    :: left > 0 -> goto release
    :: else
    fi
  }
end: false   /* stays here: that a process dies is no step */
}

proctype waiter(byte me) {
  byte saw_count, saw_waiting;
look:
  atomic {
    saw_count = count;
    saw_waiting = waiting;
    if
    :: count == 0 -> goto end
    :: else
    fi
  }
  atomic {
    if
    :: count == saw_count && waiting == saw_waiting -> waiting++; saw_count = 0; saw_waiting = 0
    :: else -> saw_count = 0; saw_waiting = 0; goto look
    fi
  }
acquire:
  atomic {
    !parked[me] ->
    if
    :: tokens > 0 -> tokens--
    :: else -> queue ! me; parked[me] = true; goto acquire
    fi
  }
  atomic { assert(count == 0 && waiting == 0) }
end: false
}

init {
  byte i = 0;
  atomic {
    do
    :: i < WORKERS -> run worker(); i++
    :: else -> break
    od;
    i = 0;
    do
    :: i < WAITERS -> run waiter(i); i++
    :: else -> break
    od
  }
}
