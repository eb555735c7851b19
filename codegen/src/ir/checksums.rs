//! Checksums of bodies.

/// The checksums of the bodies of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checksums {
    /// The checksum of the request, if it can have one.
    pub request: Option<RequestChecksum>,
    /// The field that asks for checksums of the response.
    pub mode: Option<ChecksumField>,
    /// The algorithms of the response, in order of preference.
    pub response: Vec<ChecksumAlgorithm>,
}

/// The checksum of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestChecksum {
    /// Whether the service rejects requests without one.
    pub required: bool,
    /// The field that names the algorithm.
    pub algorithm: Option<ChecksumField>,
}

/// A field of the input about checksums: text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChecksumField {
    /// The index of the field.
    pub field: usize,
    /// Its header, in lower case, if it is one.
    pub header: Option<String>,
}

/// An algorithm that the runtime can calculate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChecksumAlgorithm {
    Crc32,
    Crc32c,
    Crc64Nvme,
    Sha1,
    Sha256,
}
