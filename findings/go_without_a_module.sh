#!/usr/bin/env bash
# Go 1.24.4 (Debian trixie's golang-1.24), linux/amd64.
#
# A file that is built without a module (GO111MODULE=off, or =auto and no go.mod above it) is compiled as the toolchain's own language version: a loop
# variable is one a turn, as since 1.22, and `range` takes an int. But it *runs* as Go 1.20: the linker gives it the run-time settings (GODEBUG defaults)
# of 1.20, panicnil=1 among them. So recover() gives nil after panic(nil), and an `if recover() != nil` lets the panic pass unnoticed, in a program that
# otherwise is Go 1.24. The same file inside a module with `go 1.24` recovers a *runtime.PanicNilError.
#
# What a good engineer would guess: one toolchain, one file, one language version: one behaviour.
#
# Exits 0 when it behaves so, 1 when it does not, 2 when the packages could not be had. Needs apt with a configured Debian archive, and dpkg.
set -euo pipefail

source "$(dirname "${BASH_SOURCE[0]}")/debian_go.bash"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
debian_go "$folder/go" trixie 1.24 1.24.4-1

mkdir "$folder/program"
cat >"$folder/program/main.go" <<'GO'
package main

import "fmt"

func main() {
	var seen []func() int
	for i := 0; i < 3; i++ {
		seen = append(seen, func() int { return i })
	}
	fmt.Println("turns", seen[0](), seen[1](), seen[2]())
	defer func() { fmt.Println("recovered", recover()) }()
	panic(nil)
}
GO

cd "$folder/program"
without=$(GO111MODULE=off "$go" run main.go)
printf 'module example\n\ngo 1.24\n' >go.mod
within=$(GO111MODULE=on "$go" run .)
printf 'without a module:\n%s\n\nin a module of go 1.24:\n%s\n' "$without" "$within"

[ "$without" = "turns 0 1 2
recovered <nil>" ]
[ "$within" = "turns 0 1 2
recovered panic called with nil argument" ]
