//! Accepts and rejects the same texts as serde_json, and decodes the same values.

use serde_json::Value;

use super::{read, write};
use farrier_runtime::json::{Plain, Reader};
use farrier_runtime::Document;

/// A small generator (xorshift), so that failures are reproducible.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit
    }

    fn pick<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }

    fn text(&mut self) -> String {
        let pieces = [
            "a",
            "plain text",
            "\\n",
            "\\\"",
            "\\\\",
            "\\/",
            "é",
            "日本",
            "\\u00e9",
            "\\ud83d\\ude00",
            "😀",
            "\u{7f}",
        ];
        (0..self.below(9)).map(|_| self.pick(&pieces)).collect()
    }

    fn value(&mut self, depth: usize) -> String {
        let numbers = ["0", "-1", "1.5", "1e3", "-0.25E-2", "123456789012345678", "-0", "0.1"];
        match self.below(if depth == 0 { 4 } else { 6 }) {
            0 => self.pick(&["true", "false", "null"]).to_owned(),
            1 => self.pick(&numbers).to_owned(),
            2 | 3 => format!("\"{}\"", self.text()),
            4 => {
                let elements: Vec<_> = (0..self.below(5)).map(|_| self.value(depth - 1)).collect();
                format!("[{}]", elements.join(self.pick(&[",", " , ", ",\n\t"])))
            }
            _ => {
                let member =
                    |random: &mut Self| format!("\"{}\" :{}", random.text(), random.value(depth - 1));
                let members: Vec<_> = (0..self.below(5)).map(|_| member(self)).collect();
                format!("{{ {}}}", members.join(","))
            }
        }
    }
}

/// Decodes a body in every way, and compares with serde_json.
fn compare(body: &[u8]) {
    let shown = String::from_utf8_lossy(body);
    let ours = read::<Plain, Document>(body);
    let theirs = serde_json::from_slice::<Value>(body);
    match (&ours, &theirs) {
        (Ok(document), Ok(value)) => {
            let again: Value = serde_json::from_str(&write(document)).expect("what we write is JSON");
            assert_eq!(&again, value, "{shown}");
        }
        (Err(_), Err(_)) => {}
        (Ok(_), Err(error)) => {
            let text = error.to_string();
            let known =
                ["surrogate", "hex escape", "number out of range"].iter().any(|known| text.contains(known));
            assert!(known, "only we read {shown}: {text}");
        }
        (Err(error), Ok(_)) => panic!("only serde_json reads {shown}: {error}"),
    }

    let skipped = Reader::new(body).and_then(|mut json| {
        json.skip()?;
        json.end()
    });
    assert_eq!(skipped.err(), ours.as_ref().err().copied(), "{shown}");
    let raw = Reader::new(body).and_then(|mut json| {
        let start = json.position();
        let before = json.remaining();
        json.skip()?;
        let raw = json.slice(start, start + (before - json.remaining()));
        json.end().map(|()| raw)
    });
    assert_eq!(raw.ok(), ours.ok().map(|_| shown.trim()));
}

#[test]
fn edge_cases() {
    let bodies = [
        "",
        " ",
        "null",
        " null ",
        "nul",
        "nulll",
        "n",
        "true",
        "tru",
        "false",
        "False",
        "NaN",
        "Infinity",
        "0",
        "-",
        "-0",
        "00",
        "01",
        "-01",
        "+1",
        "1.",
        ".5",
        "1.5",
        "1.5.",
        "1e",
        "1e+",
        "1e+5",
        "1E-05",
        "1e5.5",
        "0x10",
        "1_0",
        "1 2",
        "- 1",
        "1e400",
        "-1e400",
        "123456789012345678901234567890",
        "--1",
        "1e5e",
        "0e",
        "0e0",
        "0.e1",
        "\"",
        "\"\"",
        "\"a",
        "\"\\",
        "\"\\\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12G4\"",
        "\"\\u+123\"",
        "\"\\u00e9\"",
        "\"\\U00e9\"",
        "\"\n\"",
        "\"\t\"",
        "\"\u{0}\"",
        "\"\u{1f}\"",
        "\"\u{7f}\"",
        "\"\u{80}\"",
        "\"\u{2028}\"",
        "\"12345678\n\"",
        "\"é2345678\u{1}\"",
        "\"\\b\\f\\n\\r\\t\\/\\\\\\\"\"",
        "\"\\ud83d\\ude00\"",
        "\"\\uD83D\\uDE00x\"",
        "\"\\u0000\"",
        "\"'\"",
        "'a'",
        "\"\\ud83d\"",
        "\"\\ude00\"",
        "\"\\ud83d\\n\"",
        "\"\\ud83d\\u0041\"",
        "\"\\ud83d\\ud83d\\ude00\"",
        "\"\\ud83dx\"",
        "\"\\ud83d\\u\"",
        "[",
        "]",
        "[]",
        "[ ]",
        "[,]",
        "[1,]",
        "[1,,2]",
        "[,1]",
        "[1 2]",
        "[1]]",
        "[[]",
        "[1}",
        "[\u{a0}1]",
        "[1,\u{c}2]",
        "[\r\n\t 1 ]",
        "{",
        "}",
        "{}",
        "{ }",
        "{,}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{\"a\":1,,}",
        "{a:1}",
        "{1:1}",
        "{null:1}",
        "{\"a\" : 1 }",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1]",
        "{\"a\":1,\"a\":2}",
        "{\"\\u0061\":1,\"a\":2}",
        "{\"a\n\":1}",
        "{\"a\"::1}",
        "{\"a\",1}",
        "// c\n1",
        "/**/1",
        "[1,2]x",
        "\u{1}1",
    ];
    for body in bodies {
        compare(body.as_bytes());
        compare(format!("[{body}]").as_bytes());
        compare(format!("{{\"name\":{body}}}").as_bytes());
    }
    for bytes in [
        &b"\"\xff\""[..],
        b"\"\xed\xa0\x80\"",
        b"\"\xc0\x80\"",
        b"[\"\xe9\"]",
        b"\xef\xbb",
        b"\"\xf0\x9f\x98\"",
    ] {
        compare(bytes);
    }
}

#[test]
fn generated_documents() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for _ in 0..3_000 {
        compare(random.value(5).as_bytes());
    }
}

#[test]
fn damaged_documents() {
    let mut random = Random(0x0123_4567_89ab_cdef);
    let marks = b"{}[]\",:\\u019eE+-.ntf \n\x00\xff\xc3";
    for _ in 0..3_000 {
        let mut body = random.value(4).into_bytes();
        for _ in 0..=random.below(3) {
            let (at, mark) = (random.below(body.len()), marks[random.below(marks.len())]);
            match random.below(3) {
                0 => body[at] = mark,
                1 => body.insert(at, mark),
                _ => {
                    body.remove(at);
                }
            }
            if body.is_empty() {
                break;
            }
        }
        compare(&body);
    }
}

#[test]
fn truncated_anywhere() {
    let body = r#" {"a\n": [1.5e+3, "é😀\ud83d\ude00\"", true, false, null, {"": -0}], "b": {"c": []}} "#;
    for end in 0..=body.len() {
        compare(&body.as_bytes()[..end]);
    }
}
