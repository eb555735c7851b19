//! Who is calling: nobody asks, since the service takes no authentication.

use super::super::call::{Attempts, Settings};
use super::super::{Error, Operation};
use super::Client;

/// Nothing to say who is calling with.
#[derive(Clone, Default)]
pub(crate) struct Auth;

impl Auth {
    /// Complete.
    pub(super) fn ready(self, _settings: &Settings) -> Self {
        self
    }

    /// The request, to be sent as it is.
    pub(super) fn request<O: Operation>(
        &self,
        _client: &Client,
        attempts: &mut Attempts<'_>,
    ) -> Result<http::Request<bytes::Bytes>, Error<O::Error>> {
        Ok(attempts.request())
    }
}
