//! Operations as data: a request made of an input, an output or an error made of an answer. There is no I/O here.

use http::{HeaderMap, StatusCode};

use super::answer::Answer;
use super::decoded_limit::DecodedLimit;
use super::error::{DecodeError, EncodeError, Error, Malformed};
use super::metadata::{ErrorCodes, ErrorMetadata, ServiceError};
use super::service::Service;
use super::unreadable::UnreadableMembers;
use super::violation::Violations;
use super::Endpoint;

/// One operation of the service: how its requests are written and its answers are read.
///
/// The types that implement it are markers without data; see their documentation for an example. Any HTTP client
/// will do to carry the request over: it has a body of bytes and nothing else to be known.
pub trait Operation {
    /// The service that it is an operation of.
    type Service: Service;
    /// What the operation takes.
    type Input;
    /// What the operation returns.
    type Output;
    /// What the service may answer instead.
    type Error: ServiceError;

    /// The operation's name in the model.
    const NAME: &'static str;

    /// The HTTP status that the model gives for success. Any other 2xx is taken for success too.
    const SUCCESS: u16;

    /// Whether sending a request twice does no more than sending it once: the operation only reads, is idempotent, or has an
    /// idempotency token. A client repeats it then even if the service may have seen it.
    const REPEATABLE: bool = false;

    /// Whether requests go to an endpoint that another operation gives.
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

    /// Reads an answer: the output on success, the error that the service names otherwise. One value that is not what the
    /// model says does not discard the others: see [`Response::unreadable_members`].
    ///
    /// # Errors
    ///
    /// [`Error::Service`] when the status is not one of success; [`Error::Decode`] when a successful answer cannot be
    /// read. Both keep the status, the headers and the body.
    fn decode(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Response<Self::Output>, Error<Self::Error>> {
        read::<Self>(&Answer { status, headers, body, limit: DecodedLimit::default() })
    }

    /// Reads an answer that is an [`http::Response`] already; see [`decode`](Self::decode).
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

/// Reads an answer, whose values may take as much memory as it says.
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

/// An output together with what else the answer said. It can be used as the output itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Response<T> {
    /// What the operation returns.
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
