//! A line on the terminal that states what a long run does: it is rewritten in place, and removed before any other message.
//!
//! Only a person reads it, so there is none in a pipe, in a log, or on a terminal that cannot rewrite a line.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::report::printable;

/// The maximum length of the line, which must not wrap: the width of most terminals, less one.
const WIDTH: usize = 79;

/// The length of the line on the terminal.
static SHOWN: AtomicUsize = AtomicUsize::new(0);

/// Whether the output is for a program.
static IS_OFF: AtomicBool = AtomicBool::new(false);

/// A run of several steps.
#[derive(Debug)]
pub struct Progress {
    total: usize,
    begun: AtomicUsize,
}

impl Progress {
    /// Returns a run with a number of steps.
    pub fn new(total: usize) -> Self {
        Self { total, begun: AtomicUsize::new(0) }
    }

    /// Shows that the next step begins.
    pub fn step(&self, name: &str) {
        let number = self.begun.fetch_add(1, Ordering::Relaxed) + 1;
        show(&format!("{number} of {}: {name}", self.total));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        clear();
    }
}

/// Shows nothing from now on.
pub(crate) fn turn_off() {
    IS_OFF.store(true, Ordering::Relaxed);
}

/// Shows what happens now.
pub fn show(text: &str) {
    if IS_OFF.load(Ordering::Relaxed) || !is_on_terminal() {
        return;
    }
    let text: String = printable(text).chars().take(WIDTH).collect();
    let length = text.chars().count();
    let rest = SHOWN.swap(length, Ordering::Relaxed).saturating_sub(length);
    write(&format!("\r{text}{:rest$}", ""));
}

/// Removes the line.
pub fn clear() {
    let length = SHOWN.swap(0, Ordering::Relaxed);
    if length > 0 {
        write(&format!("\r{:length$}\r", ""));
    }
}

fn is_on_terminal() -> bool {
    static IS: OnceLock<bool> = OnceLock::new();
    *IS.get_or_init(|| {
        io::stderr().is_terminal()
            && std::env::var_os("TERM").is_none_or(|name| name != "dumb")
            && std::env::var_os("CI").is_none()
    })
}

fn write(text: &str) {
    // If stderr is closed, there is nobody to inform.
    let _ = io::stderr().write_all(text.as_bytes());
}
