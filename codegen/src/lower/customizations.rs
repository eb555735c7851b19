//! The complete list of customizations for single services, by the service's `sdkId`.

use super::Cx;
use crate::ir::{Body, Finish, Request, TemplatePart, Used};
use crate::model::{Members, ShapeId, ShapeKind};

impl Cx<'_> {
    /// Adds the customizations of the service to a request.
    pub(super) fn customize(&self, operation: &ShapeId, members: &Members, request: &mut Request) {
        match self.source.sdk_id() {
            Some("Glacier") => self.glacier(operation, members, request),
            Some("Machine Learning") => self.machine_learning(members, request),
            Some("API Gateway") => header(request, "Accept", "application/json"),
            _ => {}
        }
    }

    /// Predictions use a separate endpoint for each model, which is a member of the request.
    /// <https://docs.aws.amazon.com/machine-learning/latest/APIReference/API_Predict.html>
    fn machine_learning(&self, members: &Members, request: &mut Request) {
        request.host_member = members.get_index_of("PredictEndpoint");
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
            if let TemplatePart::Label { field, greedy: false, otherwise } = part {
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

fn header(request: &mut Request, name: &str, value: &str) {
    request.literal_headers.push((name.to_owned(), value.to_owned()));
}
