//! The parts of a chat with I/O that do not depend on the kind of its client: the state and the driver of a session, its websockets, its
//! updates and its errors.

mod calls;
pub(crate) mod driver;
mod error;
mod file_error;
pub(crate) mod incoming;
pub(crate) mod options;
pub(crate) mod pages;
mod scans;
mod send;
pub(crate) mod shared;
mod socket;
pub(crate) mod stack;
pub(crate) mod timer;
mod update;
mod websocket;

pub use self::error::{ChatError, ConnectError};
pub use self::file_error::{DownloadError, FileError};
pub use self::update::Update;
