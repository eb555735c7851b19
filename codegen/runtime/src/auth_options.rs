//! Authentication of a request, as the operation asks for it.

use super::auth_scheme::AuthScheme;

/// The authentication that an operation asks for. `encode` puts it into the extensions of its request, for whatever sends the
/// request; the clients authenticate by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AuthOptions {
    /// The schemes that the operation takes, most preferred first.
    pub schemes: &'static [AuthScheme],
    /// Whether the operation can be called without authentication too.
    pub optional: bool,
    /// Whether a signature leaves out the body.
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
