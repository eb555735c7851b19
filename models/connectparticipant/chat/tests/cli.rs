//! The command-line tool with a live chat, as a program, against the fake service.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod cli {
    mod chat;
    mod follow;
    mod program;
    #[path = "../../../../../xtask/tests/support/signals.rs"]
    mod signals;
    #[cfg(target_os = "linux")]
    mod terminal;
    mod tool;
}
