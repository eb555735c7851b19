//! Does the in-process server behave as the service does, and fail as it is told to?
//!
//! Requests are written and answers read by `connectparticipant`; what carries them is a socket of the standard library,
//! so that every byte of an answer can be looked at.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "test_util/answers.rs"]
mod answers;
#[path = "test_util/checks.rs"]
mod checks;
#[path = "test_util/client_uploads.rs"]
mod client_uploads;
#[path = "test_util/clients.rs"]
mod clients;
#[path = "test_util/errors.rs"]
mod errors;
#[path = "test_util/fakes.rs"]
mod fakes;
#[path = "test_util/faults.rs"]
mod faults;
#[path = "test_util/operations.rs"]
mod operations;
#[path = "test_util/raw.rs"]
mod raw;
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
