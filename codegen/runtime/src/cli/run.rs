//! Runs the tool, from its arguments to its exit status.

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use super::super::call::environment::shared::variable;
use super::arguments::{self, Call, Request};
use super::failure::{Failure, Kind};
use super::given::Given;
use super::options::Options;
use super::settings::{AutoPrompt, Settings};
use super::table::Tool;
use super::{beyond, error_format, help, interrupt, operate, prompt, show};

/// Runs the tool.
pub fn main(tool: &'static Tool) -> ExitCode {
    // If a signal is ignored, as Ctrl-C in background jobs of scripts or SIGHUP with `nohup`, all keep their actions.
    let _ = ctrlc::try_set_handler(interrupt::interrupted);
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    match run(tool, &arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if failure.kind == Kind::Interrupt && failure.message.is_empty() {
                return ExitCode::from(failure.kind.status());
            }
            let shown = error_format::of_process(tool.name, tool.program(), &arguments, &failure);
            // Ignored if standard error is closed.
            let _ = io::stderr().write_all(shown.as_bytes());
            ExitCode::from(failure.kind.status())
        }
    }
}

fn run(tool: &'static Tool, arguments: &[OsString]) -> Result<(), Failure> {
    match arguments::read(tool, arguments)? {
        Request::Version => show::text(&format!("{} {}\n", tool.name, tool.version)),
        Request::Help(about) => show::text(&help::page(tool, about.as_deref(), help::Style::of_stdout())?),
        Request::NoCommand(options) => {
            let settings = Settings::gather(tool, &options, &variable)?;
            let is_asked = options.auto_prompt.is_some() || prompt::has_terminal();
            if settings.auto_prompt == AutoPrompt::Never || !is_asked {
                return Err(arguments::required(tool, "command"));
            }
            let call = Call { command: prompt::command(tool)?, given: Given::default(), options: *options };
            prepare(&call.options);
            operate::run(tool, call)
        }
        Request::Operation(call) => {
            prepare(&call.options);
            operate::run(tool, *call)
        }
        Request::Extra(extra) => {
            prepare(&extra.options);
            beyond::run(tool, *extra)
        }
    }
}

/// Starts the log and prints warnings.
fn prepare(options: &Options) {
    if options.debug {
        let log = tracing_subscriber::fmt().with_max_level(tracing::Level::DEBUG);
        // Only a second log could be rejected.
        let _ = log.with_writer(io::stderr).try_init();
    }
    if options.no_verify_ssl {
        let warning = "warning: --no-verify-ssl: the service's certificate is not checked; others may read and change everything";
        let _ = writeln!(io::stderr(), "{warning}");
    }
}
