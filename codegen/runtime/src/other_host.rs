//! Hosts from a member of an input.

use super::{EncodeError, Endpoint};

/// Returns the endpoint with the scheme and the host of another address. The path of the endpoint is kept.
pub fn of_member(
    operation: &'static str,
    member: &'static str,
    address: &str,
    endpoint: &Endpoint,
) -> Result<Endpoint, EncodeError> {
    let unusable =
        |_| EncodeError::new(operation, member, "is not the address of a host, such as https://example.com");
    let other = Endpoint::parse(address).map_err(unusable)?;
    Ok(Endpoint { path: endpoint.path.clone(), ..other })
}
