//! Host names that an operation puts something in front of.

use super::{EncodeError, Endpoint};

/// The endpoint with a longer host name.
pub(crate) fn prefixed(
    operation: &'static str,
    endpoint: &Endpoint,
    prefix: &[&str],
) -> Result<Endpoint, EncodeError> {
    let authority = format!("{}{}", prefix.concat(), endpoint.authority);
    let authority = authority.parse().map_err(|_| EncodeError::new(operation, "the host name", "is too long"))?;
    Ok(Endpoint { authority, ..endpoint.clone() })
}
