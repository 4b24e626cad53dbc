package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func f() (r sync.WaitGroup) {
	defer func() { r.Done() }()
	var w sync.WaitGroup
	w.Add(1)
	return w
}
func g() (a atomic.Int64) {
	p := &a
	a.Store(5)
	defer func() { p.Add(1) }()
	return
}
func h() (n int, a atomic.Int32, s string) {
	defer func() { n++; a.Add(1); s += "!" }()
	var b atomic.Int32
	b.Store(7)
	return 1, b, "s"
}
func k() (a atomic.Int32) {
	defer func() { a.Add(2) }()
	return h2()
}
func h2() (a atomic.Int32) {
	a.Store(40)
	return a
}
func l() (a atomic.Int32) {
	keep = func() int32 { return a.Add(1) }
	return atomic.Int32{}
}

var keep func() int32

func swap(x, y int) (a, b int) {
	defer func() { a, b = b, a }()
	a, b = 10, 20
	return b, a
}
func rec(n int) (sum int) {
	defer func() {
		if n > 0 {
			sum += rec(n - 1)
		}
	}()
	return n
}
func named() (x int, err any) {
	defer func() {
		err = recover()
		x *= 2
	}()
	x = 21
	panic("p")
}
func main() {
	x := f()
	x.Wait()
	y := g()
	fmt.Println(y.Load())
	n, a, s := h()
	fmt.Println(n, a.Load(), s)
	z := k()
	fmt.Println(z.Load())
	q := l()
	keep()
	fmt.Println(q.Load(), keep())
	fmt.Println(swap(1, 2))
	fmt.Println(rec(4))
	fmt.Println(named())
}
