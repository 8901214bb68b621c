#!/usr/bin/env bash
# Runs the fuzzer, by hand: `.ci/fuzz.sh [MINUTES [TARGET…]]`, ten minutes of each target by default, one after the other.
#
# Needs a nightly toolchain (`rustup toolchain install nightly`) and cargo-fuzz (`cargo install cargo-fuzz --locked`);
# nothing else here does: what was found is replayed by the normal tests. What is found anew lies in `tests/fuzz/target`:
# make it small with `cargo +nightly fuzz tmin --fuzz-dir tests/fuzz TARGET FILE`, mend the code, and put the file into
# `tests/regressions/TARGET/` under a name that says what was wrong.
set -euo pipefail
cd "$(dirname "$0")/.."

minutes=${1:-10}
shift || true
made=${CARGO_TARGET_DIR:-$PWD/tests/fuzz/target}
if [ $# -eq 0 ]; then
  mapfile -t targets < <(cargo +nightly fuzz list --fuzz-dir tests/fuzz)
else
  targets=("$@")
fi

# Damaged archives beside the tools of their formats.
if [ $# -eq 0 ]; then
  LOGSCRY_MUTANTS=2000 cargo test --locked --all-features --test native archive_mutants
fi
cargo run --quiet --release --manifest-path tests/fuzz/Cargo.toml --target-dir "$made" --example seeds -- "$made/seeds"
for target in "${targets[@]}"; do
  printf '\n== %s\n' "$target"
  mkdir -p "tests/fuzz/corpus/$target" "$made/found/$target"
  # The crate is free of unsafe code: without the address sanitizer it tries twice as much in the same time.
  cargo +nightly fuzz run --fuzz-dir tests/fuzz --target-dir "$made" --sanitizer none "$target" \
    "tests/fuzz/corpus/$target" "$made/seeds/$target" -- -max_total_time=$((minutes * 60)) -max_len=4096 -timeout=20 \
    -rss_limit_mb=1500 -print_final_stats=1 -artifact_prefix="$made/found/$target/"
done
