//! The authentication options of a request.

use super::auth_scheme::AuthScheme;

/// The authentication options of an operation. `encode` adds them to the extensions of its request, for any sender of the
/// request; the clients use them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AuthOptions {
    /// The schemes of the operation, in order of preference.
    pub schemes: &'static [AuthScheme],
    /// Whether the operation can also be called without authentication.
    pub optional: bool,
    /// Whether a signature excludes the body.
    pub unsigned_payload: bool,
    /// Whether signatures are those of Amazon S3: each request has the hash of its body in the header `x-amz-content-sha256`, the
    /// path is signed as it is sent, and a presigned URL excludes the body.
    pub s3_signature: bool,
}

impl AuthOptions {
    /// Returns the options of an operation that needs one of these schemes, with its body in the signature.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(schemes: &'static [AuthScheme]) -> Self {
        Self { schemes, optional: false, unsigned_payload: false, s3_signature: false }
    }

    /// Sets [`optional`](field@Self::optional).
    #[doc(hidden)]
    #[must_use]
    pub const fn optional(self) -> Self {
        Self { optional: true, ..self }
    }

    /// Sets [`unsigned_payload`](field@Self::unsigned_payload).
    #[doc(hidden)]
    #[must_use]
    pub const fn unsigned_payload(self) -> Self {
        Self { unsigned_payload: true, ..self }
    }

    /// Sets [`s3_signature`](field@Self::s3_signature).
    #[doc(hidden)]
    #[must_use]
    pub const fn s3_signature(self) -> Self {
        Self { s3_signature: true, ..self }
    }
}
