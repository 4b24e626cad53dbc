package main

import "fmt"

var (
	a = c + b
	b = f()
	c = f()
	d = 3
)

func f() int {
	d++
	fmt.Println("f", d)
	return d
}

var (
	e    = g(1)
	h    = k + 1
	i, j = pr()
	k    = j
	_    = show()
)

func show() int { fmt.Println("show", m); return 0 }
func g(n int) int {
	if n == 0 {
		return m
	}
	return gg(n - 1)
}
func gg(n int) int { return g(n) }

var m = func() int { fmt.Println("m"); return 9 }()

func pr() (int, int) { fmt.Println("pr"); return 1, 2 }
func main()          { fmt.Println(a, b, c, d, e, h, i, j, k, m) }
