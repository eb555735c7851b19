//! For tests: the service on loopback, in this process, and what else makes a test quick and exact.
//!
//! [`Server`] speaks HTTP/1.1 and behaves as the model says: it knows the operations and their paths, refuses what the
//! service refuses, answers with values of the right shapes, and keeps what it is told, as far as the generator was told
//! how. It fails on demand, and in all the ways that networks do. It needs no async runtime and no privileges.
//!
//! ```
//! use this_crate::test_util::Server;
//!
//! # fn main() -> std::io::Result<()> {
//! let server = Server::start()?;
//! assert!(server.url().starts_with("http://127.0.0.1:"));
//! # Ok(())
//! # }
//! ```

mod model;

pub use self::answer::answer;
pub use self::failure::Failure;
pub use self::fault::Fault;
pub use self::record::RecordedRequest;
pub use self::server::{Builder, Server, UnknownOperation};
