//! The algorithms, with their names in models and the headers of their checksums.

use http::header::HeaderName;

/// An algorithm for checksums of bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// CRC-32, as in gzip.
    Crc32,
    /// CRC-32C (Castagnoli).
    Crc32c,
    /// CRC-64/NVME.
    Crc64Nvme,
    /// SHA-1.
    Sha1,
    /// SHA-256.
    Sha256,
}

use Algorithm::{Crc32, Crc32c, Crc64Nvme, Sha1, Sha256};

impl Algorithm {
    /// All algorithms.
    pub const ALL: [Self; 5] = [Crc32, Crc32c, Crc64Nvme, Sha1, Sha256];

    /// The algorithm of requests that name none.
    pub(super) const DEFAULT: Self = Crc32;

    /// Returns the name of the algorithm in models, such as `CRC32C`.
    pub fn name(self) -> &'static str {
        match self {
            Crc32 => "CRC32",
            Crc32c => "CRC32C",
            Crc64Nvme => "CRC64NVME",
            Sha1 => "SHA1",
            Sha256 => "SHA256",
        }
    }

    /// Returns the name of the header or trailer with the checksum.
    pub fn header(self) -> HeaderName {
        HeaderName::from_static(self.header_text())
    }

    pub(super) const fn header_text(self) -> &'static str {
        match self {
            Crc32 => "x-amz-checksum-crc32",
            Crc32c => "x-amz-checksum-crc32c",
            Crc64Nvme => "x-amz-checksum-crc64nvme",
            Sha1 => "x-amz-checksum-sha1",
            Sha256 => "x-amz-checksum-sha256",
        }
    }

    /// Returns the algorithm with this name in models.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.name().eq_ignore_ascii_case(name))
    }

    /// Returns the length of a checksum in base64.
    #[cfg(feature = "clients")]
    pub(super) fn text_length(self) -> u64 {
        let bytes = match self {
            Crc32 | Crc32c => 4,
            Crc64Nvme => 8,
            Sha1 => 20,
            Sha256 => 32_u64,
        };
        (bytes + 2) / 3 * 4
    }
}
