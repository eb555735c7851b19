//! Builds and runs the tests of scratch crates with cargo.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::Kind;
use cargo_farrier::report::{at, problem};
use cargo_farrier::{Result, report, scratch};

/// The test results of one crate.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    counts: BTreeMap<Kind, Count>,
    /// The names of the tests that were skipped.
    pub skipped: Vec<String>,
    /// The output of each failed test.
    pub failures: Vec<String>,
}

/// Tests of one kind.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    pub passed: usize,
    pub failed: usize,
    pub skipped: usize,
}

impl Count {
    /// All of them.
    pub fn total(self) -> usize {
        self.passed + self.failed + self.skipped
    }
}

impl Outcome {
    /// The tests of one kind.
    pub fn count(&self, kind: Kind) -> Count {
        self.counts.get(&kind).copied().unwrap_or_default()
    }

    /// Adds the output of libtest: a line per test, then the output of each failed test.
    fn add(&mut self, output: &str) {
        for line in output.lines() {
            let Some((name, state)) = line.strip_prefix("test ").and_then(|rest| rest.split_once(" ... "))
            else {
                continue;
            };
            let count = self.counts.entry(Kind::of_test(name)).or_default();
            match state {
                "ok" => count.passed += 1,
                state if state.starts_with("ignored") => {
                    count.skipped += 1;
                    self.skipped.push(name.to_owned());
                }
                _ => count.failed += 1,
            }
        }
        let printed = output.split_once("\nfailures:\n\n").map_or("", |(_, rest)| rest);
        let printed = printed.split_once("\nfailures:\n").map_or(printed, |(printed, _)| printed);
        let blocks = printed
            .split("---- ")
            .skip(1)
            .map(|block| block.replace(" stdout ----", "").trim_end().to_owned());
        self.failures.extend(blocks);
    }
}

/// Creates a workspace of the crates and builds their tests, which need no client; returns the test programs of each crate.
///
/// They run without cargo: for one crate, it would select other features of the dependencies, and compile them and
/// the crate again.
pub fn prepare(root: &Path, scratch: &Path, members: &[String]) -> Result<BTreeMap<String, Vec<PathBuf>>> {
    scratch::write(root, scratch, members)?;
    let output = scratch::cargo(root, scratch)
        .args(["test", "--workspace", "--no-default-features", "--test", "*", "--no-run"])
        .args(["--message-format", "json-render-diagnostics"])
        .output()
        .map_err(at(scratch))?;
    if output.status.success() {
        return Ok(programs(&String::from_utf8_lossy(&output.stdout)));
    }
    report::say(&String::from_utf8_lossy(&output.stderr));
    Err(problem(scratch, "the generated crates do not compile; the output of cargo is above"))
}

/// Returns the programs in the output of cargo, by the folder of their crate.
fn programs(said: &str) -> BTreeMap<String, Vec<PathBuf>> {
    let mut programs: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for message in said.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
        let folder =
            message["manifest_path"].as_str().and_then(|manifest| Path::new(manifest).parent()?.file_name());
        if let (Some(folder), Some(program)) = (folder, message["executable"].as_str()) {
            programs.entry(folder.to_string_lossy().into_owned()).or_default().push(program.into());
        }
    }
    programs
}

/// Runs the test programs of one crate.
pub fn tests(folder: &Path, programs: &[PathBuf]) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    for program in programs {
        let run = Command::new(program).current_dir(folder).env("RUST_BACKTRACE", "0").output();
        outcome.add(&String::from_utf8_lossy(&run.map_err(at(program))?.stdout));
    }
    Ok(outcome)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_output_of_libtest_is_counted_by_kind() {
        let output = "\nrunning 4 tests\ntest a::one_request ... ok\ntest a::two_response ... FAILED\n\
                      test a::three_request_example ... ignored, why\ntest a::one_request_2 ... ok\n\nfailures:\n\n\
                      ---- a::two_response stdout ----\npanicked\ncase: Two\n\n\nfailures:\n    a::two_response\n";
        let mut outcome = Outcome::default();
        outcome.add(output);
        let [request, response, _, example, _] = Kind::ALL.map(|kind| outcome.count(kind));
        assert_eq!((request.passed, response.failed, example.skipped), (2, 1, 1));
        assert_eq!(outcome.failures, ["a::two_response\npanicked\ncase: Two"]);
        assert_eq!(outcome.skipped, ["a::three_request_example"]);
    }
}
