#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by a panic")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;

use super::*;

use farrier_runtime::pattern as inline;

/// Returns the pattern as in a generated crate.
fn compiled(text: &str) -> Option<inline::Pattern> {
    let ranges = |ranges: &Vec<(char, char)>| &*ranges.clone().leak();
    let step = |step: &PatternStep| match step {
        PatternStep::One(one) => inline::Step::One(ranges(one)),
        PatternStep::Many(one, min, max) => inline::Step::Many(ranges(one), *min, *max),
        PatternStep::Split(here, there) => inline::Step::Split(*here, *there),
        PatternStep::Jump(there) => inline::Step::Jump(*there),
        PatternStep::Start => inline::Step::Start,
        PatternStep::End => inline::Step::End,
        PatternStep::Match => inline::Step::Match,
    };
    let steps: Vec<inline::Step> = program(text)?.steps.iter().map(step).collect();
    Some(inline::Pattern { text: text.to_owned().leak(), steps: steps.leak() })
}

fn matches(pattern: &str, text: &str) -> bool {
    compiled(pattern).unwrap_or_else(|| panic!("{pattern} is refused")).matches(text)
}

#[test]
fn patterns_match() {
    for (pattern, good, bad) in [
        ("^[a-z]+$", vec!["a", "abc"], vec!["", "A", "aB", "a\n", "\na"]),
        ("b", vec!["b", "abc"], vec!["", "ac"]),
        ("^a{2,3}$", vec!["aa", "aaa"], vec!["", "a", "aaaa"]),
        ("^(ab){2,3}$", vec!["abab", "ababab"], vec!["ab", "aba", "abababab"]),
        ("^(a|b*)c?$", vec!["", "a", "bb", "ac", "bbc", "c"], vec!["ab", "cc"]),
        ("^(|a)$", vec!["", "a"], vec!["aa"]),
        ("^(a*)*$", vec!["", "aaa"], vec!["b"]),
        ("^(a{0,2}){3}b$", vec!["b", "aaaaaab"], vec!["aaaaaaab"]),
        ("a{2}b", vec!["aaaab"], vec!["ab", "a", "aaa"]),
        (r"^\d\w\s$", vec!["1_ ", "1a\u{2028}"], vec!["\u{661}a ", "1é "]),
        (r"^[^\d]\D$", vec!["ab", "é\n"], vec!["1b", "a1"]),
        ("^.$", vec!["a", "😀"], vec!["\n", "\r", "\u{2028}", "ab"]),
        (r"^[\x21-\x7E\u00e9]$", vec!["!", "é"], vec![" ", "è"]),
        (r"^\p{L}+$", vec!["ab", "é", "\u{1f600}"], vec!["a1", "é1"]),
        (r"^\p{ASCII}*$", vec!["", "a\n"], vec!["é"]),
        ("^$|^x$", vec!["", "x"], vec!["y", "xx"]),
        ("^a$b", vec![], vec!["a", "ab"]),
    ] {
        good.iter().for_each(|text| assert!(matches(pattern, text), "{pattern} does not match {text:?}"));
        bad.iter().for_each(|text| assert!(!matches(pattern, text), "{pattern} matches {text:?}"));
    }
}

#[test]
fn unsupported_patterns_are_rejected() {
    for pattern in [
        "(?=a)b",
        "^(?!a)",
        "(?<=a)b",
        "(?<!a)b",
        r"(a)\1",
        r"\bword\b",
        "(?i)a",
        "(?i:a)",
        "[a-z&&[^b]]",
        "[[:alpha:]]",
        r"\p{Print}",
        "(",
        "a{2,1}",
        "((a{20}bc){50}d){50}",
    ] {
        assert!(program(pattern).is_none(), "{pattern}");
    }
}

/// A long text, and patterns that make other matchers backtrack.
#[test]
fn time_grows_with_the_text_and_no_faster() {
    let text = "a".repeat(10_000);
    let start = std::time::Instant::now();
    for pattern in ["^(a+)+$b", "(a|a)*b", "(a*)*b", "a{0,1000}b", "(a?){50}b", "(.*a){8}b"] {
        assert!(!matches(pattern, &text), "{pattern}");
    }
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn modelled_patterns_match_like_the_regex_crate() {
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut compared = 0;
    for text in patterns() {
        let Some(pattern) = compiled(&text) else { continue };
        let lenient = program(&text).unwrap().lenient;
        // The classes of the reference contain letters and digits of all scripts, and its dot all except `\n`.
        let ascii = lenient || text.contains('\\') || text.contains('.');
        let other = regex::Regex::new(&text).unwrap();
        for _ in 0..60 {
            let text = like(&program(pattern.text).unwrap().steps, ascii, &mut random);
            assert_eq!(pattern.matches(&text), other.is_match(&text), "{} and {text:?}", pattern.text);
            compared += usize::from(pattern.matches(&text));
        }
    }
    assert!(compared > 100, "{compared} texts that match");
}

/// The number of patterns that are left to the service; codegen/guides/design/clients.md has the same numbers.
#[test]
fn few_patterns_of_the_public_models_are_refused() {
    let all = patterns();
    let refused: Vec<&String> = all.iter().filter(|text| program(text).is_none()).collect();
    let lenient = all.iter().filter(|text| program(text).is_some_and(|program| program.lenient)).count();
    if all.len() > 100 {
        let list = refused.iter().fold(String::new(), |mut list, text| {
            writeln!(list, "{text}").unwrap();
            list
        });
        assert_eq!((all.len(), refused.len(), lenient), (326, 14, 10), "{list}");
    }
}

/// Returns a text from a walk through the program, with mistakes.
fn like(steps: &[PatternStep], ascii: bool, random: &mut u64) -> String {
    let mut text = String::new();
    let mut at = 0;
    for _ in 0..400 {
        let character = |ranges: &[(char, char)], random: &mut u64| {
            let (first, last) = *ranges.get(below(ranges.len().max(1), random))?;
            let span = (u32::from(last) - u32::from(first)).min(if ascii { 0x7f } else { 0x2_0000 });
            char::from_u32(u32::from(first) + below(span as usize + 1, random) as u32)
        };
        match steps.get(at) {
            Some(PatternStep::One(ranges)) => text.extend(character(ranges, random)),
            Some(PatternStep::Many(ranges, min, max)) => {
                let most = max.unwrap_or(min + 3).saturating_add(u32::from(below(30, random) == 0));
                let count = *min as usize + below((most - min).min(8) as usize + 1, random);
                (0..count).for_each(|_| text.extend(character(ranges, random)));
            }
            Some(PatternStep::Split(here, there)) => {
                at = if below(2, random) == 0 { *here } else { *there };
                continue;
            }
            Some(PatternStep::Jump(there)) => {
                at = *there;
                continue;
            }
            Some(PatternStep::Start | PatternStep::End) => {}
            Some(PatternStep::Match) | None => break,
        }
        at += 1;
    }
    match below(4, random) {
        0 => text.push_str(["\n", "a", " ", "-", "0"][below(5, random)]),
        1 => drop(text.pop()),
        _ => {}
    }
    text.retain(|c| {
        !matches!(c, '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{feff}' | '\u{b}')
            && (c.is_ascii() || !ascii)
    });
    text
}

fn below(bound: usize, random: &mut u64) -> usize {
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    usize::try_from(*random % bound as u64).unwrap()
}

/// Returns the patterns of connectparticipant, and of the public models if they exist.
fn patterns() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = vec![root.join("models/connectparticipant/service.json")];
    let shared = std::fs::read_dir(root.join("../shared/models")).into_iter().flatten();
    files.extend(shared.map(|entry| entry.unwrap().path()));
    let mut found = BTreeSet::new();
    for file in files {
        collect(&serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap(), &mut found);
    }
    found
}

fn collect(value: &Value, found: &mut BTreeSet<String>) {
    found.extend(value.get("smithy.api#pattern").and_then(Value::as_str).map(str::to_owned));
    match value {
        Value::Object(members) => members.values().for_each(|value| collect(value, found)),
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}
