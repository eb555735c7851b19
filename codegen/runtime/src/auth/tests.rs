//! Requests with authentication.

#[cfg(feature = "sigv4")]
mod presigned;
mod secrets;
#[cfg(feature = "sigv4")]
mod signing;
