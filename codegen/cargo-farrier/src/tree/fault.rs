//! Fault injection for tests, in debug builds only.
//!
//! `XTASK_FAULT` is a list separated by commas: `stop:N` prints a message on stderr at the Nth point and waits to be
//! killed, `fail:N` makes that point fail, `by-file` makes the exchange of `src/` fail, as on file systems without it,
//! and `copy` does the same for hard links.

use std::io;
use std::sync::atomic::{AtomicU32, Ordering};

/// A point at which a run can be interrupted.
pub(super) fn point() -> io::Result<()> {
    static PASSED: AtomicU32 = AtomicU32::new(0);
    let passed = PASSED.fetch_add(1, Ordering::Relaxed) + 1;
    if is_set(&format!("stop:{passed}")) {
        eprintln!("stopped");
        loop {
            std::thread::park();
        }
    }
    if is_set(&format!("fail:{passed}")) { Err(io::Error::other("injected fault")) } else { Ok(()) }
}

/// Whether the test asks for a fault.
pub(super) fn is_set(fault: &str) -> bool {
    cfg!(debug_assertions)
        && std::env::var("XTASK_FAULT").is_ok_and(|list| list.split(',').any(|part| part == fault))
}
