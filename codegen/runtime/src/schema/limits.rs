//! The limits of values, in addition to their types.

use super::super::checker::decimal_order;
use super::super::pattern::Pattern;
use super::super::violation::Problem;
use std::cmp::Ordering;

/// The limits of a value in the model: for a number, limits of the value; for everything else, limits of the length.
///
/// Limits that every value of the type keeps, such as a minimum length of 0, and limits that contradict each other are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The minimum of a number, or the minimum number of characters, bytes, items or entries.
    pub min: Option<i64>,
    /// The maximum of a number, or the maximum number of characters, bytes, items or entries.
    pub max: Option<i64>,
    /// The minimum of a number, in place of [`min`](field@Self::min), if it has a fraction or more than 64 bits: as decimal text, such as
    /// `0.5`.
    pub decimal_min: Option<&'static str>,
    /// The maximum of a number in the same form, in place of [`max`](field@Self::max).
    pub decimal_max: Option<&'static str>,
    /// The regular expression that a text must match, in the dialect of ECMA-262: only `^` and `$` anchor it.
    /// [`check_pattern`](Self::check_pattern) checks texts.
    pub pattern: Option<&'static str>,
    /// The compiled pattern, if it can be checked here.
    program: Option<&'static Pattern>,
    /// Whether the items of a list must be unique.
    pub unique: bool,
    /// The format of a text, if the name of its shape states it and the name of its member does not.
    pub format: TextFormat,
}

impl Limits {
    /// No limits.
    pub const NONE: Self = Self {
        min: None,
        max: None,
        decimal_min: None,
        decimal_max: None,
        pattern: None,
        program: None,
        unique: false,
        format: TextFormat::Plain,
    };

    /// Returns limits with a minimum and a maximum.
    pub const fn between(min: i64, max: i64) -> Self {
        Self { min: Some(min), max: Some(max), ..Self::NONE }
    }

    /// Returns limits with a minimum.
    pub const fn at_least(min: i64) -> Self {
        Self { min: Some(min), ..Self::NONE }
    }

    /// Returns limits with a maximum.
    pub const fn at_most(max: i64) -> Self {
        Self { max: Some(max), ..Self::NONE }
    }

    /// Sets the minimum of a number as decimal text.
    #[must_use]
    pub const fn decimal_min(self, min: &'static str) -> Self {
        Self { decimal_min: Some(min), ..self }
    }

    /// Sets the maximum of a number as decimal text.
    #[must_use]
    pub const fn decimal_max(self, max: &'static str) -> Self {
        Self { decimal_max: Some(max), ..self }
    }

    /// Sets the pattern. Texts are not checked against it.
    #[must_use]
    pub const fn pattern(self, pattern: &'static str) -> Self {
        Self { pattern: Some(pattern), ..self }
    }

    /// Sets the pattern, compiled.
    #[doc(hidden)]
    #[must_use]
    pub const fn program(self, pattern: &'static Pattern) -> Self {
        Self { pattern: Some(pattern.text), program: Some(pattern), ..self }
    }

    /// States that items must be unique.
    #[must_use]
    pub const fn unique(self) -> Self {
        Self { unique: true, ..self }
    }

    /// Sets the format.
    #[must_use]
    pub const fn format(self, format: TextFormat) -> Self {
        Self { format, ..self }
    }

    /// Compares a length with the limits.
    ///
    /// # Errors
    ///
    /// The limits that the length does not keep; `unit` is the plural of what is counted, such as `characters`.
    pub fn check_length(&self, unit: &'static str, length: usize) -> Result<(), Problem> {
        let length = i64::try_from(length).unwrap_or(i64::MAX);
        if self.min.map_or(true, |min| length >= min) && self.max.map_or(true, |max| length <= max) {
            return Ok(());
        }
        let bound = |bound: Option<i64>| bound.and_then(|bound| u64::try_from(bound).ok());
        Err(Problem::Length { unit, min: bound(self.min), max: bound(self.max) })
    }

    /// Compares a number in the grammar of JSON with the limits, without loss of digits.
    ///
    /// # Errors
    ///
    /// The limits that the number does not keep.
    pub fn check_number(&self, number: &str) -> Result<(), Problem> {
        let (min, max) = self.bounds();
        let is = |bound: &Option<String>, order| {
            bound.as_ref().map_or(false, |bound| decimal_order(number, bound) == order)
        };
        if is(&min, Ordering::Less) || is(&max, Ordering::Greater) {
            return Err(Problem::Range { min, max });
        }
        Ok(())
    }

    /// The minimum and the maximum as decimal text.
    pub(super) fn bounds(&self) -> (Option<String>, Option<String>) {
        let bound = |whole: Option<i64>, decimal: Option<&str>| {
            whole.map(|bound| bound.to_string()).or_else(|| decimal.map(str::to_owned))
        };
        (bound(self.min, self.decimal_min), bound(self.max, self.decimal_max))
    }

    /// Matches a text against the pattern. Without a pattern, every text matches. The same holds for patterns that only the service
    /// checks: those with look-around, and those of values that only responses have.
    ///
    /// # Errors
    ///
    /// The pattern that the text does not match.
    pub fn check_pattern(&self, text: &str) -> Result<(), Problem> {
        match self.program {
            Some(pattern) if !pattern.matches(text) => Err(Problem::Pattern(pattern.text.into())),
            _ => Ok(()),
        }
    }
}

/// The format of a text, as far as names state it. It is a hint, not a limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum TextFormat {
    /// Any text.
    #[default]
    Plain,
    /// An id, such as a UUID.
    Id,
    /// A URL.
    Url,
    /// A date and time of ISO 8601.
    Time,
    /// A token, such as one for the next page.
    Token,
    /// A media type, such as `text/plain`.
    MediaType,
    /// An Amazon resource name.
    Arn,
}

impl TextFormat {
    /// Returns the format of a member or a shape with this name, by the last word of the name.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        const ENDS: &[(&str, TextFormat)] = &[
            ("contenttype", TextFormat::MediaType),
            ("url", TextFormat::Url),
            ("uri", TextFormat::Url),
            ("arn", TextFormat::Arn),
            ("token", TextFormat::Token),
            ("time", TextFormat::Time),
            ("timestamp", TextFormat::Time),
            ("expiry", TextFormat::Time),
            ("instant", TextFormat::Time),
            ("guidstring", TextFormat::Id),
            ("uuid", TextFormat::Id),
        ];
        let low = name.to_ascii_lowercase();
        match ENDS.iter().find(|(end, _)| low.ends_with(end)) {
            Some((_, format)) => *format,
            // `Id` is a word of its own; `paid` and `valid` are other words.
            None if name == "id" || name.ends_with("Id") || name.ends_with("ID") => Self::Id,
            None => Self::Plain,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Limits, TextFormat};
    use crate::pattern::{Pattern, Step};

    #[test]
    fn lengths_and_numbers_have_both_bounds() {
        let limits = Limits::between(1, 3);
        assert!(limits.check_length("items", 1).is_ok() && limits.check_length("items", 3).is_ok());
        let problem = limits.check_length("items", 4).unwrap_err();
        assert_eq!(problem.to_string(), "must have 1 to 3 items");
        assert!(Limits::at_least(-5).check_number("-5").is_ok());
        assert_eq!(Limits::at_least(-5).check_number("-6").unwrap_err().to_string(), "must be at least -5");
    }

    #[test]
    fn bounds_with_fractions_are_exact() {
        let limits = Limits::at_least(0).decimal_max("0.1");
        assert!(limits.check_number("0.1").is_ok() && limits.check_number("1e-1").is_ok());
        for number in ["0.10000000000000000001", "1e2", "-0.1"] {
            assert_eq!(limits.check_number(number).unwrap_err().to_string(), "must be 0 to 0.1", "{number}");
        }
    }

    #[test]
    fn a_pattern_without_a_program_is_left_to_the_service() {
        static DIGIT: Pattern = Pattern { text: "[0-9]", steps: &[Step::One(&[('0', '9')]), Step::Match] };
        let limits = Limits::NONE.program(&DIGIT);
        assert_eq!(limits.pattern, Some("[0-9]"));
        assert!(limits.check_pattern("a1").is_ok());
        assert_eq!(limits.check_pattern("a").unwrap_err().to_string(), "must match `[0-9]`");
        assert!(Limits::NONE.pattern("[0-9]").check_pattern("a").is_ok());
    }

    #[test]
    fn names_tell_formats() {
        assert_eq!(TextFormat::of_name("ContactId"), TextFormat::Id);
        assert_eq!(TextFormat::of_name("Paid"), TextFormat::Plain);
        assert_eq!(TextFormat::of_name("RedirectUri"), TextFormat::Url);
    }
}
