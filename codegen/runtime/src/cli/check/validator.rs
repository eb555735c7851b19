//! Compares an input with its shapes, and collects all problems.

use std::cmp::Ordering;
use std::fmt::Display;

use serde_json::{Map, Value};

use super::super::super::checker::decimal_order;
use super::super::super::schema::{Limits, Member, Shape, Structure};
use super::super::failure::{Failure, REDACTED};
use super::super::keys;
use super::super::python::{class, is_whole, shown};
use super::super::secrets;
use super::super::table::{Command, Parameter, NOT_FINITE};

/// Rejects values that are missing, unknown, of a wrong type, too short or too small, and reports all of them.
///
/// Patterns, upper bounds and the values of enums are left to the service. No value of a secret is shown.
pub(crate) fn check(command: &'static Command, input: &Value) -> Result<(), Failure> {
    report(command, input, true)
}

/// The same for an incomplete call: nothing is missing.
pub(crate) fn check_given(command: &'static Command, input: &Value) -> Result<(), Failure> {
    report(command, input, false)
}

fn report(command: &'static Command, input: &Value, is_complete: bool) -> Result<(), Failure> {
    let mut report = Report { lines: Vec::new(), is_complete };
    report.structure(command.operation.input.members, input, &Place { path: String::new(), secret: false });
    if report.lines.is_empty() {
        return Ok(());
    }
    Err(Failure::parameter(format!("Parameter validation failed:\n{}", report.lines.join("\n"))))
}

/// Returns the failure of missing required options, if no document could contain them.
pub(crate) fn missing(tool: &str, command: &Command, input: &Value) -> Option<Failure> {
    let is_missing = |member: &&Parameter| member.is_needed() && input.get(member.name).is_none();
    required(tool, command.input.iter().filter(is_missing))
}

/// Returns the failure of missing members, with the other sources of secrets as a hint.
pub(crate) fn required<'m>(tool: &str, members: impl Iterator<Item = &'m Parameter>) -> Option<Failure> {
    let (mut flags, mut ways) = (Vec::new(), Vec::new());
    for member in members {
        let flag = format!("--{}", member.flag);
        if member.sensitive {
            let variable = secrets::variable(tool, member.flag);
            ways.push(format!("set {variable}, or give {flag} - to read it from standard input"));
        }
        flags.push(flag);
    }
    if flags.is_empty() {
        return None;
    }
    let failure = Failure::parameter(format!("the following arguments are required: {}", flags.join(", ")));
    Some(if ways.is_empty() { failure } else { failure.with_hint(ways.join("; ")) })
}

/// The place of a value.
struct Place {
    /// `.StartPosition.Id`; nothing at the top.
    path: String,
    /// Whether it is, or is in, a secret.
    secret: bool,
}

impl Place {
    fn name(&self) -> &str {
        if self.path.is_empty() {
            "input"
        } else {
            self.path.strip_prefix('.').unwrap_or(&self.path)
        }
    }

    fn member(&self, member: &Member) -> Self {
        Self { path: format!("{}.{}", self.path, member.name), secret: self.secret || member.sensitive }
    }

    fn item(&self, at: usize) -> Self {
        Self { path: format!("{}[{at}]", self.path), secret: self.secret }
    }

    /// The places of a key and of its value. Keys of secrets are secrets.
    fn entry(&self, key: &str) -> (Self, Self) {
        let shown = if self.secret { REDACTED } else { key };
        let (key, value) = (format!("{} (key: {shown})", self.path), format!("{}.{shown}", self.path));
        (Self { path: key, secret: self.secret }, Self { path: value, secret: self.secret })
    }
}

struct Report {
    lines: Vec<String>,
    /// Whether required members must be present.
    is_complete: bool,
}

impl Report {
    fn value(&mut self, shape: &'static Shape, value: &Value, place: &Place) {
        match (shape, value) {
            (Shape::Structure(Structure { members, .. }), _) => self.structure(members, value, place),
            (Shape::Union(Structure { members, .. }), Value::Object(values)) => {
                self.union(members, values, place);
                self.structure(members, value, place);
            }
            (Shape::List { item, sparse, limits }, Value::Array(items)) => {
                self.length(items.len(), *limits, place);
                for (at, value) in items.iter().enumerate().filter(|(_, value)| !(*sparse && value.is_null()))
                {
                    self.value(item, value, &place.item(at));
                }
            }
            (Shape::Map { key: key_shape, value: shape, sparse, .. }, Value::Object(values)) => {
                for (key, value) in values {
                    let (of_key, of_value) = place.entry(key);
                    self.value(key_shape, &Value::from(key.as_str()), &of_key);
                    if !(*sparse && value.is_null()) {
                        self.value(shape, value, &of_value);
                    }
                }
            }
            (Shape::String(limits), Value::String(text)) => self.length(text.chars().count(), *limits, place),
            (Shape::Byte(limits) | Shape::Short(limits) | Shape::Integer(limits), Value::Number(number))
                if is_whole(number) =>
            {
                self.range(value, bounds(*limits, i32::MIN.into(), i32::MAX.into()), place);
            }
            (Shape::Long(limits), Value::Number(number)) if is_whole(number) => {
                self.range(value, bounds(*limits, i64::MIN, i64::MAX), place);
            }
            (Shape::IntEnum(_), Value::Number(number)) if is_whole(number) => {
                self.range(value, bounds(Limits::NONE, i32::MIN.into(), i32::MAX.into()), place);
            }
            (Shape::Float(limits) | Shape::Double(limits), Value::Number(_)) => {
                self.range(value, (limits.min, None), place);
                self.decimal(value, limits.decimal_min, place);
            }
            _ if is_of_type(shape, value) => {}
            _ => self.wrong_type(shape, value, place),
        }
    }

    fn structure(&mut self, members: &'static [Member], value: &Value, place: &Place) {
        let Value::Object(values) = value else {
            let secret = place.secret || members.iter().any(secrets::in_member);
            return self.type_line("<class 'dict'>", value, &Place { path: place.path.clone(), secret });
        };
        let name = place.name();
        let asks = self.is_complete || !place.path.is_empty();
        let is_missing = |member: &&Member| asks && member.is_needed() && !values.contains_key(member.name);
        for member in members.iter().filter(is_missing) {
            self.lines.push(format!("Missing required parameter in {name}: \"{}\"", member.name));
        }
        let known = |name: &str| members.iter().find(|member| member.name == name);
        for unknown in values.keys().filter(|name| known(name).is_none()) {
            let unknown = if place.secret { REDACTED } else { unknown };
            self.lines.push(format!(
                "Unknown parameter in {name}: \"{unknown}\", must be one of: {}",
                names(members)
            ));
        }
        for (name, value) in values {
            if let Some(member) = known(name) {
                self.value(member.shape, value, &place.member(member));
            }
        }
    }

    fn union(&mut self, members: &[Member], values: &Map<String, Value>, place: &Place) {
        let (name, members) = (place.name(), names(members));
        match values.len() {
            // Two words are one there, too.
            0 => self.lines.push(format!(
                "Must set one of the following keys for tagged unionstructure {name}: {members}."
            )),
            1 => {}
            _ => self.lines.push(format!(
                "Invalid number of parameters set for tagged union structure {name}. Can only set one of the \
                 following keys: {members}."
            )),
        }
    }

    fn length(&mut self, length: usize, limits: Limits, place: &Place) {
        let is_less = |min: &i64| usize::try_from(*min).map_or(*min > 0, |min| length < min);
        if let Some(min) = limits.min.filter(is_less) {
            self.lines.push(format!(
                "Invalid length for parameter {}, value: {length}, valid min length: {min}",
                place.name()
            ));
        }
    }

    /// Upper bounds are those of the type, not of the model.
    fn range(&mut self, value: &Value, (min, max): (Option<i64>, Option<i64>), place: &Place) {
        let order = |bound: i64| match (value.as_i64(), value.as_f64()) {
            (Some(value), _) => Some(value.cmp(&bound)),
            // No fraction is close to a bound of more than 53 bits.
            (None, Some(value)) => value.partial_cmp(&(bound as f64)),
            (None, None) => None,
        };
        let (bound, name) = match (min, max) {
            (Some(min), _) if order(min) == Some(Ordering::Less) => (min, "min"),
            // A number above 64 bits can equal the maximum when both are converted to floating point.
            (_, Some(max)) if value.as_i64().is_none() || order(max) == Some(Ordering::Greater) => {
                (max, "max")
            }
            _ => return,
        };
        self.out_of_range(value, name, bound, place);
    }

    /// A lower bound with a fraction.
    fn decimal(&mut self, value: &Value, min: Option<&str>, place: &Place) {
        let is_less = |min: &&str| decimal_order(&value.to_string(), min) == Ordering::Less;
        if let Some(min) = min.filter(is_less) {
            self.out_of_range(value, "min", min, place);
        }
    }

    fn out_of_range(&mut self, value: &Value, name: &str, bound: impl Display, place: &Place) {
        let value = if place.secret { REDACTED.to_owned() } else { shown(value) };
        self.lines.push(format!(
            "Invalid value for parameter {}, value: {value}, valid {name} value: {bound}",
            place.name()
        ));
    }

    fn wrong_type(&mut self, shape: &'static Shape, value: &Value, place: &Place) {
        let valid = match shape {
            Shape::Boolean => "<class 'bool'>",
            Shape::Byte(_) | Shape::Short(_) | Shape::Integer(_) | Shape::Long(_) | Shape::IntEnum(_) => {
                "<class 'int'>"
            }
            Shape::Float(_) | Shape::Double(_) | Shape::BigInteger(_) | Shape::BigDecimal(_) => {
                "<class 'float'>, <class 'decimal.Decimal'>, <class 'int'>"
            }
            Shape::String(_) | Shape::Enum(_) => "<class 'str'>",
            Shape::Blob(_) => "<class 'bytes'>, <class 'bytearray'>, file-like object",
            Shape::Timestamp(_) => "<class 'datetime.datetime'>, timestamp-string",
            Shape::List { .. } => "<class 'list'>, <class 'tuple'>",
            Shape::Map { .. } | Shape::Structure(_) | Shape::Union(_) | Shape::Document => "<class 'dict'>",
        };
        let secret = place.secret || secrets::in_shape(shape);
        self.type_line(valid, value, &Place { path: place.path.clone(), secret });
    }

    fn type_line(&mut self, valid: &str, value: &Value, place: &Place) {
        let found = if place.secret { REDACTED.to_owned() } else { shown(value) };
        self.lines.push(format!(
            "Invalid type for parameter {}, value: {found}, type: {}, valid types: {valid}",
            place.name(),
            class(value)
        ));
    }
}

/// The model's lower bound, or that of the type, and the upper bound of the type.
fn bounds(limits: Limits, min: i64, max: i64) -> (Option<i64>, Option<i64>) {
    (limits.min.or(Some(min)), Some(max))
}

/// The limits of other shapes.
fn is_of_type(shape: &Shape, value: &Value) -> bool {
    match (shape, value) {
        (Shape::Boolean, Value::Bool(_))
        | (Shape::Enum(_) | Shape::Blob(_), Value::String(_))
        | (Shape::Document, _)
        | (Shape::BigInteger(_) | Shape::BigDecimal(_), Value::Number(_)) => true,
        (Shape::Float(_) | Shape::Double(_), Value::String(text)) => NOT_FINITE.contains(&text.as_str()),
        (Shape::BigInteger(_) | Shape::BigDecimal(_), Value::String(digits)) => is_decimal(digits),
        (Shape::Timestamp(_), value) => keys::is_time(value),
        _ => false,
    }
}

/// Whether a text is a number of JSON, of any size; a sign may stand before it.
fn is_decimal(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (number, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    digits(whole) && digits(fraction) && digits(exponent.strip_prefix(['-', '+']).unwrap_or(exponent))
}

fn names(members: &[Member]) -> String {
    members.iter().map(|member| member.name).collect::<Vec<_>>().join(", ")
}
