//! Requests with authentication.

mod secrets;
#[cfg(feature = "sigv4")]
mod signing;
