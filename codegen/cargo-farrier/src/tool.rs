//! The program that runs the commands, as messages and headers name it.

/// A program: `cargo farrier`, or one that calls this library.
#[derive(Clone, Copy, Debug)]
pub struct Tool {
    /// Its name.
    pub name: &'static str,
    /// Its command that writes crates.
    pub generate: &'static str,
    /// The folder of the runtime for crates that no file describes; without it, the runtime is written into the crate.
    pub runtime: Option<&'static str>,
}

/// The installed program.
pub const CARGO_FARRIER: Tool =
    Tool { name: "cargo farrier", generate: "cargo farrier generate", runtime: None };
