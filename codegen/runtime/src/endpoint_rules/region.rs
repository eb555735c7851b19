//! The region, before it becomes a part of a host name.

use super::resolved::ResolveError;

/// Refuses a region that would turn a URL into one of another host. Rules do not ask: they trust the region.
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
