// Channels, select and mutexes: what no schedule changes.
package main

import (
	"fmt"
	"sync"
)

func send(out chan<- int, n int) {
	for i := range n {
		out <- i
	}
	close(out)
}

func gen(n int) <-chan int {
	ch := make(chan int)
	go send(ch, n)
	return ch
}

func attempt(what string, f func()) {
	defer func() { fmt.Println(what, "->", recover()) }()
	f()
}

func named() (ch chan int) {
	defer func() { ch <- 7 }()
	ch = make(chan int, 1)
	return
}

var all = make(chan string, 3)
var first, open = <-closed()

func closed() chan int {
	ch := make(chan int, 1)
	ch <- 4
	close(ch)
	return ch
}

func main() {
	fmt.Println(first, open)
	for v := range gen(3) {
		fmt.Print(v, " ")
	}
	fmt.Println()
	c := closed()
	v, ok := <-c
	fmt.Println(v, ok, len(c), cap(c))
	v, ok = <-c
	fmt.Println(v, ok)
	var e, o any
	e, o = <-c
	fmt.Println(e, o)
	var null chan int
	fmt.Println(null == nil, len(null), cap(null), null, c == nil)
	attempt("close nil", func() { close(null) })
	attempt("close twice", func() { close(c) })
	attempt("send on closed", func() { c <- 1 })
	attempt("select send on closed", func() {
		select {
		case c <- 1:
		default:
		}
	})
	n := -1
	attempt("make", func() { _ = make(chan int, n) })
	fmt.Println(<-named())
	all <- "a"
	all <- "b"
	fmt.Println(len(all), <-all+<-all, len(all))
	select {
	case s := <-all:
		fmt.Println("got", s)
	default:
		fmt.Println("nothing")
	}
	select {
	case null <- 1:
	case <-null:
	case all <- "c":
		fmt.Println("sent", len(all))
	}
	done := make(chan struct{})
	sum := 0
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			sum += i
		})
	}
	go func() {
		defer close(done)
		wg.Wait()
	}()
	_, ok = <-done
	fmt.Println(sum, ok)
	results := make(chan int)
	go func() {
		sum = 10
		results <- 5
	}()
	sum += <-results
	fmt.Println(sum)
	anys := make(chan any, 4)
	anys <- 1
	anys <- "s"
	anys <- nil
	anys <- struct{}{}
	close(anys)
	for v := range anys {
		fmt.Printf("%v %T|", v, v)
	}
	fmt.Println()
	fmt.Printf("%T %T %T\n", gen(0), make(chan<- *sync.Mutex), make(chan (<-chan struct{})))
	chans := make(chan chan int, 1)
	inner := make(chan int, 1)
	chans <- inner
	inner <- 3
	fmt.Println(<-<-chans)
	fs := make(chan func() int, 1)
	fs <- func() int { return 9 }
	fmt.Println((<-fs)())
	var recv <-chan int = inner
	fmt.Println(recv == inner, any(inner) == any(inner), any(inner) == any(recv), struct{}{} == struct{}{})
	count := 0
loop:
	for {
		select {
		case inner <- count:
			if count == 2 {
				break
			}
		case x := <-inner:
			count++
			if x < 3 {
				continue loop
			}
			break loop
		}
	}
	fmt.Println(count)
	order := func(name string, ch chan int) chan int { fmt.Print(name, " "); return ch }
	value := func(v int) int { fmt.Print("v", v, " "); return v }
	select {
	case <-order("a", null):
	case order("b", null) <- value(1):
	case *func() *int { fmt.Print("never "); return new(int) }() = <-order("c", null):
	default:
		fmt.Println("default")
	}
	var rw sync.RWMutex
	rw.RLock()
	fmt.Println(rw.TryRLock(), rw.TryLock())
	rw.RUnlock()
	rw.RUnlock()
	fmt.Println(rw.TryLock(), rw.TryRLock(), mu.TryLock(), mu.TryLock())
	unlock := rw.Unlock
	unlock()
	rw.Lock()
}
