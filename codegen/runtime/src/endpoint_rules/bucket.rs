//! Bucket names.

use std::net::Ipv4Addr;

use super::host_label::is_host_label;

/// Returns whether a bucket's name can be a part of a host name: labels in lower case, 3 to 63 bytes, no IP address.
pub fn is_hostable_bucket(bucket: &str, dots: bool) -> bool {
    (3..=63).contains(&bucket.len())
        && !bucket.bytes().any(|b| b.is_ascii_uppercase())
        && bucket.parse::<Ipv4Addr>().is_err()
        && is_host_label(bucket, dots)
}
