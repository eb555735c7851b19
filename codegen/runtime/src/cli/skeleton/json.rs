//! Samples in JSON: `--generate-cli-skeleton input` and `output`.

use serde_json::{Map, Value};

use super::super::super::schema::{Enum, Member, Shape, Structure};
use super::super::levels::levels;
use super::super::spelling::{self, Layout};
use super::super::table::Command;

/// Returns all members of an input, with empty values, as JSON. `{}` if there are none: as a response, that would not
/// be printed.
pub(crate) fn input_json(command: &'static Command) -> String {
    let value =
        Sample::new(false, command.operation.input.members).structure(command.operation.input.members);
    spelling::json(&value, Layout::Lines) + "\n"
}

/// Returns all members of an output; texts are the names of their members.
pub(crate) fn output(command: &'static Command) -> Value {
    Sample::new(true, command.operation.output.members).structure(command.operation.output.members)
}

/// The maximum number of members of a sample, in as many levels of structures as fit; deeper structures are empty.
pub(super) const MOST: usize = 5000;

/// The timestamp of all samples, as in the AWS CLI.
pub(super) const TIME: &str = "1970-01-01T00:00:00";

struct Sample {
    named: bool,
    /// The maximum depth of structures.
    levels: usize,
    /// The structures around a value: a recursive one is empty.
    within: Vec<&'static Shape>,
}

impl Sample {
    fn new(named: bool, members: &'static [Member]) -> Self {
        Self { named, levels: levels(members, MOST), within: Vec::new() }
    }

    fn structure(&mut self, members: &'static [Member]) -> Value {
        let values =
            members.iter().map(|member| (member.name.to_owned(), self.value(member.shape, member.name)));
        Value::Object(values.collect())
    }

    fn value(&mut self, shape: &'static Shape, name: &str) -> Value {
        match shape {
            Shape::Boolean => Value::Bool(true),
            Shape::Byte(_)
            | Shape::Short(_)
            | Shape::Integer(_)
            | Shape::Long(_)
            | Shape::IntEnum(_)
            | Shape::BigInteger(_)
            | Shape::BigDecimal(_) => Value::from(0),
            Shape::Float(_) | Shape::Double(_) => Value::from(0.0),
            Shape::String(_) | Shape::Enum(_) if self.named => Value::from(name),
            Shape::String(_) => Value::from(""),
            Shape::Enum(Enum { values, .. }) => Value::from(values.first().copied().unwrap_or_default()),
            // Valid base64, if it is shown as a response.
            Shape::Blob(_) if self.named => Value::from("blob"),
            Shape::Blob(_) => Value::Null,
            Shape::Timestamp(_) => Value::from(TIME),
            Shape::Document => Value::Object(Map::new()),
            Shape::List { item, .. } => Value::Array(vec![self.value(item, name)]),
            Shape::Map { value, .. } => {
                Value::Object(Map::from_iter([("KeyName".to_owned(), self.value(value, ""))]))
            }
            Shape::Structure(Structure { members, .. }) | Shape::Union(Structure { members, .. }) => {
                let is_within = self.within.iter().any(|around| std::ptr::eq(*around, shape));
                if is_within || self.within.len() + 1 >= self.levels {
                    return Value::Object(Map::new());
                }
                self.within.push(shape);
                let value = self.structure(members);
                self.within.pop();
                value
            }
        }
    }
}
