//! The calculation of a checksum, piece by piece.

use base64::engine::general_purpose::STANDARD;
use base64::Engine as _;
use crc::{Crc, Digest, Table, CRC_32_ISCSI, CRC_64_NVME};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

use super::Algorithm;

// Sixteen bytes at a time: ten times as fast as one by one, with tables of 16 KiB and 32 KiB.
static CRC32C: Crc<u32, Table<16>> = Crc::<u32, Table<16>>::new(&CRC_32_ISCSI);
static CRC64_NVME: Crc<u64, Table<16>> = Crc::<u64, Table<16>>::new(&CRC_64_NVME);

/// A checksum that is not complete yet.
pub(super) enum Hasher {
    Crc32(crc32fast::Hasher),
    Crc32c(Digest<'static, u32, Table<16>>),
    Crc64Nvme(Digest<'static, u64, Table<16>>),
    Sha1(Sha1),
    Sha256(Sha256),
}

impl Hasher {
    pub(super) fn new(algorithm: Algorithm) -> Self {
        match algorithm {
            Algorithm::Crc32 => Self::Crc32(crc32fast::Hasher::new()),
            Algorithm::Crc32c => Self::Crc32c(CRC32C.digest()),
            Algorithm::Crc64Nvme => Self::Crc64Nvme(CRC64_NVME.digest()),
            Algorithm::Sha1 => Self::Sha1(Sha1::new()),
            Algorithm::Sha256 => Self::Sha256(Sha256::new()),
        }
    }

    pub(super) fn update(&mut self, piece: &[u8]) {
        match self {
            Self::Crc32(hasher) => hasher.update(piece),
            Self::Crc32c(hasher) => hasher.update(piece),
            Self::Crc64Nvme(hasher) => hasher.update(piece),
            Self::Sha1(hasher) => hasher.update(piece),
            Self::Sha256(hasher) => hasher.update(piece),
        }
    }

    /// Returns the checksum in base64. Numbers are big-endian.
    pub(super) fn finish(self) -> String {
        match self {
            Self::Crc32(hasher) => STANDARD.encode(hasher.finalize().to_be_bytes()),
            Self::Crc32c(hasher) => STANDARD.encode(hasher.finalize().to_be_bytes()),
            Self::Crc64Nvme(hasher) => STANDARD.encode(hasher.finalize().to_be_bytes()),
            Self::Sha1(hasher) => STANDARD.encode(hasher.finalize()),
            Self::Sha256(hasher) => STANDARD.encode(hasher.finalize()),
        }
    }
}

/// Returns the checksum of a whole body, in base64.
pub(super) fn checksum(algorithm: Algorithm, body: &[u8]) -> String {
    let mut hasher = Hasher::new(algorithm);
    hasher.update(body);
    hasher.finish()
}
