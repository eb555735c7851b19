//! Decimal numbers as text: their grammar, and their exact integer value. No floating-point arithmetic is used.

/// Returns the length of the number at the start of `bytes`; 0 if there is none.
///
/// The grammar is that of JSON (RFC 8259, section 6): `-12`, `0.5` and `1e-3`, but not `+1`, `01`, `.5` or `1.`.
pub(crate) fn length(bytes: &[u8]) -> usize {
    let sign = usize::from(bytes.first() == Some(&b'-'));
    let whole = match bytes.get(sign) {
        Some(b'0') => sign + 1,
        _ => sign + digits(bytes, sign),
    };
    if whole == sign {
        return 0;
    }
    let fraction = match bytes.get(whole) {
        Some(b'.') => digits(bytes, whole + 1),
        _ => return whole + exponent(bytes, whole),
    };
    if fraction == 0 {
        return 0;
    }
    let end = whole + 1 + fraction;
    end + exponent(bytes, end)
}

/// Returns the number of digits from `start` on.
fn digits(bytes: &[u8], start: usize) -> usize {
    bytes.iter().skip(start).take_while(|byte| byte.is_ascii_digit()).count()
}

/// Returns the length of the exponent at `start`. One without digits is not part of the number, and the rest is
/// then an error for the caller.
fn exponent(bytes: &[u8], start: usize) -> usize {
    if !matches!(bytes.get(start), Some(b'e' | b'E')) {
        return 0;
    }
    let sign = usize::from(matches!(bytes.get(start + 1), Some(b'+' | b'-')));
    match digits(bytes, start + 1 + sign) {
        0 => 0,
        count => 1 + sign + count,
    }
}

/// A number times a power of ten, as an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scaled {
    /// The value, truncated towards zero.
    pub(crate) value: i128,
    /// Whether no digits were lost.
    pub(crate) exact: bool,
}

/// Returns the value of a number in the grammar of `length`, times 10 to the power of `places`.
/// `None` if `text` is not such a number, or if the value does not fit.
pub(crate) fn scaled(text: &str, places: i64) -> Option<Scaled> {
    if text.is_empty() || length(text.as_bytes()) != text.len() {
        return None;
    }
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], exponent_value(&text[at + 1..])),
        None => (text, 0),
    };
    let fraction = mantissa.find('.').map_or(0, |dot| mantissa.len() - dot - 1);
    let shift = exponent.saturating_add(places).saturating_sub(i64::try_from(fraction).ok()?);

    // Trailing zeros move into the shift, so that a long spelling of a small number still fits.
    let significant = mantissa.trim_end_matches(['0', '.']);
    let zeros = mantissa.bytes().skip(significant.len()).filter(|byte| *byte == b'0').count();
    shifted(significant, shift.saturating_add(i64::try_from(zeros).ok()?))
}

/// Returns the digits of `significant`, which does not end in a zero, times 10 to the power of `shift`.
fn shifted(significant: &str, shift: i64) -> Option<Scaled> {
    let negative = significant.starts_with('-');
    let digits = significant.bytes().filter(u8::is_ascii_digit).map(|digit| i128::from(digit - b'0'));
    let count = i64::try_from(digits.clone().count()).ok()?;
    // Digits after the decimal point are cut off before they are parsed: there may be any number of them.
    let kept = count.saturating_add(shift.min(0)).max(0);
    let mut value: i128 = 0;
    for digit in digits.take(usize::try_from(kept).ok()?) {
        value = value.checked_mul(10)?.checked_add(digit)?;
    }
    if value != 0 && shift > 0 {
        value = value.checked_mul(10_i128.checked_pow(u32::try_from(shift).ok()?)?)?;
    }
    Some(Scaled { value: if negative { -value } else { value }, exact: kept == count })
}

/// Returns the value of an exponent. One that does not fit is treated as the largest one that does.
fn exponent_value(text: &str) -> i64 {
    let largest = if text.starts_with('-') { -i64::from(u32::MAX) } else { i64::from(u32::MAX) };
    text.parse::<i32>().map_or(largest, i64::from)
}

/// Whether two numbers in the grammar of `length` have the same value, however they are spelled.
pub fn same_value(one: &str, other: &str) -> bool {
    significant(one) == significant(other)
}

/// Returns the sign, the digits without zeros at either end, and their power of ten.
fn significant(text: &str) -> (bool, String, i64) {
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], exponent_value(&text[at + 1..])),
        None => (text, 0),
    };
    let fraction = mantissa.find('.').map_or(0, |dot| mantissa.len() - dot - 1);
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    let kept = digits.trim_end_matches('0');
    if kept.is_empty() {
        return (false, String::new(), 0);
    }
    let zeros = digits.len() - kept.len();
    let shift = i64::try_from(zeros).unwrap_or(i64::MAX) - i64::try_from(fraction).unwrap_or(i64::MAX);
    (mantissa.starts_with('-'), kept.to_owned(), exponent.saturating_add(shift))
}

#[cfg(test)]
mod tests;
