//! Lists and maps, wrapped and flattened, in both directions.

use std::collections::BTreeMap;

use farrier_runtime::xml::Reader;
use farrier_runtime::NonEmpty;

use super::{read_as, write};

fn texts(items: &[&str]) -> Vec<String> {
    items.iter().map(|item| (*item).to_owned()).collect()
}

#[test]
fn wrapped_lists_have_an_element() {
    let list = texts(&["a", "b"]);
    let write_list = |list: &Option<Vec<String>>| {
        write(|xml| xml.list("l xmlns=\"u\"", list, |xml, item| xml.member("i xmlns=\"v\"", item)))
    };
    let body = "<l xmlns=\"u\"><i xmlns=\"v\">a</i><i xmlns=\"v\">b</i></l>";
    assert_eq!(write_list(&Some(list.clone())), body);
    assert_eq!(write_list(&Some(Vec::new())), "<l xmlns=\"u\"></l>");
    assert_eq!(write_list(&None), "");
    assert_eq!(read_as(body, |xml| xml.list(Reader::value)), Ok(list));
    for empty in ["<l/>", "<l></l>", "<l>\n</l>"] {
        assert_eq!(read_as(empty, |xml| xml.list(Reader::value::<String>)), Ok(Vec::new()));
    }
    // Whatever the name of the items, as other SDKs do.
    assert_eq!(read_as("<l><x>1</x><y>2</y></l>", |xml| xml.list(Reader::value)), Ok(vec![1, 2]));
}

#[test]
fn lists_nest() {
    let lists = vec![texts(&["foo", "bar"]), Vec::new(), texts(&["baz"])];
    let body = write(|xml| {
        xml.list("l", &lists, |xml, item| xml.list("member", item, |xml, item| xml.member("m", item)));
    });
    let expected = "<l><member><m>foo</m><m>bar</m></member><member></member><member><m>baz</m></member></l>";
    assert_eq!(body, expected);
    assert_eq!(read_as(&body, |xml| xml.list(|xml| xml.list(Reader::value))), Ok(lists));
}

#[test]
fn flattened_lists_may_be_interleaved() {
    let list = NonEmpty::<i32>::try_from(vec![1, 2]).unwrap();
    assert_eq!(
        write(|xml| xml.flat_list(&Some(list), |xml, item| xml.member("i", item))),
        "<i>1</i><i>2</i>"
    );
    assert_eq!(write(|xml| xml.flat_list(&None::<Vec<i32>>, |xml, item| xml.member("i", item))), "");
    let (mut numbers, mut names, mut none) = (None::<Vec<i32>>, Vec::<String>::new(), None::<Vec<i32>>);
    read_as("<r><i>1</i><n>a</n><i>2</i><n>b</n><i>3</i></r>", |xml| {
        xml.object(|xml, name| match name {
            "i" => xml.item(&mut numbers, Reader::value),
            "n" => xml.item(&mut names, Reader::value),
            _ => xml.item(&mut none, Reader::value),
        })
    })
    .unwrap();
    assert_eq!((numbers, names, none), (Some(vec![1, 2, 3]), texts(&["a", "b"]), None));
}

#[test]
fn sparse_lists_have_nulls() {
    let list = vec![Some("a".to_owned()), None, Some(String::new())];
    let body = write(|xml| xml.list("l", &list, |xml, item| xml.nullable("i", item)));
    let nil = "<i xsi:nil=\"true\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"></i>";
    assert_eq!(body, format!("<l><i>a</i>{nil}<i></i></l>"));
    let read = read_as(&body, |xml| xml.list(|xml| xml.nullable(Reader::value::<String>)));
    assert_eq!(read, Ok(list));
    let nested = vec![Some(vec![1]), None];
    let body = write(|xml| {
        xml.list("l", &nested, |xml, item| {
            xml.nullable_with("i", item, |xml, item| xml.list("i", item, |xml, item| xml.member("n", item)));
        });
    });
    assert_eq!(body, format!("<l><i><n>1</n></i>{nil}</l>"));
    let read = read_as(&body, |xml| xml.list(|xml| xml.nullable(|xml| xml.list(Reader::value))));
    assert_eq!(read, Ok(nested));
}

#[test]
fn a_null_member_is_absent() {
    let (mut some, mut unit) = (Some(1), Some("x".to_owned()));
    read_as("<r><a xsi:nil='true'/><b i:nil=\"1\"></b></r>", |xml| {
        xml.object(|xml, name| if name == "a" { xml.member(&mut some) } else { xml.member(&mut unit) })
    })
    .unwrap();
    assert_eq!((some, unit), (None, None));
    assert_eq!(super::read::<Option<i32>>("<a nil='false'>2</a>"), Ok(Some(2)));
}

fn map() -> BTreeMap<String, i32> {
    BTreeMap::from([("a&".to_owned(), 1), ("b".to_owned(), 2)])
}

#[test]
fn wrapped_maps_have_entries() {
    let map = map();
    let body = write(|xml| {
        xml.map("m", &map, |xml, key, value| {
            xml.member("K xmlns=\"k\"", key);
            xml.member("V", value);
        });
    });
    let expected =
        "<m><entry><K xmlns=\"k\">a&amp;</K><V>1</V></entry><entry><K xmlns=\"k\">b</K><V>2</V></entry></m>";
    assert_eq!(body, expected);
    assert_eq!(read_as(&body, |xml| xml.map(["K", "V"], Reader::value)), Ok(map));
    let absent = None::<BTreeMap<String, i32>>;
    assert_eq!(write(|xml| xml.map("m", &absent, |_, _, _| {})), "");
    assert_eq!(write(|xml| xml.map("m", &Some(BTreeMap::<String, i32>::new()), |_, _, _| {})), "<m></m>");
}

#[test]
fn flattened_maps_may_be_interleaved() {
    let map = map();
    let body = write(|xml| {
        xml.flat_map("m", &map, |xml, key, value| {
            xml.member("k", key);
            xml.member("v", value);
        });
    });
    assert_eq!(body, "<m><k>a&amp;</k><v>1</v></m><m><k>b</k><v>2</v></m>");
    let mut slot = None::<BTreeMap<String, i32>>;
    read_as(&format!("<r>{}</r>", body.replace("</m><m>", "</m><other/><m><extra/>")), |xml| {
        xml.object(|xml, name| match name {
            "m" => xml.entry(&mut slot, ["k", "v"], Reader::value),
            _ => xml.skip(),
        })
    })
    .unwrap();
    assert_eq!(slot, Some(map));
}

#[test]
fn maps_nest_and_their_order_is_free() {
    let body = "<m><entry><value><entry><V>1</V><K>in</K></entry></value><key>out</key></entry></m>";
    let inner = BTreeMap::from([("in".to_owned(), 1)]);
    let read = read_as(body, |xml| xml.map(["key", "value"], |xml| xml.map(["K", "V"], Reader::value)));
    assert_eq!(read, Ok(BTreeMap::from([("out".to_owned(), inner)])));
}
