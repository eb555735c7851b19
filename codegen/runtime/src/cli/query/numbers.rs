//! Arithmetic of JMESPath: integers stay integers.

use std::cmp::Ordering;

use serde_json::{Number, Value};

/// A number.
#[derive(Clone, Copy)]
pub(super) enum Num {
    Whole(i128),
    Double(f64),
}

impl Num {
    pub(super) fn of(number: &Number) -> Self {
        if let Some(whole) = number.as_i64() {
            return Self::Whole(whole.into());
        }
        match number.as_u64() {
            Some(whole) => Self::Whole(whole.into()),
            None => Self::Double(number.as_f64().unwrap_or(f64::NAN)),
        }
    }

    #[allow(clippy::cast_precision_loss)]
    pub(super) fn double(self) -> f64 {
        match self {
            Self::Whole(whole) => whole as f64,
            Self::Double(double) => double,
        }
    }

    /// Returns the number as a value; `null` if JSON cannot represent it.
    pub(super) fn value(self) -> Value {
        let number = match self {
            Self::Whole(whole) => match (i64::try_from(whole), u64::try_from(whole)) {
                (Ok(whole), _) => Some(Number::from(whole)),
                (_, Ok(whole)) => Some(Number::from(whole)),
                _ => Number::from_f64(self.double()),
            },
            Self::Double(double) => Number::from_f64(double),
        };
        number.map_or(Value::Null, Value::Number)
    }

    pub(super) fn plus(self, other: Self) -> Self {
        match (self, other) {
            (Self::Whole(one), Self::Whole(other)) => Self::Whole(one.saturating_add(other)),
            _ => Self::Double(self.double() + other.double()),
        }
    }

    /// Rounds to an integer.
    #[allow(clippy::cast_possible_truncation)]
    pub(super) fn rounded(self, round: fn(f64) -> f64) -> Self {
        match self {
            Self::Whole(_) => self,
            Self::Double(double) if double.abs() < 1e18 => Self::Whole(round(double) as i128),
            Self::Double(double) => Self::Double(round(double)),
        }
    }

    pub(super) fn absolute(self) -> Self {
        match self {
            Self::Whole(whole) => Self::Whole(whole.saturating_abs()),
            Self::Double(double) => Self::Double(double.abs()),
        }
    }

    pub(super) fn compare(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Whole(one), Self::Whole(other)) => Some(one.cmp(&other)),
            _ => self.double().partial_cmp(&other.double()),
        }
    }
}

/// Compares two numbers or two texts; other values have no order.
pub(super) fn compare(one: &Value, other: &Value) -> Option<Ordering> {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => Num::of(one).compare(Num::of(other)),
        (Value::String(one), Value::String(other)) => Some(one.cmp(other)),
        _ => None,
    }
}

/// Whether two values are equal; numbers by value, members in any order. Within a list, `true` equals 1, as in Python.
pub(super) fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            Num::of(one).compare(Num::of(other)) == Some(Ordering::Equal)
        }
        (Value::Bool(flag), Value::Number(number)) | (Value::Number(number), Value::Bool(flag)) => {
            Num::of(number).compare(Num::Whole((*flag).into())) == Some(Ordering::Equal)
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let in_other =
                |(key, one): (&String, &Value)| other.get(key).map_or(false, |other| same(one, other));
            one.len() == other.len() && one.iter().all(in_other)
        }
        (one, other) => one == other,
    }
}
