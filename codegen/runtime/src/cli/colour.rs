//! Decides whether tables are coloured, from the option, the environment and the kind of output. Independent of terminals.

use std::ffi::OsStr;

/// Whether to colour. With `auto`, the default, only terminals are coloured, unless `NO_COLOR` is set and not empty.
pub(super) fn wanted(option: Option<&str>, terminal: bool, no_color: Option<&OsStr>) -> bool {
    match option {
        Some("on") => true,
        Some("off") => false,
        _ => terminal && no_color.map_or(true, OsStr::is_empty),
    }
}
