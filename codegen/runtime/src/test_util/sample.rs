//! Sample values: every member filled, within the limits of its shape.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Map, Value};

use super::super::call::Clock;
use super::super::schema::{Enum, IntEnum, Limits, Member, Shape, Structure, TextFormat};
use super::super::timestamp::Timestamp;
use super::check::whole;

/// The maximum depth of samples, at which recursive shapes end.
const DEPTH: usize = 6;

/// Generates sample values. Ids and tokens are unique, by their number.
pub(super) struct Sampler {
    next: u64,
    /// The last generated time.
    moment: i64,
    /// `None` is the clock of the system.
    pub(super) clock: Option<Arc<dyn Clock>>,
}

impl Sampler {
    pub(super) fn new(next: u64) -> Self {
        Self { next, moment: 0, clock: None }
    }

    /// Returns a new number.
    pub(super) fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// Returns a new id in the form of a UUID.
    pub(super) fn id(&mut self) -> String {
        format!("00000000-0000-4000-8000-{:012x}", self.number())
    }

    /// Returns the current time, later than the previous one; expiry times are a day later.
    fn moment(&mut self, name: &str) -> i64 {
        let now = self.clock.as_ref().map_or_else(SystemTime::now, |clock| clock.now());
        self.moment = milliseconds(now).max(self.moment + 1);
        let later = name.to_ascii_lowercase().contains("expir");
        self.moment + if later { 86_400_000 } else { 0 }
    }

    /// Returns one value for each member.
    pub(super) fn members(&mut self, members: &[Member]) -> Map<String, Value> {
        members.iter().map(|member| (member.key.to_owned(), self.member(member))).collect()
    }

    /// Returns a value for one member.
    pub(super) fn member(&mut self, member: &Member) -> Value {
        self.value(member.shape, member.key, TextFormat::of_name(member.name), 0)
    }

    fn value(&mut self, shape: &Shape, name: &str, hint: TextFormat, depth: usize) -> Value {
        match shape {
            Shape::Boolean => Value::Bool(true),
            Shape::Byte(_) | Shape::Short(_) | Shape::Integer(_) | Shape::Long(_) => {
                Value::from(within(&whole(shape), 1))
            }
            Shape::Float(limits)
            | Shape::Double(limits)
            | Shape::BigInteger(limits)
            | Shape::BigDecimal(limits) => fraction(limits),
            Shape::String(limits) => {
                let format = if hint == TextFormat::Plain { limits.format } else { hint };
                Value::String(self.text(limits, name, format))
            }
            Shape::Enum(Enum { values, .. }) => {
                values.first().map_or(Value::Null, |value| Value::from(*value))
            }
            Shape::IntEnum(IntEnum { values, .. }) => {
                values.first().map_or(Value::Null, |value| Value::from(*value))
            }
            Shape::Blob(_) => Value::from("Ynl0ZXM="),
            Shape::Timestamp(_) => Value::String(date_time(self.moment(name))),
            Shape::Document => Value::Object(Map::new()),
            Shape::List { .. } | Shape::Map { .. } | Shape::Union(_) if depth >= DEPTH => match shape {
                Shape::List { .. } => Value::Array(Vec::new()),
                Shape::Map { .. } => Value::Object(Map::new()),
                _ => Value::Null,
            },
            Shape::List { item, .. } => {
                Value::Array(vec![self.value(item, name, TextFormat::Plain, depth + 1)])
            }
            Shape::Map { key, value, .. } => {
                let key = match self.value(key, "key", TextFormat::Plain, depth + 1) {
                    Value::String(key) => key,
                    _ => "key".to_owned(),
                };
                let value = self.value(value, "value", TextFormat::Plain, depth + 1);
                Value::Object([(key, value)].into_iter().collect())
            }
            Shape::Structure(Structure { members, .. }) => {
                let wanted = members.iter().filter(|member| member.required || depth < DEPTH);
                // A shape that requires itself has no values; the recursion ends here.
                let wanted = wanted.filter(|_| depth < 2 * DEPTH);
                let each = wanted.map(|m| {
                    (
                        m.wire_name.to_owned(),
                        self.value(m.shape, m.wire_name, TextFormat::of_name(m.name), depth + 1),
                    )
                });
                Value::Object(each.filter(|(_, value)| !value.is_null()).collect())
            }
            Shape::Union(Structure { members, .. }) => {
                let Some(member) = members.first() else { return Value::Null };
                let value =
                    self.value(member.shape, member.wire_name, TextFormat::of_name(member.name), depth + 1);
                Value::Object([(member.wire_name.to_owned(), value)].into_iter().collect())
            }
        }
    }

    /// Returns a text that matches its name.
    pub(super) fn text(&mut self, bounds: &Limits, name: &str, hint: TextFormat) -> String {
        let text = match hint {
            TextFormat::Id => self.id(),
            TextFormat::Url => format!("https://example.com/{}", self.number()),
            TextFormat::Time => date_time(self.moment(name)),
            TextFormat::Token => format!("token-{}", self.id()),
            TextFormat::MediaType => "text/plain".to_owned(),
            TextFormat::Arn => format!("arn:aws:service:us-east-1:123456789012:thing/{}", self.number()),
            _ => words(name),
        };
        let least = usize::try_from(bounds.min.unwrap_or(0)).unwrap_or(0).min(4096);
        let most = usize::try_from(bounds.max.unwrap_or(i64::MAX)).unwrap_or(usize::MAX);
        let padding = least.saturating_sub(text.chars().count());
        text.chars().chain(std::iter::repeat('x').take(padding)).take(most).collect()
    }
}

fn within(bounds: &Limits, wanted: i64) -> i64 {
    wanted.max(bounds.min.unwrap_or(i64::MIN)).min(bounds.max.unwrap_or(i64::MAX))
}

/// Returns a number with a fraction, or the bound that it does not keep.
fn fraction(limits: &Limits) -> Value {
    if limits.check_number("0.5").is_ok() {
        return Value::from(0.5);
    }
    let bound = |whole: Option<i64>, decimal: Option<&str>| {
        whole.map(Value::from).or_else(|| serde_json::from_str(decimal?).ok())
    };
    let least =
        bound(limits.min, limits.decimal_min).filter(|least| limits.check_number(&least.to_string()).is_ok());
    least.or_else(|| bound(limits.max, limits.decimal_max)).unwrap_or_default()
}

/// Returns a time in milliseconds since 1970.
fn milliseconds(time: SystemTime) -> i64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Formats milliseconds since 1970 as `2019-11-08T02:41:28.172Z`, always with three digits: the texts have the order of
/// the times.
fn date_time(milliseconds: i64) -> String {
    let second = Timestamp::from_epoch(milliseconds.div_euclid(1000), 0).unwrap_or_default().to_date_time();
    format!("{}.{:03}Z", second.trim_end_matches('Z'), milliseconds.rem_euclid(1000))
}

/// Converts `DisplayName` to `display name`.
fn words(name: &str) -> String {
    let mut text = String::new();
    let mut before = ' ';
    for c in name.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            text.push(' ');
        }
        text.extend(c.to_lowercase());
        before = c;
    }
    text
}
