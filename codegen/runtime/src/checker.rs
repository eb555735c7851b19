//! Checks an input, tracks the path of the current value, and collects violations of the model.

mod big_number;
mod pattern;

use std::collections::{BTreeMap, HashMap};
use std::fmt::{Display, Write};
use std::hash::Hash;
use std::ops::{Bound, RangeBounds};

use super::violation::{Problem, Violation, Violations};
pub(crate) use big_number::decimal_order;

/// The maximum nesting of values, as in JSON.
const MAX_DEPTH: usize = 128;

/// The maximum number of characters of a key that are shown.
const MAX_KEY: usize = 64;

/// A value with something to check.
pub trait Validate {
    /// Checks the contents of the value.
    fn check<'v>(&'v self, at: &mut Checker<'v>);
}

impl<T: Validate> Validate for Box<T> {
    fn check<'v>(&'v self, at: &mut Checker<'v>) {
        (**self).check(at);
    }
}

/// Checks a complete input.
pub fn validate(input: &impl Validate) -> Result<(), Violations> {
    let mut checker = Checker { path: Vec::new(), of_key: false, found: Vec::new() };
    input.check(&mut checker);
    Violations::check(checker.found)
}

/// The current path in the input, and the violations.
pub struct Checker<'v> {
    path: Vec<Step<'v>>,
    of_key: bool,
    found: Vec<Violation>,
}

/// A step from a value to a nested one.
enum Step<'v> {
    Member(&'static str),
    Item(usize),
    Key(&'v str),
    Entry(usize),
}

impl<'v> Checker<'v> {
    /// Checks the value of a member, if it is present.
    pub fn member<T>(
        &mut self,
        name: &'static str,
        value: Option<&'v T>,
        check: impl FnOnce(&mut Self, &'v T),
    ) {
        if let Some(value) = value {
            self.below(Step::Member(name), |at| check(at, value));
        }
    }

    /// Checks the contents of a structure or a union, or the value of an enum.
    pub fn nested(&mut self, value: &'v impl Validate) {
        value.check(self);
    }

    /// Checks each item of a list.
    pub fn each<T>(&mut self, items: &'v [T], check: impl Fn(&mut Self, &'v T)) {
        for (index, item) in items.iter().enumerate() {
            self.below(Step::Item(index), |at| check(at, item));
        }
    }

    /// Checks each entry of a map: its key, then its value.
    pub fn each_entry<K: AsRef<str>, V>(
        &mut self,
        entries: &'v BTreeMap<K, V>,
        check_key: impl Fn(&mut Self, &'v K),
        check: impl Fn(&mut Self, &'v V),
    ) {
        for (key, value) in entries {
            self.entry(Step::Key(key.as_ref()), |at| check_key(at, key), |at| check(at, value));
        }
    }

    /// Like `entries`, with positions instead of keys, for paths that must hide them.
    pub fn each_secret_entry<K, V>(
        &mut self,
        entries: &'v BTreeMap<K, V>,
        check_key: impl Fn(&mut Self, &'v K),
        check: impl Fn(&mut Self, &'v V),
    ) {
        for (index, (key, value)) in entries.iter().enumerate() {
            self.entry(Step::Entry(index), |at| check_key(at, key), |at| check(at, value));
        }
    }

    fn entry(&mut self, step: Step<'v>, check_key: impl FnOnce(&mut Self), check: impl FnOnce(&mut Self)) {
        self.below(step, |at| {
            at.of_key = true;
            check_key(at);
            at.of_key = false;
            check(at);
        });
    }

    /// Items must be unique; duplicates are reported, except for the first.
    pub fn unique<T: Eq + Hash>(&mut self, items: &'v [T]) {
        let mut first = HashMap::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let before = *first.entry(item).or_insert(index);
            if before != index {
                self.below(Step::Item(index), |at| at.report(Problem::Duplicate(before)));
            }
        }
    }

    /// Checks the number of characters, each a Unicode scalar value.
    pub fn characters(&mut self, text: &str, bounds: impl RangeBounds<u64>) {
        self.count_characters(text, limits(&bounds));
    }

    /// Checks the number of bytes.
    pub fn bytes(&mut self, bytes: &[u8], bounds: impl RangeBounds<u64>) {
        self.length("bytes", bytes.len(), limits(&bounds));
    }

    /// Checks the number of items.
    pub fn items<T>(&mut self, items: &[T], bounds: impl RangeBounds<u64>) {
        self.length("items", items.len(), limits(&bounds));
    }

    /// Checks the number of entries.
    pub fn entries<K, V>(&mut self, entries: &BTreeMap<K, V>, bounds: impl RangeBounds<u64>) {
        self.length("entries", entries.len(), limits(&bounds));
    }

    /// Checks a number. NaN is out of every range.
    pub fn range<T: PartialOrd + Display>(&mut self, number: T, bounds: impl RangeBounds<T>) {
        if !bounds.contains(&number) {
            let problem = Problem::Range {
                min: bound(bounds.start_bound()).map(ToString::to_string),
                max: bound(bounds.end_bound()).map(ToString::to_string),
            };
            self.report(problem);
        }
    }

    /// Reports an unknown enum value.
    pub fn unknown_value(&mut self) {
        self.report(Problem::UnknownValue);
    }

    /// Reports an unknown union member.
    pub fn unknown_member(&mut self) {
        self.report(Problem::UnknownMember);
    }

    /// Reports a violation at the current value.
    pub fn report(&mut self, problem: Problem) {
        let mut path = String::new();
        for step in &self.path {
            // Writing to a string does not fail.
            let _ = match step {
                Step::Member(name) if path.is_empty() => path.write_str(name),
                Step::Member(name) => write!(path, ".{name}"),
                Step::Item(index) => write!(path, "[{index}]"),
                Step::Entry(index) => write!(path, "[entry {index}]"),
                Step::Key(key) => {
                    let shown: String = key.chars().take(MAX_KEY).collect();
                    let more = if shown.len() < key.len() { "..." } else { "" };
                    write!(path, "[{shown:?}{more}]")
                }
            };
        }
        self.found.push(Violation::new(path, self.of_key, problem));
    }

    fn count_characters(&mut self, text: &str, limits: Limits) {
        self.length("characters", text.chars().count(), limits);
    }

    fn length(&mut self, unit: &'static str, count: usize, (min, max): Limits) {
        let count = count as u64;
        if min.map_or(false, |min| count < min) || max.map_or(false, |max| count > max) {
            self.report(Problem::Length { unit, min, max });
        }
    }

    /// Checks a nested value, unless it is too deep.
    fn below(&mut self, step: Step<'v>, check: impl FnOnce(&mut Self)) {
        self.path.push(step);
        if self.path.len() > MAX_DEPTH {
            self.report_depth();
        } else {
            check(self);
        }
        self.path.pop();
    }

    #[cold]
    fn report_depth(&mut self) {
        self.report(Problem::TooDeep(MAX_DEPTH));
    }
}

/// The first and the last permitted length. Methods with these are compiled once, and not for each type of a range.
type Limits = (Option<u64>, Option<u64>);

fn limits(bounds: &impl RangeBounds<u64>) -> Limits {
    (bound(bounds.start_bound()).copied(), bound(bounds.end_bound()).copied())
}

/// Returns the limit itself; the model has no exclusive limits.
fn bound<T>(bound: Bound<&T>) -> Option<&T> {
    match bound {
        Bound::Included(bound) | Bound::Excluded(bound) => Some(bound),
        Bound::Unbounded => None,
    }
}
