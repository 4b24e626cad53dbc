package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

const (
	A = iota
	B
	C = 1 << iota
	_
	E
	F, G = iota, iota * 10
)
const big = 1 << 100
const third = 1.0 / 3

var (
	x      = y + 1
	y      = f(z)
	z      = 3
	p1, p2 = pair()
	fn     = func(a int) int { return a * x }
)

var gwg sync.WaitGroup

func f(n int) int         { return n * 2 }
func pair() (int, string) { return 7, "seven" }
func init()               { fmt.Println("init 1", x, y, z) }
func init()               { fmt.Println("init 2", p1, p2) }

func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}
func named(a, b int) (sum, prod int) {
	sum = a + b
	prod = a * b
	return
}
func rec() (r int, err string) {
	defer func() {
		if e := recover(); e != nil {
			r = -1
			err = fmt.Sprint("recovered: ", e)
		}
	}()
	var zero int
	return 1 / zero, "unreached"
}
func rec2() int {
	defer func() { recover() }()
	panic("x")
}
func change(p *int)  { *p += 5; *p++ }
func swap(a, b *int) { *a, *b = *b, *a }
func counter() func() int {
	c := 0
	return func() int { c++; return c }
}
func apply(f func(int, int) int, a, b int) int { return f(a, b) }
func multi() (int, string, bool)               { return 1, "two", true }
func take(a int, b string, c bool) string      { return fmt.Sprint(a, b, c) }
func anys(a, b, c interface{}) string          { return fmt.Sprintln(a, b, c) }
func addAll(wg *sync.WaitGroup, n int)         { wg.Add(n) }

func main() {
	fmt.Println(A, B, C, E, F, G, big>>98, third, uint64(1<<63), -5/2, -5%2, 5&^3, 7^2, ^5)
	fmt.Println(fib(15))
	fmt.Println(named(3, 4))
	fmt.Println(rec())
	fmt.Println(rec2())
	a, b := 1, 2
	a, b = b, a
	change(&a)
	fmt.Println(a, b)
	swap(&a, &b)
	fmt.Println(a, b)
	c1, c2 := counter(), counter()
	fmt.Println(c1(), c1(), c2(), c1())
	fmt.Println(apply(func(x, y int) int { return x*10 + y }, 4, 2))
	fmt.Println(take(multi()))
	fmt.Print(anys(multi()))
	s := "héllo"
	s += " wörld"
	fmt.Println(s, len(s), s < "z", s == "héllo wörld", 'a', '世', "a\tb\x41\u00e9\101")
	fmt.Println(`raw\n`)
	for i := 0; i < 3; i++ {
		defer fmt.Println("deferred", i)
	}
outer:
	for i := 0; i < 5; i++ {
		for j := 0; ; j++ {
			if j == 3 {
				continue outer
			}
			if i == 3 {
				break outer
			}
			if (i+j)%2 == 0 {
				continue
			}
			fmt.Print(i, j, " ")
		}
	}
	fmt.Println()
	for k := 0; k < 12; k++ {
		switch {
		case k == 0:
			fmt.Print("zero ")
			fallthrough
		case k == 1:
			fmt.Print("one ")
		case k > 2 && k < 5, k == 7:
			fmt.Print("mid ")
			if k == 4 {
				break
			}
			fmt.Print("notfour ")
		default:
			fmt.Print("def ")
		}
		switch v := k * 2; v {
		case 2, 4:
			fmt.Print("[24]")
		case f(3):
			fmt.Print("[6]")
		}
	}
	fmt.Println()
	var i32 int32 = 2147483647
	i32++
	var u32 uint32
	u32--
	var u64 uint64 = 1 << 63
	u64 <<= 1
	var i64 int64 = -1 << 63
	i64--
	fmt.Println(i32, u32, u64, i64, uint32(i64), int32(u32), int64(int32(-3)), uint64(1<<40)>>3, i64>>70)
	var fl float64 = 10
	fl /= 4
	fmt.Println(fl, int(fl), float64(7)/2, 1e3, 1e21, 0.1+0.2, fl*3 > 7)
	var v interface{} = 3
	fmt.Println(v == 3, v == "3", v != nil, v)
	v = nil
	fmt.Println(v == nil, v)
	var at atomic.Int32
	at.Store(5)
	fmt.Println(at.Add(3), at.Swap(1), at.CompareAndSwap(1, 9), at.CompareAndSwap(1, 9), at.Load())
	var ab atomic.Bool
	fmt.Println(ab.Swap(true), ab.Load())
	var a64 atomic.Int64
	pa := &a64
	pa.Add(-7)
	fmt.Println(pa.Load(), a64.Load())
	var wg sync.WaitGroup
	addAll(&wg, 2)
	total := 0
	go func() { defer wg.Done(); total += 10 }()
	done := wg.Done
	go func(n int) {
		total += n
		done()
	}(5)
	wg.Wait()
	fmt.Println("total", total)
	gwg.Add(1)
	go gwg.Done()
	gwg.Wait()
	var pw *sync.WaitGroup = new(sync.WaitGroup)
	pw.Add(1)
	pw2 := &sync.WaitGroup{}
	pw2.Add(1)
	go func() { pw.Done(); pw2.Done() }()
	pw.Wait()
	pw2.Wait()
	pi := new(int)
	*pi = 4
	pp := &pi
	**pp *= 3
	fmt.Println(*pi, pi == *pp, pi != nil)
	time.Sleep(2 * time.Millisecond)
	d := 1500 * time.Millisecond
	fmt.Println(d, time.Duration(90)*time.Second, d/2)
	runtime.Gosched()
	func() {
		defer func() { fmt.Println("got", recover()) }()
		var np *int
		*np = 1
	}()
	func() {
		defer func() { fmt.Println("got", recover()) }()
		sh := -1
		fmt.Println(1 << sh)
	}()
	func() {
		defer func() { fmt.Println("got", recover()) }()
		var nf func()
		nf()
	}()
	func() {
		defer func() { fmt.Println("got", recover()) }()
		defer panic("second")
		panic("first")
	}()
	func() {
		defer func() { fmt.Println("got", recover()) }()
		var nw *sync.WaitGroup
		nw.Add(1)
	}()
	fmt.Printf("%d %s %v %+v %q %x %T %5d|%-5d|%05d %t %.2f %c %%\n", 42, "str", 1.5, true, "q", 255, d, 7, 7, 7, true, 3.14159, 'x')
	fmt.Printf("%d\n", "bad")
	var fp func(int) int = fib
	fmt.Println(fp(10), fn(2), fp != nil)
	type_ := "shadow"
	{
		type_ := 1
		type_++
		fmt.Println(type_)
	}
	fmt.Println(type_)
	if n := 3; n > 5 {
		fmt.Println("no")
	} else if m := n + 1; m == 4 {
		fmt.Println("m", m, n)
	}
	x, q := 100, 200
	fmt.Println(x, q)
	_, _ = x, q
	var e1, e2 = multi2()
	fmt.Println(e1, e2)
}
func multi2() (interface{}, float64) { return "any", 2 }
