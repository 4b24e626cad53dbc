package main

import "fmt"

func f(n int) int {
	switch {
	case n > 10: return 1
	case n > 5: fallthrough
	case n > 3: return 2
	}
	return 3
}
func g() (a int, b string, c bool) { a = 1; b = "b"; c = true; return }
func h(f func(int, string) (bool, int), n int) bool { ok, _ := f(n, "x"); return ok }
func k(a, b int, c, d string) string { return fmt.Sprint(a, b, c, d) }
func rec(n int) func() int { if n == 0 { return func() int { return 0 } }; r := rec(n-1); return func() int { return n + r() } }
func even(n int) bool { if n == 0 { return true }; return odd(n-1) }
func odd(n int) bool { if n == 0 { return false }; return even(n-1) }
func void() {}
func ret() (func(int) int, func() string) { return func(i int) int { return i * 2 }, func() string { return "s" } }
func main() {
	fmt.Println(f(20), f(7), f(4), f(1)); fmt.Println(g())
	fmt.Println(h(func(i int, s string) (bool, int) { return i == len(s), 0 }, 1))
	fmt.Println(k(1, 2, "c", "d"), rec(5)(), even(10), odd(7))
	void()
	a, b := ret()
	fmt.Println(a(21), b())
	fn := void
	fn()
	if f := f(3); f == 3 { fmt.Println("shadow") }
	var any1 any = f
	fmt.Println(any1 != nil)
	x, y, z := 1, 2, 3
	x, y, z = z, x, y
	fmt.Println(x, y, z)
	p, q := &x, &y
	*p, *q = *q, *p
	fmt.Println(x, y)
	i := 0
	i, j := i+1, i+2
	fmt.Println(i, j)
	func() { i := i; i++; _ = i }()
	fmt.Println(i)
	var (e, ff = 1, "f"; gg float64)
	fmt.Println(e, ff, gg)
	L: for i := 0; ; { switch { case i > 3: break L; default: i++; continue L } }
	for i, j := 0, 5; i < j; i, j = i+1, j-1 { fmt.Print(i, j, " ") }
	fmt.Println()
	var nilf func()
	fmt.Println(nilf == nil, recover())
}
