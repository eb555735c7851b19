//! Errors that no service sends. Their texts never have a value of an input or the body of a response.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::super::error::{Malformed, OtherError, Unencodable};
use super::super::metadata::ErrorMetadata;
use super::super::violation::{Problem, Violation, Violations};
use super::super::{ConstructionError, DecodeError, EncodeError};
use super::entries::entries;
use super::error_metadata::NAME;

/// An error that was read: only its text is known.
#[derive(Debug)]
pub(super) struct Told(pub(super) String);

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Told {}

impl Serialize for DecodeError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("reason", &self.reason.0)?;
        map.serialize_entry(NAME, &self.metadata)?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for DecodeError {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entries = entries!(deserializer, "a response that cannot be read",
            "reason" => reason: String, NAME => metadata: ErrorMetadata);
        let (reason, metadata) = entries?;
        let metadata = metadata.ok_or_else(|| D::Error::missing_field(NAME))?;
        Ok(Self::new(Malformed(reason.unwrap_or_default()), metadata))
    }
}

impl Serialize for OtherError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("message", &self.to_string())?;
        map.serialize_entry("retryable", &self.is_retryable())?;
        if let Some(metadata) = self.metadata() {
            map.serialize_entry(NAME, metadata)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for OtherError {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entries = entries!(deserializer, "an error",
            "message" => message: String, "retryable" => retryable: bool, NAME => metadata: ErrorMetadata);
        let (message, retryable, metadata) = entries?;
        Ok(Self::new(Told(message.unwrap_or_default()), metadata, retryable.unwrap_or_default()))
    }
}

impl Serialize for ConstructionError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kind = match self {
            Self::Encode(_) => "encode",
            Self::Validation(_) => "validation",
            #[cfg(feature = "clients")]
            Self::Setup(_) => "setup",
            #[cfg(feature = "clients")]
            Self::Rejected(_) => "rejected",
            #[cfg(feature = "clients")]
            Self::RepeatedToken => "repeatedToken",
            #[cfg(feature = "clients")]
            Self::UnreadableToken => "unreadableToken",
            #[cfg(feature = "clients")]
            Self::EmptyPages(_) => "emptyPages",
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", kind)?;
        map.serialize_entry("message", &self.to_string())?;
        match self {
            Self::Encode(error) => map.serialize_entry("encode", error)?,
            Self::Validation(violations) => map.serialize_entry("violations", violations)?,
            #[cfg(feature = "clients")]
            Self::EmptyPages(pages) => map.serialize_entry("pages", pages)?,
            #[cfg(feature = "clients")]
            Self::Setup(error) => map.serialize_entry("setup", error.kind().name())?,
            #[cfg(feature = "clients")]
            Self::Rejected(_) | Self::RepeatedToken | Self::UnreadableToken => {}
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for ConstructionError {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entries = entries!(deserializer, "the error of a request",
            "kind" => kind: String, "message" => message: String, "encode" => encode: EncodeError,
            "violations" => violations: Violations, "pages" => pages: u32, "setup" => setup: String);
        let (kind, message, encode, violations, pages, setup) = entries?;
        let setup = setup.unwrap_or_default();
        let kind = kind.unwrap_or_default();
        match (kind.as_str(), encode, violations) {
            ("encode", Some(error), _) => Ok(Self::Encode(error)),
            ("validation", _, Some(violations)) => Ok(Self::Validation(violations)),
            _ => without_parts(&kind, message.unwrap_or_default(), pages, &setup).map_err(D::Error::custom),
        }
    }
}

/// An error of a kind that only has a text. A kind that is not known, such as one of a later version, keeps its text.
#[cfg(feature = "clients")]
fn without_parts(
    kind: &str,
    message: String,
    pages: Option<u32>,
    setup: &str,
) -> Result<ConstructionError, String> {
    use super::super::call::{SetupError, SetupErrorKind};
    Ok(match kind {
        "rejected" => ConstructionError::Rejected(SetupError::new(message)),
        "repeatedToken" => ConstructionError::RepeatedToken,
        "unreadableToken" => ConstructionError::UnreadableToken,
        "emptyPages" => ConstructionError::EmptyPages(pages.unwrap_or_default()),
        _ => ConstructionError::Setup(SetupError::new(message).of_kind(SetupErrorKind::from_name(setup))),
    })
}

#[cfg(not(feature = "clients"))]
fn without_parts(kind: &str, _: String, _: Option<u32>, _: &str) -> Result<ConstructionError, String> {
    Err(format!("the kind {kind:?} of an error needs a client"))
}

impl Serialize for EncodeError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("operation", &self.0.operation)?;
        map.serialize_entry("member", &self.0.member)?;
        map.serialize_entry("problem", &self.0.problem)?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for EncodeError {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entries = entries!(deserializer, "a value that cannot be sent",
            "operation" => operation: String, "member" => member: String, "problem" => problem: String);
        let (operation, member, problem) = entries?;
        let text = |text: Option<String>| Cow::Owned(text.unwrap_or_default());
        let (operation, member, problem) = (text(operation), text(member), text(problem));
        Ok(Self(Box::new(Unencodable { operation, member, problem })))
    }
}

impl Serialize for Violations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

impl<'de> Deserialize<'de> for Violations {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Self::check(Vec::deserialize(deserializer)?) {
            Err(violations) => Ok(violations),
            Ok(()) => Err(D::Error::invalid_length(0, &"at least one violation")),
        }
    }
}

impl Serialize for Violation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("path", self.path())?;
        if self.is_of_key() {
            map.serialize_entry("key", &true)?;
        }
        match self.problem() {
            Problem::Length { unit, min, max } => {
                map.serialize_entry("problem", "length")?;
                map.serialize_entry("unit", unit)?;
                map.serialize_entry("min", &min.map(|min| min.to_string()))?;
                map.serialize_entry("max", &max.map(|max| max.to_string()))?;
            }
            Problem::Range { min, max } => {
                map.serialize_entry("problem", "range")?;
                map.serialize_entry("min", min)?;
                map.serialize_entry("max", max)?;
            }
            Problem::Pattern(pattern) => {
                map.serialize_entry("problem", "pattern")?;
                map.serialize_entry("pattern", pattern)?;
            }
            Problem::Duplicate(at) => {
                map.serialize_entry("problem", "duplicate")?;
                map.serialize_entry("of", at)?;
            }
            Problem::UnknownValue => map.serialize_entry("problem", "unknownValue")?,
            Problem::UnknownMember => map.serialize_entry("problem", "unknownMember")?,
            Problem::TooDeep(depth) => {
                map.serialize_entry("problem", "tooDeep")?;
                map.serialize_entry("of", depth)?;
            }
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Violation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entries = entries!(deserializer, "a violation of the model",
            "path" => path: String, "key" => key: bool, "problem" => problem: String, "unit" => unit: String,
            "min" => min: Option<String>, "max" => max: Option<String>, "pattern" => pattern: String, "of" => of: usize);
        let (path, key, problem, unit, min, max, pattern, of) = entries?;
        let (min, max, of) = (min.flatten(), max.flatten(), of.unwrap_or_default());
        let number = |text: Option<String>| text.and_then(|text| text.parse().ok());
        let problem = match problem.as_deref().unwrap_or_default() {
            "length" => {
                let unit = ["bytes", "characters", "entries"]
                    .into_iter()
                    .find(|known| unit.as_deref() == Some(known))
                    .unwrap_or("items");
                Problem::Length { unit, min: number(min), max: number(max) }
            }
            "range" => Problem::Range { min, max },
            "pattern" => Problem::Pattern(pattern.unwrap_or_default().into()),
            "duplicate" => Problem::Duplicate(of),
            "unknownValue" => Problem::UnknownValue,
            "unknownMember" => Problem::UnknownMember,
            "tooDeep" => Problem::TooDeep(of),
            other => return Err(D::Error::custom(format_args!("the problem {other:?} is not known"))),
        };
        Ok(Self::new(path.unwrap_or_default(), key.unwrap_or_default(), problem))
    }
}
