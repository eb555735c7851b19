//! A program that a test has started.

use std::ops::{Deref, DerefMut};
use std::process::{Child, Command, Output};

/// A child process that does not outlive the test: it is killed on drop, even if the test fails.
#[derive(Debug)]
pub(crate) struct Running(Option<Child>);

impl Running {
    pub(crate) fn start(command: &mut Command) -> Self {
        Self(Some(command.spawn().unwrap()))
    }

    /// Waits for its end.
    #[allow(dead_code, reason = "not every test reads the output")]
    pub(crate) fn output(mut self) -> Output {
        self.0.take().unwrap().wait_with_output().unwrap()
    }
}

impl Deref for Running {
    type Target = Child;

    fn deref(&self) -> &Child {
        self.0.as_ref().unwrap()
    }
}

impl DerefMut for Running {
    fn deref_mut(&mut self) -> &mut Child {
        self.0.as_mut().unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(child) = &mut self.0 {
            // It may have ended before.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
