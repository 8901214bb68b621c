//! The native command: the same core as the page, for servers, scripts, tests and benchmarks.
//!
//! Results go to standard output, diagnostics to standard error; the exit status is 0, 1 if
//! something could not be read or changed meanwhile, and 2 if the request could not be answered.

#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::print_stderr,
    clippy::disallowed_types,
    reason = "the command is where the core meets the world"
)]

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
