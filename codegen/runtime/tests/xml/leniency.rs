//! Values that contradict the model are skipped, and their paths are reported.

use std::collections::BTreeMap;

use farrier_runtime::decoded_limit::DecodedLimit;
use farrier_runtime::xml::{read_document, read_error, read_result, Error, FromXml, Reader, Text};
use farrier_runtime::{UnreadableMember, UnreadableMembers};

/// A structure, as in generated code.
#[derive(Debug, Default, PartialEq)]
struct Item {
    id: Option<i32>,
    size: i64,
    wrapped: Vec<i32>,
    flat: Option<Vec<Item>>,
    sparse: Vec<Option<i32>>,
    map: BTreeMap<String, Item>,
    entries: Option<BTreeMap<String, i32>>,
    secrets: BTreeMap<String, i32>,
}

impl Item {
    fn read(&mut self, xml: &mut Reader<'_>) -> Result<(), Error> {
        xml.attributes(|xml, name| match name {
            "id" => xml.attribute(&mut self.id),
            _ => xml.skip_attribute(),
        })?;
        xml.object(|xml, name| match name {
            "size" => xml.member(&mut self.size),
            "wrapped" => xml.list_member(&mut self.wrapped, Reader::value),
            "flat" => xml.item(&mut self.flat, Reader::value),
            "sparse" => xml.list_member(&mut self.sparse, |xml| xml.nullable(Reader::value)),
            "map" => xml.map_member(&mut self.map, ["key", "value"], Reader::value),
            "entries" => xml.entry(&mut self.entries, ["k", "v"], Reader::value),
            "secrets" => xml.secret(|xml| xml.map_member(&mut self.secrets, ["key", "value"], Reader::value)),
            _ => xml.skip(),
        })
    }
}

impl FromXml for Item {
    fn from_xml(xml: &mut Reader<'_>) -> Result<Self, Error> {
        let mut item = Self::default();
        item.read(xml)?;
        Ok(item)
    }
}

/// The unreadable members, one per line.
fn lines(unreadable: &UnreadableMembers) -> Vec<String> {
    unreadable.iter().map(|member| format!("{}: {}", member.path(), member.reason())).collect()
}

fn read(body: &str) -> (Item, Vec<String>) {
    let (mut item, mut unreadable) = (Item::default(), UnreadableMembers::default());
    read_document(body.as_bytes(), &mut unreadable, |xml| item.read(xml)).unwrap();
    (item, lines(&unreadable))
}

#[test]
fn unknown_parts_are_skipped() {
    let (item, unreadable) = read("<r other='x'><size>1</size><new a='b'>t<c/><![CDATA[d]]></new></r>");
    assert_eq!((item.size, unreadable), (1, Vec::new()));
}

#[test]
fn the_rest_of_a_document_is_kept() {
    let (item, unreadable) = read("<r id='x'><size>big</size><wrapped><i>1</i><i/><i>3</i></wrapped></r>");
    assert_eq!((item.id, item.size, item.wrapped), (None, 0, vec![1, 3]));
    let expected = [
        "id: expected an integer at byte 6",
        "size: expected an integer at byte 15",
        "wrapped[1]: expected an integer at byte 45",
    ];
    assert_eq!(unreadable, expected);
}

#[test]
fn paths_have_indices_and_keys() {
    let body = "<r>\
        <flat><size>1</size></flat><other/><flat id='y'><wrapped>text</wrapped></flat>\
        <sparse><i xsi:nil='true'/><i>x</i><i>2</i></sparse>\
        <map><entry><key>a.\"b</key><value><size>s</size></value></entry>\
             <entry><value><flat>t</flat></value><key>c</key></entry><entry><key>d</key></entry></map>\
        <entries><k>e</k><v>v</v></entries><entries><v>1</v></entries><entries><k>f</k><v>2</v></entries>\
        <secrets><entry><key>g</key><value>1</value></entry><entry><key>h</key><value>v</value></entry></secrets>\
        </r>";
    let (item, unreadable) = read(body);
    assert_eq!(item.sparse, [None, None, Some(2)]);
    assert_eq!(item.map.keys().collect::<Vec<_>>(), ["a.\"b", "c"]);
    assert_eq!(item.entries, Some(BTreeMap::from([("f".to_owned(), 2)])));
    assert_eq!(item.secrets, BTreeMap::from([("g".to_owned(), 1)]));
    assert_eq!(item.flat.map(|flat| flat.len()), Some(2));
    let paths: Vec<&str> = unreadable.iter().filter_map(|line| line.split(": expected").next()).collect();
    let expected = [
        "flat[1].id",
        "flat[1].wrapped",
        "sparse[1]",
        "map[\"a.\\\"b\"].size",
        "map[\"c\"].flat[0]",
        "map[2]",
        "entries[\"e\"]",
        "entries[1]",
        "secrets[entry 1]",
    ];
    assert_eq!(paths, expected);
    assert!(unreadable[5].contains("expected the value of an entry"), "{unreadable:?}");
    assert!(unreadable[7].contains("expected the key of an entry"), "{unreadable:?}");
}

#[test]
fn wrappers_are_not_in_paths() {
    let (mut item, mut unreadable) = (Item::default(), UnreadableMembers::default());
    let body = b"<XResponse><Y/><XResult><flat><size>z</size></flat></XResult></XResponse>";
    read_result(&body[..], &mut unreadable, "XResult", |xml| item.read(xml)).unwrap();
    assert_eq!(lines(&unreadable), ["flat[0].size: expected an integer at byte 35"]);
    let mut unreadable = UnreadableMembers::default();
    for body in [
        "<ErrorResponse><Error><size>z</size></Error></ErrorResponse>",
        "<Response><Errors><Error><size>z</size></Error><Error><size>5</size></Error></Errors></Response>",
        "<Error><size>z</size></Error>",
        "<TooManyThings><size>z</size></TooManyThings>",
    ] {
        read_error(body.as_bytes(), &mut unreadable, |xml| item.read(xml)).unwrap();
        assert_eq!(item.size, 0, "{body}");
    }
    let paths: Vec<&str> = unreadable.iter().map(UnreadableMember::path).collect();
    assert_eq!(paths, ["size"; 4]);
}

#[test]
fn an_ill_formed_document_is_an_error() {
    let mut unreadable = UnreadableMembers::default();
    for body in ["<r><size>x</size>", "<r><flat><size>x</size></r>", "<r><wrapped><i>&x;</i></wrapped></r>"] {
        let mut item = Item::default();
        let read = read_document(body.as_bytes(), &mut unreadable, |xml| item.read(xml));
        assert!(read.is_err(), "{body}");
    }
    assert!(unreadable.is_empty());
}

/// A hundred are reported with their paths; the others are counted.
#[test]
fn there_may_be_many() {
    let body = format!("<r>{}</r>", "<flat>x</flat>".repeat(100_000));
    let (mut item, mut unreadable) = (Item::default(), UnreadableMembers::default());
    read_document(body.as_bytes(), &mut unreadable, |xml| item.read(xml)).unwrap();
    assert_eq!((unreadable.iter().count(), unreadable.omitted()), (100, 99_900));
    assert_eq!(unreadable.iter().last().map(UnreadableMember::path), Some("flat[99]"));
}

#[test]
fn values_need_memory() {
    let body = format!("<r><size>7</size><wrapped>{}</wrapped></r>", "<i/>".repeat(1000));
    let body = body.replace("<i/>", "<i>1</i>");
    for (limit, expected) in [(100, None), (64 << 10, Some(1000))] {
        let text = Text::new(body.as_bytes(), DecodedLimit(Some(limit)));
        let (mut item, mut unreadable) = (Item::default(), UnreadableMembers::default());
        let read = read_document(text, &mut unreadable, |xml| item.read(xml));
        assert_eq!(item.size, 7);
        match expected {
            Some(length) => assert_eq!((read, item.wrapped.len()), (Ok(()), length)),
            None => {
                assert!(read.unwrap_err().to_string().contains("max_decoded_bytes"));
                assert_eq!(unreadable.iter().map(UnreadableMember::path).collect::<Vec<_>>(), ["wrapped"]);
            }
        }
    }
}
