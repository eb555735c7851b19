//! The error of a call whose request could not be created.

use std::fmt;

#[cfg(feature = "clients")]
use super::call::SetupError;
use super::violation::Violations;
use super::EncodeError;

/// The reason why a request could not be created. This attempt was not sent; earlier attempts of the call may have been sent: before
/// a retry, an interceptor can reject the attempt, an identity provider can fail, and so can the discovery of an endpoint.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ConstructionError {
    /// A value that cannot be sent in its location, such as a control character in a header.
    Encode(EncodeError),
    /// All values that violate the model; only if validation is on.
    Validation(Violations),
    /// A missing or invalid setting of the client or the call.
    #[cfg(feature = "clients")]
    Setup(SetupError),
    /// An interceptor rejected the call or an attempt; the cause is its error. Earlier attempts may have been sent.
    #[cfg(feature = "clients")]
    Rejected(SetupError),
    /// The next page was fetched before: the service repeated a token.
    #[cfg(feature = "clients")]
    RepeatedToken,
    /// The token of the next page could not be decoded: there may be more pages.
    #[cfg(feature = "clients")]
    UnreadableToken,
    /// This number of consecutive pages had no items, but a token of the next page.
    #[cfg(feature = "clients")]
    EmptyPages(u32),
}

impl From<EncodeError> for ConstructionError {
    fn from(error: EncodeError) -> Self {
        Self::Encode(error)
    }
}

impl From<Violations> for ConstructionError {
    fn from(error: Violations) -> Self {
        Self::Validation(error)
    }
}

#[cfg(feature = "clients")]
impl From<SetupError> for ConstructionError {
    fn from(error: SetupError) -> Self {
        Self::Setup(error)
    }
}

impl fmt::Display for ConstructionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Encode(error) => error.fmt(f),
            Self::Validation(error) => error.fmt(f),
            #[cfg(feature = "clients")]
            Self::Setup(error) | Self::Rejected(error) => error.fmt(f),
            #[cfg(feature = "clients")]
            Self::RepeatedToken => {
                f.write_str("the service has given a token for the next page that it gave before")
            }
            #[cfg(feature = "clients")]
            Self::UnreadableToken => {
                f.write_str("the token for the next page could not be read: there may be more pages")
            }
            #[cfg(feature = "clients")]
            Self::EmptyPages(most) => write!(
                f,
                "more than {most} pages in a row had no items, each with a token for the next; \
                 `resume` continues, and `max_empty_pages` sets the limit"
            ),
        }
    }
}

/// Its text is that of the inner error, and so is its source.
impl std::error::Error for ConstructionError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Encode(error) => error.source(),
            Self::Validation(error) => error.source(),
            #[cfg(feature = "clients")]
            Self::Setup(error) | Self::Rejected(error) => error.source(),
            #[cfg(feature = "clients")]
            Self::RepeatedToken | Self::UnreadableToken | Self::EmptyPages(_) => None,
        }
    }
}
