//! The shorthand syntax, without shapes.

use serde_json::{json, Value};

use super::super::super::super::schema::{Limits, Member, Shape};
use super::super::super::samples::dice::Dice;
use super::super::super::table::Parameter;
use super::super::problem::Problem;
use super::{parse, Parsed};

static MEMBER: Member = Member::new("It", &Shape::String(Limits::NONE));

/// Returns the parsed value, or the message.
fn read(text: &str) -> Result<Value, String> {
    let mut load = |text: String| match text.strip_prefix("file://") {
        Some("none") => Err(Problem::safe("no such file")),
        Some(name) => Ok(Parsed::Text(format!("<{name}>"))),
        None => Ok(Parsed::Text(text)),
    };
    parse(text, &mut load).map(value).map_err(|error| {
        let message = error.problem(text).of(&Parameter { flag: "it", member: &MEMBER }).to_string();
        message.strip_prefix("Error parsing parameter '--it': ").unwrap().to_owned()
    })
}

fn value(parsed: Parsed) -> Value {
    match parsed {
        Parsed::Text(text) => Value::String(text),
        Parsed::Bytes(bytes) => json!(bytes),
        Parsed::List(items) => items.into_iter().map(value).collect(),
        Parsed::Map(pairs) => pairs.into_iter().map(|(key, parsed)| (key, value(parsed))).collect(),
    }
}

#[test]
fn pairs_lists_and_maps_are_read() {
    for (text, expected) in [
        ("a=b", json!({"a": "b"})),
        ("a=", json!({"a": ""})),
        ("a=b,c=d", json!({"a": "b", "c": "d"})),
        ("a = b , c = d ", json!({"a": "b", "c": "d"})),
        ("a=1,2,3", json!({"a": ["1", "2", "3"]})),
        ("a=1,2,b=3", json!({"a": ["1", "2"], "b": "3"})),
        ("a=1,2,b=3,4", json!({"a": ["1", "2"], "b": ["3", "4"]})),
        ("a=b=c", json!({"a": "b=c"})),
        ("a=[]", json!({"a": []})),
        ("a=[1]", json!({"a": ["1"]})),
        ("a=[ 1 , 2 ],b=3", json!({"a": ["1", "2"], "b": "3"})),
        ("a=[[1,2],[3]]", json!({"a": [["1", "2"], ["3"]]})),
        ("a={b=c,d={e=[f]}}", json!({"a": {"b": "c", "d": {"e": ["f"]}}})),
        ("a=[{b=c},{b=d}]", json!({"a": [{"b": "c"}, {"b": "d"}]})),
        ("a={}", json!({"a": {}})),
        ("a={b=1,b=2}", json!({"a": {"b": "2"}})),
        ("a.b-c_d#/:1=e", json!({"a.b-c_d#/:1": "e"})),
        ("=b", json!({"": "b"})),
    ] {
        assert_eq!(read(text), Ok(expected), "{text}");
    }
}

#[test]
fn quotes_and_backslashes_take_away_meanings() {
    for (text, expected) in [
        (r#"a="b,c=d""#, json!({"a": "b,c=d"})),
        ("a='b,c=d'", json!({"a": "b,c=d"})),
        (r"a=b\,c", json!({"a": "b,c"})),
        (r"a=b\c", json!({"a": r"b\c"})),
        (r#"a="b\"c""#, json!({"a": r#"b"c"#})),
        (r"a='b\'c'", json!({"a": "b'c"})),
        (r#"a="b\\c""#, json!({"a": r"b\c"})),
        // No other quote could be the end.
        (r"a='b\'", json!({"a": r"b\"})),
        (r#"a="b","c","d=e""#, json!({"a": ["b", "c", "d=e"]})),
        ("a='  b  '", json!({"a": "  b  "})),
        ("a=\"b\nc\"", json!({"a": "b\nc"})),
        ("a=b\u{e9}\u{1f600}", json!({"a": "b\u{e9}\u{1f600}"})),
    ] {
        assert_eq!(read(text), Ok(expected), "{text}");
    }
}

#[test]
fn a_key_with_an_at_sign_names_files() {
    assert_eq!(
        read("a@=file://x,b=file://x,c@=[file://y,z]"),
        Ok(json!({"a": "<x>", "b": "file://x", "c": ["<y>", "z"]}))
    );
    assert_eq!(read("a={b@=file://x,c=file://x}"), Ok(json!({"a": {"b": "<x>", "c": "file://x"}})));
    assert_eq!(read("a@='file://x'"), Ok(json!({"a": "<x>"})));
    assert_eq!(read("a@=file://none"), Err("no such file".to_owned()));
    assert_eq!(read("a@=x,file://none"), Err("no such file".to_owned()));
}

#[test]
fn errors_point_at_the_place() {
    for (text, message) in [
        ("Id", "Expected: '=', received: 'EOF' for input:\nId\n  ^"),
        ("", "Expected: '=', received: 'EOF' for input:\n\n^"),
        ("Id==3", "Expected: ',', received: '=' for input:\nId==3\n   ^"),
        ("Id=\"a", "Expected: '<double quoted>', received: '<none>' for input:\nId=\"a\n   ^"),
        ("Id='a", "Expected: '<singled quoted>', received: '<none>' for input:\nId='a\n   ^"),
        ("a=b,", "Expected: '<second>', received: '<none>' for input:\na=b,\n    ^"),
        ("a=[b", "Expected: ',', received: 'EOF' for input:\na=[b\n    ^"),
        ("a={b", "Expected: '=', received: 'EOF' for input:\na={b\n    ^"),
        ("a={b=c", "Expected: ',', received: 'EOF' for input:\na={b=c\n      ^"),
        ("a=b,\nc==d", "Expected: ',', received: '=' for input:\na=b,\nc==d\n  ^"),
        ("a==b,\nc=d", "Expected: ',', received: '=' for input:\na==b,\n  ^\nc=d"),
        (
            "Id=a,Id=b",
            "Second instance of key \"Id\" encountered for input:\nId=a,Id=b\n     ^\nThis is often because there is \
             a preceding \",\" instead of a space.",
        ),
    ] {
        assert_eq!(read(text), Err(message.to_owned()), "{text}");
    }
}

#[test]
fn what_is_nested_without_end_is_refused() {
    for open in ["[", "{a="] {
        let text = format!("a={}", open.repeat(100_000));
        assert!(read(&text).unwrap_err().starts_with("nested too deeply at character "), "{open}");
    }
    let fits = format!("a={}b{}", "[".repeat(64), "]".repeat(64));
    assert!(read(&fits).is_ok());
}

#[test]
fn no_text_makes_it_panic() {
    let mut dice = Dice(1);
    let alphabet = "abc=,,@[]{}\"'\\ \n\t:/é\u{1f600}\u{0}\u{1c}1";
    let mut read_some = 0;
    for _ in 0..50_000 {
        let text = format!("a={}", dice.text(alphabet, 12));
        read_some += usize::from(read(&text).is_ok());
        let _ = read(&dice.text(alphabet, 20));
    }
    // Otherwise it would be the first character, which is always rejected.
    assert!(read_some > 5_000, "{read_some}");
}

#[test]
fn what_is_written_in_shorthand_is_read_again() {
    let mut dice = Dice(2);
    for _ in 0..20_000 {
        let pairs = (0..dice.below(4) + 1).map(|at| (format!("k{at}"), any_value(&mut dice, 0)));
        let whole = Value::Object(pairs.collect());
        let Value::Object(members) = &whole else { panic!() };
        let text = members.iter().map(|(key, value)| format!("{key}={}", written(value))).collect::<Vec<_>>();
        let text = text.join(",");
        assert_eq!(read(&text), Ok(whole.clone()), "{text}");
    }
}

fn any_value(dice: &mut Dice, depth: usize) -> Value {
    match dice.below(if depth > 3 { 1 } else { 3 }) {
        0 => {
            let text = dice.text("ab=,[]{}\"'\\ @:é\u{1f600}\n", 8);
            // A backslash would escape the last quote.
            Value::from(text.trim_end_matches('\\'))
        }
        1 => (0..dice.below(4)).map(|_| any_value(dice, depth + 1)).collect(),
        _ => {
            let keys = 0..dice.below(4);
            Value::Object(keys.map(|at| (format!("k{at}"), any_value(dice, depth + 1))).collect())
        }
    }
}

fn written(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(",")),
        Value::Object(members) => {
            let pairs = members.iter().map(|(key, value)| format!("{key}={}", written(value)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(","))
        }
        Value::String(text) => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        other => panic!("{other}"),
    }
}
