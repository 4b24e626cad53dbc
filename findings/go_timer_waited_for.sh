#!/usr/bin/env bash
# Go 1.27.4 (Debian trixie-backports' golang-1.27), linux/amd64.
#
# A timer that is set for no time has expired for whoever looks at its channel next: Reset(0), then a select with a default, finds it every time, since nothing
# has to send any more (Go 1.23). But not when a goroutine was parked on that channel before, even though it has left since: then the timer is, or may still be,
# in the runtime's heap, and until the runtime comes by there, the same select takes its default.
#
# What a good engineer would guess: who has waited for a timer in the past changes nothing; Reset(0) then a look is found always, or is a race always.
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
	"time"
)

func foundAtOnce(t *time.Timer) bool {
	t.Reset(0)
	select {
	case <-t.C:
		return true
	default:
		return false
	}
}

func main() {
	const rounds = 300
	fresh, waitedFor := 0, 0
	for range rounds {
		if foundAtOnce(time.NewTimer(time.Hour)) {
			fresh++
		}

		t, other := time.NewTimer(time.Hour), make(chan struct{})
		go func() { time.Sleep(time.Millisecond); close(other) }()
		select { // parked on both
		case <-t.C:
		case <-other:
		}
		if foundAtOnce(t) {
			waitedFor++
		}
	}
	fmt.Println(rounds, fresh, waitedFor)
}
GO
printf 'module example\n\ngo 1.27\n' >"$folder/program/go.mod"
(cd "$folder/program" && "$go" build -o look .)

read -r rounds fresh waited <<<"$("$folder/program/look")"
echo "found at once, of $rounds: $fresh of those that nobody had waited for, $waited of those that somebody had"
[ "$fresh" = "$rounds" ] && [ "$waited" -lt "$rounds" ]
