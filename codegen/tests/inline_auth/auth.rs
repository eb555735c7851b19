//! The inline files of authentication.

#[path = "../../runtime/src/auth/api_key.rs"]
pub mod api_key;
#[path = "../../runtime/src/auth/auth_error.rs"]
pub mod auth_error;
#[path = "../../runtime/src/auth/bearer_token.rs"]
pub mod bearer_token;
#[path = "../../runtime/src/auth/credentials.rs"]
pub mod credentials;
#[path = "../../runtime/src/auth/identity.rs"]
pub mod identity;
#[path = "../../runtime/src/auth/login.rs"]
pub mod login;
#[path = "../../runtime/src/auth/secret_header.rs"]
pub mod secret_header;
#[path = "../../runtime/src/auth/sigv4.rs"]
pub mod sigv4;

pub use api_key::ApiKey;
pub use auth_error::AuthError;
pub use bearer_token::BearerToken;
pub use credentials::{Credentials, EnvironmentCredentials};
pub(crate) use identity::{Cache, choose};
pub use identity::{Identity, Signing};
pub use login::Login;
pub(crate) use secret_header::secret_header;
