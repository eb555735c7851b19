//! Reads bytes as an XML document, in every way: nothing panics, and a value that is read can be written and read again.
#![no_main]

#[path = "../../../codegen/runtime/tests/xml/properties.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    properties::check(bytes);
});
