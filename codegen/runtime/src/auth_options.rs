//! What whoever sends a request has to know to authenticate it.

use super::auth_scheme::AuthScheme;

/// How a request says who is calling. `encode` puts it into the extensions of its request, so that whatever sends the
/// request can do what is asked for; the clients of this crate do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AuthOptions {
    /// The schemes that the operation takes, most preferred first.
    pub schemes: &'static [AuthScheme],
    /// Whether the operation can be called without authentication too.
    pub optional: bool,
    /// Whether the body is no part of a signature.
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
