//! Presigned URLs of the blocking client.

use std::time::Duration;

use super::super::auth::TakesCredentials;
use super::super::call::{Attempts, PresignedRequest, Validity};
use super::super::{CallError, Operation};
use super::{discovery, Call};

impl<O: Operation, R> Call<'_, O, R>
where
    O::Service: TakesCredentials,
{
    /// Returns the request of the call with its signature in the URL, and sends nothing. Until it expires, anyone who knows the URL can
    /// send the request without credentials: see [`PresignedRequest`].
    ///
    /// The validity is one second to seven days; fractions of seconds are ignored. The URL is also invalid when temporary credentials
    /// expire. Interceptors do not run. A streamed body cannot be set; with Amazon S3, the recipient chooses the body.
    ///
    /// # Errors
    ///
    /// The validity is outside the limits, the request could not be created, or there are no AWS credentials for its signature.
    pub fn presign(self, validity: Duration) -> Result<PresignedRequest, CallError<O::Error>> {
        let validity = Validity::new(validity)?;
        let mut attempts = Attempts::prepare::<O>(self.client.shared(), self.input, &self.options)?;
        let expires = attempts.presign(validity);
        discovery::direct::<O>(self.client, &mut attempts)?;
        let request = self.client.auth().request::<O>(self.client, &mut attempts)?;
        Ok(attempts.presigned(request, expires)?)
    }
}
