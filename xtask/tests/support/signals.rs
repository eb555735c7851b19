//! A program that reacts to signals also if its test runs in the background of a script. There, Ctrl-C is ignored, and child
//! processes would inherit that.

use std::ffi::OsStr;
use std::process::Command;
use std::sync::OnceLock;

/// Returns a command for a program, in which each signal has its default action.
pub(crate) fn reacting(program: impl AsRef<OsStr>) -> Command {
    static KNOWS: OnceLock<bool> = OnceLock::new();
    const ENV: &str = "/usr/bin/env";
    const DEFAULT: &str = "--default-signal";
    let knows =
        || Command::new(ENV).args([DEFAULT, "true"]).output().is_ok_and(|output| output.status.success());
    if !*KNOWS.get_or_init(knows) {
        return Command::new(program);
    }
    let mut command = Command::new(ENV);
    command.arg(DEFAULT).arg(program);
    command
}
