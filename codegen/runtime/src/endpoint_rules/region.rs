//! Validates the region before it becomes a part of a host name.

use super::resolved::ResolveError;

/// Rejects a region that would change the host of a URL. Rules do not check it.
pub fn check_region(region: Option<&str>) -> Result<(), ResolveError> {
    let fits = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    match region {
        Some(region)
            if region.is_empty()
                || region.len() > 63
                || !region.bytes().all(fits)
                || region.starts_with('-')
                || region.ends_with('-') =>
        {
            Err(ResolveError::new("a region is letters, digits and hyphens, such as us-east-1"))
        }
        _ => Ok(()),
    }
}
