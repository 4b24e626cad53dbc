#!/usr/bin/env bash
# Go 1.27.4 (Debian trixie-backports' golang-1.27), linux/amd64.
#
# Where does a goroutine that is blocked in a `select` stand, by the traceback of a deadlock? With two communications or more, on the line of the `select`, and its
# wait reason is `select`. With exactly one, on the line of that case, and the reason is that of the plain operation: `chan receive`. So the text of a hang may not
# name the select at all, and changes line and reason when a second case is added, even one on a nil channel, which can never be taken.
#
# What a good engineer would guess: the line of the select, and `select`, however many cases it has.
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

import "os"

func main() {
	parcel := make(chan string)
	var never chan string
	if os.Args[1] == "one" {
		select { // line 9
		case <-parcel: // line 10
		}
	}
	select { // line 13
	case <-parcel: // line 14
	case <-never: // line 15
	}
}
GO
printf 'module example\n\ngo 1.27\n' >"$folder/program/go.mod"
(cd "$folder/program" && "$go" build -o hang .)

status=0
expect() {   # CASE, the wait reason, the line of main.main
  local text; text=$("$folder/program/hang" "$1" 2>&1) || true
  local reason line
  reason=$(sed -n 's/^goroutine 1 \[\(.*\)\]:$/\1/p' <<<"$text") line=$(sed -n 's/.*main\.go:\([0-9]*\).*/\1/p' <<<"$text" | head -n 1)
  echo "$1: [$reason] at line $line"
  [ "$reason" = "$2" ] && [ "$line" = "$3" ] || status=1
}
expect one 'chan receive' 10
expect two 'select' 13
exit $status
