//! Option names: complete, or abbreviated if unambiguous.

use clap::Arg;

/// Returns the options that a word can mean: the one with that name, or all with that prefix. Text after `=` is ignored.
pub(super) fn all<'o>(word: &str, options: impl Iterator<Item = &'o Arg>) -> Vec<&'o Arg> {
    let name = word.strip_prefix("--").and_then(|rest| rest.split('=').next()).unwrap_or_default();
    if name.is_empty() {
        return Vec::new();
    }
    let mut all: Vec<&Arg> = Vec::new();
    for option in options {
        match option.get_long() {
            Some(long) if long == name => return vec![option],
            Some(long)
                if long.starts_with(name) && all.iter().all(|other| other.get_long() != Some(long)) =>
            {
                all.push(option);
            }
            _ => {}
        }
    }
    all
}

/// Returns the option that a word means, if unambiguous.
pub(super) fn one<'o>(word: &str, options: impl Iterator<Item = &'o Arg>) -> Option<&'o Arg> {
    match all(word, options)[..] {
        [option] => Some(option),
        _ => None,
    }
}
