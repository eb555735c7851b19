//! Partitions: groups of regions that share their host names, their accounts and their features.

/// An AWS partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Partition {
    /// Its name, as in ARNs: `aws`.
    pub name: &'static str,
    /// The suffix of its host names.
    pub dns_suffix: &'static str,
    /// The suffix of its host names with IPv6 addresses.
    pub dual_stack_dns_suffix: &'static str,
    /// Whether it has endpoints that are validated for FIPS 140.
    pub supports_fips: bool,
    /// Whether it has endpoints that also have IPv6 addresses.
    pub supports_dual_stack: bool,
    /// The region of its global services.
    pub implicit_global_region: &'static str,
    /// The prefixes of its regions, before a word and a number: `us` of `us-east-1`.
    pub prefixes: &'static [&'static str],
    /// Regions with other names.
    pub regions: &'static [&'static str],
}

impl Partition {
    /// Returns whether a region is listed, or has a name such as `us-east-1`: prefix, word, number.
    pub fn has(&self, region: &str) -> bool {
        if self.regions.contains(&region) {
            return true;
        }
        let mut parts = region.rsplitn(3, '-');
        let (Some(number), Some(word), Some(prefix)) = (parts.next(), parts.next(), parts.next()) else {
            return false;
        };
        !number.is_empty()
            && number.bytes().all(|b| b.is_ascii_digit())
            && !word.is_empty()
            && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
            && self.prefixes.contains(&prefix)
    }
}
