//! The partitions of AWS: which region belongs to which, and the facts that rules ask of a partition.
//!
//! Facts as of botocore 1.44.5, data/partitions.json. Every region pattern there is a choice of prefixes, then a
//! word, then a number (`us-east-1`), so only the prefixes are kept, and of the regions only those that no
//! pattern covers.

use serde_json::{Value, json};

/// A set of partitions; the first is the one of regions that nobody knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Partitions(&'static [Partition]);

/// One partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Partition {
    /// Its name, as in ARNs.
    pub id: &'static str,
    /// What its host names end in.
    pub dns_suffix: &'static str,
    /// What its dual-stack host names end in.
    pub dual_stack_dns_suffix: &'static str,
    /// Whether it has FIPS endpoints.
    pub supports_fips: bool,
    /// Whether it has dual-stack endpoints.
    pub supports_dual_stack: bool,
    /// The region of its global services.
    pub implicit_global_region: &'static str,
    /// What the names of its regions start with, before a word and a number: `us` for `us-east-1`.
    pub prefixes: &'static [&'static str],
    /// Regions with other names.
    pub regions: &'static [&'static str],
}

impl Partitions {
    /// The partitions of AWS.
    #[must_use]
    pub fn aws() -> Self {
        Self(AWS)
    }

    /// A set of partitions of one's own.
    #[must_use]
    pub fn new(partitions: &'static [Partition]) -> Self {
        Self(partitions)
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &'static Partition> {
        self.0.iter()
    }

    /// The partition of a region: the one that lists it, else the one whose pattern fits, else the first.
    pub(super) fn of_region(&self, region: &str) -> Option<&Partition> {
        let listed = self.0.iter().find(|partition| partition.regions.contains(&region));
        listed.or_else(|| self.0.iter().find(|partition| partition.fits(region))).or(self.0.first())
    }
}

impl Partition {
    /// Whether the region is one of the prefixes, a word and a number, with hyphens between them.
    fn fits(&self, region: &str) -> bool {
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

    /// What `aws.partition` gives.
    pub(super) fn outputs(&self) -> Value {
        json!({
            "name": self.id,
            "dnsSuffix": self.dns_suffix,
            "dualStackDnsSuffix": self.dual_stack_dns_suffix,
            "supportsFIPS": self.supports_fips,
            "supportsDualStack": self.supports_dual_stack,
            "implicitGlobalRegion": self.implicit_global_region,
        })
    }
}

const AWS: &[Partition] = &[
    Partition {
        id: "aws",
        dns_suffix: "amazonaws.com",
        dual_stack_dns_suffix: "api.aws",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "us-east-1",
        prefixes: &["us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx"],
        regions: &["aws-global"],
    },
    Partition {
        id: "aws-cn",
        dns_suffix: "amazonaws.com.cn",
        dual_stack_dns_suffix: "api.amazonwebservices.com.cn",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "cn-northwest-1",
        prefixes: &["cn"],
        regions: &["aws-cn-global"],
    },
    Partition {
        id: "aws-eusc",
        dns_suffix: "amazonaws.eu",
        dual_stack_dns_suffix: "api.amazonwebservices.eu",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "eusc-de-east-1",
        prefixes: &["eusc-de"],
        regions: &[],
    },
    Partition {
        id: "aws-iso",
        dns_suffix: "c2s.ic.gov",
        dual_stack_dns_suffix: "api.aws.ic.gov",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "us-iso-east-1",
        prefixes: &["us-iso"],
        regions: &["aws-iso-global"],
    },
    Partition {
        id: "aws-iso-b",
        dns_suffix: "sc2s.sgov.gov",
        dual_stack_dns_suffix: "api.aws.scloud",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "us-isob-east-1",
        prefixes: &["us-isob"],
        regions: &["aws-iso-b-global"],
    },
    Partition {
        id: "aws-iso-e",
        dns_suffix: "cloud.adc-e.uk",
        dual_stack_dns_suffix: "api.cloud-aws.adc-e.uk",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "eu-isoe-west-1",
        prefixes: &["eu-isoe"],
        regions: &["aws-iso-e-global"],
    },
    Partition {
        id: "aws-iso-f",
        dns_suffix: "csp.hci.ic.gov",
        dual_stack_dns_suffix: "api.aws.hci.ic.gov",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "us-isof-south-1",
        prefixes: &["us-isof"],
        regions: &["aws-iso-f-global"],
    },
    Partition {
        id: "aws-us-gov",
        dns_suffix: "amazonaws.com",
        dual_stack_dns_suffix: "api.aws",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "us-gov-west-1",
        prefixes: &["us-gov"],
        regions: &["aws-us-gov-global"],
    },
];
