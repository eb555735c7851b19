//! Numbers in JSON that the tool cannot keep with all their digits: better an error than another number.

use super::super::super::decimal;
use super::super::table::Shape;
use super::problem::Problem;

/// How deep shapes are looked into; recursive ones have no end.
const MAX_DEPTH: usize = 16;

/// Refuses such numbers in a text of JSON for values of a shape, if it has members in which each digit counts.
pub(super) fn check(shape: &'static Shape, text: &str) -> Result<(), Problem> {
    if counts_digits(shape, 0) { check_text(text) } else { Ok(()) }
}

/// Refuses such numbers anywhere in a text of JSON.
pub(super) fn check_text(text: &str) -> Result<(), Problem> {
    match find(text) {
        Some(place) => Err(Problem::safe(format!(
            "the number at character {place} has more digits than the tool can keep in JSON; \
             give a big number as a string, in quotes"
        ))),
        None => Ok(()),
    }
}

/// Whether a value of the shape may be, or have in it, a number of any size.
pub(super) fn counts_digits(shape: &'static Shape, depth: usize) -> bool {
    let inside = |shape| depth < MAX_DEPTH && counts_digits(shape, depth + 1);
    match shape {
        Shape::Document | Shape::BigNumber => true,
        Shape::List { item, .. } => inside(item),
        Shape::Map { value, .. } => inside(value),
        Shape::Structure(members) | Shape::Union(members) => {
            members.iter().any(|member| inside(member.shape))
        }
        _ => false,
    }
}

/// Where the first such number begins, counted from 1.
fn find(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at += match byte {
            b'"' => string(&bytes[at..]),
            b'-' | b'0'..=b'9' => {
                let length = decimal::length(&bytes[at..]).max(1);
                if text.get(at..at + length).map_or(false, is_lost) {
                    return text.get(..at).map(|before| before.chars().count() + 1);
                }
                length
            }
            _ => 1,
        };
    }
    None
}

/// The length of the string at the start.
fn string(bytes: &[u8]) -> usize {
    let mut at = 1;
    loop {
        match bytes.get(at) {
            None | Some(b'"') => return at + 1,
            Some(b'\\') => at += 2,
            Some(_) => at += 1,
        }
    }
}

/// Whether neither 64 bits nor a floating-point number hold the number. What is no number at all is somebody else's error.
fn is_lost(number: &str) -> bool {
    if number.parse::<i64>().is_ok() || number.parse::<u64>().is_ok() {
        return false;
    }
    number.parse::<f64>().map_or(false, |value| !decimal::same_value(number, &format!("{value:e}")))
}
