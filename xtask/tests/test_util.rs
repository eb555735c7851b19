//! The behaviour of the in-process server, and its injected faults.
//!
//! `connectparticipant` encodes requests and decodes responses; a socket of the standard library transports them,
//! so that every byte of a response can be checked.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "test_util/checks.rs"]
mod checks;
#[path = "test_util/client_uploads.rs"]
mod client_uploads;
#[path = "test_util/clients.rs"]
mod clients;
#[path = "test_util/errors.rs"]
mod errors;
#[path = "test_util/extensions.rs"]
mod extensions;
#[path = "test_util/fakes.rs"]
mod fakes;
#[path = "test_util/faults.rs"]
mod faults;
#[path = "test_util/operations.rs"]
mod operations;
#[path = "test_util/raw.rs"]
mod raw;
#[path = "test_util/responses.rs"]
mod responses;
#[path = "test_util/senders.rs"]
mod senders;
#[path = "test_util/threads.rs"]
mod threads;
#[path = "test_util/tokens.rs"]
mod tokens;
#[path = "test_util/transcript.rs"]
mod transcript;
#[path = "test_util/uploads.rs"]
mod uploads;
