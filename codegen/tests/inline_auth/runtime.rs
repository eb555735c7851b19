//! The inline files, as they are in a generated crate that has no client.

#[path = "auth.rs"]
pub mod auth;
#[path = "../../inline/auth_options.rs"]
pub mod auth_options;
#[path = "../../inline/auth_scheme.rs"]
pub mod auth_scheme;
#[path = "call.rs"]
pub mod call;
#[path = "../../inline/percent.rs"]
pub mod percent;

pub use auth_options::AuthOptions;
pub use auth_scheme::AuthScheme;
