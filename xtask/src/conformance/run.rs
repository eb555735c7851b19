//! Builds and runs the tests of scratch crates with cargo.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Output;

use super::Kind;
use crate::report::{at, problem};
use crate::{Result, report, scratch};

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

    /// Parses the output of libtest: a line per test, then the output of each failed test.
    fn read(output: &str) -> Self {
        let mut outcome = Self::default();
        for line in output.lines() {
            let Some((name, state)) = line.strip_prefix("test ").and_then(|rest| rest.split_once(" ... "))
            else {
                continue;
            };
            let count = outcome.counts.entry(Kind::of_test(name)).or_default();
            match state {
                "ok" => count.passed += 1,
                state if state.starts_with("ignored") => {
                    count.skipped += 1;
                    outcome.skipped.push(name.to_owned());
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
        outcome.failures = blocks.collect();
        outcome
    }
}

/// Creates a workspace of the crates and builds their tests.
pub fn prepare(root: &Path, scratch: &Path, members: &[String]) -> Result<()> {
    scratch::write(root, scratch, members)?;
    let output = cargo(root, scratch, &["test", "--workspace", "--tests", "--no-run"])?;
    if output.status.success() {
        return Ok(());
    }
    report::say(&String::from_utf8_lossy(&output.stderr));
    Err(problem(scratch, "the generated crates do not compile; the output of cargo is above"))
}

/// Runs the tests of one crate.
pub fn tests(root: &Path, scratch: &Path, member: &str) -> Result<Outcome> {
    let manifest = scratch.join(member).join("Cargo.toml");
    let manifest = manifest.to_string_lossy();
    let output = cargo(root, scratch, &["test", "--manifest-path", &manifest, "--tests", "--no-fail-fast"])?;
    Ok(Outcome::read(&String::from_utf8_lossy(&output.stdout)))
}

fn cargo(root: &Path, scratch: &Path, arguments: &[&str]) -> Result<Output> {
    scratch::cargo(root, scratch).args(arguments).output().map_err(at(scratch))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_output_of_libtest_is_counted_by_kind() {
        let output = "\nrunning 4 tests\ntest a::one_request ... ok\ntest a::two_response ... FAILED\n\
                      test a::three_request_example ... ignored, why\ntest a::one_request_2 ... ok\n\nfailures:\n\n\
                      ---- a::two_response stdout ----\npanicked\ncase: Two\n\n\nfailures:\n    a::two_response\n";
        let outcome = Outcome::read(output);
        let [request, response, _, example, _] = Kind::ALL.map(|kind| outcome.count(kind));
        assert_eq!((request.passed, response.failed, example.skipped), (2, 1, 1));
        assert_eq!(outcome.failures, ["a::two_response\npanicked\ncase: Two"]);
        assert_eq!(outcome.skipped, ["a::three_request_example"]);
    }
}
