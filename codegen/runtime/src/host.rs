//! Host names with a prefix of an operation.

use super::{EncodeError, Endpoint};

/// Returns the endpoint with a prefix, unless prefixes are turned off. Labels are then ignored.
pub fn prefixed<'p, const N: usize>(
    operation: &'static str,
    endpoint: &Endpoint,
    prefix: impl FnOnce() -> Result<[&'p str; N], EncodeError>,
) -> Result<Endpoint, EncodeError> {
    if !endpoint.host_prefix {
        return Ok(endpoint.clone());
    }
    let authority = format!("{}{}", prefix()?.concat(), endpoint.authority);
    let authority =
        authority.parse().map_err(|_| EncodeError::new(operation, "the host name", "is too long"))?;
    Ok(Endpoint { authority, ..endpoint.clone() })
}
