//! Calls by data: the name of an operation and JSON, in place of types.
//!
//! The JSON has the form of the feature `serde`: the names of members are their [`key`](field@super::schema::Member::key)s, blobs are
//! base64, and points in time are text. An error is data too: `serde_json::to_value` of it has the status, code and request id, and the
//! error with its members.

#[cfg(feature = "client-core")]
mod asynchronous;
#[cfg(feature = "blocking")]
mod blocking;
mod unknown;

use std::fmt;

use serde::de::DeserializeOwned;
use serde::Serialize;
pub use serde_json::Value;

use super::error::OtherError;
use super::schema::Described;
use super::violation::{Problem, Violation};
use super::{Error, Operation};

/// The reason why a call by data was not made, or why its output is not JSON. An [`Error`] has it as its variant `Other`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DynamicError {
    /// The service has no operation of this name.
    UnknownOperation(String),
    /// Events follow the request or the response of this operation: only its own method can call it.
    EventStream(&'static str),
    /// The JSON is not an input of this operation. The value is not shown: it may be a secret.
    Input(&'static str),
    /// The model has no member at this path of the input.
    #[non_exhaustive]
    UnknownMember {
        /// The name of the operation.
        operation: &'static str,
        /// The names of members, and the positions of items and entries: `Filters[0].Nme`.
        path: String,
    },
    /// The service carried out the operation, but the output cannot be written as JSON.
    #[non_exhaustive]
    Output {
        /// The name of the operation.
        operation: &'static str,
        /// The problem.
        problem: String,
    },
}

impl fmt::Display for DynamicError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownOperation(name) => {
                write!(f, "the service has no operation `{}`", name.escape_debug())
            }
            Self::EventStream(name) => {
                write!(f, "{name} cannot be called by its name: events follow its request or response")
            }
            Self::Input(name) => {
                write!(f, "the input of {name} has a missing value, or one of another type")
            }
            Self::UnknownMember { operation, path } => {
                write!(f, "the input of {operation} has no member `{}`", path.escape_debug())
            }
            Self::Output { operation, problem } => {
                write!(f, "the output of {operation} cannot be written as JSON: {problem}")
            }
        }
    }
}

impl std::error::Error for DynamicError {}

impl<A> From<DynamicError> for Error<A> {
    fn from(error: DynamicError) -> Self {
        Self::Other(OtherError::new(error, None, false))
    }
}

/// Checks that an operation can be called by its name, with this input. A member that the model does not have is an error: without it,
/// the call would have another meaning.
fn check<S: Described>(name: &str, input: &Value) -> Result<(), DynamicError> {
    let Some(operation) = S::schema().operation(name) else {
        return Err(DynamicError::UnknownOperation(name.to_owned()));
    };
    if operation.has_events() {
        return Err(DynamicError::EventStream(operation.name));
    }
    match unknown::member(input, operation.input) {
        Some(path) => Err(DynamicError::UnknownMember { operation: operation.name, path }),
        None => Ok(()),
    }
}

/// Reads the input of an operation.
pub(crate) fn input<O: Operation>(input: Value) -> Result<O::Input, DynamicError>
where
    O::Input: DeserializeOwned,
{
    // The text of the error contains the value.
    let input = serde_json::from_value(input).map_err(|_| DynamicError::Input(O::NAME))?;
    // A member of a union with a value of another type is read as an unknown member. `check` has rejected unknown names.
    let is_unknown = |violation: &Violation| *violation.problem() == Problem::UnknownMember;
    match O::validate(&input) {
        Err(violations) if violations.iter().any(is_unknown) => Err(DynamicError::Input(O::NAME)),
        _ => Ok(input),
    }
}

/// Writes the output of an operation.
pub(crate) fn output<O: Operation>(output: &O::Output) -> Result<Value, DynamicError>
where
    O::Output: Serialize,
{
    serde_json::to_value(output)
        .map_err(|error| DynamicError::Output { operation: O::NAME, problem: error.to_string() })
}

#[cfg(test)]
mod tests {
    use http::StatusCode;
    use serde::Deserialize;
    use serde_json::json;

    use super::*;
    use crate::endpoint_rules::without_rules::Params;
    use crate::error::{EncodeError, Malformed};
    use crate::response::RawResponse;
    use crate::unreadable::UnreadableMembers;
    use crate::violation::Violations;
    use crate::{validate, Checker, Endpoint, ErrorMetadata, Service, UnknownMember, Validate};

    #[derive(Clone, Copy, Debug)]
    struct Draw;

    impl Service for Draw {
        type Params = Params;
        const CRATE: &'static str = "draw";
        const VERSION: &'static str = "1";
        const SDK_ID: &'static str = "Draw";
        const AWS: bool = false;
    }

    /// As a generated union: what does not fit a known member is an unknown one.
    #[derive(Debug, PartialEq, Deserialize)]
    enum Shape {
        Circle(f64),
        #[serde(untagged)]
        Unknown(UnknownMember),
    }

    impl Validate for Shape {
        fn check<'v>(&'v self, at: &mut Checker<'v>) {
            if matches!(self, Self::Unknown(_)) {
                at.unknown_member();
            }
        }
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct DrawInput {
        shape: Shape,
    }

    impl Validate for DrawInput {
        fn check<'v>(&'v self, at: &mut Checker<'v>) {
            at.member("shape", Some(&self.shape), Checker::nested);
        }
    }

    impl Operation for Draw {
        type Service = Self;
        type Input = DrawInput;
        type Output = ();
        type Error = ErrorMetadata;
        const NAME: &'static str = "Draw";
        const SUCCESS: u16 = 200;

        fn encode(_: &DrawInput, _: &Endpoint) -> Result<http::Request<Vec<u8>>, EncodeError> {
            Ok(http::Request::new(Vec::new()))
        }

        fn validate(input: &DrawInput) -> Result<(), Violations> {
            validate(input)
        }

        fn read_output(_: &RawResponse<'_>, _: &mut UnreadableMembers) -> Result<(), Malformed> {
            Ok(())
        }

        fn read_error(_: ErrorMetadata) -> ErrorMetadata {
            ErrorMetadata::new(StatusCode::BAD_REQUEST)
        }
    }

    #[test]
    fn a_member_of_a_union_with_a_value_of_another_type_is_no_input() {
        let read = |shape: Value| input::<Draw>(json!({ "shape": shape }));
        assert_eq!(read(json!({"Circle": 1.5})), Ok(DrawInput { shape: Shape::Circle(1.5) }));
        assert_eq!(read(json!({"Circle": "round"})), Err(DynamicError::Input("Draw")));
        assert_eq!(read(json!({})), Err(DynamicError::Input("Draw")));
    }
}
