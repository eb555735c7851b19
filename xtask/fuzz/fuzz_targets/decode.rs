//! Feeds bytes as a response to every decoder of the generated crate, with and without a client.
#![no_main]

#[path = "../responses.rs"]
mod responses;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    responses::check(&responses::parse(bytes));
});
