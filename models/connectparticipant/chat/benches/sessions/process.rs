//! A child process with orders and lines, its CPU time and its memory.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use crate::Failure;

/// A child process, which ends with this value.
pub struct Process {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Process {
    /// Starts this program with other arguments.
    pub fn start(arguments: &[&str]) -> Result<Self, Failure> {
        let mut command = Command::new(std::env::current_exe()?);
        let mut child = command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let (Some(input), Some(output)) = (input, output) else {
            return Err("the child has no pipes".into());
        };
        Ok(Self { child, input, output: BufReader::new(output) })
    }

    pub fn tell(&mut self, line: &str) -> Result<(), Failure> {
        Ok(writeln!(self.input, "{line}")?)
    }

    /// Returns the next line.
    pub fn line(&mut self) -> Result<String, Failure> {
        let mut line = String::new();
        if self.output.read_line(&mut line)? == 0 {
            return Err("the child ended".into());
        }
        Ok(line.trim_end().to_owned())
    }

    pub fn expect(&mut self, line: &str) -> Result<(), Failure> {
        let found = self.line()?;
        if found == line { Ok(()) } else { Err(format!("expected `{line}`, found `{found}`").into()) }
    }

    /// Gives an order, and returns the numbers in the response.
    pub fn ask(&mut self, order: &str) -> Result<Vec<u64>, Failure> {
        self.tell(order)?;
        let line = self.line()?;
        Ok(line.split(' ').map(str::parse).collect::<Result<_, _>>()?)
    }

    /// Returns the CPU time so far, by threads.
    pub fn cpu(&self) -> Result<Cpu, Failure> {
        let mut threads = BTreeMap::new();
        for task in fs::read_dir(format!("/proc/{}/task", self.child.id()))? {
            let task = task?;
            // A thread that has just ended has none.
            let Ok(text) = fs::read_to_string(task.path().join("schedstat")) else { continue };
            let nanoseconds = text.split(' ').next().unwrap_or_default().parse()?;
            threads.insert(task.file_name(), Duration::from_nanos(nanoseconds));
        }
        Ok(Cpu(threads))
    }

    /// Returns the memory in bytes: the resident set.
    pub fn memory(&self) -> Result<u64, Failure> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("there is no VmRSS")?;
        let kib: u64 = line.trim().trim_end_matches(" kB").parse()?;
        Ok(kib * 1024)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The CPU time of threads: user and system, in nanoseconds.
pub struct Cpu(BTreeMap<std::ffi::OsString, Duration>);

impl Cpu {
    /// Returns the CPU time since an earlier moment.
    pub fn since(&self, earlier: &Self) -> Duration {
        let part = |(thread, time): (_, &Duration)| {
            time.saturating_sub(earlier.0.get(thread).copied().unwrap_or_default())
        };
        self.0.iter().map(part).sum()
    }
}
