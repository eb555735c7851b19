//! Builds the tool once, and runs it in a temporary home folder, with only the variables that a test sets.
#![allow(dead_code, reason = "not every test needs everything")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use connectparticipant::test_util::Server;
use tempfile::TempDir;

pub(crate) use super::running::Running;
use super::signals::reacting;

/// A configured run of the tool.
pub(crate) struct Tool {
    home: TempDir,
    variables: Vec<(String, String)>,
    input: Vec<u8>,
}

/// The result of a run.
#[derive(Debug)]
pub(crate) struct Ran {
    /// `None` if a signal ended it.
    pub(crate) status: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Tool {
    pub(crate) fn new() -> Self {
        Self { home: TempDir::new().unwrap(), variables: Vec::new(), input: Vec::new() }
    }

    /// The tool, with a variable that sets the endpoint to a server.
    pub(crate) fn against(server: &Server) -> Self {
        Self::new().variable("AWS_ENDPOINT_URL", server.url())
    }

    pub(crate) fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The contents of `~/.aws/config`.
    pub(crate) fn config(self, text: &str) -> Self {
        self.file(".aws/config", text)
    }

    /// A file in the home folder, which is also the working folder.
    pub(crate) fn file(self, path: &str, contents: impl AsRef<[u8]>) -> Self {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, contents).unwrap();
        self
    }

    /// Sets standard input.
    pub(crate) fn input(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.input = bytes.as_ref().to_vec();
        self
    }

    /// Returns a path in the home folder.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.home.path().join(path)
    }

    /// Runs it to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        let child = self.start(arguments);
        ended(child)
    }

    /// Runs it with arguments as in a shell, without quotes.
    pub(crate) fn line(&self, arguments: &str) -> Ran {
        self.run(&arguments.split_whitespace().collect::<Vec<_>>())
    }

    /// Starts it, and writes its standard input.
    pub(crate) fn start(&self, arguments: &[&str]) -> Running {
        let mut command = self.command();
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = Running::start(&mut command);
        // It may ignore its input.
        let _ = child.stdin.take().unwrap().write_all(&self.input);
        child
    }

    fn command(&self) -> Command {
        let mut command = reacting(binary());
        command.env_clear().env("HOME", self.home.path()).current_dir(self.home.path());
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }
}

/// Waits for its end.
pub(crate) fn ended(child: Running) -> Ran {
    let output = child.output();
    Ran {
        status: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Ran {
    /// Returns its output, after a successful run without messages.
    #[track_caller]
    pub(crate) fn success(self) -> String {
        assert_eq!((self.status, self.err.as_str()), (Some(0), ""), "{}", self.out);
        self.out
    }

    /// The same as JSON.
    #[track_caller]
    pub(crate) fn json(self) -> serde_json::Value {
        serde_json::from_str(&self.success()).unwrap()
    }

    /// Returns its message, after a run with this exit code and no output: without the prefix of all errors.
    #[track_caller]
    pub(crate) fn failure(self, status: i32) -> String {
        assert_eq!((self.status, self.out.as_str()), (Some(status), ""), "{}", self.err);
        let said =
            self.err.strip_prefix("connectparticipant: [ERROR]: ").unwrap_or_else(|| panic!("{}", self.err));
        let codes: &[&str] = match status {
            252 => &["ParamValidation"],
            253 => &["Configuration", "NoRegion"],
            _ => return said.to_owned(),
        };
        let mut rests =
            codes.iter().filter_map(|code| said.strip_prefix(&format!("An error occurred ({code}): ")));
        rests.next().unwrap_or_else(|| panic!("{}", self.err)).to_owned()
    }
}

/// The program, with the features of the tests: with fewer, a third of its dependencies would be compiled once more. The comparison
/// with the AWS CLI runs a tool that has only the feature `cli`. The first test that needs it builds it.
pub(crate) fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(build)
}

fn build() -> PathBuf {
    const NAME: &str = "connectparticipant";
    let mut cargo = xtask::cargo::build();
    // The examples make cargo include the features of the tests.
    cargo.current_dir(root()).args(["--workspace", "--examples", "--bin", NAME]);
    if !cfg!(debug_assertions) {
        cargo.arg("--release");
    }
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let programs = xtask::cargo::programs(std::str::from_utf8(&output.stdout).unwrap(), "bin");
    let program = programs.into_iter().find(|(name, _)| name == NAME);
    program.unwrap_or_else(|| panic!("cargo has not built the tool")).1
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}
