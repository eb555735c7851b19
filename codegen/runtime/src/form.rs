//! Writes forms, the requests of the Query protocols: `Action=CreateTags&Tag.1.Key=name&..`, without an intermediate tree.

#[cfg(any(feature = "cli", feature = "test-util"))]
mod pairs;
mod scalars;
mod timestamp;
mod to_form;
mod writer;

#[cfg(any(feature = "cli", feature = "test-util"))]
pub(crate) use self::pairs::pairs;
pub use self::timestamp::{DateTime, EpochSeconds, HttpDate};
pub use self::to_form::{Plain, ToForm, Unit};
pub use self::writer::{write_members, Writer};
pub use super::parts::{Entries, Items};
