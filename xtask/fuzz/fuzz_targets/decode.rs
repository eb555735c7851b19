//! Feeds bytes as a response to every decoder of the generated crate, with and without a client.
#![no_main]

#[path = "../answers.rs"]
mod answers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    answers::check(&answers::parse(bytes));
});
