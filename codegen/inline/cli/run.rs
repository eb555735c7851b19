//! What the tool does, from its arguments to its exit status.

use std::io::Write;
use std::process::ExitCode;

use super::arguments::{self, Request};
use super::connect;
use super::failure::Failure;
use super::settings::{self, Settings};
use super::table::Tool;

/// Runs the tool.
pub(crate) fn main(tool: &'static Tool) -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    match run(tool, &arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Whoever closed standard error does not want to know.
            let _ = writeln!(std::io::stderr(), "{failure}");
            ExitCode::from(failure.kind.status())
        }
    }
}

fn run(tool: &'static Tool, arguments: &[std::ffi::OsString]) -> Result<(), Failure> {
    match arguments::read(tool, arguments)? {
        Request::Version => println!("{} {}", tool.name, env!("CARGO_PKG_VERSION")),
        Request::Help(about) => println!("{about:?}"),
        Request::Extra { name, .. } => println!("{name}"),
        Request::Operation(call) => {
            let settings = Settings::gather(tool.service_id, &call.options, &settings::variable)?;
            let client = connect::client(&settings)?;
            println!("{client:?} {settings:?}");
        }
    }
    Ok(())
}
