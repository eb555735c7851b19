//! Bodies that lie about their lengths, or nest without end: an error, and no memory.

use farrier_runtime::cbor::{FromCbor, Reader};
use farrier_runtime::{BigDecimal, BigInteger, Blob, Document};

use super::leniency::{self, Item};
use super::{bytes, problem, read, read_hex};

#[test]
fn a_length_beyond_the_body_is_an_error_before_memory_is_reserved() {
    let huge = "ffffffffffffffff";
    assert_eq!(problem::<String>(&format!("7b{huge}")), "expected the end of a string at byte 9");
    assert_eq!(problem::<Blob>(&format!("5b{huge}00")), "expected the end of a string at byte 9");
    let more = "expected no more items than the body has at byte 0";
    for body in [format!("9b{huge}"), "9b7fffffffffffffff00".to_owned(), "8100".replace("81", "82")] {
        assert_eq!(problem::<Vec<i8>>(&body), more);
    }
    // An entry has at least two bytes.
    assert_eq!(problem::<Document>("a26161"), more);
    assert_eq!(problem::<Item>(&format!("bb{huge}")), more);
    assert_eq!(problem::<Document>("817a7fffffff"), "expected the end of a string at byte 6");
    assert_eq!(problem::<String>("7f7a7fffffff61ff"), "expected the end of a string at byte 6");
}

#[test]
fn a_short_argument_is_an_error() {
    for body in ["18", "19ff", "1affffff", "1bffffffffffffff", "f9ff", "faffffff", "fbff", "58", "d8"] {
        assert_eq!(problem::<Document>(body), "expected the end of a value at byte 0", "{body}");
    }
}

#[test]
fn nesting_is_bounded() {
    let lists = |count: usize| format!("{}{}", "81".repeat(count), "00");
    assert!(read_hex::<Document>(&lists(128)).is_ok());
    assert_eq!(problem::<Document>(&lists(129)), "nested too deeply at byte 128");
    for open in ["81", "9f", "a16161", "bf6161", "a100", "c1c281"] {
        let body = bytes(&open.repeat(200_000));
        for skip in [true, false] {
            let mut cbor = Reader::new(&*body);
            let failed = if skip { cbor.skip().is_err() } else { Document::from_cbor(&mut cbor).is_err() };
            assert!(failed, "{open}");
        }
        let item = [&bytes("a1616e")[..], &body].concat();
        assert!(leniency::read(&item).is_err());
    }
    // Structures of structures.
    let deep = bytes(&"a1616981".repeat(100));
    let error = leniency::read(&deep).unwrap_err().to_string();
    assert!(error.starts_with("nested too deeply"), "{error}");
}

/// Tags do not nest: a million of them take no stack.
#[test]
fn tags_take_no_stack() {
    let body = [bytes(&"c1".repeat(1_000_000)), bytes("05")].concat();
    assert_eq!(read::<i32>(&body), Ok(5));
    assert_eq!(read::<BigInteger>(&body), Ok(5.into()));
    assert_eq!(read::<BigDecimal>(&body), Ok(5.into()));
    assert_eq!(read::<Document>(&body), Ok(Document::from(5)));
    Reader::new(&*body).skip().unwrap();
}

/// A list whose length is a lie, in a list whose length is a lie, and so on: each reserves little.
#[test]
fn nested_lies_about_lengths_reserve_little() {
    let size = 1 << 20;
    let mut body = Vec::new();
    for level in 0..4 {
        body.extend(bytes(&format!("9b{:016x}", size - 9 * (level + 1))));
    }
    body.resize(size, 0x61);
    let mut cbor = Reader::new(&*body);
    let read = <Vec<Vec<Vec<Vec<Item>>>>>::from_cbor(&mut cbor);
    assert!(read.is_err());
    // Everything that it could reserve at its end is less than the half of the limit, which is 256 MiB.
    cbor.spend(1, 128 << 20).unwrap();
}

#[test]
fn a_list_of_empty_structures_is_bounded_by_the_memory_limit() {
    let count = 4 << 20;
    let body = [bytes(&format!("a161699a{count:08x}")), vec![0xa0; count]].concat();
    let error = leniency::read(&body).unwrap_err().to_string();
    assert!(error.contains("max_decoded_bytes"), "{error}");
}
