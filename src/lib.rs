//! Logscry's core: bytes of logs in, counts and entries out.
//!
//! ```text
//! raw ─▶ input ─▶ frame ─▶ format + time ─▶ store        (ingest)
//!       inflate   entries    fields        columns
//!                                            │
//!   rows ◀─ fold ◀─ aggregate ◀─ query ◀─────┘           (session)
//! ```
//!
//! The core is pure: no files, clock, environment, threads or randomness. `main.rs` and the
//! page's worker are the only places that touch the world.

pub mod units;
pub mod level;
pub mod simd;
pub mod trace;
pub mod template;
pub mod compare;
pub mod explain;
pub mod redact;
pub mod input;
pub mod frame;
pub mod time;
pub mod format;
pub mod store;
pub mod ingest;
pub mod query;
pub mod aggregate;
pub mod fold;
pub mod session;
pub mod export;
pub mod desk;
pub mod wire;

#[cfg(target_arch = "wasm32")]
pub mod wasm;

#[cfg(test)]
mod testing;
