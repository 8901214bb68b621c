//! See `../properties/archive.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| logscry_fuzz::check("archive", data));
