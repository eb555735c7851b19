//! The files of this package, for a tool that writes a copy of it next to generated crates.
//!
//! The feature `sources` is for that tool only. The copy needs no workspace: its manifest is `sources/manifest.toml`.

mod table;

/// Every file: its path in the package, and its text.
pub const FILES: &[(&str, &str)] = table::FILES;
