//! Damaged files, always the same: loading returns, in time that grows with their size only, and does not panic.

use std::time::{Duration, Instant};

use farrier::model::{Role, load, to_ast};

use crate::load::common::{problems, source};
use crate::numbers::Numbers;
use crate::{cases, idl_text};

/// Every part of the language.
const WHOLE: &str = include_str!("whole.smithy");

/// Loads a file; a model that loads also loads from its JSON AST.
fn loads(text: &[u8]) {
    if let Ok(loaded) = load(&[source("m.smithy", text, Role::Model)]) {
        let ast = to_ast(&loaded.model).to_string();
        let again = load(&[source("m.json", ast, Role::Model)]);
        let again = again.unwrap_or_else(|problems| panic!("{}\n{problems}", String::from_utf8_lossy(text)));
        assert_eq!(again.model.shapes, loaded.model.shapes);
    }
}

#[test]
fn the_whole_language_is_valid() {
    assert!(load(&[source("m.smithy", WHOLE, Role::Model)]).is_ok());
}

#[test]
fn every_beginning_of_a_file_is_read() {
    for end in 0..WHOLE.len() {
        loads(&WHOLE.as_bytes()[..end]);
        loads(&WHOLE.as_bytes()[end..]);
    }
}

/// Pieces that mean something wherever they are.
const PIECES: &[&str] = &[
    "\"",
    "\"\"\"",
    "\\",
    "\\u",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "@",
    "$",
    "#",
    ":",
    ":=",
    "=",
    ",",
    ".",
    "-",
    "0",
    "\n",
    "\r",
    " ",
    "//",
    "///",
    "é",
    "\u{0}",
    "true",
    "with",
    "for",
    "apply",
    "use",
    "namespace x\n",
    "structure X {",
    "@mixin ",
    "$version: \"1\"\n",
    "metadata a = ",
    "smithy.api#",
    "_",
];

fn damaged(text: &str, numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..1 + numbers.below(4) {
        let at = numbers.below(bytes.len() + 1);
        let end = (at + numbers.below(12)).min(bytes.len());
        match numbers.below(4) {
            0 => drop(bytes.drain(at..end)),
            1 => drop(bytes.splice(at..end, PIECES[numbers.below(PIECES.len())].bytes())),
            2 => {
                let copy = bytes[at..end].to_vec();
                let to = numbers.below(bytes.len() + 1);
                drop(bytes.splice(to..to, copy));
            }
            _ => drop(bytes.splice(at..at, PIECES[numbers.below(PIECES.len())].bytes())),
        }
    }
    bytes
}

#[test]
fn damaged_files_are_read_or_rejected() {
    let mut texts = vec![WHOLE.to_owned()];
    for case in cases::all().iter().step_by(9) {
        let bytes = std::fs::read(&case.model).expect("a case");
        let loaded = load(&[source(&case.name, bytes, Role::Model)]).expect("a good model");
        texts.extend(idl_text::files(&loaded.model).into_values());
    }
    let mut numbers = Numbers(23);
    for round in 0..4_000 {
        loads(&damaged(&texts[round % texts.len()], &mut numbers));
    }
    for length in 0..600 {
        let bytes: Vec<u8> = (0..length).map(|_| numbers.below(256) as u8).collect();
        loads(&bytes);
        let pieces: String = (0..length / 4).map(|_| PIECES[numbers.below(PIECES.len())]).collect();
        loads(format!("$version: \"2\"\nnamespace ns\n{pieces}").as_bytes());
    }
}

#[test]
fn depth_is_bounded() {
    let nested = |levels: usize| {
        let (open, close) = ("[".repeat(levels), "]".repeat(levels));
        format!("$version: \"2\"\nmetadata a = {open}{close}\n")
    };
    assert!(load(&[source("m.smithy", nested(120), Role::Model)]).is_ok());
    assert_eq!(
        problems(&[source("m.smithy", nested(121), Role::Model)]),
        "m.smithy:2:134: values may be nested at most 120 levels deep"
    );
    for open in ["[", "{a:", "[{\"a\":"] {
        loads(format!("metadata a = {}", open.repeat(500_000)).as_bytes());
        loads(format!("namespace ns\n@a({})\nstring S", open.repeat(500_000)).as_bytes());
    }
}

/// Texts that a reader with a quadratic step would take minutes for.
#[test]
fn time_grows_with_the_size() {
    let many =
        |piece: &str| format!("$version: \"2\"\nnamespace ns\n{}", piece.repeat(1_000_000 / piece.len()));
    let members: String = (0..50_000).map(|i| format!("$m{i}\n")).collect();
    let shapes: String = (0..50_000).map(|i| format!("structure S{i} for R {{ $a }}\n")).collect();
    let keys: String = (0..50_000).map(|i| format!("k{i}: {i} ")).collect();
    let texts = [
        many("string\n"),
        many("\"\n"),
        many("/// a\n"),
        many("@a "),
        many("apply S$a @b\n"),
        many("string S\n"),
        many("structure S { a: T }\n"),
        many("structure S with [S] {}\n"),
        many("a.b#c$d "),
        many("\\u"),
        format!(
            "$version: \"2\"\nnamespace ns\nresource R {{ identifiers: {{ {keys} }} }}\n@mixin structure M {{}}\nstructure S for R with [M] {{ {members} }}"
        ),
        format!("$version: \"2\"\nnamespace ns\nresource R {{ identifiers: {{ a: String }} }}\n{shapes}"),
        format!("$version: \"2\"\nnamespace ns\nservice S {{ {keys} }}"),
        format!("{}namespace ns", (0..50_000).map(|i| format!("$k{i}: 1\n")).collect::<String>()),
        format!("metadata a = {{ {keys} }}"),
    ];
    for text in texts {
        let start = Instant::now();
        loads(text.as_bytes());
        let took = start.elapsed();
        assert!(took < Duration::from_secs(60), "{took:?} for {:?}", text.get(..80));
    }
}
