//! Suites with an unsupported protocol: listed and counted in the table, but not run.

use std::fmt;
use std::path::PathBuf;

use serde_json::Value;

use super::{Cases, Kind, name};
use cargo_farrier::{Result, read, report};

/// A suite that cannot be run.
#[derive(Debug, PartialEq, Eq)]
pub struct Unsupported {
    name: String,
    /// The number of its client cases.
    pub cases: usize,
    protocols: Vec<String>,
}

/// Returns the models that can be run, and the suites that cannot.
///
/// # Errors
///
/// A file that cannot be read.
pub fn apart(models: Vec<PathBuf>) -> Result<(Vec<PathBuf>, Vec<Unsupported>)> {
    let (mut supported, mut unsupported) = (Vec::new(), Vec::new());
    for model in models {
        let json = read::json(&model.to_string_lossy(), &read::unpacked(&model)?)?;
        match unsupported_protocols(&json) {
            Some(protocols) => {
                let cases = Cases::of(&json);
                let cases = Kind::ALL.iter().map(|kind| cases.count(*kind)).sum();
                unsupported.push(Unsupported { name: name(&model), cases, protocols });
            }
            None => supported.push(model),
        }
    }
    Ok((supported, unsupported))
}

/// Returns the protocols of the service, if it has some and none is supported. A model without a protocol is not
/// included: the generator reports its problem.
fn unsupported_protocols(model: &Value) -> Option<Vec<String>> {
    let shapes = model["shapes"].as_object().into_iter().flatten().map(|(_, shape)| shape);
    let services = shapes.filter(|shape| shape["type"] == "service");
    let traits: Vec<&String> =
        services.filter_map(|shape| shape["traits"].as_object()).flat_map(serde_json::Map::keys).collect();
    if traits.iter().any(|id| farrier::protocols().any(|known| known == id.as_str())) {
        return None;
    }
    let is_protocol = |id: &str| {
        (id.starts_with("aws.protocols#") || id.starts_with("smithy.protocols#"))
            && !id.ends_with("Compatible")
    };
    let protocols: Vec<String> = traits.into_iter().filter(|id| is_protocol(id)).cloned().collect();
    (!protocols.is_empty()).then_some(protocols)
}

impl Unsupported {
    /// Its row in the table.
    pub fn row(&self) -> [String; 7] {
        let cases = report::thousands(self.cases);
        [&self.name, "not supported", &cases, "-", "-", "-", &self.reason()].map(str::to_owned)
    }

    fn reason(&self) -> String {
        format!("{} is not generated yet", self.protocols.join(", "))
    }
}

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is not supported: {}", self.name, self.reason())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn of(traits: &[&str]) -> Option<Vec<String>> {
        let traits: serde_json::Map<_, _> = traits.iter().map(|id| ((*id).to_owned(), json!({}))).collect();
        let other = json!({ "type": "structure", "traits": { "aws.protocols#ec2QueryName": "A" } });
        unsupported_protocols(
            &json!({ "shapes": { "a#S": { "type": "service", "traits": traits }, "a#T": other } }),
        )
    }

    #[test]
    fn a_service_is_unsupported_if_the_generator_has_none_of_its_protocols() {
        let unknown = ["aws.protocols#unknown".to_owned()];
        assert_eq!(of(&["aws.protocols#unknown", "smithy.api#title"]).as_deref(), Some(&unknown[..]));
        let later = ["smithy.protocols#later".to_owned()];
        // `compatible` protocols of a service are not its protocols.
        let compatible = "aws.protocols#awsQueryCompatible";
        assert_eq!(of(&["smithy.protocols#later", compatible]).as_deref(), Some(&later[..]));
        assert_eq!(of(&["aws.protocols#awsJson1_0", compatible]), None);
        assert_eq!(of(&["aws.protocols#unknown", "aws.protocols#restJson1"]), None);
        assert_eq!(of(&["smithy.api#title"]), None);
    }
}
