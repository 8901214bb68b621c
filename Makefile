# Everything from a fresh checkout; each target sets up what it needs and says so. See .ci/setup.sh.
#
#   make run     build dist/logscry.html, print its path, serve it on this machine
#   make test    every test: native, WASM in a browser, page, the built file from file://
#   make check   formats, lints, types
#   make dist    build dist/logscry.html and the native command; show that the build repeats byte for byte
#   make bench   measure everything that has a budget, beside its limit and its peers; BENCH_ARGS="--large" for 10 GB too
#   make fuzz    run the fuzzer, ten minutes a target (FUZZ_ARGS="1 time query": one minute of two); needs nightly Rust
#   make setup   only set up
#   make clean   remove what was built here (tools in ~/.cache/logscry stay)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test check dist bench fuzz setup clean

step = @printf '\n\033[1m== %s\033[0m\n' '$(1)'
chromium = LOGSCRY_CHROMIUM="$$(. .ci/setup.sh; find_chromium)"
SHELL := /bin/bash

help:
	@sed -n 's/^#   //p' Makefile

run:
	$(call step,Set-up)
	@.ci/setup.sh rust wasm page
	$(call step,Engine)
	@.ci/wasm.sh build
	$(call step,Page)
	@node www/build.mjs
	$(call step,Serving)
	@node www/serve.mjs

test:
	$(call step,Set-up)
	@.ci/setup.sh rust wasm page browser archive-tools
	$(call step,Native tests)
	@cargo test --locked --all-features
	$(call step,WASM tests in Chromium)
	@.ci/wasm.sh test
	$(call step,Engine)
	@.ci/wasm.sh build
	$(call step,Page tests (they run the engine))
	@node www/tools/test.mjs
	$(call step,Page (built twice))
	@node www/build.mjs --check
	$(call step,Scan of the built file)
	@node www/tools/scan.mjs
	$(call step,Built file in Chromium from file://)
	@$(chromium) LOGSCRY_COMMAND="$${CARGO_TARGET_DIR:-$$PWD/target}/debug/logscry" node tests/e2e/run.mjs
	$(call step,All tests passed)

check:
	$(call step,Set-up)
	@.ci/setup.sh rust wasm-lints page
	$(call step,Rust: format)
	@cargo fmt --check
	@rustfmt --check src/format/defs/*.rs src/format/defs/*/mod.rs src/fold/*.rs src/input/codecs/*.rs src/input/codecs/*/*.rs # declared by a macro, which cargo fmt does not look into
	$(call step,Rust: lints (native))
	@cargo clippy --locked --all-targets --all-features -- -D warnings
	$(call step,Rust: lints (WASM))
	@.ci/wasm.sh check
	$(call step,Rust: documentation)
	@RUSTDOCFLAGS='-D warnings' cargo doc --locked --all-features --no-deps --document-private-items
	$(call step,Engine (for its types))
	@.ci/wasm.sh build
	$(call step,Page: types)
	@cd www && node_modules/.bin/tsc --project tsconfig.json && node_modules/.bin/tsc --project tsconfig.test.json
	$(call step,Page: format and lints)
	@cd www && node_modules/.bin/biome check --error-on-warnings --max-diagnostics=none . ../tests/e2e ../tests/bench
	$(call step,All checks passed)

dist:
	$(call step,Set-up)
	@.ci/setup.sh rust wasm page
	$(call step,Engine)
	@.ci/wasm.sh build
	$(call step,Page (built twice))
	@node www/build.mjs --check
	$(call step,Scan of the built file)
	@node www/tools/scan.mjs
	$(call step,Native command)
	@cargo build --locked --release
	@mkdir -p dist && cp target/release/logscry dist/ && ls -l dist

bench:
	$(call step,Set-up)
	@.ci/setup.sh rust wasm page browser peers
	$(call step,Native command)
	@cargo build --locked --release
	$(call step,Engine and page)
	@.ci/wasm.sh build
	@node www/build.mjs
	$(call step,Measurements)
	@$(chromium) LOGSCRY_COMMAND="$${CARGO_TARGET_DIR:-$$PWD/target}/release/logscry" \
	  LOGSCRY_AGRIND="$$(. .ci/setup.sh; angle_grinder_root)/bin/agrind" node tests/bench/run.mjs $(BENCH_ARGS)

fuzz:
	@.ci/fuzz.sh $(FUZZ_ARGS)

setup:
	$(call step,Set-up)
	@.ci/setup.sh rust wasm-lints page browser

clean:
	rm -rf target dist www/build www/node_modules tests/e2e/shots
