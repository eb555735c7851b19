//! Operations without I/O: an input becomes a request, and a response becomes an output or an error.

use http::{HeaderMap, StatusCode};

use super::decoded_limit::DecodedLimit;
use super::error::{CallError, DecodeError, EncodeError, Malformed};
use super::metadata::{ErrorCodes, ErrorMetadata, ServiceError};
use super::response::RawResponse;
use super::response_metadata::{ResponseMetadata, WithMetadata};
use super::service::Service;
use super::unreadable::UnreadableMembers;
use super::violation::Violations;
use super::Endpoint;

/// An operation of a service: encodes requests and decodes responses, without I/O.
///
/// Each operation of a generated crate is a type without data that implements this trait. Any HTTP client can send the request:
///
/// ```
/// use farrier_runtime::{CallError, Endpoint, Operation};
///
/// fn call<O: Operation>(
///     input: &O::Input,
///     endpoint: &Endpoint,
///     send: impl FnOnce(http::Request<Vec<u8>>) -> http::Response<Vec<u8>>,
/// ) -> Result<O::Output, CallError<O::Error>> {
///     let request = O::encode(input, endpoint)?;
///     O::decode_response(&send(request))
/// }
/// ```
pub trait Operation {
    /// The service of the operation.
    type Service: Service;
    /// The input of the operation.
    type Input;
    /// The output of the operation.
    type Output;
    /// The errors of the operation.
    type Error: ServiceError;

    /// The operation's name in the model.
    const NAME: &'static str;

    /// The HTTP status for success in the model. Any other 2xx also counts as success.
    const SUCCESS: u16;

    /// Whether sending a request twice has the effect of sending it once: the operation only reads, is idempotent, or has an
    /// idempotency token. Only then do clients retry a call that the service may already have processed.
    const REPEATABLE: bool = false;

    /// Whether another operation returns its endpoint.
    #[doc(hidden)]
    const DISCOVERED: bool = false;

    #[doc(hidden)]
    const ERROR_CODES: ErrorCodes = ErrorCodes::CodeFirst;

    /// Whether the body of a successful response can be an error.
    #[doc(hidden)]
    const ERRORS_IN_SUCCESS: bool = false;

    /// The header `smithy-protocol` that each response must have, if any. Another response is malformed.
    #[doc(hidden)]
    const SMITHY_PROTOCOL: Option<&'static str> = None;

    /// Encodes the request for an input.
    ///
    /// # Errors
    ///
    /// A value cannot be sent in its location, for example a control character in a header or an empty path segment.
    fn encode(input: &Self::Input, endpoint: &Endpoint) -> Result<http::Request<Vec<u8>>, EncodeError>;

    /// Sets the idempotency token of an input, if the operation has one and the input has none. `make` should return a random UUID.
    ///
    /// The service executes requests with the same token once: call this once for each call, not for each attempt. Clients
    /// call it before they validate the input. [`encode`](Self::encode) does not: it omits a missing token even if it is
    /// required, and the service then rejects the request.
    fn set_idempotency_token(input: &mut Self::Input, make: impl FnOnce() -> String) {
        let _ = (input, make);
    }

    /// The parameters of the endpoint, if the operation or its input determines any.
    #[doc(hidden)]
    fn endpoint_params(
        input: &Self::Input,
        params: &<Self::Service as Service>::Params,
    ) -> Option<<Self::Service as Service>::Params> {
        let _ = (input, params);
        None
    }

    /// Validates an input against the model, as its own `validate` does.
    fn validate(input: &Self::Input) -> Result<(), Violations> {
        let _ = input;
        Ok(())
    }

    #[doc(hidden)]
    fn read_output(
        response: &RawResponse<'_>,
        unreadable: &mut UnreadableMembers,
    ) -> Result<Self::Output, Malformed>;

    #[doc(hidden)]
    fn read_error(metadata: ErrorMetadata) -> Self::Error;

    /// Decodes a response: the output on success, otherwise the error. A value that does not match the model is skipped:
    /// [`decode_with_metadata`](Self::decode_with_metadata) also returns the paths of such values.
    ///
    /// # Errors
    ///
    /// [`CallError::Service`] if the status is not a success; [`CallError::Decode`] if a successful response cannot be decoded.
    /// Both keep the status, the headers and the body.
    fn decode(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self::Output, CallError<Self::Error>> {
        let response = RawResponse { status, headers, body, limit: DecodedLimit::default() };
        read::<Self>(&response, &mut UnreadableMembers::default())
    }

    /// Decodes an [`http::Response`]; see [`decode`](Self::decode).
    ///
    /// # Errors
    ///
    /// As [`decode`](Self::decode).
    fn decode_response<B: AsRef<[u8]>>(
        response: &http::Response<B>,
    ) -> Result<Self::Output, CallError<Self::Error>> {
        Self::decode(response.status(), response.headers(), response.body().as_ref())
    }

    /// Decodes a response like [`decode`](Self::decode), and returns the output with its metadata: the status, the request id, the
    /// headers, and the members that could not be decoded.
    ///
    /// # Errors
    ///
    /// As [`decode`](Self::decode).
    fn decode_with_metadata(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<WithMetadata<Self::Output>, CallError<Self::Error>> {
        let mut unreadable = UnreadableMembers::default();
        let response = RawResponse { status, headers, body, limit: DecodedLimit::default() };
        let output = read::<Self>(&response, &mut unreadable)?;
        Ok(WithMetadata { output, metadata: ResponseMetadata::new(status, headers.clone(), 1, unreadable) })
    }
}

/// Decodes a response within its memory limit. Members that cannot be decoded are added to `unreadable`.
pub(crate) fn read<O: Operation + ?Sized>(
    response: &RawResponse<'_>,
    unreadable: &mut UnreadableMembers,
) -> Result<O::Output, CallError<O::Error>> {
    let status = response.status;
    let foreign = O::SMITHY_PROTOCOL.and_then(|protocol| response.require_protocol(protocol).err());
    let fails = status.as_u16() != O::SUCCESS && !status.is_success();
    if fails || O::ERRORS_IN_SUCCESS && response.is_error_document() {
        let metadata = match foreign {
            None => ErrorMetadata::of_response::<O::Service>(O::NAME, O::ERROR_CODES, response),
            Some(_) => ErrorMetadata::of_status::<O::Service>(O::NAME, response),
        };
        return Err(CallError::Service(O::read_error(metadata)));
    }
    let output = match foreign {
        None => O::read_output(response, unreadable),
        Some(reason) => Err(reason),
    };
    output.map_err(|reason| {
        CallError::Decode(DecodeError::new(reason, ErrorMetadata::of_unread(O::NAME, response)))
    })
}
