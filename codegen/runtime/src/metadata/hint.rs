//! Hints about an error: those of the service, then those for all services.

use std::borrow::Cow;

use http::StatusCode;

use super::super::endpoint_rules::check_region;
use super::super::response::RawResponse;
use super::ErrorMetadata;

/// The header in which Amazon S3 names the region of a bucket.
const BUCKET_REGION: &str = "x-amz-bucket-region";

impl ErrorMetadata {
    /// Returns the advice for the operation, the status and the code, if there is any.
    pub fn hint(&self) -> Option<&str> {
        self.0.hint.as_deref().or_else(|| self.general_hint())
    }
}

/// Returns the region to call instead, if the request went to another region than that of its bucket.
pub(super) fn of_region(response: &RawResponse<'_>, code: Option<&str>) -> Option<Cow<'static, str>> {
    let is_elsewhere = match response.status {
        StatusCode::NOT_MODIFIED => false,
        StatusCode::BAD_REQUEST => matches!(code, None | Some("AuthorizationHeaderMalformed")),
        status => status.is_redirection(),
    };
    let region = response.header(BUCKET_REGION).filter(|_| is_elsewhere)?;
    check_region(Some(region)).ok()?;
    Some(format!("the bucket is in the region {region}: set it with `region({region:?})` of the call or the client").into())
}
