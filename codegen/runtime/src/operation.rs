//! Operations without I/O: an input becomes a request, and a response becomes an output or an error.

use http::{HeaderMap, StatusCode};

use super::answer::Answer;
use super::decoded_limit::DecodedLimit;
use super::error::{DecodeError, EncodeError, Error, Malformed};
use super::metadata::{ErrorCodes, ErrorMetadata, ServiceError};
use super::service::Service;
use super::unreadable::UnreadableMembers;
use super::violation::Violations;
use super::Endpoint;

/// One operation of a service: it writes requests and reads responses.
///
/// The types that implement it have no data; their documentation has an example. Any HTTP client can send the request,
/// which has a body of bytes.
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

    /// Whether sending a request twice does no more than sending it once: the operation only reads, is idempotent, or has an
    /// idempotency token. A client repeats it then even if the service may have seen it.
    const REPEATABLE: bool = false;

    /// Whether its endpoint is discovered by another operation.
    #[doc(hidden)]
    const DISCOVERED: bool = false;

    #[doc(hidden)]
    const ERROR_CODES: ErrorCodes = ErrorCodes::CodeFirst;

    /// Writes the request for an input.
    ///
    /// # Errors
    ///
    /// A value that cannot travel where the model puts it: a control character in a header, an empty path segment.
    fn encode(input: &Self::Input, endpoint: &Endpoint) -> Result<http::Request<Vec<u8>>, EncodeError>;

    /// Gives the request an idempotency token if the operation takes one and the input has none.
    ///
    /// With the same token, the service does once what it is asked twice: call this before the first attempt, not before
    /// each. Clients do so, before they compare the input with the limits of the model. [`encode`](Self::encode) does not: a
    /// token that is missing is left out of the request, also where the service requires one, and the service then refuses
    /// the request. `make` is best a random UUID.
    fn set_idempotency_token(input: &mut Self::Input, make: impl FnOnce() -> String) {
        let _ = (input, make);
    }

    /// The parameters of the endpoint, where the operation or its input says something about them.
    #[doc(hidden)]
    fn endpoint_params(
        input: &Self::Input,
        params: &<Self::Service as Service>::Params,
    ) -> Option<<Self::Service as Service>::Params> {
        let _ = (input, params);
        None
    }

    /// Compares an input with the limits of the model, as its own `validate` does.
    fn validate(input: &Self::Input) -> Result<(), Violations> {
        let _ = input;
        Ok(())
    }

    #[doc(hidden)]
    fn read_output(
        answer: &Answer<'_>,
        unreadable: &mut UnreadableMembers,
    ) -> Result<Self::Output, Malformed>;

    #[doc(hidden)]
    fn read_error(metadata: ErrorMetadata) -> Self::Error;

    /// Reads a response: the output on success, otherwise the error. One value that does not fit the model does not discard
    /// the others: see [`Response::unreadable_members`].
    ///
    /// # Errors
    ///
    /// [`Error::Service`] if the status is not one of success; [`Error::Decode`] if a successful response cannot be read.
    /// Both keep the status, the headers and the body.
    fn decode(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Response<Self::Output>, Error<Self::Error>> {
        read::<Self>(&Answer { status, headers, body, limit: DecodedLimit::default() })
    }

    /// Reads an [`http::Response`]; see [`decode`](Self::decode).
    ///
    /// # Errors
    ///
    /// As [`decode`](Self::decode).
    fn decode_response<B: AsRef<[u8]>>(
        response: &http::Response<B>,
    ) -> Result<Response<Self::Output>, Error<Self::Error>> {
        Self::decode(response.status(), response.headers(), response.body().as_ref())
    }
}

/// Reads a response. Its values may take no more memory than its limit.
pub(crate) fn read<O: Operation + ?Sized>(
    answer: &Answer<'_>,
) -> Result<Response<O::Output>, Error<O::Error>> {
    let status = answer.status;
    if status.as_u16() != O::SUCCESS && !status.is_success() {
        return Err(Error::Service(O::read_error(ErrorMetadata::of_answer::<O::Service>(
            O::NAME,
            O::ERROR_CODES,
            answer,
        ))));
    }
    let mut unreadable = UnreadableMembers::default();
    match O::read_output(answer, &mut unreadable) {
        Ok(output) => {
            Ok(Response { output, status, request_id: answer.request_id().map(str::to_owned), unreadable })
        }
        Err(reason) => {
            Err(Error::Decode(DecodeError::new(reason, ErrorMetadata::of_unread(O::NAME, answer))))
        }
    }
}

/// An output with the status and the request id of its response. It dereferences to the output.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Response<T> {
    /// The output of the operation.
    pub output: T,
    /// The HTTP status.
    pub status: StatusCode,
    /// The id by which the service knows the request: the thing to quote when asking for support.
    pub request_id: Option<String>,
    /// Private, so that it hides no member of the output.
    pub(crate) unreadable: UnreadableMembers,
}

impl<T> Response<T> {
    /// The members that could not be read, and so are not in the output: a number where the model has a text, a time that no
    /// calendar has. Nothing else of a successful response is lost, and usually this is empty.
    pub fn unreadable_members(&self) -> &UnreadableMembers {
        &self.unreadable
    }

    /// The output alone.
    pub fn into_output(self) -> T {
        self.output
    }
}

impl<T> std::ops::Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.output
    }
}
