//! Tests of the runtime support in `codegen/runtime/src/auth`: what becomes of a request that says who is calling.

// A test fails by a panic.
#![allow(clippy::panic, clippy::unwrap_used)]
// A client would use the rest.
#![allow(dead_code, unused_imports, unexpected_cfgs, missing_docs)]

#[path = "inline_auth/runtime.rs"]
mod runtime;
#[path = "inline_auth/secrets.rs"]
mod secrets;
#[path = "inline_auth/signing.rs"]
mod signing;
