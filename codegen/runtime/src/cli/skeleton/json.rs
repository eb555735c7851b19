//! Samples in JSON: `--generate-cli-skeleton input`, and as the response that it would be, `output`.

use serde_json::{Map, Value};

use super::super::super::schema::{Enum, Member, Shape, Structure};
use super::super::levels::levels;
use super::super::spelling::{self, Layout};
use super::super::table::Command;

/// Every member that a command takes, with nothing in it, as JSON. `{}` where there is none: a response of that kind would not
/// be printed at all.
pub(crate) fn input_json(command: &'static Command) -> String {
    let value =
        Sample::new(false, command.operation.input.members).structure(command.operation.input.members);
    spelling::json(&value, Layout::Lines) + "\n"
}

/// Every member that a command returns; texts are the names of their members.
pub(crate) fn output(command: &'static Command) -> Value {
    Sample::new(true, command.operation.output.members).structure(command.operation.output.members)
}

/// Members that a sample has at most, in as many levels of structures as fit; what is below them is empty there.
pub(super) const MOST: usize = 5000;

/// The point in time of all samples, as the AWS CLI has it.
pub(super) const TIME: &str = "1970-01-01T00:00:00";

struct Sample {
    named: bool,
    /// How many structures are shown within each other.
    levels: usize,
    /// The structures around: what stands within itself is empty there.
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
            // A text of base64 that is one, where it is shown as a response.
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
