#!/usr/bin/env bash
# The WASM side of the core: `.ci/wasm.sh build | test | check`.
#
#   build  www/build/wasm/logscry.{js,d.ts} and logscry_bg.wasm, for the page (not yet optimised; www/build.mjs does that)
#   test   tests/wasm.rs in headless Chromium
#   check  clippy with warnings denied on the code that only WASM compiles
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
cd "$root"
use_wasm_toolchain

case ${1:-} in
  build)
    cargo build "${wasm_flags[@]}" --release --lib
    # `web` glue with `initSync`: esbuild makes a classic script of it, and the module comes from the page.
    "$(bindgen_root)/bin/wasm-bindgen" --target web --omit-default-module-path --remove-producers-section \
      --out-dir www/build/wasm --out-name logscry "${CARGO_TARGET_DIR:-target}/$wasm_target/release/logscry.wasm"
    ;;
  test)
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=$(bindgen_root)/bin/wasm-bindgen-test-runner
    CHROMEDRIVER=$(find_chromedriver)
    WASM_BINDGEN_TEST_WEBDRIVER_JSON=$root/tests/webdriver.json
    WASM_BINDGEN_TEST_TIMEOUT=300
    if [ -n "${LOGSCRY_CHROMIUM:-}" ]; then # the driver finds only what is on the path: tell it
      mkdir -p target
      sed "s#\"args\": #\"binary\": \"$LOGSCRY_CHROMIUM\", &#" "$WASM_BINDGEN_TEST_WEBDRIVER_JSON" >target/webdriver.json
      WASM_BINDGEN_TEST_WEBDRIVER_JSON=$root/target/webdriver.json
    fi
    export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER CHROMEDRIVER WASM_BINDGEN_TEST_WEBDRIVER_JSON WASM_BINDGEN_TEST_TIMEOUT
    # What ships is what is tested: same profile, same standard library, panics that abort.
    [ -z "${RUSTC_BOOTSTRAP:-}" ] || wasm_flags+=(-Z panic-abort-tests)
    cargo test "${wasm_flags[@]}" --release --test wasm
    ;;
  check)
    if toolchain_has_wasm; then
      cargo clippy "${wasm_flags[@]}" --release --lib -- -D warnings
    elif [ -x /usr/bin/clippy-driver ]; then
      # Debian's clippy, called as `cargo clippy` would: rustup's cannot read what Debian's compiler wrote.
      RUSTC_WORKSPACE_WRAPPER=/usr/bin/clippy-driver CLIPPY_ARGS='-Dwarnings' cargo check "${wasm_flags[@]}" --release --lib
    else
      say "no clippy for this compiler: compiling with warnings denied instead"
      cargo rustc "${wasm_flags[@]}" --lib --profile check -- -D warnings
    fi
    ;;
  *) fail "usage: .ci/wasm.sh build, test or check" ;;
esac
