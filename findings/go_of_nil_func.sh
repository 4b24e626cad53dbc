#!/usr/bin/env bash
# Go 1.27.4 (Debian trixie-backports' golang-1.27), linux/amd64.
#
# `f()` and `defer f()` of a nil func value panic, and a deferred recover() stops that. `go f()` does not panic: it is `fatal error: go of nil func value`,
# which nobody can recover from. And that one does not report as the other fatal errors made by a program's own fault do (unlock of an unlocked mutex,
# concurrent map writes), of which Go tells the failing goroutine alone since 1.26: it lists every goroutine.
#
# What a good engineer would guess: the same nil dereference as the call, in the new goroutine or in the old one; or at least a report like that of its kin.
#
# Exits 0 when it behaves so, 1 when it does not, 2 when the packages could not be had. Needs apt with a configured Debian archive, and dpkg.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/debian_go.bash"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
debian_go "$folder/go" trixie-backports 1.27 '1.27.4-1~bpo13+1'

mkdir "$folder/program"
cat >"$folder/program/main.go" <<'GO'
package main

import (
	"fmt"
	"os"
	"runtime"
	"sync"
)

func main() {
	var task func()
	var turn sync.WaitGroup
	var door sync.Mutex
	turn.Add(1)
	go turn.Wait() // somebody else, to be listed or not
	for range 100 {
		runtime.Gosched()
	}
	defer func() { fmt.Println("recovered:", recover()) }()
	switch os.Args[1] {
	case "call":
		task()
	case "defer":
		defer task()
	case "go":
		go task()
	case "unlock":
		door.Unlock()
	}
}
GO
printf 'module example\n\ngo 1.27\n' >"$folder/program/go.mod"
(cd "$folder/program" && "$go" build -o nilfunc .)

status=0
expect() {   # CASE, its first line, how many goroutines it lists
  local text; text=$("$folder/program/nilfunc" "$1" 2>&1) || true
  local first listed; first=$(head -n 1 <<<"$text") listed=$(grep -c '^goroutine ' <<<"$text") || true
  echo "$1: $first ($listed goroutines listed)"
  [ "$first" = "$2" ] && [ "$listed" = "$3" ] || status=1
}
expect call 'recovered: runtime error: invalid memory address or nil pointer dereference' 0
expect defer 'recovered: runtime error: invalid memory address or nil pointer dereference' 0
expect go 'fatal error: go of nil func value' 2
expect unlock 'fatal error: sync: unlock of unlocked mutex' 1
exit $status
