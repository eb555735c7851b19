//! Writes forms, the requests of the Query protocols: `Action=CreateTags&Tag.1.Key=name&..`, without an intermediate tree.

mod scalars;
mod timestamp;
mod to_form;
mod writer;

pub use super::parts::{Entries, Items};

pub use self::timestamp::{DateTime, EpochSeconds, HttpDate};
pub use self::to_form::{Plain, ToForm, Unit};
pub use self::writer::{write_members, Writer};
