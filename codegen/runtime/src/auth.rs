//! Identity providers and signatures.

mod api_key;
mod auth_error;
mod bearer_token;
#[cfg(feature = "sigv4")]
mod credentials;
mod find;
mod identity;
mod login;
mod secret_header;
#[cfg(feature = "sigv4")]
pub(crate) mod sigv4;
mod sources;

pub use self::api_key::{ApiKey, TakesApiKey};
pub use self::auth_error::AuthError;
pub use self::bearer_token::{BearerToken, TakesBearerToken};
#[cfg(feature = "sigv4")]
pub use self::credentials::{Credentials, EnvironmentCredentials, TakesCredentials};
pub use self::identity::Identity;
pub(crate) use self::identity::{choose, Cache, Signing};
pub use self::login::{Login, TakesLogin};
pub(crate) use self::secret_header::secret_header;
pub(crate) use self::sources::{Chosen, Sources, Takes};

#[cfg(test)]
mod tests;
