# Sourced by scripts/run and scripts/test: what has to be installed, and how it is built. Not a script of its own.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build/release

# Debian's names (bookworm and trixie). Those that bring a command count as there when the command is, wherever it comes from.
build_commands=(g++ cmake ninja:ninja-build pkg-config glad:python3-glad)
build_packages=(libimgui-dev libglfw3-dev nlohmann-json3-dev libpng-dev libfontconfig-dev libegl-dev libgl-dev libfmt-dev libcli11-dev
                libgl1-mesa-dri fonts-inter fonts-jetbrains-mono fonts-noto-cjk)
test_commands=(Xvfb:xvfb xauth xdotool)
test_packages=(libgtest-dev)

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

# install_missing PACKAGE... COMMAND:PACKAGE...: installs what is not there, and says what.
install_missing() {
  local missing=() packages=() entry
  for entry in "$@"; do
    case $entry in
      *:*) command -v "${entry%%:*}" >/dev/null || missing+=("${entry#*:}") ;;
      *) packages+=("$entry") ;;
    esac
  done
  if ! command -v dpkg-query >/dev/null; then
    [ ${#missing[@]} = 0 ] || say "this is no Debian, so install by hand what matches: ${missing[*]} ${packages[*]}"
    return 0
  fi
  local installed
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${packages[@]}" 2>/dev/null | sed -n 's/^installed //p') || true   # it fails when it does not know one
  for entry in "${packages[@]}"; do
    grep -qx -- "$entry" <<<"$installed" || missing+=("$entry")
  done
  [ ${#missing[@]} = 0 ] && return 0

  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || { say "these packages are missing: ${missing[*]}"; say "install them as root (there is no sudo), then try again"; exit 1; }
    as_root=(sudo)
  fi
  say "installing ${missing[*]}"
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -qq -o Dpkg::Use-Pty=0)
  local log; log=$(mktemp)
  # The package lists may be missing or old: then the first try fails, and they are fetched.
  if ! "${apt[@]}" install --no-install-recommends "${missing[@]}" >"$log" 2>&1; then
    { "${apt[@]}" update && "${apt[@]}" install --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 ||
      { tail -n 20 "$log" >&2; rm -f "$log"; say "apt-get could not install them (above is the end of what it said)"; exit 1; }
  fi
  rm -f "$log"
}

commands() { local entry; for entry in "$@"; do case $entry in *:*) echo "$entry" ;; *) echo "$entry:$entry" ;; esac; done; }

# configure [-DNAME=VALUE...]: when the build tree is not there, belongs to another place, or was configured otherwise. A new tree has neither tests nor
# benchmarks unless they are asked for (so that what they need has to be there only then); an old one keeps what it has.
configure() {
  local cache=$build/CMakeCache.txt setting wanted=0
  if [ -f "$cache" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$cache"; then rm -rf "$build"; fi
  if [ ! -f "$build/build.ninja" ]; then
    wanted=1
    set -- -DWGSCOPE_TESTS=OFF -DWGSCOPE_BENCH=OFF "$@"
  fi
  for setting in "$@"; do
    setting=${setting#-D}
    [ $wanted = 1 ] || grep -qx "${setting%%=*}:[A-Z]*=${setting#*=}" "$cache" || wanted=1
  done
  [ $wanted = 1 ] || return 0
  local log; log=$(mktemp)
  (cd "$root" && cmake --preset release "$@") >"$log" 2>&1 || { cat "$log" >&2; rm -f "$log"; say "cmake could not configure the build"; exit 1; }
  rm -f "$log"
}

# compile TARGET...: quiet when there is nothing to do or all goes well, the compiler's own words when not.
compile() {
  if [ -t 2 ]; then
    NINJA_STATUS='[%f/%t] ' ninja -C "$build" --quiet "$@" >&2 || { say "the build failed"; exit 1; }
  else
    local log; log=$(mktemp)
    ninja -C "$build" "$@" >"$log" 2>&1 || { grep -vE '^\[[0-9]+/[0-9]+\]|^ninja: (Entering|build stopped)' "$log" >&2; rm -f "$log"; say "the build failed"; exit 1; }
    rm -f "$log"
  fi
}
