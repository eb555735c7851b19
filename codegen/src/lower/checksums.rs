//! The trait `aws.protocols#httpChecksum`: the checksums of the bodies of an operation.

use serde_json::Value;

use super::Cx;
use crate::ir::{ChecksumAlgorithm, ChecksumField, Checksums, Request, RequestChecksum};
use crate::model::ShapeKind;
use crate::protocol::Exchange;

const TRAIT: &str = "aws.protocols#httpChecksum";

/// The algorithms by their names in models. Models name others too, which are ignored in responses.
const ALGORITHMS: [(&str, ChecksumAlgorithm); 5] = [
    ("CRC32", ChecksumAlgorithm::Crc32),
    ("CRC32C", ChecksumAlgorithm::Crc32c),
    ("CRC64NVME", ChecksumAlgorithm::Crc64Nvme),
    ("SHA1", ChecksumAlgorithm::Sha1),
    ("SHA256", ChecksumAlgorithm::Sha256),
];

impl Cx<'_> {
    /// Returns the checksums of an operation, if it has any.
    pub(super) fn checksums(&self, exchange: &Exchange<'_>, request: &Request) -> Option<Checksums> {
        let value = exchange.traits.get(TRAIT)?;
        let field = |key| self.checksum_field(exchange, request, value, key);
        let (algorithm, mode) = (field("requestAlgorithmMember"), field("requestValidationModeMember"));
        let required = value.get("requestChecksumRequired") == Some(&Value::Bool(true));
        let checksums = Checksums {
            request: (required || algorithm.is_some()).then_some(RequestChecksum { required, algorithm }),
            mode,
            response: algorithms(value),
        };
        (checksums.request.is_some() || !checksums.response.is_empty()).then_some(checksums)
    }

    /// Returns the member of the input that the trait names, which must be text.
    fn checksum_field(
        &self,
        exchange: &Exchange<'_>,
        request: &Request,
        value: &Value,
        key: &str,
    ) -> Option<ChecksumField> {
        let name = value.get(key)?.as_str()?;
        let problem = |what: &str| {
            self.notes.trait_problem(
                TRAIT,
                exchange.id,
                format!("`{key}` names the member `{name}`, {what}"),
            );
        };
        let Some((field, _, member)) = exchange.members.get_full(name) else {
            problem("which the input does not have");
            return None;
        };
        let kind = self.source.shape(&member.target).map(|shape| &shape.kind);
        if !matches!(kind, Some(ShapeKind::String | ShapeKind::Enum(_))) {
            problem("which is neither a string nor an enum");
            return None;
        }
        let bound = request.headers.iter().find(|bound| bound.field == field && !bound.base64);
        Some(ChecksumField { field, header: bound.map(|bound| bound.name.to_ascii_lowercase()) })
    }
}

/// Returns the algorithms of responses that the runtime can calculate.
fn algorithms(value: &Value) -> Vec<ChecksumAlgorithm> {
    let named = value.get("responseAlgorithms").and_then(Value::as_array).into_iter().flatten();
    let known =
        |name: &Value| ALGORITHMS.iter().find(|(known, _)| name == known).map(|(_, algorithm)| *algorithm);
    named.filter_map(known).collect()
}
