//! Logscry's core: bytes of logs in, counts and entries out.

pub mod units;
pub mod level;
pub mod time;
pub mod format;
