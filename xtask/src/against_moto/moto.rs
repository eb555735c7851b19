//! moto in a process of Python, until this value is dropped.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use cargo_farrier::Result;
use cargo_farrier::report::{at, problem};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A received request.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Request {
    pub(super) method: String,
    /// Path and query, as received.
    pub(super) target: String,
    /// In order, with names in lower case.
    pub(super) headers: Vec<(String, String)>,
    /// The decoded body; null if there is none.
    pub(super) body: Value,
}

/// The first line of the server.
#[derive(Deserialize)]
struct Hello {
    port: u16,
    moto: String,
    boto3: String,
}

/// A running server.
pub(super) struct Moto {
    script: PathBuf,
    child: Child,
    commands: Option<ChildStdin>,
    lines: BufReader<ChildStdout>,
    pub(super) url: String,
    /// Of moto and boto3.
    pub(super) versions: [String; 2],
}

impl Moto {
    pub(super) fn start(python: &Path, script: &Path) -> Result<Self> {
        let mut command = Command::new(python);
        command.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(at(python))?;
        let commands = child.stdin.take();
        let lines = child.stdout.take().ok_or_else(|| problem(script, "has no output"))?;
        let lines = BufReader::new(lines);
        let script = script.to_owned();
        let mut moto =
            Self { script, child, commands, lines, url: String::new(), versions: Default::default() };
        let Hello { port, moto: version, boto3 } = moto.line()?;
        moto.url = format!("http://127.0.0.1:{port}");
        moto.versions = [version, boto3];
        Ok(moto)
    }

    /// Returns the requests since the last call, and resets the server.
    pub(super) fn requests(&mut self) -> Result<Vec<Request>> {
        let sent = self.commands.as_mut().map(|commands| commands.write_all(b"\n"));
        sent.unwrap_or(Ok(())).map_err(at(&self.script))?;
        self.line()
    }

    fn line<T: DeserializeOwned>(&mut self) -> Result<T> {
        let mut line = String::new();
        self.lines.read_line(&mut line).map_err(at(&self.script))?;
        if line.is_empty() {
            return Err(problem(&self.script, "has ended; its errors are above"));
        }
        serde_json::from_str(&line).map_err(|error| problem(&self.script, error.to_string()))
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        // The end of its input stops the server.
        self.commands = None;
        let _ = self.child.wait();
    }
}
