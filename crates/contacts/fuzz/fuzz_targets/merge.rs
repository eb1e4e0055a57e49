//! Up to three layers of any bytes, one to a line.
#![no_main]

#[path = "../promises.rs"]
mod promises;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| promises::merge(bytes));
