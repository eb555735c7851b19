//! What a service uses of the runtime, as far as that decides about dependencies, exports and features of its crate.

/// Something that not every service uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Used {
    /// An API key.
    ApiKey,
    /// An authentication scheme that clients know.
    Auth,
    /// Any authentication scheme.
    AuthScheme,
    /// A bearer token.
    BearerToken,
    /// Integers and decimals of any size.
    BigNumber,
    /// Binary data.
    Blob,
    /// Checksums of bodies.
    Checksum,
    /// JSON that no shape describes.
    Document,
    /// Events that are sent.
    EventInput,
    /// Events that are received.
    EventOutput,
    /// Events in either direction.
    EventStream,
    /// A user name and a password.
    Login,
    /// Lists with at least one item.
    NonEmpty,
    /// Pages.
    Pagination,
    /// Requests that are compressed.
    RequestCompression,
    /// Signatures of AWS.
    SigV4,
    /// Texts that are dates and times.
    TimeText,
    /// Points in time.
    Timestamp,
    /// Unions.
    Union,
    /// Files that are uploaded in one call.
    Upload,
    /// Waiters.
    Waiter,
}
