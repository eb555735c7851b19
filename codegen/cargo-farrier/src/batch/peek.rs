//! Checks whether a file is a model, and determines the name of its service's crate.
//!
//! Only the necessary parts of the JSON are kept; the model is not validated.

use std::borrow::Cow;
use std::fmt;
use std::path::Path;

use farrier::model::{Role, Source, is_idl};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use crate::choice::first_crate_name;
use crate::job::crate_name_of;
use crate::read;

/// The kind of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Peek {
    /// A model, or a file that cannot be read.
    Model {
        /// The name of the crate, if the service has a name.
        crate_name: Option<String>,
        /// Its size.
        bytes: usize,
    },
    /// `apply` statements alone: documentation or an overlay of some model.
    Additions,
    /// Other well-formed JSON, or IDL without a service.
    Other,
}

/// Checks the file at a path.
pub(super) fn at(path: &Path) -> Peek {
    let name = path.display().to_string();
    let look = |bytes: Vec<u8>| {
        if is_idl(&name) { look_at_idl(name.clone(), bytes) } else { look(&bytes) }
    };
    read::unpacked(path).map_or(Peek::Model { crate_name: None, bytes: 0 }, look)
}

/// Loads a model of Smithy IDL, which is as fast as a look.
fn look_at_idl(name: String, bytes: Vec<u8>) -> Peek {
    let size = bytes.len();
    let source = Source { name, bytes, role: Role::Model };
    match farrier::model::load(&[source]) {
        Ok(loaded) => crate_name_of(&loaded.model, None)
            .map_or(Peek::Other, |crate_name| Peek::Model { crate_name: Some(crate_name), bytes: size }),
        // Its problems are reported when it is generated.
        Err(_) => Peek::Model { crate_name: None, bytes: size },
    }
}

fn look(bytes: &[u8]) -> Peek {
    let model = |crate_name| Peek::Model { crate_name, bytes: bytes.len() };
    let Ok(top) = serde_json::from_slice::<Top>(bytes) else { return model(None) };
    if top.smithy.is_some() {
        if top.shapes.applies > 0 && top.shapes.others == 0 {
            return Peek::Additions;
        }
        let names = top.shapes.services.iter().flat_map(|(id, sdk_id)| {
            [sdk_id.as_deref().unwrap_or_default(), id.rsplit('#').next().unwrap_or_default()]
        });
        return model(first_crate_name(names));
    }
    match top.metadata {
        Some(Value::Object(metadata)) if top.operations.is_some() => {
            model(first_crate_name(metadata.get("serviceId").and_then(Value::as_str)))
        }
        _ => Peek::Other,
    }
}

/// The top level of both formats, Smithy JSON AST and C2J.
#[derive(Deserialize)]
struct Top {
    smithy: Option<IgnoredAny>,
    metadata: Option<Value>,
    operations: Option<IgnoredAny>,
    #[serde(default)]
    shapes: Shapes,
}

/// Facts about the shapes.
#[derive(Default)]
struct Shapes {
    /// The ids of the services, each with its SDK id.
    services: Vec<(String, Option<String>)>,
    /// The numbers of `apply` statements and of other entries.
    applies: usize,
    others: usize,
}

#[derive(Deserialize)]
struct Shape {
    #[serde(rename = "type")]
    kind: Option<String>,
    traits: Option<Traits>,
}

#[derive(Deserialize)]
struct Traits {
    #[serde(rename = "aws.api#service")]
    service: Option<Service>,
}

#[derive(Deserialize)]
struct Service {
    #[serde(rename = "sdkId")]
    sdk_id: Option<String>,
}

/// A key of an object, without a copy if it has no escapes.
#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'de> Deserialize<'de> for Shapes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Collect)
    }
}

struct Collect;

impl<'de> Visitor<'de> for Collect {
    type Value = Shapes;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("shapes")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut shapes = Shapes::default();
        while let Some((Key(id), shape)) = map.next_entry::<Key<'_>, Shape>()? {
            let kind = shape.kind.as_deref();
            let count = if kind == Some("apply") { &mut shapes.applies } else { &mut shapes.others };
            *count += 1;
            if kind == Some("service") {
                let service = shape.traits.and_then(|traits| traits.service);
                shapes.services.push((id.into_owned(), service.and_then(|service| service.sdk_id)));
            }
        }
        Ok(shapes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_name(json: &str, name: Option<&str>) {
        let peek = Peek::Model { crate_name: name.map(str::to_owned), bytes: json.len() };
        assert_eq!(look(json.as_bytes()), peek, "{json}");
    }

    #[test]
    fn a_crate_is_named_after_its_service() {
        let smithy = |traits: &str| {
            format!(
                r#"{{"smithy":"2.0","metadata":[1],"shapes":{{"a#Text":{{"type":"string"}},
                   "a#My\u0053ervice":{{"type":"service","traits":{traits}}}}}}}"#
            )
        };
        assert_name(&smithy(r#"{"aws.api#service":{"sdkId":"My SDK-id","more":[]}}"#), Some("mysdkid"));
        assert_name(&smithy(r#"{"aws.api#service":{}}"#), Some("myservice"));
        assert_name(&smithy("{}"), Some("myservice"));
        assert_name(
            r#"{"metadata":{"serviceId":"My C2J"},"operations":{},"shapes":{"A":{"type":"string"}}}"#,
            Some("myc2j"),
        );
    }

    #[test]
    fn unclear_files_are_left_to_the_loader() {
        for json in ["", "[]", "{", r#"{"smithy":"2.0"}"#, r#"{"smithy":"2.0","shapes":[]}"#] {
            assert_name(json, None);
        }
        assert_name(r#"{"metadata":{},"operations":{}}"#, None);
    }

    #[test]
    fn apply_statements_are_not_a_model() {
        let apply = r#""a#A":{"type":"apply","traits":{"smithy.api#documentation":"A"}}"#;
        let json = format!(r#"{{"smithy":"2.0","shapes":{{{apply}}}}}"#);
        assert_eq!(look(json.as_bytes()), Peek::Additions);
        assert_name(&format!(r#"{{"smithy":"2.0","shapes":{{{apply},"a#B":{{"type":"string"}}}}}}"#), None);
    }

    #[test]
    fn other_json_is_not_a_model() {
        for json in ["{}", r#"{"name":"x","metadata":{}}"#, r#"{"pagination":{}}"#] {
            assert_eq!(look(json.as_bytes()), Peek::Other, "{json}");
        }
    }
}
