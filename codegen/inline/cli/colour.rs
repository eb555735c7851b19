//! Whether tables are coloured. Takes the option, the environment and what is known of the output; knows no terminal itself.
#![allow(dead_code)] // Until `run` uses it.

use std::ffi::OsStr;

/// What `--color` takes.
pub(super) const CHOICES: [&str; 3] = ["on", "off", "auto"];

/// Whether to colour. By `auto`, or without the option, a terminal is coloured unless `NO_COLOR` is set to something.
pub(super) fn wanted(option: Option<&str>, terminal: bool, no_color: Option<&OsStr>) -> bool {
    match option {
        Some("on") => true,
        Some("off") => false,
        _ => terminal && no_color.map_or(true, OsStr::is_empty),
    }
}
