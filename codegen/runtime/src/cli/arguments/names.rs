//! Names of options as they are written: whole, or cut short as long as it is clear which one is meant.

use clap::Arg;

/// The options that a word can be: the one of that name, or else all whose names begin so. What stands behind `=` is no part of it.
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

/// The option that a word is, if it is clear.
pub(super) fn one<'o>(word: &str, options: impl Iterator<Item = &'o Arg>) -> Option<&'o Arg> {
    match all(word, options)[..] {
        [option] => Some(option),
        _ => None,
    }
}
