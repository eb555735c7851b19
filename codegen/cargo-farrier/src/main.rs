//! `cargo farrier`: see the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    cargo_farrier::cli::run()
}
