//! What the tool does, from its arguments to its exit status.

use std::io::Write;
use std::process::ExitCode;

use super::failure::Kind;
use super::table::Tool;

/// Names the commands.
pub(crate) fn main(tool: &'static Tool) -> ExitCode {
    let mut out = std::io::stdout().lock();
    let names = tool.commands.iter().try_for_each(|command| writeln!(out, "{}", command.name));
    match names {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(Kind::Other.status()),
    }
}
