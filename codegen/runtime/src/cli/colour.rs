//! Whether tables are coloured. Takes the option, the environment and what is known of the output; knows no terminal itself.

use std::ffi::OsStr;

/// Whether to colour. By `auto`, or without the option, a terminal is coloured unless `NO_COLOR` is set to something.
pub(super) fn wanted(option: Option<&str>, terminal: bool, no_color: Option<&OsStr>) -> bool {
    match option {
        Some("on") => true,
        Some("off") => false,
        _ => terminal && no_color.map_or(true, OsStr::is_empty),
    }
}
