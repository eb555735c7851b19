//! Authentication schemes.

/// An authentication scheme of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AuthScheme {
    /// AWS Signature Version 4, for a signing name.
    SigV4(&'static str),
    /// AWS Signature Version 4 for several regions, for a signing name.
    SigV4a(&'static str),
    /// A bearer token in the header `Authorization`.
    HttpBearer,
    /// User name and password in the header `Authorization`.
    HttpBasic,
    /// Digest authentication.
    HttpDigest,
    /// A key in a header or a query parameter.
    HttpApiKey {
        /// `header` or `query`.
        location: &'static str,
        /// The header's or the parameter's name.
        name: &'static str,
        /// The prefix of the key in the header `Authorization`.
        scheme: Option<&'static str>,
    },
    /// Another scheme, by its id in the model.
    Other(&'static str),
}
