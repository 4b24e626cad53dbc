package main

import (
	"fmt"
	"sync"
)

func safe(name string, f func()) (err string) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Sprintf("%s: %v", name, r)
		}
	}()
	f()
	return "ok"
}

func main() {
	var wg sync.WaitGroup
	fmt.Println(safe("done", func() { wg.Done() }))
	wg.Add(1)
	fmt.Println(safe("add", func() { wg.Add(-5) }))
	wg.Add(5)
	wg.Wait()
	fmt.Println(safe("big", func() { wg.Add(1 << 31) }))
	fmt.Println(safe("nilf", func() { var f func(int); f(1) }))
	fmt.Println(safe("nilwg", func() { var p *sync.WaitGroup; p.Done() }))
	fmt.Println(safe("nilpanic", func() { panic(fmt.Sprint(1, nil, "x")) }))
	fmt.Println(safe("nested", func() {
		defer func() { panic("inner " + fmt.Sprint(recover())) }()
		panic("outer")
	}))
	x := 0
	fmt.Println(safe("div", func() { fmt.Println(10 / x) }))
	fmt.Println(safe("mod", func() { x = 10 % x }))
	fmt.Println(safe("fine", func() {}))
}