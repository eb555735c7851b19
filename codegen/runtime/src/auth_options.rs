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
}

impl AuthOptions {
    /// Returns the options of an operation that needs one of these schemes, with its body in the signature.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(schemes: &'static [AuthScheme]) -> Self {
        Self { schemes, optional: false, unsigned_payload: false }
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
}
