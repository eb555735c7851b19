//! The start-up time and the size of both tools: information, not a test.

use std::path::Path;
use std::time::{Duration, Instant};
use std::{fs, io};

use super::tools::finished;
use super::wire::{Recorder, Response};
use super::{Bench, SERVICE};
use cargo_farrier::report::print as line;

/// The number of runs, of which the median counts.
const RUNS: usize = 9;

pub(super) fn print(bench: &Bench) -> io::Result<()> {
    let recorder = Recorder::start()?;
    recorder.expect(&[Response::json(200, r#"{"Id": "a", "AbsoluteTime": "b"}"#)]);
    let call = ["send-message", "--content-type", "text/plain", "--content", "hi", "--connection-token", "t"];
    let more = ["--no-sign-request", "--region", "us-west-2", "--endpoint-url", &recorder.url];
    let call: Vec<&str> = call.into_iter().chain(more).collect();
    let program = bench.python.with_file_name("aws").display().to_string();
    let theirs = [program.as_str()];
    let service = [program.as_str(), SERVICE];
    let rows: [(&str, &Path, Vec<&str>); 4] = [
        ("ours, --version", &bench.binary, vec!["--version"]),
        ("ours, send-message", &bench.binary, call.clone()),
        ("AWS CLI, --version", &bench.python, [theirs.as_slice(), &["--version"]].concat()),
        ("AWS CLI, send-message", &bench.python, [service.as_slice(), call.as_slice()].concat()),
    ];
    line(&format!("start-up, median of {RUNS} runs:"));
    for (what, program, args) in rows {
        let mut times = Vec::new();
        for _ in 0..RUNS {
            let mut command = bench.place.command(program);
            command.args(&args);
            let started = Instant::now();
            let outcome = finished(command, &bench.place.file("speed"), &recorder)?;
            times.push(started.elapsed());
            if outcome.status != 0 {
                line(&format!("  {what}: ends with {}: {}", outcome.status, outcome.stderr.trim()));
                break;
            }
        }
        times.sort();
        let median = times.get(times.len() / 2).copied().unwrap_or_default();
        line(&format!("  {what:24} {:>8.1} ms", millis(median)));
    }
    let (ours, theirs) = (fs::metadata(&bench.binary)?.len(), size(&environment(bench))?);
    line(&format!(
        "size: ours {:.1} MB, the AWS CLI's packages {:.1} MB",
        megabytes(ours),
        megabytes(theirs)
    ));
    Ok(())
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

#[allow(clippy::cast_precision_loss, reason = "it is rounded anyway")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// Returns the folder of the packages of the environment.
fn environment(bench: &Bench) -> std::path::PathBuf {
    let venv = bench.python.ancestors().nth(2).unwrap_or(&bench.python);
    venv.join("lib")
}

/// The files of a folder; links are not followed.
fn size(dir: &Path) -> io::Result<u64> {
    let mut sum = 0;
    let mut dirs = vec![dir.to_owned()];
    while let Some(dir) = dirs.pop() {
        for entry in fs::read_dir(dir)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            if kind.is_dir() {
                dirs.push(entry.path());
            } else if kind.is_file() {
                sum += entry.metadata()?.len();
            }
        }
    }
    Ok(sum)
}
