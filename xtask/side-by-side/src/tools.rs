//! Runs both tools with a set, and records the outcome.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use std::{io, thread};

use serde_json::{Value, json};

use super::sets::{FILES, Set};
use super::wire::{Recorder, Request};
use super::{Bench, Version};

/// The outcome of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    /// Negative: the signal that ended it.
    pub(super) status: i32,
    pub(super) stdout: Vec<u8>,
    pub(super) stderr: String,
    pub(super) requests: Vec<Request>,
}

/// The timeout of a run, after which it counts as hanging.
const PATIENCE: Duration = Duration::from_secs(30);

/// The pagination of the overlay for botocore, so that both tools page the same list. It has to list the members to
/// keep next to the items; the generated tool keeps all.
const PAGES: &str = r#"{"pagination": {"GetTranscript": {"input_token": "NextToken", "output_token": "NextToken",
"limit_key": "MaxResults", "result_key": "Transcript", "non_aggregate_keys": ["InitialContactId"]}}}"#;

/// The working folder of both tools, with a home directory and files.
pub(super) struct Place {
    dir: PathBuf,
}

impl Place {
    /// Creates it.
    pub(super) fn new(dir: PathBuf) -> io::Result<Self> {
        if dir.exists() {
            fs::remove_dir_all(&dir)?;
        }
        fs::create_dir_all(dir.join("home"))?;
        // Version 1 reads URLs for values, version 2 no longer does; nor does version 1 with this setting.
        fs::write(dir.join("config"), "[default]\ncli_follow_urlparam = false\n")?;
        let models = dir.join("home/.aws/models/connectparticipant/2018-09-07");
        fs::create_dir_all(&models)?;
        fs::write(models.join("paginators-1.json"), PAGES)?;
        fs::create_dir_all(dir.join("files"))?;
        for (name, content) in FILES {
            fs::write(dir.join("files").join(name), content)?;
        }
        Ok(Self { dir })
    }

    /// A file for the run itself, where the tools do not look.
    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// A program without the settings of this machine.
    pub(super) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("HOME", self.dir.join("home"))
            .env("AWS_CONFIG_FILE", self.dir.join("config"))
            .env("AWS_EC2_METADATA_DISABLED", "true")
            .env("AWS_MAX_ATTEMPTS", "1")
            .env("LC_ALL", "C.UTF-8")
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .current_dir(self.dir.join("files"));
        command
    }
}

/// The arguments of a set, with the endpoint of the service.
pub(super) fn arguments(set: &Set, recorder: &Recorder) -> Vec<String> {
    let mut args = set.args.clone();
    if !set.is_bare {
        let has = |name: &str| args.iter().any(|arg| arg == name);
        let (region, endpoint) = (!has("--region"), !has("--endpoint-url"));
        let before = args.iter().position(|arg| arg == "--").unwrap_or(args.len());
        let mut more = vec!["--no-sign-request".to_owned()];
        if region {
            more.extend(["--region".to_owned(), "us-west-2".to_owned()]);
        }
        if endpoint {
            more.extend(["--endpoint-url".to_owned(), recorder.url.clone()]);
        }
        args.splice(before..before, more);
    }
    args
}

/// The generated tool, one process per run.
pub(super) struct Ours<'a> {
    pub(super) binary: &'a Path,
    pub(super) place: &'a Place,
    /// The other tool.
    pub(super) version: Version,
    /// Distinguishes the files of two threads.
    pub(super) worker: usize,
}

impl Ours<'_> {
    pub(super) fn run(&self, set: &Set, recorder: &Recorder) -> io::Result<Outcome> {
        recorder.expect(&set.responses);
        let mut command = self.place.command(self.binary);
        command.args(arguments(set, recorder));
        if self.version == Version::One {
            // Version 1 has only that.
            command.env("AWS_CLI_ERROR_FORMAT", "legacy");
        }
        // A file as text is intended.
        command.env("AWS_CLI_FILE_PARAMS", "true");
        command.envs(set.env.iter().map(|(name, value)| (name, value)));
        finished(command, &self.place.file(&format!("ours-{}", self.worker)), recorder)
    }
}

/// Runs a program to its end, with its output in files, so that it never waits for a reader.
pub(super) fn finished(mut command: Command, name: &Path, recorder: &Recorder) -> io::Result<Outcome> {
    let (stdout, stderr) = (name.with_extension("out"), name.with_extension("err"));
    command.stdin(Stdio::null()).stdout(File::create(&stdout)?).stderr(File::create(&stderr)?);
    let status = waited(command.spawn()?)?;
    Ok(Outcome {
        status: code(status),
        stdout: fs::read(stdout)?,
        stderr: String::from_utf8_lossy(&fs::read(stderr)?).into_owned(),
        requests: recorder.requests(),
    })
}

fn waited(mut child: Child) -> io::Result<ExitStatus> {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if started.elapsed() > PATIENCE {
            child.kill()?;
        }
        thread::sleep(Duration::from_millis(1));
    }
}

#[cfg(unix)]
fn code(status: ExitStatus) -> i32 {
    use std::os::unix::process::ExitStatusExt as _;
    status.code().or_else(|| status.signal().map(|signal| -signal)).unwrap_or(-1)
}

#[cfg(not(unix))]
fn code(status: ExitStatus) -> i32 {
    status.code().unwrap_or(-1)
}

/// The AWS CLI, in one process that forks for each run.
pub(super) struct Theirs {
    child: Child,
    jobs: Option<ChildStdin>,
    stdout: BufReader<ChildStdout>,
    pub(super) version: String,
    /// The names of members, by structure, in its model of the service.
    pub(super) members: BTreeMap<String, Vec<String>>,
}

impl Theirs {
    /// Starts the driver.
    pub(super) fn start(bench: &Bench, service: &str) -> io::Result<Self> {
        let mut command = bench.theirs();
        command.arg(&bench.driver).arg(service).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn()?;
        let jobs = child.stdin.take();
        let stdout = child.stdout.take().ok_or_else(|| io::Error::other("the driver has no output"))?;
        let mut theirs = Self {
            child,
            jobs,
            stdout: BufReader::new(stdout),
            version: String::new(),
            members: BTreeMap::new(),
        };
        let hello = theirs.line()?;
        theirs.version = hello.get("version").and_then(Value::as_str).unwrap_or("unknown").to_owned();
        theirs.members = serde_json::from_value(hello.get("members").cloned().unwrap_or_default())?;
        Ok(theirs)
    }

    pub(super) fn run(&mut self, service: &str, set: &Set, recorder: &Recorder) -> io::Result<Outcome> {
        recorder.expect(&set.responses);
        let args: Vec<String> = [service.to_owned()].into_iter().chain(arguments(set, recorder)).collect();
        let env: BTreeMap<_, _> = set.env.iter().cloned().collect();
        let job = json!({ "args": args, "env": env });
        let jobs = self.jobs.as_mut().ok_or_else(|| io::Error::other("the driver has no input"))?;
        writeln!(jobs, "{job}")?;
        let result = self.line()?;
        let stream = |key: &str| bytes(result.get(key).and_then(Value::as_str).unwrap_or(""));
        let status =
            result.get("status").and_then(Value::as_i64).and_then(|status| i32::try_from(status).ok());
        Ok(Outcome {
            status: status.unwrap_or(-1),
            stdout: stream("stdout"),
            stderr: String::from_utf8_lossy(&stream("stderr")).into_owned(),
            requests: recorder.requests(),
        })
    }

    fn line(&mut self) -> io::Result<Value> {
        let mut line = String::new();
        if self.stdout.read_line(&mut line)? == 0 {
            return Err(io::Error::other("the driver of the AWS CLI has ended; its errors are above"));
        }
        Ok(serde_json::from_str(&line)?)
    }
}

impl Drop for Theirs {
    fn drop(&mut self) {
        // The end of its input stops the driver.
        self.jobs = None;
        let _ = self.child.wait();
    }
}

/// Decodes hexadecimal digits.
fn bytes(digits: &str) -> Vec<u8> {
    let pairs = digits.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap_or("3f"));
    pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap_or(b'?')).collect()
}
