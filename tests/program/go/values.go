package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

func show(tag string, vs int) int { fmt.Println(tag, vs); return vs }
func byValue(wg sync.WaitGroup)   { wg.Add(-1); fmt.Println("by value ok") }
func mk() sync.WaitGroup          { var w sync.WaitGroup; w.Add(2); return w }
func mkNamed() (w sync.WaitGroup) { w.Add(1); return }
func ptr() *int                   { x := 5; return &x }
func deferOrder() (s string) {
	for i := 0; i < 4; i++ {
		j := i
		defer func() { s += fmt.Sprint(j) }()
	}
	return "r"
}
func nestedPanic() (out string) {
	defer func() { out = fmt.Sprint(recover()) }()
	defer func() {
		panic(fmt.Sprint("again ", recover()))
	}()
	panic("one")
}
func goexit() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer fmt.Println("deferred in goroutine")
		func() {
			defer func() { recover() }()
			panic(1)
		}()
	}()
	wg.Wait()
}
func labels() {
L:
	switch {
	case true:
		for {
			break L
		}
	}
	i := 0
M:
	for i < 3 {
		i++
		switch i {
		case 1:
			continue M
		case 2:
			break
		default:
			break M
		}
		fmt.Println("i", i)
	}
}
func closures() {
	var fs0, fs1, fs2 func() int
	for i := 0; i < 3; i++ {
		i := i
		f := func() int { i *= 10; return i }
		switch i {
		case 0:
			fs0 = f
		case 1:
			fs1 = f
		case 2:
			fs2 = f
		}
	}
	fmt.Println(fs0(), fs1(), fs2(), fs1())
	var fact func(int) int
	fact = func(n int) int {
		if n == 0 {
			return 1
		}
		return n * fact(n-1)
	}
	fmt.Println(fact(10))
	compose := func(f, g func(int) int) func(int) int { return func(x int) int { return g(f(x)) } }
	fmt.Println(compose(func(x int) int { return x + 1 }, func(x int) int { return x * x })(4))
	x := 1
	func() {
		x := x + 1
		func() { x++ }()
		fmt.Println(x)
	}()
	fmt.Println(x)
}
func shifts() {
	n := 3
	var u uint = 2
	var f float64 = float64(1 << 3)
	var i32 = int32(1 << n)
	var i64 int64 = 1<<u + 1
	fmt.Println(1<<n, f, i32, i64, uint32(1)<<31, -8>>1, 1<<n == 8, 5<<n>>u)
}
func anyCompare() {
	var a, b interface{} = 1, 1
	fmt.Println(a == b, a != b, a == 1, a == "x", 1 == a, a == int32(1))
	var d interface{} = time.Second
	fmt.Println(d == time.Second, d == 1000000000, d)
	switch a {
	case nil:
		fmt.Println("nil")
	case "1":
		fmt.Println("str")
	case 1:
		fmt.Println("one")
	}
	switch x := recover(); x {
	case nil:
		fmt.Println("no panic")
	}
}

const (
	c0     = "a" + "b"
	c1     = len(c0) * 3
	c2     = 6 * time.Second
	c3     = 'a' + 1
	c4     = 1.0
	c5 int = c4
	c6     = 7 / 2.0
	c7     = 7 / 2
	c8     = -7 % 3
	c9     = 0x_ff + 0b11 + 0o17 + 1_000
	ca     = 0x1p4 + .5e1
	cb     = ^uint32(0)
	cc     = 1 << 62
	cd     = !(c1 > 3) || c0 == "ab"
)

func main() {
	x := show("a", 1) + show("b", 2)*show("c", 3)
	fmt.Println(x)
	var wg sync.WaitGroup
	wg.Add(1)
	byValue(wg)
	cp := wg
	cp.Done()
	cp.Wait()
	w2 := mk()
	w2.Add(-2)
	w2.Wait()
	w3 := mkNamed()
	w3.Done()
	w3.Wait()
	wg = w3
	wg.Wait()
	pw := &wg
	*pw = sync.WaitGroup{}
	pw.Wait()
	(*pw).Add(1)
	(&wg).Done()
	fmt.Println(*ptr())
	fmt.Println(deferOrder())
	fmt.Println(nestedPanic())
	goexit()
	labels()
	closures()
	shifts()
	anyCompare()
	fmt.Println(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, ca, cb, cc, cd)
	var n atomic.Int64
	add := n.Add
	add(3)
	defer fmt.Println("last", n.Load())
	defer n.Add(100)
	defer func() { fmt.Println("now", n.Load()) }()
	var m sync.WaitGroup
	for i := 1; i <= 3; i++ {
		m.Add(1)
		go func(k int) {
			defer m.Done()
			n.Add(int64(k))
		}(i)
	}
	m.Wait()
	i := 0
	i, j := i+1, i+2
	p := &i
	*p, j = j, *p
	fmt.Println(i, j, *p)
	var s string
	for k := 0; k < 3; k++ {
		s = s + string(rune('a'+k))
	}
	fmt.Println(s)
	var e interface{} = 1.5
	var ee = e
	fmt.Println(ee, e == 1.5)
	var i8 = 200
	i8 &= 0xf0
	i8 |= 1
	i8 ^= 3
	i8 &^= 0x80
	i8 %= 50
	i8 -= 3
	i8 *= 2
	i8 /= 3
	i8 >>= 1
	i8 <<= 3
	fmt.Println(i8)
}
