//! Host names that an operation puts something in front of.

use super::{EncodeError, Endpoint};

/// The endpoint with a longer host name, unless its own is to be kept. Labels are not even looked at then.
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
