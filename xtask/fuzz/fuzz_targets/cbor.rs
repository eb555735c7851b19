//! Reads bytes as a CBOR body, in every way: nothing panics, and a value that is read can be written and read again.
#![no_main]

#[path = "../../../codegen/runtime/tests/cbor/properties.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    properties::check(bytes);
});
