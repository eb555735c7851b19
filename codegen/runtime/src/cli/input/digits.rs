//! Rejects numbers in JSON with more digits than the tool can keep: it would send another number.

use super::super::super::decimal;
use super::super::super::schema::{Member, Shape, Structure};
use super::problem::Problem;

/// Rejects such numbers in JSON for a shape, if it has members in which every digit matters.
pub(super) fn check(shape: &'static Shape, text: &str) -> Result<(), Problem> {
    if counts_digits(shape) {
        check_text(text)
    } else {
        Ok(())
    }
}

/// Rejects such numbers anywhere in JSON.
pub(super) fn check_text(text: &str) -> Result<(), Problem> {
    match find(text) {
        Some(place) => Err(Problem::safe(format!(
            "the number at character {place} has more digits than the tool can keep in JSON; \
             give a big number as a string, in quotes"
        ))),
        None => Ok(()),
    }
}

/// Whether a value of the shape can be or contain a number of any size. Shapes may be recursive: each is visited once.
pub(super) fn counts_digits(shape: &'static Shape) -> bool {
    let mut waiting = vec![shape];
    let mut seen: Vec<&[Member]> = Vec::new();
    while let Some(shape) = waiting.pop() {
        match shape {
            Shape::Document | Shape::BigInteger(_) | Shape::BigDecimal(_) => return true,
            Shape::List { item, .. } => waiting.push(item),
            Shape::Map { value, .. } => waiting.push(value),
            Shape::Structure(Structure { members, .. }) | Shape::Union(Structure { members, .. })
                if !seen.iter().any(|before| std::ptr::eq(*before, *members)) =>
            {
                seen.push(members);
                waiting.extend(members.iter().map(|member| member.shape));
            }
            _ => {}
        }
    }
    false
}

/// Returns the position of the first such number, in characters from 1.
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

/// Returns the length of the string at the start, with its quotes.
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

/// Whether neither 64 bits nor a floating-point number can represent the number. Invalid numbers are reported by the JSON parser.
pub(super) fn is_lost(number: &str) -> bool {
    if number.parse::<i64>().is_ok() || number.parse::<u64>().is_ok() {
        return false;
    }
    number.parse::<f64>().map_or(false, |value| !decimal::same_value(number, &format!("{value:e}")))
}
