//! Bytes as an answer, through every decoder of the generated crate, with a client around it and without.
#![no_main]

#[path = "../answers.rs"]
mod answers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    answers::check(&answers::parse(bytes));
});
