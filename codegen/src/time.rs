//! The runtime support's own points in time, for values of examples.
//!
//! It is the code that generated crates have, compiled once more: there is one reading of a date in the project.

#![allow(dead_code, missing_docs, reason = "generated crates use all of it")]
#![allow(clippy::collapsible_if, reason = "these files keep to an older Rust")]

#[path = "../inline/calendar.rs"]
mod calendar;
#[path = "../inline/decimal.rs"]
mod decimal;
#[path = "../inline/timestamp.rs"]
mod timestamp;

pub use timestamp::Timestamp;
