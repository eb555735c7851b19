//! Fault injection: points at which a test can stop or fail a writing run. A release build has none.
//!
//! `XTASK_FAULT` is a list separated by commas: `stop:N` prints a message on stderr at the Nth point and waits to be
//! killed, `fail:N` makes that point fail, `by-file` makes the exchange of `src/` fail, as on file systems without it.

use std::io;

/// A point at which a run can be interrupted.
#[cfg(debug_assertions)]
pub(super) fn point() -> io::Result<()> {
    use std::sync::atomic::{AtomicU32, Ordering};
    static PASSED: AtomicU32 = AtomicU32::new(0);

    let Ok(setting) = std::env::var("XTASK_FAULT") else { return Ok(()) };
    let passed = PASSED.fetch_add(1, Ordering::Relaxed) + 1;
    let is_set = |what: &str| setting.split(',').any(|part| part == format!("{what}:{passed}"));
    if is_set("stop") {
        eprintln!("stopped");
        loop {
            std::thread::park();
        }
    }
    if is_set("fail") {
        return Err(io::Error::other("injected fault"));
    }
    Ok(())
}

/// A point at which a run can be interrupted: not in this build.
#[cfg(not(debug_assertions))]
#[expect(clippy::unnecessary_wraps, reason = "the signature of the debug build")]
pub(super) fn point() -> io::Result<()> {
    Ok(())
}

/// Whether the exchange of folders must fail.
pub(super) fn no_exchange() -> bool {
    cfg!(debug_assertions) && std::env::var("XTASK_FAULT").is_ok_and(|setting| setting.contains("by-file"))
}
