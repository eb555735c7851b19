//! The optional parts of the runtime that a service uses. They determine dependencies, exports and features of its crate.

/// An optional part of the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Used {
    /// An API key.
    ApiKey,
    /// An authentication scheme that clients support.
    Auth,
    /// Any authentication scheme.
    AuthScheme,
    /// A bearer token.
    BearerToken,
    /// Integers and decimals of any size.
    BigNumber,
    /// Binary data.
    Blob,
    /// Documents in CBOR.
    Cbor,
    /// Checksums of request bodies in fixed algorithms.
    Checksum,
    /// JSON without a shape.
    Document,
    /// Events that are sent.
    EventInput,
    /// Events that are received.
    EventOutput,
    /// Events in either direction.
    EventStream,
    /// Checksums of bodies in one of several algorithms.
    FlexibleChecksums,
    /// A user name and a password.
    Login,
    /// Lists with at least one item.
    NonEmpty,
    /// Pages.
    Pagination,
    /// Requests that are forms.
    Query,
    /// Compressed requests.
    RequestCompression,
    /// AWS signatures.
    SigV4,
    /// Strings that are dates and times.
    TimeText,
    /// Points in time.
    Timestamp,
    /// Unions.
    Union,
    /// Uploads in one call.
    Upload,
    /// Waiters.
    Waiter,
    /// Documents in XML.
    Xml,
}
