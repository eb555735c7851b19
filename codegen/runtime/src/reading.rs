//! The parts of lenient decoding that do not depend on the format: errors, memory limits, and the paths of skipped values.

mod error;
mod memory;
mod notes;
mod room;

pub use self::error::Error;
pub(crate) use self::memory::Memory;
pub use self::memory::Text;
pub use self::notes::Mark;
pub(crate) use self::notes::{Found, Notes, Walk};
pub(crate) use self::room::room;
