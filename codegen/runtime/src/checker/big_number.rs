//! Exact checks of numbers of any size: as decimal text, without arithmetic.

use std::cmp::Ordering;

use super::super::violation::Problem;
use super::Checker;

impl Checker<'_> {
    /// The number must be between the limits, inclusive.
    pub fn big_range(&mut self, number: &str, min: Option<&str>, max: Option<&str>) {
        let below = min.map_or(false, |min| decimal_order(number, min) == Ordering::Less);
        let above = max.map_or(false, |max| decimal_order(number, max) == Ordering::Greater);
        if below || above {
            self.report(Problem::Range { min: min.map(str::to_owned), max: max.map(str::to_owned) });
        }
    }
}

/// Compares the values of two numbers in the grammar of JSON.
pub(crate) fn decimal_order(a: &str, b: &str) -> Ordering {
    let (a, b) = (Decimal::of(a), Decimal::of(b));
    match (a.sign, b.sign) {
        (1, 1) => a.size().cmp(&b.size()),
        (-1, -1) => b.size().cmp(&a.size()),
        (a, b) => a.cmp(&b),
    }
}

/// A sign, and digits after `0.` without zeros at either end, times ten to the power of the exponent.
struct Decimal {
    sign: i8,
    digits: String,
    exponent: i64,
}

impl Decimal {
    fn of(text: &str) -> Self {
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let negative = mantissa.starts_with('-');
        let (whole, fraction) = mantissa
            .trim_start_matches('-')
            .split_once('.')
            .unwrap_or((mantissa.trim_start_matches('-'), ""));
        let all = format!("{whole}{fraction}");
        let digits = all.trim_start_matches('0');
        let zeros = all.len() - digits.len();
        let point = whole.len() as i64 - zeros as i64;
        // An exponent that does not fit is treated as the largest one that does.
        let largest = if exponent.starts_with('-') { i64::MIN / 2 } else { i64::MAX / 2 };
        let exponent = exponent.trim_start_matches('+').parse().unwrap_or(largest).saturating_add(point);
        let digits = digits.trim_end_matches('0').to_owned();
        let sign = match (digits.is_empty(), negative) {
            (true, _) => 0,
            (false, false) => 1,
            (false, true) => -1,
        };
        Self { sign, digits, exponent }
    }

    /// The order of two non-zero numbers.
    fn size(&self) -> (i64, &str) {
        (self.exponent, &self.digits)
    }
}
