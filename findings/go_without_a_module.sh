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

version=1.24.4-1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# golang_of_trixie FOLDER: unpacks Debian's Go there; nothing is installed on the machine.
golang_of_trixie() {
  local archive apt
  archive=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -m 1 '/debian/\?$') || return 1
  mkdir -p "$1"/{lists/partial,cache/archives/partial,root}
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $archive trixie main" >"$1/sources.list"
  apt=(apt-get -qq -o Dir::Etc::SourceList="$1/sources.list" -o Dir::Etc::SourceParts=/dev/null -o Dir::State::Lists="$1/lists" -o Dir::Cache="$1/cache")
  (cd "$1" && "${apt[@]}" update && "${apt[@]}" download "golang-1.24-go=$version" "golang-1.24-src=$version") >"$1/log" 2>&1 || return 1
  local package
  for package in "$1"/*.deb; do dpkg -x "$package" "$1/root"; done
}

golang_of_trixie "$folder/go" || { echo "could not get golang-1.24 $version" >&2; tail -n 5 "$folder/go/log" >&2 || true; exit 2; }
export GOROOT=$folder/go/root/usr/lib/go-1.24 GOCACHE=$folder/cache GOPATH=$folder/path GOTOOLCHAIN=local GOFLAGS= GODEBUG=
go=$GOROOT/bin/go

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
