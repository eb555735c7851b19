//! The code of an error: its location in a response, and the codes that allow a retry.

use std::borrow::Cow;

use super::super::response::RawResponse;
use super::read::Named;

/// The location of the error code in a response. The header `x-amzn-errortype` takes precedence, except in responses of Smithy's RPC protocols:
/// only the member `__type` names their error.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorCodes {
    /// restJson1: the member `code`, then `__type`. Some services write `Code`, which counts last.
    /// <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization>
    CodeFirst,
    /// awsJson, and operations of which an error has a modelled member `code` or `Code`: `__type`, then `code`.
    /// <https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html#operation-error-serialization>
    TypeFirst,
    /// Services that used the Query protocol before: as `TypeFirst`, but the code for callers is in the header
    /// `x-amzn-query-error`.
    /// <https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait>
    QueryCompatible,
}

/// The codes of a response.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Codes<'a> {
    /// The code for callers.
    pub(super) code: Option<Cow<'a, str>>,
    /// The name of the shape, if it differs.
    pub(super) shape: Option<Cow<'a, str>>,
}

impl ErrorCodes {
    /// The code of a response with a parsed body.
    pub(super) fn find<'a>(self, response: &RawResponse<'a>, body: Named<'a>) -> Codes<'a> {
        let Named { code, capital, kind, .. } = body;
        let header = response.header("x-amzn-errortype").and_then(clean_code).map(Cow::Borrowed);
        let name = match self {
            // In these protocols, nothing else names an error.
            _ if response.is_rpc() => kind,
            Self::CodeFirst => header.or(code).or(kind).or(capital),
            Self::TypeFirst | Self::QueryCompatible => header.or(kind).or(code),
        };
        match query_code(response).filter(|_| self == Self::QueryCompatible) {
            Some(code) => Codes { shape: name.filter(|name| name != code), code: Some(Cow::Borrowed(code)) },
            None => Codes { code: name, shape: None },
        }
    }
}

/// `Code;Sender` without the side at fault.
fn query_code<'a>(response: &RawResponse<'a>) -> Option<&'a str> {
    let code = response.header("x-amzn-query-error")?.split(';').next()?.trim();
    Some(code).filter(|code| !code.is_empty())
}

/// `namespace#Code:http://...` without namespace and URL. After a comma is text that a gateway added.
/// <https://github.com/smithy-lang/smithy/pull/1934>
pub(super) fn clean_code(text: &str) -> Option<&str> {
    let text = text.split([':', ',']).next().unwrap_or(text);
    let code = text.rsplit('#').next().unwrap_or(text).trim();
    Some(code).filter(|code| !code.is_empty())
}

/// Whether a code asks for fewer calls, with any status.
///
/// The codes are those of the SDKs of AWS: `ThrottledRetryableChecker` in `botocore/retries/standard.py` (botocore 1.44.8),
/// and `THROTTLING_ERRORS` in `aws_runtime::retries::classifiers`.
pub(super) fn is_throttling(code: &str) -> bool {
    const CODES: [&str; 14] = [
        "BandwidthLimitExceeded",
        "EC2ThrottledException",
        "LimitExceededException",
        "PriorRequestNotComplete",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "SlowDown",
        "ThrottledException",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
        "TransactionInProgressException",
    ];
    CODES.contains(&code)
}

/// Whether a code says that the request did not arrive in time, with any status: `TRANSIENT_ERRORS` of the same module, and
/// `TransientRetryableChecker` of the same file. `InternalError` is that of S3, which also sends it with the status 200.
pub(super) fn is_transient(code: &str) -> bool {
    matches!(code, "InternalError" | "RequestTimeout" | "RequestTimeoutException")
}

/// Whether a code says that the caller is not allowed to make the call, with any status.
///
/// `AccessDeniedException` and `NotAuthorized` are common to services of AWS, often with the status 400
/// (<https://docs.aws.amazon.com/awssupport/latest/APIReference/CommonErrors.html>). `AccessDenied` is that of S3
/// (<https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>), `UnauthorizedOperation` that of EC2
/// (<https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html>). `UnauthorizedException` has the status 401
/// in API Gateway, among others, for callers with insufficient permissions
/// (<https://docs.aws.amazon.com/apigateway/latest/api/API_GetRestApis.html>).
pub(super) fn is_access_denied(code: &str) -> bool {
    const CODES: [&str; 5] = [
        "AccessDenied",
        "AccessDeniedException",
        "NotAuthorized",
        "UnauthorizedException",
        "UnauthorizedOperation",
    ];
    CODES.contains(&code)
}
