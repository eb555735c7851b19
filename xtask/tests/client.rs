//! The behaviour of the generated client for all behaviours of the service and the network.
//!
//! Transports are closures here, and time only advances when the client waits: the tests take no time.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "client/calls.rs"]
mod calls;
#[path = "client/compressed.rs"]
mod compressed;
#[path = "client/crate_error.rs"]
mod crate_error;
#[path = "client/dynamic.rs"]
mod dynamic;
#[path = "client/environment.rs"]
mod environment;
#[path = "client/errors.rs"]
mod errors;
#[path = "client/fakes.rs"]
mod fakes;
#[path = "client/interceptors.rs"]
mod interceptors;
#[path = "client/interceptors_ends.rs"]
mod interceptors_ends;
#[path = "client/observed.rs"]
mod observed;
#[path = "client/paging.rs"]
mod paging;
#[path = "client/retries.rs"]
mod retries;
#[path = "client/settings.rs"]
mod settings;
#[path = "client/timeouts.rs"]
mod timeouts;
#[path = "client/tokens.rs"]
mod tokens;
#[path = "client/upload_errors.rs"]
mod upload_errors;
#[path = "client/uploads.rs"]
mod uploads;
