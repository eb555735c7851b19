//! Ctrl-C, and other signals to end (SIGTERM, SIGHUP): they end the process, unless a command ends in its own way.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::failure::Kind;
use super::prompt;

/// Reacts to such a signal, and returns whether the process continues.
type Reaction = Box<dyn FnMut() -> bool + Send>;

/// The reaction of the running command. Global, like the handler.
static REACTION: Mutex<Option<Reaction>> = Mutex::new(None);

/// Resets the reaction when it is dropped.
#[derive(Debug)]
#[must_use = "the reaction ends with it"]
pub struct Interrupts(());

impl Drop for Interrupts {
    fn drop(&mut self) {
        *reaction() = None;
    }
}

/// Calls a function at each such signal, on another thread. It returns whether the process continues; if not, it ends with the exit code 130.
pub fn on_interrupt(react: impl FnMut() -> bool + Send + 'static) -> Interrupts {
    *reaction() = Some(Box::new(react));
    Interrupts(())
}

fn reaction() -> MutexGuard<'static, Option<Reaction>> {
    REACTION.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The handler.
pub(super) fn interrupted() {
    if reaction().as_mut().is_some_and(|react| react()) {
        return;
    }
    prompt::leave();
    std::process::exit(i32::from(Kind::Interrupt.status()));
}
