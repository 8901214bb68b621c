#!/usr/bin/env bash
# Prepares the machine: `.ci/setup.sh rust wasm page browser peers`, any of them, in any order, as often as you like.
#
# Nothing is installed into the checkout but `www/node_modules`. Tools live in the cache below, keyed by version, so a
# second checkout finds them. Debian packages are installed only where this runs as root; otherwise the command is named.
# Also sourced, for the paths and for `use_wasm_toolchain`.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/logscry
wasm_target=wasm32-unknown-unknown

say() { printf '  %s\n' "$*" >&2; }
fail() { printf '\nset-up stopped: %s\n' "$*" >&2; exit 1; }

# Runs a long command quietly; its output is shown only if it fails.
quietly() {
  local log
  log=$(mktemp)
  if "$@" >"$log" 2>&1 </dev/null; then rm -f "$log"; return 0; fi
  head -n 30 "$log" >&2
  if [ "$(wc -l <"$log")" -gt 70 ]; then printf '  …\n' >&2; fi
  tail -n +31 "$log" | tail -n 40 >&2
  rm -f "$log"
  return 1
}

# `debian_install MEND PACKAGE…`: with apt as root; else stops with MEND.
debian_install() {
  local mend=$1; shift
  command -v apt-get >/dev/null || fail "$mend"
  [ "$(id -u)" = 0 ] || fail "$mend (on Debian: sudo apt-get install --no-install-recommends $*)"
  say "installing Debian packages (once; a minute or two): $*"
  export DEBIAN_FRONTEND=noninteractive
  quietly apt-get install -y --no-install-recommends "$@" && return
  say "trying again with fresh package lists"
  quietly apt-get update || fail "apt-get update failed: check this machine's package sources, then run the same again"
  quietly apt-get install -y --no-install-recommends "$@" || fail "$mend"
}

# --- Rust ---------------------------------------------------------------------------------------------------------

setup_rust() {
  command -v cargo >/dev/null || fail "cargo was not found: install Rust 1.89 or newer with rustup, then run the same again"
}

# What some tests compare with: whatever is available. If one is missing, its test is left out and says so.
setup_archive_tools() {
  local tool package
  for tool in gzip unzip xz:xz-utils; do
    package=${tool#*:}
    command -v "${tool%:*}" >/dev/null && continue
    (debian_install "$package is not available" "$package") || say "continuing without $package"
  done
}

# --- WASM ---------------------------------------------------------------------------------------------------------

toolchain_has_wasm() {
  local dir
  dir=$(cd "$root" && rustc --print target-libdir --target $wasm_target 2>/dev/null) && compgen -G "$dir/libstd-*.rlib" >/dev/null
}

debian_rustc=/usr/bin/rustc
debian_has_wasm() {
  [ -x $debian_rustc ] && [ -f /usr/lib/rustlib/src/rust/library/Cargo.lock ] && dpkg-query -W rustc-web >/dev/null 2>&1
}

# The linker for WASM: the one rustup ships with every toolchain, else Debian's.
wasm_linker() {
  local host lld
  host=$(cd "$root" && rustc -vV | sed -n 's/^host: //p')
  lld=$(cd "$root" && rustc --print sysroot)/lib/rustlib/$host/bin/rust-lld
  [ -x "$lld" ] || lld=$(command -v rust-lld || command -v wasm-ld || true)
  [ -n "$lld" ] && printf '%s\n' "$lld"
}

# Exports what cargo needs to build for WASM, and sets `wasm_flags` to the arguments it needs.
use_wasm_toolchain() {
  export RUSTFLAGS='-C target-feature=+simd128'
  wasm_flags=(--locked --target $wasm_target --no-default-features)
  unset CARGO_BUILD_TARGET
  if toolchain_has_wasm; then return; fi
  debian_has_wasm || fail "no compiler for WebAssembly: run .ci/setup.sh wasm"
  # rustup's cargo drives Debian's newer compiler, which builds the standard library from its own source. What it
  # builds is kept in the cache: the standard library costs a minute, and a second checkout need not pay it.
  RUSTC=$debian_rustc
  RUSTDOC=/usr/bin/rustdoc
  RUSTC_BOOTSTRAP=1
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$(wasm_linker)
  CARGO_BUILD_BUILD_DIR=$cache/build-rustc-$($debian_rustc --version | cut -d' ' -f2)
  export RUSTC RUSTDOC RUSTC_BOOTSTRAP CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER CARGO_BUILD_BUILD_DIR
  wasm_flags+=(-Z build-std=std,panic_abort)
}

locked_version() { # of a crate
  sed -n "/^name = \"$1\"\$/{n;s/^version = \"\(.*\)\"\$/\1/p;}" "$root/Cargo.lock"
}

# Where wasm-bindgen's command of exactly the crate's version lives.
bindgen_root() {
  [ -f "$root/Cargo.lock" ] || fail "Cargo.lock is missing: run cargo generate-lockfile"
  local version
  version=$(locked_version wasm-bindgen)
  [ -n "$version" ] || fail "Cargo.lock names no wasm-bindgen: run cargo generate-lockfile"
  printf '%s\n' "$cache/wasm-bindgen-$version"
}

setup_wasm() {
  setup_rust
  if ! toolchain_has_wasm && ! debian_has_wasm; then
    say "adding the $wasm_target target with rustup, for the page's engine"
    if ! command -v rustup >/dev/null || ! (cd "$root" && quietly timeout 300 rustup target add $wasm_target); then
      say "rustup could not add it; using Debian's compiler and library source instead"
      debian_install "no compiler for WebAssembly: add the target $wasm_target to your Rust toolchain" rustc-web rust-web-src
      debian_has_wasm || fail "Debian's rustc-web and rust-web-src were installed but the library source is not in /usr/lib/rustlib/src/rust"
    fi
  fi
  if ! toolchain_has_wasm && [ -z "$(wasm_linker)" ]; then
    debian_install "no linker for WebAssembly: install LLVM's lld" lld
  fi
  local bindgen version
  bindgen=$(bindgen_root)
  version=${bindgen##*-}
  if [ ! -x "$bindgen/bin/wasm-bindgen-test-runner" ]; then
    say "building wasm-bindgen-cli $version, which must match the crate exactly (once; three to five minutes)"
    local install=(cargo install wasm-bindgen-cli --version "=$version" --root "$bindgen" --target-dir "$bindgen/build")
    if ! quietly "${install[@]}" --locked; then
      say "its lock file cannot be satisfied here; building it with the newest compatible crates instead"
      quietly "${install[@]}" || fail "wasm-bindgen-cli $version did not build: see the lines above, then run the same again"
    fi
    rm -rf "$bindgen/build"
  fi
}

# Optional: clippy for Debian's compiler. Without it the WASM-only code is compiled with warnings denied.
setup_wasm_lints() {
  setup_wasm
  toolchain_has_wasm && return
  if [ ! -x /usr/bin/clippy-driver ] && [ "$(id -u)" = 0 ]; then
    (debian_install "Debian's clippy is not available" rust-web-clippy) || say "continuing without it: the WASM code is compiled with warnings denied, not linted"
  fi
}

# --- Page ---------------------------------------------------------------------------------------------------------

setup_page() {
  command -v node >/dev/null || fail "node was not found: install Node.js 20 or newer, then run the same again"
  local version
  version=$(node --version)
  [ "$(printf '%s' "${version#v}" | cut -d. -f1)" -ge 20 ] || fail "Node.js $version is too old: install 20 or newer"
  local stamp=$root/www/node_modules/.logscry-lock
  if ! cmp -s "$root/www/package-lock.json" "$stamp"; then
    command -v npm >/dev/null || fail "npm was not found: install the npm that belongs to Node.js $version"
    say "installing the page's packages into www/node_modules (npm ci; half a minute)"
    (cd "$root/www" && quietly npm ci) || fail "npm ci failed in www/: see the lines above; is the package registry reachable?"
    cp "$root/www/package-lock.json" "$stamp"
  fi
}

# --- Browser ------------------------------------------------------------------------------------------------------

# Prints the Chromium (or its driver) to use; LOGSCRY_CHROMIUM and LOGSCRY_CHROMEDRIVER decide where set.
find_chromium() { printf '%s\n' "${LOGSCRY_CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}"; }
find_chromedriver() { printf '%s\n' "${LOGSCRY_CHROMEDRIVER:-$(command -v chromedriver || true)}"; }

setup_browser() {
  if [ -z "$(find_chromium)" ] || [ -z "$(find_chromedriver)" ]; then
    debian_install "the tests need Chromium and chromedriver: install both, or set LOGSCRY_CHROMIUM and LOGSCRY_CHROMEDRIVER to their paths" chromium chromium-driver
  fi
  local tool
  for tool in "$(find_chromium)" "$(find_chromedriver)"; do
    [ -x "$tool" ] || fail "'$tool' cannot be run: set LOGSCRY_CHROMIUM and LOGSCRY_CHROMEDRIVER to the paths of Chromium and chromedriver"
  done
}

# --- Peers --------------------------------------------------------------------------------------------------------

angle_grinder_version=0.19.5
angle_grinder_root() { printf '%s\n' "$cache/tools/ag-$angle_grinder_version"; }

# What `make bench` compares with: whatever is available. If one is missing, the benchmark continues and says so.
setup_peers() {
  setup_rust
  local tool package
  for tool in lnav goaccess rg:ripgrep valgrind; do
    package=${tool#*:}
    command -v "${tool%:*}" >/dev/null && continue
    (debian_install "$package is not available" "$package") || say "continuing without $package"
  done
  local ag
  ag=$(angle_grinder_root)
  if [ ! -x "$ag/bin/agrind" ]; then
    say "building angle-grinder $angle_grinder_version for comparison (once; five minutes)"
    quietly cargo install ag --version "=$angle_grinder_version" --locked --root "$ag" --target-dir "$ag/build" || say "continuing without angle-grinder"
    rm -rf "$ag/build"
  fi
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  for part in "${@:-rust wasm page browser}"; do
    for each in $part; do
      case $each in
        rust) setup_rust ;;
        wasm) setup_wasm ;;
        wasm-lints) setup_wasm_lints ;;
        page) setup_page ;;
        browser) setup_browser ;;
        archive-tools) setup_archive_tools ;;
        peers) setup_peers ;;
        *) fail "unknown part '$each': choose from rust, wasm, wasm-lints, page, browser, archive-tools, peers" ;;
      esac
    done
  done
fi
