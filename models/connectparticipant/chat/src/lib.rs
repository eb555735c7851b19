//! A live chat session with Amazon Connect, on top of the package `connectparticipant`: messages and events arrive over the
//! websocket of a participant.
//!
//! `Chat` connects a participant, keeps the connection, returns updates, and sends: with the feature `client`, which is on by default.
//! `blocking::Chat` is the same for programs without an async runtime, with the feature `blocking`. The feature `test-util` has a fake service for tests,
//! and `cli` the command-line tool.
//!
//! Without features, this crate has no I/O: [`frame`] reads and writes the frames of the websocket, [`Item`] is an entry of the
//! chat and [`Event`] its kind, [`content`] has the contents of messages, and [`session`] decides what to send, to call and to
//! deliver.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![deny(missing_docs)]
// A test fails by a panic.
#![cfg_attr(test, allow(clippy::panic, clippy::unwrap_used))]

#[cfg(feature = "blocking")]
#[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
pub mod blocking;
#[cfg(feature = "client")]
#[cfg_attr(docsrs, doc(cfg(feature = "client")))]
mod chat;
#[cfg(feature = "cli")]
#[cfg_attr(docsrs, doc(cfg(feature = "cli")))]
pub mod cli;
pub mod content;
mod event;
pub mod frame;
mod item;
#[cfg(any(feature = "blocking", feature = "client"))]
mod live;
pub mod session;
#[cfg(feature = "test-util")]
#[cfg_attr(docsrs, doc(cfg(feature = "test-util")))]
pub mod test_util;

/// Compiles and runs the programs of the guide.
#[cfg(all(doctest, feature = "client", feature = "test-util"))]
#[doc = include_str!("../../../../codegen/guides/chat.md")]
mod guide {}

pub use farrier_runtime::Timestamp;

#[cfg(feature = "client")]
#[cfg_attr(docsrs, doc(cfg(feature = "client")))]
pub use self::chat::{Chat, ChatBuilder, HistoryPages};
pub use self::event::{
    Attachment, Authentication, AuthenticationState, Event, Message, Participant, ParticipantChange,
    Receipts, Transfer,
};
pub use self::item::{Item, ItemError};
#[cfg(any(feature = "blocking", feature = "client"))]
#[cfg_attr(docsrs, doc(cfg(any(feature = "blocking", feature = "client"))))]
pub use self::live::{ChatError, ConnectError, DownloadError, FileError, Update};
