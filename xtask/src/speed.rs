//! `cargo xtask speed`: times the same work by the generated crate and by the official SDK, in turn, in one program.
//!
//! Writes the program into target/speed, builds it with its dependencies from the registry, runs it, and prints the table of the
//! README. Neither side has an HTTP client: a transport in memory responds at once.

#[allow(dead_code, reason = "the benchmarks use the rest")]
#[path = "../benches/wire/fixtures.rs"]
mod fixtures;

use std::fs;
use std::path::Path;

use cargo_farrier::Result;
use cargo_farrier::report::{self, at, problem, thousands};
use cargo_farrier::scratch;

use crate::cli::Official;

const MANIFEST: &str = r#"[package]
name = "speed"
version = "0.0.0"
edition = "2021"

[dependencies]
connectparticipant = { path = "{path}", default-features = false, features = ["client-core"] }
aws-sdk-connectparticipant = { version = "{official}", default-features = false, features = ["behavior-version-latest", "rt-tokio"] }
aws-smithy-runtime-api = { version = "1", features = ["client"] }
aws-smithy-types = "1"
bytes = "1"
http = "1"
stats_alloc = "0.1"
tokio = { version = "1", features = ["rt", "time"] }

[workspace]
"#;

const SOURCES: [(&str, &str); 3] = [
    ("src/main.rs", include_str!("speed/main.rs.txt")),
    ("src/official.rs", include_str!("speed/official.rs.txt")),
    ("src/ours.rs", include_str!("speed/ours.rs.txt")),
];

/// The work, by the names in the output of the program.
const WORK: [(&str, &str); 2] = [
    ("read", "read a response of GetTranscript with 100 items"),
    ("send", "a whole call of SendMessage, without network"),
];

/// Measures and prints. True if the program ran.
pub fn run(root: &Path, args: &Official) -> bool {
    match measured(root, args) {
        Ok(rows) => {
            report::print("| work | connectparticipant | official SDK | time |");
            report::print("|---|---|---|---|");
            rows.iter().for_each(|row| report::print(row));
            true
        }
        Err(problems) => {
            report::problems(&problems, "nothing was measured");
            false
        }
    }
}

fn measured(root: &Path, args: &Official) -> Result<Vec<String>> {
    let dir = root.join("target/speed");
    let manifest = MANIFEST
        .replace("{path}", &root.join("generated").display().to_string())
        .replace("{official}", &args.official);
    let write = |name: &str, bytes: &[u8]| {
        let path = dir.join(name);
        fs::write(&path, bytes).map_err(at(&path))
    };
    fs::create_dir_all(dir.join("src")).map_err(at(&dir))?;
    write("Cargo.toml", manifest.as_bytes())?;
    SOURCES.iter().try_for_each(|(name, text)| write(name, text.as_bytes()))?;
    write("read.json", &fixtures::transcript())?;
    write("sent.json", &fixtures::message())?;
    report::say(fixtures::origin());
    // The target folder is kept: only the first run builds the official SDK.
    let mut command = scratch::plain();
    command
        .args(["run", "--release", "--quiet"])
        .env("CARGO_TARGET_DIR", dir.join("target"))
        .current_dir(&dir);
    let output = command.output().map_err(at(&dir))?;
    if !output.status.success() {
        String::from_utf8_lossy(&output.stderr).lines().for_each(report::say);
        return Err(problem(&dir, format!("{command:?} failed")));
    }
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let rows: Option<Vec<String>> = WORK.iter().map(|(name, text)| row(&said, name, text)).collect();
    rows.ok_or_else(|| problem(&dir, format!("the program printed something else: {said}")))
}

/// Returns a row of the table, from a line with times in nanoseconds and allocations.
fn row(said: &str, name: &str, text: &str) -> Option<String> {
    let line = said.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '))?;
    let [ours, our_allocations, official, their_allocations] = line.split(' ').collect::<Vec<_>>()[..] else {
        return None;
    };
    let cell = |time: f64, allocations: &str| {
        let allocations = thousands(allocations.parse().ok()?);
        Some(format!("{:.1} us, {allocations} allocations", time / 1000.0))
    };
    let (ours, official): (f64, f64) = (ours.parse().ok()?, official.parse().ok()?);
    let ratio = 100.0 * ours / official;
    Some(format!(
        "| {text} | {} | {} | {ratio:.0} % |",
        cell(ours, our_allocations)?,
        cell(official, their_allocations)?
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_becomes_a_row() {
        let said = "read 50000 1233 200000 1236\nsend 2500 22 20000 226\n";
        assert_eq!(
            row(said, "read", "reading").as_deref(),
            Some("| reading | 50.0 us, 1,233 allocations | 200.0 us, 1,236 allocations | 25 % |")
        );
        assert_eq!(row(said, "write", "writing"), None);
        assert_eq!(row("read 1 2 3", "read", "reading"), None);
    }
}
