//! Hosts that a caller names in a member of an input.

use super::{EncodeError, Endpoint};

/// The endpoint with the scheme and the host of another address. The path of the endpoint stays.
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
