package main

import "fmt"

func f(a any, b *any) any { return a }

func main() {
	var x any = 1
	p := &x
	fmt.Printf("%T %T %T %T\n", p, f, main, func(int, any) (int, string) { return 1, "" })
	var e any = &p
	fmt.Printf("%T %T %T %T %v\n", e, x, uint(3), 'a', nil)
}
