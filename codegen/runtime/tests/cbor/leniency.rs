//! An unexpected value is recorded with its path, and nothing else is lost. Invalid CBOR is an error.

use std::collections::BTreeMap;

use farrier_runtime::cbor::{read_document, Error, FromCbor, Reader};
use farrier_runtime::{Timestamp, UnreadableMembers};

use super::bytes;

/// A structure as in generated code.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Item {
    pub(super) name: Option<String>,
    pub(super) count: i32,
    at: Option<Timestamp>,
    pub(super) items: Vec<Item>,
    sparse: Option<Vec<Option<i32>>>,
    by_key: BTreeMap<String, Item>,
    secrets: BTreeMap<String, BTreeMap<String, i32>>,
}

impl Item {
    fn member(&mut self, cbor: &mut Reader<'_>, name: &str) -> Result<(), Error> {
        match name {
            "n" => cbor.member(&mut self.name),
            "c" => cbor.member(&mut self.count),
            "t" => cbor.member(&mut self.at),
            "i" => cbor.member(&mut self.items),
            "s" => cbor.member(&mut self.sparse),
            "k" => cbor.member(&mut self.by_key),
            "x" => cbor.secret(|cbor| cbor.member(&mut self.secrets)),
            _ => cbor.skip(),
        }
    }
}

impl FromCbor for Item {
    fn from_cbor(cbor: &mut Reader<'_>) -> Result<Self, Error> {
        let mut item = Self::default();
        cbor.object(|cbor, name| item.member(cbor, name))?;
        Ok(item)
    }
}

pub(super) fn read(body: &[u8]) -> Result<(Item, UnreadableMembers), Error> {
    let (mut item, mut unreadable) = (Item::default(), UnreadableMembers::default());
    read_document(body, &mut unreadable, |cbor, name| item.member(cbor, name))?;
    Ok((item, unreadable))
}

/// The output, and the recorded members: `path: reason`.
fn noted(body: &str) -> (Item, Vec<String>) {
    let (item, unreadable) = read(&bytes(body)).unwrap_or_else(|error| panic!("{body}: {error}"));
    let lines = unreadable.iter().map(|member| format!("{}: {}", member.path(), member.reason()));
    (item, lines.collect())
}

#[test]
fn a_value_of_another_type_only_loses_itself() {
    let (item, noted) = noted("bf 616e a1 6161 82 01 f5 6163 03 6174 1b 7fffffffffffffff ff");
    assert_eq!((item.name, item.count, item.at), (None, 3, None));
    let expected =
        ["n: expected a string at byte 3", "t: expected a time between the years 1 and 9999 at byte 14"];
    assert_eq!(noted, expected);
}

#[test]
fn text_that_is_not_utf8_only_loses_itself() {
    let (item, noted) = noted("a2 616e 61ff 6163 03");
    assert_eq!((item.name, item.count), (None, 3));
    assert_eq!(noted, ["n: expected UTF-8 at byte 3"]);
}

#[test]
fn unknown_members_are_skipped_whatever_they_are() {
    let unknown = [
        "05",
        "3903e7",
        "f97e00",
        "fa3fc00000",
        "fb3ff199999999999a",
        "f7",
        "f0",
        "f8ff",
        "40",
        "61ff",
        "5f41ff40ff",
        "7f61ff60ff",
        "80",
        "9fff",
        "9f 9f 01 ff 81 81 a0 ff",
        "a0",
        "bfff",
        "bf 01 02 f5 bf 6161 9fff ff ff",
        "a1 a1 01 02 80",
        "c1 05",
        "c1c2c3 40",
        "c4 82 21 01",
        "db ffffffffffffffff bf ff",
    ];
    for value in unknown {
        let (item, noted) = noted(&format!("bf 61 3f {value} 6163 03 ff"));
        assert_eq!((item.count, noted.len()), (3, 0), "{value}");
    }
}

#[test]
fn paths_lead_through_lists_maps_and_structures() {
    let body = "a2
        6169 9f a1 616e 6161 bf 6169 83 a1 6163 6178 07 a1 616e 6162 ff ff
        616b a3 62 2231 a1 616e 80 64 626c7565 f5 61 67 a1 6163 01";
    let (item, noted) = noted(body);
    assert_eq!(item.items[0].name.as_deref(), Some("a"));
    let inner = &item.items[1].items;
    assert_eq!((inner.len(), inner[0].count, inner[1].name.as_deref()), (2, 0, Some("b")));
    assert_eq!(item.by_key.keys().collect::<Vec<_>>(), ["\"1", "g"]);
    let paths: Vec<&str> = noted.iter().map(|line| line.split(": ").next().unwrap()).collect();
    assert_eq!(paths, ["i[1].i[0].c", "i[1].i[1]", r#"k["\"1"].n"#, r#"k["blue"]"#]);
}

#[test]
fn a_sparse_list_keeps_the_place_of_an_item() {
    let (item, noted) = noted("a1 6173 84 01 6178 f6 04");
    assert_eq!(item.sparse, Some(vec![Some(1), None, None, Some(4)]));
    assert_eq!(noted, ["s[1]: expected a number at byte 5"]);
}

#[test]
fn keys_of_secrets_are_places() {
    let (item, noted) = noted("a2 6178 a2 6131 a1 6173 01 6132 a2 6168 02 6173 80 616b a1 616c 00");
    assert_eq!(item.secrets["2"].len(), 1);
    assert_eq!(noted[0], "x[entry 1][entry 1]: expected a number at byte 18");
    assert!(noted[1].starts_with(r#"k["l"]: "#), "{noted:?}");
}

/// The structure is known to be unreadable only after one of its members: that member is lost with it.
#[test]
fn a_structure_with_an_odd_key_is_lost_as_a_whole() {
    let (item, noted) = noted("a2 6169 82 a2 6163 6178 05 06 a1 6163 07 616e 61ff");
    assert_eq!(item.items.len(), 1);
    assert_eq!(item.items[0].count, 7);
    assert_eq!(noted, ["i[0]: expected the name of a member at byte 9", "n: expected UTF-8 at byte 17"]);
    let (_, noted) = self::noted("a1 616e a2 01 6163 a1 6163 6178 02");
    assert_eq!(noted, ["n: expected a string at byte 3"]);
}

#[test]
fn null_is_a_body_without_members() {
    for body in ["f6", "f7", "", "a0", "bfff"] {
        assert_eq!(noted(body), (Item::default(), Vec::new()), "{body}");
    }
}

#[test]
fn a_null_leaves_a_member_unchanged() {
    let (item, noted) = noted("a4 6163 03 6163 f6 616e 6161 616e f7");
    assert_eq!((item.name, item.count, noted.len()), (None, 3, 0));
}

#[test]
fn what_is_not_cbor_is_an_error_behind_an_odd_value_too() {
    let cases = [
        ("a2 616e 01 6163", "expected a value at byte 6"),
        ("bf 616e 01", "expected the end of the array or map at byte 4"),
        ("a2 616e 81 ff 6163 02", "expected a value at byte 4"),
        ("a1 616e 01 00", "expected the end at byte 4"),
        ("80", "expected a map at byte 0"),
        ("01", "expected a map at byte 0"),
        ("f600", "expected the end at byte 1"),
        ("a1 01 02", "expected the name of a member at byte 1"),
        ("bf 616e ff", "expected a value at byte 3"),
        ("ff", "expected a value at byte 0"),
    ];
    for (body, expected) in cases {
        assert_eq!(read(&bytes(body)).unwrap_err().to_string(), expected, "{body}");
    }
}

#[test]
fn a_list_of_odd_values_does_not_fill_the_memory() {
    let body = format!("a1 6169 9f {} a1 6163 05 ff", "00".repeat(5_000));
    let (item, unreadable) = read(&bytes(&body)).unwrap();
    assert_eq!(item.items.len(), 1);
    assert_eq!((unreadable.len(), unreadable.omitted()), (100, 4_900));
    assert_eq!(unreadable[99].path(), "i[99]");
}
