# Sourced by the findings about Go: a Go toolchain of Debian's, unpacked into a folder. Not a script of its own. Nothing is installed on the machine.

# debian_go FOLDER SUITE MINOR VERSION: Debian's golang-MINOR at that version, from that suite of the archive that apt is configured for. Then `"$go"` runs it.
# Exits with 2 when it cannot be had.
debian_go() {
  local folder=$1 suite=$2 minor=$3 version=$4 archive apt package
  mkdir -p "$folder"/{lists/partial,cache/archives/partial,root}
  archive=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -m 1 '/debian/\?$') || { echo "apt knows no Debian archive" >&2; exit 2; }
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $archive $suite main" >"$folder/sources.list"
  apt=(apt-get -qq -o Dir::Etc::SourceList="$folder/sources.list" -o Dir::Etc::SourceParts=/dev/null -o Dir::State::Lists="$folder/lists" -o Dir::Cache="$folder/cache")
  (cd "$folder" && "${apt[@]}" update && "${apt[@]}" download "golang-$minor-go=$version" "golang-$minor-src=$version") >"$folder/log" 2>&1 ||
    { echo "could not get golang-$minor $version of $suite:" >&2; tail -n 5 "$folder/log" >&2; exit 2; }
  for package in "$folder"/*.deb; do dpkg -x "$package" "$folder/root"; done
  export GOROOT=$folder/root/usr/lib/go-$minor GOCACHE=$folder/gocache GOPATH=$folder/gopath GOTOOLCHAIN=local GOFLAGS= GODEBUG= GOTRACEBACK=
  go=$GOROOT/bin/go
}
