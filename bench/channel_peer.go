// The channel rows' peer in Go itself: prints what a value costs in ns, for the row that is named.
package main

import (
	"fmt"
	"os"
	"time"
)

func alone() float64 {
	const pairs = 20_000
	quickest := time.Hour
	for try := 0; try < 5; try++ {
		c := make(chan int, 64)
		start := time.Now()
		for i := 0; i < pairs; i++ {
			c <- i
			<-c
		}
		quickest = min(quickest, time.Since(start))
	}
	return float64(quickest.Nanoseconds()) / pairs
}

func passing(places, count int) float64 {
	c, there, over := make(chan int, places), make(chan struct{}), make(chan struct{})
	go func() {
		close(there)
		for i := 0; i < count; i++ {
			<-c
		}
		close(over)
	}()
	<-there
	start := time.Now()
	for i := 0; i < count; i++ {
		c <- i
	}
	<-over
	return float64(time.Since(start).Nanoseconds()) / float64(count)
}

func main() {
	switch os.Args[1] {
	case "alone":
		fmt.Println(alone())
	case "buffered":
		fmt.Println(passing(64, 20_000))
	case "unbuffered":
		fmt.Println(passing(0, 1000))
	}
}
