//! The results of endpoint rules: an endpoint with its properties, or an error.

use std::collections::BTreeMap;
use std::fmt;

use http::{HeaderMap, HeaderName, HeaderValue};

use super::super::endpoint::Endpoint;

/// An endpoint, and its properties from the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Resolved {
    /// The endpoint.
    pub endpoint: Endpoint,
    /// Headers of every request to it.
    pub headers: HeaderMap,
    /// Signing schemes for it, in order of preference; if it is empty, those of the operation.
    pub auth_schemes: Vec<EndpointAuthScheme>,
    /// Other properties, by name.
    pub properties: BTreeMap<String, Property>,
}

impl Resolved {
    /// Creates an endpoint without properties.
    #[must_use]
    pub fn new(endpoint: Endpoint) -> Self {
        Self { endpoint, headers: HeaderMap::new(), auth_schemes: Vec::new(), properties: BTreeMap::new() }
    }

    /// Creates an endpoint from a URL.
    ///
    /// # Errors
    ///
    /// The URL is not a valid endpoint: see [`Endpoint::parse`].
    pub fn at(url: &str) -> Result<Self, ResolveError> {
        match Endpoint::parse(url) {
            Ok(endpoint) => Ok(Self::new(endpoint)),
            Err(error) => Err(ResolveError::new(error.to_string())),
        }
    }

    /// Adds a value to a header.
    ///
    /// # Errors
    ///
    /// The header is invalid. The value is not shown.
    pub fn header(mut self, name: &str, value: &str) -> Result<Self, ResolveError> {
        match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            (Ok(name), Ok(value)) => self.headers.append(name, value),
            _ => {
                return Err(ResolveError::new(format!(
                    "the header {} has an invalid value",
                    name.escape_debug()
                )))
            }
        };
        Ok(self)
    }

    /// Adds a signing scheme.
    #[must_use]
    pub fn auth_scheme(mut self, scheme: EndpointAuthScheme) -> Self {
        self.auth_schemes.push(scheme);
        self
    }

    /// Sets a property.
    #[must_use]
    pub fn property(mut self, name: &str, value: impl Into<Property>) -> Self {
        self.properties.insert(name.to_owned(), value.into());
        self
    }
}

/// A signing scheme of an endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EndpointAuthScheme {
    /// Its name, such as `sigv4`.
    pub name: String,
    /// The name of the service in a signature, if it differs from that of the operation.
    pub signing_name: Option<String>,
    /// The regions of a signature, if they differ from that of the client: one, unless the scheme signs for
    /// several.
    pub signing_regions: Vec<String>,
    /// Whether the path is signed as it is sent, without a second encoding.
    pub disable_double_encoding: bool,
    /// Whether the path is signed with its empty and dot segments.
    pub disable_normalize_path: bool,
}

impl EndpointAuthScheme {
    /// Creates a scheme without further properties.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            signing_name: None,
            signing_regions: Vec::new(),
            disable_double_encoding: false,
            disable_normalize_path: false,
        }
    }

    /// Sets [`signing_name`](field@Self::signing_name).
    #[must_use]
    pub fn signing_name(mut self, name: &str) -> Self {
        self.signing_name = Some(name.to_owned());
        self
    }

    /// Adds one of the [`signing_regions`](Self::signing_regions).
    #[must_use]
    pub fn signing_region(mut self, region: &str) -> Self {
        self.signing_regions.push(region.to_owned());
        self
    }

    /// Sets [`disable_double_encoding`](field@Self::disable_double_encoding).
    #[must_use]
    pub fn disable_double_encoding(mut self) -> Self {
        self.disable_double_encoding = true;
        self
    }

    /// Sets [`disable_normalize_path`](field@Self::disable_normalize_path).
    #[must_use]
    pub fn disable_normalize_path(mut self) -> Self {
        self.disable_normalize_path = true;
        self
    }
}

/// The value of a property.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Property {
    /// A boolean.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// Text.
    Text(String),
    /// Values in order.
    List(Vec<Property>),
    /// Values by name.
    Map(BTreeMap<String, Property>),
}

impl From<bool> for Property {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Property {
    fn from(value: i64) -> Self {
        Self::Number(value)
    }
}

impl From<String> for Property {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for Property {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl<const N: usize> From<[Property; N]> for Property {
    fn from(values: [Property; N]) -> Self {
        Self::List(Vec::from(values))
    }
}

impl<const N: usize> From<[(&str, Property); N]> for Property {
    fn from(entries: [(&str, Property); N]) -> Self {
        Self::Map(entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }
}

/// The reason why there is no endpoint for some parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolveError {
    message: String,
}

impl ResolveError {
    /// Creates an error with the message of a rule.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }

    /// Creates the error of a required parameter that is not set.
    #[must_use]
    pub fn missing(parameter: &str) -> Self {
        Self::new(format!("{parameter} is not set"))
    }

    /// Creates the error of parameters that no rule matches.
    #[must_use]
    pub fn exhausted() -> Self {
        Self::new("no rule matches these parameters")
    }

    /// Returns the message of the rule, or the problem of the URL.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for ResolveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no endpoint: {}", self.message)
    }
}

impl std::error::Error for ResolveError {}
