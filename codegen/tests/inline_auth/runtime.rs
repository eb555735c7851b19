//! The inline files, as they are in a generated crate that has no client.

#[path = "auth.rs"]
pub mod auth;
#[path = "../../runtime/src/auth_options.rs"]
pub mod auth_options;
#[path = "../../runtime/src/auth_scheme.rs"]
pub mod auth_scheme;
#[path = "call.rs"]
pub mod call;
#[path = "../../runtime/src/percent.rs"]
pub mod percent;

pub use auth_options::AuthOptions;
pub use auth_scheme::AuthScheme;
