//! Encoding: the same text as serde_json's, and members only if they have values.

use std::collections::BTreeMap;

use farrier_runtime::json::{Plain, ToJson, Writer};

use super::write;

fn plain<T: ToJson + ?Sized>(value: &T) -> String {
    write::<Plain>(value)
}

struct Message {
    content_type: String,
    content: Option<String>,
    token: Box<Option<String>>,
    count: i32,
}

impl ToJson for Message {
    fn to_json(&self, json: &mut Writer) {
        json.object(|object| {
            object.member("ContentType", &self.content_type);
            object.member("Content", &self.content);
            object.member("Client\"Token", &self.token);
            object.member("Count", &self.count);
        });
    }
}

#[test]
fn absent_members_are_not_written() {
    let mut message =
        Message { content_type: "text/plain".to_owned(), content: None, token: Box::default(), count: -7 };
    assert_eq!(plain(&message), r#"{"ContentType":"text/plain","Count":-7}"#);
    message.content = Some("a \"b\"".to_owned());
    *message.token = Some(String::new());
    let expected = r#"{"ContentType":"text/plain","Content":"a \"b\"","Client\"Token":"","Count":-7}"#;
    assert_eq!(plain(&message), expected);
    assert_eq!(plain(&vec![&message, &message]), format!("[{expected},{expected}]"));
}

#[test]
fn absent_elements_are_null() {
    assert_eq!(plain(&vec![Some(true), None]), "[true,null]");
    assert_eq!(plain(&BTreeMap::from([("a", Some(1)), ("b", None)])), r#"{"a":1,"b":null}"#);
    assert_eq!(plain(&Vec::<i32>::new()), "[]");
    assert_eq!(plain(&BTreeMap::<String, i32>::new()), "{}");
    assert_eq!(plain(&vec![vec!["a"], vec![]]), r#"[["a"],[]]"#);
}

#[test]
fn strings_are_escaped_as_serde_json_does() {
    let every: String = (0..0x180).filter_map(char::from_u32).collect();
    for length in 0..20 {
        for special in ["", "\"", "\\", "\n", "\u{0}", "\u{1f}", "\u{7f}", "é", "😀", "\u{2028}"] {
            let text = format!("{}{special}{}", "x".repeat(length), "y".repeat(length % 9));
            assert_eq!(plain(text.as_str()), serde_json::to_string(&text).unwrap());
        }
    }
    assert_eq!(plain(&every), serde_json::to_string(&every).unwrap());
}

#[test]
fn integers() {
    let mut value: i64 = 1;
    for _ in 0..19 {
        for near in [value - 1, value, value + 1, -value, value.wrapping_mul(7)] {
            assert_eq!(plain(&near), near.to_string());
        }
        value = value.wrapping_mul(10);
    }
    for value in [i64::MIN, i64::MAX, i64::MIN + 1] {
        assert_eq!(plain(&value), value.to_string());
    }
    assert_eq!(plain(&vec![i8::MIN, 0, i8::MAX]), "[-128,0,127]");
}

#[test]
fn floats() {
    let cases = [
        (0.0, "0.0"),
        (-0.0, "-0.0"),
        (1.0, "1.0"),
        (0.1, "0.1"),
        (1e300, "1e300"),
        (5e-324, "5e-324"),
        (-2.5e-7, "-2.5e-7"),
    ];
    for (value, expected) in cases {
        assert_eq!(plain(&value), expected);
    }
    assert_eq!(plain(&0.1_f32), "0.1");
    assert_eq!(plain(&vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY]), r#"["NaN","Infinity","-Infinity"]"#);
}
