//! The error of an upload: the failed step, the state of the upload, and the text of the reason.

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::super::call::chain;
use super::super::metadata::ErrorMetadata;
use super::super::upload::{Failure, UploadError, UploadStep};
use super::entries::entries;
use super::error_metadata::NAME;
use super::kinds::write_response;
use super::own_errors::Told;

/// The steps by their names.
const STEPS: [(&str, UploadStep); 4] = [
    ("file", UploadStep::File),
    ("start", UploadStep::Start),
    ("put", UploadStep::Put),
    ("complete", UploadStep::Complete),
];

impl Serialize for UploadError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let step = STEPS.iter().find(|(_, step)| *step == self.0.step).map_or("file", |(name, _)| name);
        let mut map = serializer.serialize_map(None)?;
        write_response(self.metadata(), &mut map)?;
        map.serialize_entry("step", step)?;
        map.serialize_entry("operation", &self.0.operation)?;
        if let Some(id) = &self.0.id {
            map.serialize_entry("member", &self.0.member)?;
            map.serialize_entry("id", id)?;
        }
        map.serialize_entry("cause", &chain(&*self.0.source))?;
        map.serialize_entry("retryable", &self.0.retryable)?;
        if let Some(metadata) = self.metadata() {
            map.serialize_entry(NAME, metadata)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for UploadError {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entries = entries!(deserializer, "the error of an upload",
            "step" => step: String, "operation" => operation: String, "member" => member: String, "id" => id: String,
            "cause" => cause: String, "retryable" => retryable: bool, NAME => response: ErrorMetadata);
        let (step, operation, member, id, cause, retryable, response) = entries?;
        let step = step.ok_or_else(|| D::Error::missing_field("step"))?;
        let known = STEPS.iter().find(|(name, _)| *name == step);
        let (_, step) = known
            .ok_or_else(|| D::Error::custom(format_args!("the step {step:?} of an upload is not known")))?;
        Ok(Self(Box::new(Failure {
            step: *step,
            operation: operation.unwrap_or_default().into(),
            member: member.unwrap_or_default().into(),
            id,
            source: Box::new(Told(cause.unwrap_or_default())),
            response,
            retryable: retryable.unwrap_or_default(),
        })))
    }
}
