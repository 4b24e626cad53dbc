package main

import (
	"fmt"
	"sync"
)

// Go 1.22: variables per iteration, range over an int, min and max; Go 1.25: WaitGroup.Go.
func main() {
	var wg sync.WaitGroup
	sum := 0
	for i := 0; i < 3; i++ {
		wg.Go(func() { sum += i })
	}
	wg.Wait()
	fmt.Println("sum", sum)
	var f0, f1 func() int
	for i := 0; i < 4; i++ {
		g := func() int { i += 10; return i }
		if i == 0 {
			f0 = g
		} else if i == 2 {
			f1 = g
		}
	}
	fmt.Println(f0(), f0(), f1())
	for i := range 3 {
		defer func() { fmt.Println("deferred", i) }()
	}
	for range 2 {
		fmt.Print("x")
	}
	fmt.Println()
	n := 5
	for i := range n {
		n = 2
		i *= 2
		fmt.Print(i, " ")
	}
	fmt.Println(n)
	var k int64
	for k = range int64(4) {
	}
	fmt.Println(k)
	for i := range -3 {
		fmt.Println("never", i)
	}
	p := &n
	for *p = range 7 {
		if *p == 3 {
			continue
		}
		if n > 4 {
			break
		}
	}
	fmt.Println(n)
	fmt.Println(min(3, 1, 2), max(2.5, 1), min("b", "a"), max(n, 2), min(1.5, float64(n)))
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		defer fmt.Println("before")
		panic(fmt.Sprintf("%d-%s", 1, "a"))
	}()
	wg.Go(func() { defer fmt.Println("done"); return })
	done := wg.Go
	done(func() {})
	wg.Wait()
	for i, j := 0, 10; i < j; i, j = i+1, j-1 {
		defer func() { fmt.Println(i, j) }()
		if i == 1 {
			break
		}
	}
}
