//! A request that is signed for others, and not sent.

use std::time::SystemTime;

use bytes::Bytes;
use http::header::{ACCEPT_ENCODING, CONTENT_LENGTH, USER_AGENT};

use super::super::checksums::{self, ChecksumPolicies, ChecksumPolicy};
use super::super::{PresignedRequest, SetupError, Validity};
use super::Attempts;

impl Attempts<'_> {
    /// Puts the signature of the request into its URL, with only the headers that belong to the operation or the caller. Interceptors do
    /// not run, since nothing is sent. Returns the time at which the signature expires.
    pub(crate) fn presign(&mut self, validity: Validity) -> SystemTime {
        self.hooks = None;
        // The recipient chooses the body, and need not validate the response.
        let required = ChecksumPolicy::WhenRequired;
        let policies = ChecksumPolicies { requests: required, responses: required };
        checksums::settle(&mut self.request, policies, std::iter::empty());
        for name in [ACCEPT_ENCODING, CONTENT_LENGTH, USER_AGENT] {
            if !self.options.sets_header(&name) {
                self.request.headers_mut().remove(name);
            }
        }
        self.request.extensions_mut().insert(validity);
        self.shared.skew.offset().on(self.shared.clock.now()) + validity.0
    }

    /// Returns the request, if it was signed.
    pub(crate) fn presigned(
        &self,
        request: http::Request<Bytes>,
        expires: SystemTime,
    ) -> Result<PresignedRequest, SetupError> {
        match self.signed {
            Some(_) => Ok(PresignedRequest::new(request, expires)),
            None => Err(SetupError::new(
                "a presigned URL needs a signature with AWS credentials, and this call has none: set `credentials_provider(..)`",
            )),
        }
    }
}
