#!/usr/bin/env bash
# Go 1.27.4 (Debian trixie-backports' golang-1.27), linux/amd64.
#
# Two panics in flight in one goroutine, with equal texts: whether a crash tells of one or of both depends on where the text came from. When the values
# are the same two machine words (type and data pointer), it tells of the first alone. A constant is; so is a variable that holds a constant and is never
# assigned again, for the compiler boxes the constant in its place. One more assignment, anywhere, and it is boxed anew each time: both lines are there.
# Equal texts made by strings.Repeat are told twice. Nothing of this is in what recover() gives: the values compare equal in every case.
#
# What a good engineer would guess: equal strings are equal, and a crash lists every panic in flight.
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
	"os"
	"strings"
)

func twice(first, second func()) {
	defer second()
	first()
}

func main() {
	switch os.Args[1] {
	case "constant":
		twice(func() { panic("late") }, func() { panic("late") })
	case "variable":
		text := "late"
		twice(func() { panic(text) }, func() { panic(text) })
	case "assigned":
		text := "early"
		text = "late"
		twice(func() { panic(text) }, func() { panic(text) })
	case "computed":
		twice(func() { panic(strings.Repeat("la", 2)) }, func() { panic(strings.Repeat("la", 2)) })
	}
}
GO
printf 'module example\n\ngo 1.27\n' >"$folder/program/go.mod"
(cd "$folder/program" && "$go" build -o told .)

status=0
for case in constant:1 variable:1 assigned:2 computed:2; do
  lines=$("$folder/program/told" "${case%:*}" 2>&1 | grep -c 'panic: ') || true
  echo "${case%:*}: $lines line(s) of panic"
  [ "$lines" = "${case#*:}" ] || status=1
done
exit $status
