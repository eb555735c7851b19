//! Reads bytes as a frame of the websocket: nothing panics, and a session goes on.
#![no_main]

#[path = "../frames.rs"]
mod frames;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        frames::check(text);
    }
});
