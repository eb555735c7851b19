//! An unexpected value is recorded with its path, and nothing else is lost. Invalid JSON is an error.

use std::collections::BTreeMap;

use farrier_runtime::json::{read_document, DateTime, Error, FromJson, Reader};
use farrier_runtime::{Timestamp, UnreadableMembers};

/// A structure as in generated code.
#[derive(Debug, Default, PartialEq)]
struct Item {
    name: Option<String>,
    count: i32,
    at: Option<Timestamp>,
    items: Vec<Item>,
    sparse: Option<Vec<Option<i32>>>,
    by_key: BTreeMap<String, Item>,
    secrets: BTreeMap<String, BTreeMap<String, i32>>,
}

impl Item {
    fn member(&mut self, json: &mut Reader<'_>, name: &str) -> Result<(), Error> {
        match name {
            "Name" => json.member(&mut self.name),
            "Count" => json.member(&mut self.count),
            "At" => json.member_as::<DateTime, _>(&mut self.at),
            "Items" => json.member(&mut self.items),
            "Sparse" => json.member(&mut self.sparse),
            "ByKey" => json.member(&mut self.by_key),
            "Secrets" => json.secret(|json| json.member(&mut self.secrets)),
            _ => json.skip(),
        }
    }
}

impl FromJson for Item {
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Error> {
        let mut item = Self::default();
        json.object(|json, name| item.member(json, name))?;
        Ok(item)
    }
}

fn read(body: &str) -> Result<(Item, UnreadableMembers), Error> {
    let (mut item, mut unreadable) = (Item::default(), UnreadableMembers::default());
    read_document(body.as_bytes(), &mut unreadable, |json, name| item.member(json, name))?;
    Ok((item, unreadable))
}

/// The output, and the recorded members: `path: reason`.
fn noted(body: &str) -> (Item, Vec<String>) {
    let (item, unreadable) = read(body).unwrap_or_else(|error| panic!("{body}: {error}"));
    let lines = unreadable.iter().map(|member| format!("{}: {}", member.path(), member.reason()));
    (item, lines.collect())
}

#[test]
fn a_value_of_another_type_only_loses_itself() {
    let (item, noted) = noted(r#" { "Name" : {"a":[1,"b\n"]}, "Count":3, "At":1775836321122 } "#);
    assert_eq!((item.name, item.count, item.at), (None, 3, None));
    assert_eq!(noted, ["Name: expected a string at byte 12", "At: expected a string at byte 45"]);
}

#[test]
fn paths_lead_through_lists_maps_and_structures() {
    let body = r#"{"Items":[{"Name":"a"},{"Items":[{"Count":"x"},7,{"Name":"b"}]}],
        "ByKey":{"red \"1\"":{"Name":[]},"blue":true,"green":{"Count":1}}}"#;
    let (item, noted) = noted(body);
    assert_eq!(item.items[0].name.as_deref(), Some("a"));
    let inner = &item.items[1].items;
    assert_eq!((inner.len(), inner[0].count, inner[1].name.as_deref()), (2, 0, Some("b")));
    assert_eq!(item.by_key.keys().collect::<Vec<_>>(), ["green", "red \"1\""]);
    let paths: Vec<&str> = noted.iter().map(|line| line.split(": ").next().unwrap()).collect();
    assert_eq!(
        paths,
        ["Items[1].Items[0].Count", "Items[1].Items[1]", r#"ByKey["red \"1\""].Name"#, r#"ByKey["blue"]"#]
    );
}

#[test]
fn a_sparse_list_keeps_the_place_of_an_item() {
    let (item, noted) = noted(r#"{"Sparse":[1,"x",null,4]}"#);
    assert_eq!(item.sparse, Some(vec![Some(1), None, None, Some(4)]));
    assert_eq!(noted, ["Sparse[1]: expected a number at byte 13"]);
}

#[test]
fn keys_of_secrets_are_places() {
    let (item, noted) =
        noted(r#"{"Secrets":{"k1":{"s3cret":1},"k2":{"hush":2,"s3cret":[]}},"ByKey":{"k":0}}"#);
    assert_eq!(item.secrets["k2"].len(), 1);
    let [first, second] = noted.as_slice() else { panic!("{noted:?}") };
    assert_eq!(first, "Secrets[entry 1][entry 1]: expected a number at byte 54");
    assert!(second.starts_with(r#"ByKey["k"]: "#), "{second}");
}

#[test]
fn numbers_may_come_as_text() {
    let (item, noted) = noted(r#"{"Count":"-12","Sparse":["3","","1 "," 1","1x","\u0031"]}"#);
    assert_eq!((item.count, item.sparse), (-12, Some(vec![Some(3), None, None, None, None, None])));
    assert_eq!(noted.len(), 5, "{noted:?}");
}

#[test]
fn null_is_a_body_without_members() {
    for body in ["null", " null\n", "", "{}"] {
        assert_eq!(noted(body), (Item::default(), Vec::new()), "{body}");
    }
}

#[test]
fn what_is_not_json_is_an_error_behind_an_odd_value_too() {
    let cases = [
        (r#"{"Name":1,"Count":2"#, "expected a comma or the end of the array or object at byte 19"),
        (r#"{"Name":{"a":[1,}},"Count":2}"#, "expected a value at byte 16"),
        (r#"{"Items":[{"Items":[{"Name":[}]}]}"#, "expected a value at byte 29"),
        (r#"{"Name":1}x"#, "expected the end at byte 10"),
        (r#"[]"#, "expected an object at byte 0"),
        (r#""null""#, "expected an object at byte 0"),
        ("nullx", "expected the end at byte 4"),
    ];
    for (body, expected) in cases {
        assert_eq!(read(body).unwrap_err().to_string(), expected, "{body}");
    }
    let deep = format!(r#"{{"Name":{}1{}}}"#, "[".repeat(200), "]".repeat(200));
    assert!(read(&deep).unwrap_err().to_string().starts_with("nested too deeply"));
}

/// Each level searches the end of an invalid value at most once: 100 levels around 1 MB take as long as one.
#[test]
fn a_broken_value_is_looked_at_once() {
    let body = format!("{}{{\"Name\":[{}", r#"{"Items":["#.repeat(60), "1,".repeat(500_000));
    let begun = std::time::Instant::now();
    assert!(read(&body).is_err());
    assert!(begun.elapsed() < std::time::Duration::from_secs(3), "{:?}", begun.elapsed());
}

#[test]
fn a_list_of_odd_values_does_not_fill_the_memory() {
    let body = format!(r#"{{"Items":[{}{{"Count":5}}]}}"#, "0,".repeat(5_000));
    let (item, unreadable) = read(&body).unwrap();
    assert_eq!(item.items.len(), 1);
    assert_eq!((unreadable.len(), unreadable.omitted()), (100, 4_900));
    assert_eq!(unreadable[99].path(), "Items[99]");
    assert!(format!("{unreadable:?}").ends_with("4900 more]"));
}

#[test]
fn no_value_is_shown() {
    let (_, unreadable) = read(r#"{"Name":["s3cret"],"Count":"s3cret","At":"s3cret"}"#).unwrap();
    assert_eq!(unreadable.len(), 3);
    assert!(!format!("{unreadable:?}{}", unreadable[0]).contains("s3cret"));
}
