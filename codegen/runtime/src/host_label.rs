//! Members in the host name.

use super::EncodeError;

/// Checks that a value can be part of a host name.
pub fn label<'v>(
    operation: &'static str,
    member: &'static str,
    value: &'v str,
) -> Result<&'v str, EncodeError> {
    let fits = !value.is_empty()
        && value.len() <= 63
        && value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if fits && !value.starts_with('-') && !value.ends_with('-') {
        Ok(value)
    } else {
        Err(EncodeError::new(
            operation,
            member,
            "must be letters, digits and hyphens, since it is a part of the host name",
        ))
    }
}
