//! The complete list of customizations for single services, by the service's `sdkId`.

use super::Cx;
use super::context::Source;
use super::endpoint::has_rules;
use super::operations::Draft;
use crate::ir::{Body, Codec, Finish, Request, Response, TemplatePart, Used, Within};
use crate::model::{Members, ShapeId, ShapeKind, Traits};
use crate::protocol::http_bindings::http_error;

impl Cx<'_> {
    /// Adds the customizations of the service to a request.
    pub(super) fn customize(&self, operation: &ShapeId, members: &Members, request: &mut Request) {
        match self.source.sdk_id() {
            Some("Glacier") => self.glacier(operation, members, request),
            Some("Machine Learning") => self.machine_learning(members, request),
            Some("S3") => self.s3(members, request),
            Some("API Gateway") => header(request, "Accept", "application/json"),
            _ => {}
        }
    }

    /// Predictions use a separate endpoint for each model, which is a member of the request.
    /// <https://docs.aws.amazon.com/machine-learning/latest/APIReference/API_Predict.html>
    fn machine_learning(&self, members: &Members, request: &mut Request) {
        request.host_member = members.get_index_of("PredictEndpoint");
    }

    /// Keys are any text, so dot segments are sent. The endpoint rules put the bucket into the host or the path of the endpoint.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html>
    fn s3(&self, members: &Members, request: &mut Request) {
        for part in &mut request.path {
            if let TemplatePart::Label { greedy: true, dot_segments, .. } = part {
                *dot_segments = true;
            }
        }
        let is_bucket = |part: &TemplatePart| match part {
            TemplatePart::Label { field, .. } => {
                members.get_index(*field).is_some_and(|(_, member)| is_parameter(&member.traits, "Bucket"))
            }
            _ => false,
        };
        if let Some(at) =
            request.path.iter().position(is_bucket).filter(|_| has_rules(self.source.service_traits))
        {
            put_in_endpoint(&mut request.path, at);
        }
    }

    /// Amazon Glacier requires its version in a header, accepts `-` for the account of the caller, and requires two
    /// checksums of uploads. <https://docs.aws.amazon.com/amazonglacier/latest/dev/api-common-headers.html>
    fn glacier(&self, operation: &ShapeId, members: &Members, request: &mut Request) {
        let version = &self.source.service.version;
        if version.bytes().all(|byte| byte.is_ascii_graphic()) {
            header(request, "X-Amz-Glacier-Version", version);
        } else {
            self.notes
                .problem(operation, "needs the version of the service in a header, where it is invalid");
        }
        for part in &mut request.path {
            if let TemplatePart::Label { field, greedy: false, otherwise, .. } = part {
                let is_account = members.get_index(*field).is_some_and(|(name, _)| name == "accountId");
                *otherwise = is_account.then(|| "-".to_owned());
            }
        }
        let uploads = match &request.body {
            Body::Payload { field, .. } => members.get_index(*field).is_some_and(|(_, member)| {
                matches!(self.source.shape(&member.target).map(|shape| &shape.kind), Some(ShapeKind::Blob))
            }),
            _ => false,
        };
        if uploads {
            self.notes.uses(Used::Checksum);
            request.finish.push(Finish::TreeHash);
        }
    }
}

/// Whether a member is a parameter of the endpoint rules.
fn is_parameter(member: &Traits, wanted: &str) -> bool {
    let parameter = member.get("smithy.rules#contextParam");
    parameter.and_then(|parameter| parameter.get("name")?.as_str()) == Some(wanted)
}

/// Leaves a label, and the slash before it, to the endpoint.
fn put_in_endpoint(path: &mut Vec<TemplatePart>, at: usize) {
    let TemplatePart::Label { field, .. } = path[at] else { return };
    path[at] = TemplatePart::InEndpoint(field);
    let Some(before) = at.checked_sub(1) else { return };
    let TemplatePart::Literal(text) = &mut path[before] else { return };
    if text.ends_with('/') {
        text.pop();
    }
    if text.is_empty() {
        path.remove(before);
    }
}

impl Source<'_> {
    /// Whether a response with a status of success can be an error: with Amazon S3, unless its body is streamed.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html>
    pub(super) fn hides_errors(&self, draft: &Draft<'_>) -> bool {
        let is_read = draft.output_stream.is_none() && !self.streaming_output(draft);
        self.sdk_id() == Some("S3") && draft.response.codec == Codec::Xml && is_read
    }

    /// Returns the response of an operation, whose only member can be the whole document: that of `GetBucketLocation`, which only
    /// Smithy models mark.
    pub(super) fn unwrapped(&self, operation: &ShapeId, traits: &Traits, response: Response) -> Response {
        let is_location = self.sdk_id() == Some("S3") && operation.name() == "GetBucketLocation";
        let is_unwrapped = is_location || traits.has("aws.customizations#s3UnwrappedXmlOutput");
        let is_one = matches!(&response.body, Body::Document { fields, .. } if fields.len() == 1);
        let within = if is_unwrapped && is_one { Within::Member } else { response.within };
        Response { within, ..response }
    }

    /// Returns the status that an error has in the model. `NotFound` of Amazon S3 has none there: it is the response to `HeadObject`.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html>
    pub(super) fn own_status(&self, error: &ShapeId) -> Option<u16> {
        let traits = &self.shape(error)?.traits;
        let is_not_found = self.sdk_id() == Some("S3") && error.name() == "NotFound";
        http_error(traits).or_else(|| is_not_found.then_some(404))
    }

    /// Whether signatures are those of Amazon S3.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html>
    pub(super) fn signs_like_s3(&self) -> bool {
        matches!(self.sdk_id(), Some("S3" | "S3 Control"))
    }
}

fn header(request: &mut Request, name: &str, value: &str) {
    request.literal_headers.push((name.to_owned(), value.to_owned()));
}
